// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Everything the window can do, with its words and its keys, named once. Tool bars and menus only refer to
// these.
#include <QKeySequence>
#include <QObject>

#include <functional>

class QAction;
class QMenu;
class QWidget;

namespace forkscope::gui {

struct Actions {
    // The window owns them; keys work wherever in it the focus is.
    explicit Actions(QWidget* window);

    QAction *home, *run, *runMany, *stop, *restart, *live, *theme, *reduceMotion;
    QAction *pauseRun, *runHeld, *holdAtStart, *oneCpu, *undoStep, *saveSchedule, *followSchedule, *timeRuns;
    QAction *variables, *shuffle, *choosePolicy;
    QAction *open, *saveProgram, *resetProgram, *find, *lineHistory;
    QAction *openRecording, *saveRecording, *exportJsonLines, *exportPerfetto;
    QAction *pictureOfStage, *pictureOfTimeline, *pictureOfChart, *pictureOfRuns, *saveAnimation;
    QAction *choosePython, *keys, *unseen, *about, *quit;
    QAction *play, *playBack, *nextEvent, *previousEvent, *nextOfChosen, *previousOfChosen, *faster, *slower;
    QAction *check, *hint, *solution, *backToLesson, *nextFailed, *previousFailed; // of an exercise
    QAction* schedulingLab;
    QAction *index, *course;                             // pages about the whole course
    QAction *overview, *exportProgress, *importProgress; // of the learner's progress
    QAction *resetExercise, *resetLesson, *resetEverything, *undoReset;
    QAction *addLessons, *lessonFolders;
    QAction *nextPanel, *previousPanel;

    QMenu* templates; // "New from template": the window puts one entry in for each that there is

    void fillMenu(QMenu* menu) const;
    // How a run begins.
    void fillRunMenu(QMenu* menu) const;

  private:
    using Adder = std::function<QAction*(const char* name, const char* text, const char* iconName,
                                         const QKeySequence& keys, const char* toolTip)>;
    void addDriving(const Adder& add);
    void addExercise(const Adder& add);
    void addProgress(const Adder& add);
    void fillProgressMenu(QMenu* menu) const;
};

} // namespace forkscope::gui
