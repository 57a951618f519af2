// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How the panels of the workspace lie, by width. Wide (from 1200): lesson, then the stage over the timeline,
// then code and moment (as tabs) over the output. Medium (from 1000): the lesson and the output become tabs
// at the right too. Narrow: everything but the timeline is a tab. Moves panels between splitters and tabs;
// the panels themselves live on.
#include <QString>
#include <QWidget>

class QSplitter;
class QVBoxLayout;

namespace forkscope::gui {

class Panel;
class Settings;
class TabStack;

struct WorkspacePanels {
    Panel *lesson = nullptr, *editor = nullptr, *moment = nullptr, *output = nullptr, *timeline = nullptr,
          *stage = nullptr, *charts = nullptr, *runs = nullptr, *drive = nullptr, *results = nullptr,
          *figures = nullptr;
    QWidget* messages = nullptr; // above the timeline
};

class Layout : public QWidget {
    Q_OBJECT
  public:
    enum class Arrangement { Wide, Medium, Narrow };

    Layout(const WorkspacePanels& panels, Settings& settings, QWidget* parent);

    // What one works at: a lesson or a program of one's own; or an exercise in which the program is written,
    // with the editor in the middle and the results beside it; or the scheduling lab, with the timeline over
    // its figures.
    enum class Purpose { Work, Edit, Lab };

    Arrangement arrangement() const { return arrangement_; }
    static Arrangement arrangementFor(int width);
    // Programs of one's own have no lesson.
    void setLessonShown(bool shown);
    void setPurpose(Purpose purpose);
    Purpose purpose() const { return purpose_; }
    // The runs are a tab once they were asked for.
    void setRunsShown(bool shown);
    // The panel of a driven run: under the lesson, or a tab.
    void setDriveShown(bool shown);
    // Brings a panel to the front where it is a tab.
    void reveal(Panel* panel);
    void saveSizes();
    // Smaller than what an arrangement wants, so that the window can be made narrow enough for the next one.
    QSize minimumSizeHint() const override { return {700, 380}; }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void arrange(Arrangement arrangement);
    void takeDown();
    void arrangeAnew();
    QWidget* buildWide();
    QWidget* buildExerciseWide();
    QWidget* buildExerciseMedium();
    QWidget* buildMedium();
    QWidget* buildNarrow();
    QSplitter* makeSplitter(Qt::Orientation orientation, const QString& name);
    QWidget* makeBottom();
    QSplitter* makeWork();
    void addReadings();
    void addExerciseReadings();
    QWidget* buildLab();
    QWidget* makeLeft();
    QList<Panel*> all() const;
    void restoreSizes();
    QString name() const;

    WorkspacePanels panels_;
    Settings& settings_;
    Arrangement arrangement_ = Arrangement::Wide;
    Purpose purpose_ = Purpose::Work;
    bool built_ = false, sizesAreKept_ = false;
    bool lessonShown_ = true, runsShown_ = false, driveShown_ = false;
    QVBoxLayout* column_ = nullptr;
    QWidget* root_ = nullptr;
    TabStack* tabs_ = nullptr;
    QList<QSplitter*> splitters_;
};

} // namespace forkscope::gui
