// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The first page: where to begin, the learner's own programs, the path of lessons. Below 1000 px the two
// halves stand in one column.
#include "engine/lesson/lesson_library.h"
#include "gui/home/path_progress.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace forkscope::gui {

class OwnProgram;
class PathView;
class SegmentedSwitch;
class StartBlock;

class HomePage : public QWidget {
    Q_OBJECT
  public:
    explicit HomePage(QWidget* parent = nullptr);

    void setLibrary(const lesson::LessonLibrary& library);
    void setLastLesson(const QString& id);
    void setProgress(const PathProgress& progress);
    // An exercise that was tried and not passed, its title, and how far one is; kind None: there is none.
    void setUnfinished(const LessonPlace& place, const QString& title, const QString& state);
    void setRecent(const QStringList& paths);
    // Shown at the right end of the header; the page owns it.
    void setMenuButton(QPushButton* button);

    QLineEdit* search() const { return search_; }
    PathView* path() const { return path_; }
    // Smaller than the two halves side by side, so that the page can be made narrow enough to stack them.
    QSize minimumSizeHint() const override { return {700, 400}; }

  signals:
    void lessonChosen(const QString& lessonId, const QString& program); // program may be empty: the first one
    // Exactly there: an exercise, a tour.
    void placeChosen(const forkscope::gui::LessonPlace& place);
    void openRequested();
    void pasteRequested();
    void labRequested();
    void fileChosen(const QString& path);
    void templateChosen(const QString& path);
    void indexRequested();
    void courseRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    QWidget* makeHeader();
    QWidget* makeSearch();
    QWidget* makeLeft();
    QWidget* makeOwnBlock();
    QWidget* makeLab(QWidget* parent);
    QWidget* makeRight();
    const lesson::Lesson* offeredLesson() const; // null: there is none
    void refreshStart();
    void arrange();
    void filter(const QString& words);

    lesson::LessonLibrary library_;
    QString lastLesson_;
    PathProgress progress_;
    bool narrow_ = false;
    QWidget* header_ = nullptr;
    QBoxLayout* headerRow_ = nullptr;
    QWidget* left_ = nullptr;
    QWidget* right_ = nullptr;
    QWidget* ownBlock_ = nullptr;
    QBoxLayout* leftColumn_ = nullptr;
    QBoxLayout* halves_ = nullptr;
    QScrollArea* scroll_ = nullptr;
    QLineEdit* search_ = nullptr;
    QLabel* searchKeys_ = nullptr;
    QLabel* summary_ = nullptr;
    SegmentedSwitch* themeSwitch_ = nullptr;
    StartBlock* start_ = nullptr;
    OwnProgram* own_ = nullptr;
    PathView* path_ = nullptr;
};

} // namespace forkscope::gui
