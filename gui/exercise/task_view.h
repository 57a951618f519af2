// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The left side of an exercise: what is to be done, below it the answers or the goal where it has some, the
// hints one after another, the solution behind its lock, and the explanation once it is passed.
#include <QList>
#include <QScrollArea>
#include <QString>

class QLabel;
class QVBoxLayout;

namespace forkscope::gui {

class FoldRow;
class GoalView;
class LessonView;
class PredictView;

struct TaskPicture {
    enum class Below { Nothing, Answers, Goal };

    QString title, task; // Markdown
    Below below = Below::Nothing;
    QString folder;    // where its pictures are
    QStringList hints; // Markdown
    int hintsOpened = 0;
    QString solution; // Markdown; "": there is none to show
    bool isSolutionFree = false, isSolutionOpen = false;
    QString explanation; // Markdown, shown when passed
    bool isPassed = false;
    QString footnote;
};

class TaskView : public QScrollArea {
    Q_OBJECT
  public:
    explicit TaskView(QWidget* parent = nullptr);

    void show(const TaskPicture& picture);
    LessonView* taskText() const { return task_; }
    PredictView* predict() const { return predict_; }
    GoalView* goal() const { return goal_; }
    FoldRow* hint(int index) const { return hints_.value(index); }
    FoldRow* solution() const { return solution_; }
    void showGoal(); // scrolls so that it is in sight
    LessonView* explanation() const { return explanation_; }

  signals:
    void hintRequested(); // the next one
    void solutionRequested();
    void linkRequested(const QString& kind, const QString& target, const QString& query);

  private:
    void showHints();
    void showSolution();

    TaskPicture picture_;
    QVBoxLayout* column_ = nullptr;
    LessonView *task_ = nullptr, *explanation_ = nullptr;
    PredictView* predict_ = nullptr;
    GoalView* goal_ = nullptr;
    QWidget* hintsHead_ = nullptr;
    QLabel *hintsCount_ = nullptr, *passed_ = nullptr, *footnote_ = nullptr;
    QList<FoldRow*> hints_;
    FoldRow* solution_ = nullptr;
};

} // namespace forkscope::gui
