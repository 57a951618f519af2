// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/actions.h"

#include "gui/theme/icons.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeySequence>
#include <QMenu>
#include <QWidget>

namespace forkscope::gui {

static QAction* addAction(QWidget* window, const char* name, const char* text, const char* iconName,
                          const QKeySequence& keys, const char* toolTip = nullptr) {
    auto* action = new QAction(QCoreApplication::translate("Actions", text), window);
    action->setObjectName(QLatin1String(name));
    if (*iconName)
        action->setIcon(icon(QLatin1String(iconName)));
    action->setShortcut(keys);
    if (toolTip)
        action->setToolTip(QCoreApplication::translate("Actions", toolTip));
    window->addAction(action);
    return action;
}

Actions::Actions(QWidget* window) {
    const auto add = [window](const char* name, const char* text, const char* iconName,
                              const QKeySequence& keys, const char* toolTip = nullptr) {
        return addAction(window, name, text, iconName, keys, toolTip);
    };
    home = add("home", QT_TRANSLATE_NOOP("Actions", "Home"), "home", Qt::ALT | Qt::Key_Home,
               QT_TRANSLATE_NOOP("Actions", "All lessons"));
    run = add("run", QT_TRANSLATE_NOOP("Actions", "Run"), "play", Qt::Key_F5,
              QT_TRANSLATE_NOOP("Actions", "Run the program as it stands in the editor"));
    runMany = add("runMany", QT_TRANSLATE_NOOP("Actions", "Run many times…"), "run-many",
                  Qt::CTRL | Qt::SHIFT | Qt::Key_F5,
                  QT_TRANSLATE_NOOP("Actions", "Run the program again and again and count what comes out"));
    stop = add("stop", QT_TRANSLATE_NOOP("Actions", "Stop"), "stop", Qt::SHIFT | Qt::Key_F5,
               QT_TRANSLATE_NOOP("Actions", "End all processes of this run"));
    restart = add("restart", QT_TRANSLATE_NOOP("Actions", "Restart"), "restart", Qt::CTRL | Qt::Key_F5,
                  QT_TRANSLATE_NOOP("Actions", "End this run and start a new one"));
    live = add("live", QT_TRANSLATE_NOOP("Actions", "Live"), "live", Qt::CTRL | Qt::Key_L,
               QT_TRANSLATE_NOOP("Actions", "Follow the present again"));
    addDriving(add);
    addExercise(add);
    addProgress(add);
    play = add("play", QT_TRANSLATE_NOOP("Actions", "Play"), "play", Qt::Key_F8,
               QT_TRANSLATE_NOOP("Actions", "Play the run from the playhead on, or stop playing"));
    playBack = add("playBack", QT_TRANSLATE_NOOP("Actions", "Play backwards"), "play-back",
                   Qt::SHIFT | Qt::Key_F8, QT_TRANSLATE_NOOP("Actions", "Play the run backwards"));
    nextEvent = add("nextEvent", QT_TRANSLATE_NOOP("Actions", "Next event"), "step-next",
                    Qt::ALT | Qt::Key_Right, QT_TRANSLATE_NOOP("Actions", "To the next event"));
    previousEvent = add("previousEvent", QT_TRANSLATE_NOOP("Actions", "Previous event"), "step-previous",
                        Qt::ALT | Qt::Key_Left, QT_TRANSLATE_NOOP("Actions", "To the event before"));
    nextOfChosen = add("nextOfChosen", QT_TRANSLATE_NOOP("Actions", "Next event of what is chosen"), "",
                       Qt::ALT | Qt::SHIFT | Qt::Key_Right,
                       QT_TRANSLATE_NOOP("Actions", "To the next event of the chosen process or object"));
    previousOfChosen =
        add("previousOfChosen", QT_TRANSLATE_NOOP("Actions", "Previous event of what is chosen"), "",
            Qt::ALT | Qt::SHIFT | Qt::Key_Left,
            QT_TRANSLATE_NOOP("Actions", "To the event before of the chosen process or object"));
    faster = add("faster", QT_TRANSLATE_NOOP("Actions", "Play faster"), "", Qt::ALT | Qt::Key_Up);
    slower = add("slower", QT_TRANSLATE_NOOP("Actions", "Play slower"), "", Qt::ALT | Qt::Key_Down);
    theme = add("theme", QT_TRANSLATE_NOOP("Actions", "Theme"), "moon", Qt::CTRL | Qt::Key_T,
                QT_TRANSLATE_NOOP("Actions", "Dark or light"));
    reduceMotion = add("reduceMotion", QT_TRANSLATE_NOOP("Actions", "Reduce motion"), "", {},
                       QT_TRANSLATE_NOOP("Actions", "Show what has changed at once, without movement"));
    reduceMotion->setCheckable(true);
    open =
        add("open", QT_TRANSLATE_NOOP("Actions", "Open program or recording…"), "folder", QKeySequence::Open);
    templates = new QMenu(QCoreApplication::translate("Actions", "New from template"), window);
    saveProgram =
        add("saveProgram", QT_TRANSLATE_NOOP("Actions", "Save program"), "save", QKeySequence::Save);
    resetProgram = add("resetProgram", QT_TRANSLATE_NOOP("Actions", "Reset"), "reset", {},
                       QT_TRANSLATE_NOOP("Actions", "Back to the original text; Ctrl+Z undoes it"));
    find = add("find", QT_TRANSLATE_NOOP("Actions", "Find in program"), "search", QKeySequence::Find);
    lineHistory = add("lineHistory", QT_TRANSLATE_NOOP("Actions", "When did this line run?"), "", Qt::Key_F9,
                      QT_TRANSLATE_NOOP("Actions", "Every time that the line with the cursor ran"));
    openRecording = add("openRecording", QT_TRANSLATE_NOOP("Actions", "Open recording…"), "",
                        Qt::CTRL | Qt::SHIFT | Qt::Key_O);
    saveRecording = add("saveRecording", QT_TRANSLATE_NOOP("Actions", "Save recording…"), "",
                        Qt::CTRL | Qt::SHIFT | Qt::Key_S);
    exportJsonLines =
        add("exportJsonLines", QT_TRANSLATE_NOOP("Actions", "Export events as JSON Lines…"), "export", {});
    exportPerfetto = add("exportPerfetto", QT_TRANSLATE_NOOP("Actions", "Export for Perfetto…"), "", {});
    pictureOfStage = add("pictureOfStage", QT_TRANSLATE_NOOP("Actions", "Stage…"), "", {},
                         QT_TRANSLATE_NOOP("Actions", "Save a picture of the stage as PNG, SVG or PDF"));
    pictureOfTimeline =
        add("pictureOfTimeline", QT_TRANSLATE_NOOP("Actions", "Timeline…"), "", {},
            QT_TRANSLATE_NOOP("Actions", "Save a picture of the timeline as PNG, SVG or PDF"));
    pictureOfChart = add("pictureOfChart", QT_TRANSLATE_NOOP("Actions", "Chart…"), "", {},
                         QT_TRANSLATE_NOOP("Actions", "Save a picture of the chart as PNG, SVG or PDF"));
    pictureOfRuns =
        add("pictureOfRuns", QT_TRANSLATE_NOOP("Actions", "Outcomes of many runs…"), "", {},
            QT_TRANSLATE_NOOP("Actions", "Save what came of many runs as a picture (PNG, SVG, PDF)"));
    saveAnimation =
        add("saveAnimation", QT_TRANSLATE_NOOP("Actions", "Save animation…"), "", {},
            QT_TRANSLATE_NOOP("Actions", "Save the run, or the measured stretch of it, as GIF or video"));
    choosePython = add("choosePython", QT_TRANSLATE_NOOP("Actions", "Choose Python…"), "python", {});
    keys = add("keys", QT_TRANSLATE_NOOP("Actions", "Keys"), "keyboard", Qt::Key_F1);
    unseen = add("unseen", QT_TRANSLATE_NOOP("Actions", "What Forkscope cannot see"), "question", {});
    about = add("about", QT_TRANSLATE_NOOP("Actions", "About Forkscope"), "info", {});
    quit = add("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), "", QKeySequence(Qt::CTRL | Qt::Key_Q));
    nextPanel = add("nextPanel", QT_TRANSLATE_NOOP("Actions", "Next panel"), "", Qt::Key_F6);
    previousPanel =
        add("previousPanel", QT_TRANSLATE_NOOP("Actions", "Previous panel"), "", Qt::SHIFT | Qt::Key_F6);
}

// Keys that mean something else elsewhere are given only while an exercise is open.
void Actions::addExercise(const Adder& add) {
    check = add("check", QT_TRANSLATE_NOOP("Actions", "Check"), "tick", Qt::CTRL | Qt::Key_Return,
                QT_TRANSLATE_NOOP("Actions", "Run the program several times and look at what it does"));
    hint = add("hint", QT_TRANSLATE_NOOP("Actions", "Hint"), "bulb", {},
               QT_TRANSLATE_NOOP("Actions", "Open the next hint"));
    solution = add("solution", QT_TRANSLATE_NOOP("Actions", "Solution"), "lock", {},
                   QT_TRANSLATE_NOOP("Actions", "Show a solution and why it works"));
    backToLesson = add("backToLesson", QT_TRANSLATE_NOOP("Actions", "Lesson"), "chevron-left",
                       Qt::ALT | Qt::Key_L, QT_TRANSLATE_NOOP("Actions", "Back to the lesson's page"));
    nextFailed = add("nextFailed", QT_TRANSLATE_NOOP("Actions", "Next failed check"), "", {}, nullptr);
    previousFailed =
        add("previousFailed", QT_TRANSLATE_NOOP("Actions", "Previous failed check"), "", {}, nullptr);
    for (QAction* action : {check, hint, solution, backToLesson, nextFailed, previousFailed})
        action->setEnabled(false);
}

void Actions::addProgress(const Adder& add) {
    overview =
        add("overview", QT_TRANSLATE_NOOP("Actions", "Progress…"), "book", Qt::CTRL | Qt::SHIFT | Qt::Key_P,
            QT_TRANSLATE_NOOP("Actions", "How far you are in each lesson, and what comes next"));
    index = add("index", QT_TRANSLATE_NOOP("Actions", "Index…"), "search", Qt::CTRL | Qt::SHIFT | Qt::Key_I,
                QT_TRANSLATE_NOOP("Actions", "Error messages and what they mean; topics from A to Z"));
    course = add("course", QT_TRANSLATE_NOOP("Actions", "The course at a glance…"), "book", {},
                 QT_TRANSLATE_NOOP("Actions", "All lessons by part, to show, print or save"));
    exportProgress = add("exportProgress", QT_TRANSLATE_NOOP("Actions", "Export progress…"), "export", {},
                         QT_TRANSLATE_NOOP("Actions", "Your progress and your texts into one file"));
    importProgress =
        add("importProgress", QT_TRANSLATE_NOOP("Actions", "Import progress…"), "", {},
            QT_TRANSLATE_NOOP("Actions", "What such a file knows joins what is known here; nothing is lost"));
    resetExercise = add("resetExercise", QT_TRANSLATE_NOOP("Actions", "Reset this exercise"), "reset", {},
                        QT_TRANSLATE_NOOP("Actions", "As if it had never been tried; can be undone"));
    resetLesson = add("resetLesson", QT_TRANSLATE_NOOP("Actions", "Reset this lesson"), "", {},
                      QT_TRANSLATE_NOOP("Actions", "Its text, tours, exercises and programs; can be undone"));
    resetEverything = add("resetEverything", QT_TRANSLATE_NOOP("Actions", "Reset everything…"), "", {},
                          QT_TRANSLATE_NOOP("Actions", "All lessons, after a question; can be undone"));
    undoReset = add("undoReset", QT_TRANSLATE_NOOP("Actions", "Undo reset"), "", {},
                    QT_TRANSLATE_NOOP("Actions", "Bring back what the last reset took away"));
    schedulingLab =
        add("schedulingLab", QT_TRANSLATE_NOOP("Actions", "Scheduling lab"), "ready", {},
            QT_TRANSLATE_NOOP("Actions", "Run a table of jobs under one policy after another, and compare"));
    addLessons = add("addLessons", QT_TRANSLATE_NOOP("Actions", "Add lessons folder…"), "folder", {},
                     QT_TRANSLATE_NOOP("Actions", "Lessons of your own, or of a teacher"));
    lessonFolders = add("lessonFolders", QT_TRANSLATE_NOOP("Actions", "Lessons folders…"), "", {},
                        QT_TRANSLATE_NOOP("Actions", "Which folders were added, and to remove one"));
}

void Actions::fillProgressMenu(QMenu* menu) const {
    menu->addActions({exportProgress, importProgress});
    menu->addSeparator();
    menu->addActions({resetExercise, resetLesson, resetEverything, undoReset});
}

void Actions::addDriving(const Adder& add) {
    pauseRun = add("pauseRun", QT_TRANSLATE_NOOP("Actions", "Pause"), "pause", Qt::Key_F7,
                   QT_TRANSLATE_NOOP("Actions", "Hold each process before its next operation"));
    runHeld =
        add("runHeld", QT_TRANSLATE_NOOP("Actions", "Run, held at the start"), "pause", Qt::ALT | Qt::Key_F5,
            QT_TRANSLATE_NOOP("Actions",
                              "Start the program and hold it before its first operation. Its random numbers "
                              "are the same each time, so that Undo finds them again"));
    holdAtStart = add("holdAtStart", QT_TRANSLATE_NOOP("Actions", "Always hold at the start"), "", {},
                      QT_TRANSLATE_NOOP("Actions", "Each run is held before its first operation"));
    // The tool tip is of the choice as it is while it is off, What's This of it on.
    oneCpu = add("oneCpu", QT_TRANSLATE_NOOP("Actions", "Run on one CPU only"), "", {},
                 QT_TRANSLATE_NOOP("Actions",
                                   "Processes can run at the same time, each on a processor of its own. "
                                   "Click for one processor, from the next run on"));
    oneCpu->setWhatsThis(QCoreApplication::translate(
        "Actions",
        "Processes take turns on one processor: nothing is parallel. Click for all, from the next run on"));
    timeRuns =
        add("timeRuns", QT_TRANSLATE_NOOP("Actions", "Time-outs run on while held"), "", {},
            QT_TRANSLATE_NOOP(
                "Actions", "Time-outs and sleeps of who is held stand still while you choose. Click to let "
                           "them run on"));
    timeRuns->setWhatsThis(QCoreApplication::translate(
        "Actions",
        "Time-outs and sleeps of who is held run on while you choose. Click to let them stand still"));
    for (QAction* choice : {holdAtStart, oneCpu, timeRuns})
        choice->setCheckable(true);
    undoStep = add("undoStep", QT_TRANSLATE_NOOP("Actions", "Undo step"), "reset", Qt::SHIFT | Qt::Key_F7,
                   QT_TRANSLATE_NOOP("Actions", "Run again up to before the last step"));
    variables = add("variables", QT_TRANSLATE_NOOP("Actions", "Variables…"), "search", Qt::ALT | Qt::Key_F7,
                    QT_TRANSLATE_NOOP("Actions", "Variables of a held process, or of two side by side"));
    shuffle =
        add("shuffle", QT_TRANSLATE_NOOP("Actions", "Shuffle…"), "ready", Qt::ALT | Qt::SHIFT | Qt::Key_F5,
            QT_TRANSLATE_NOOP("Actions", "Run in random orders, up to the first run that goes wrong"));
    saveSchedule = add("saveSchedule", QT_TRANSLATE_NOOP("Actions", "Save schedule…"), "save", {},
                       QT_TRANSLATE_NOOP("Actions", "Save the steps in their order, to be followed again"));
    choosePolicy = add("choosePolicy", QT_TRANSLATE_NOOP("Actions", "Who has the processor…"), "ready", {},
                       QT_TRANSLATE_NOOP("Actions", "By which policy the processes share a CPU: Linux, FCFS, "
                                                    "SJF, round robin, multilevel feedback"));
    followSchedule = add("followSchedule", QT_TRANSLATE_NOOP("Actions", "Follow schedule…"), "", {},
                         QT_TRANSLATE_NOOP("Actions", "Run the program by the steps of a file"));
}

void Actions::fillRunMenu(QMenu* menu) const {
    menu->addActions({runHeld, followSchedule, shuffle});
    menu->addSeparator();
    menu->addActions({holdAtStart, oneCpu, choosePolicy, timeRuns});
}

void Actions::fillMenu(QMenu* menu) const {
    menu->addAction(open);
    menu->addMenu(templates);
    menu->addActions({saveProgram, find, lineHistory, variables, runMany});
    fillRunMenu(menu->addMenu(QCoreApplication::translate("Actions", "How a run begins")));
    menu->addSeparator();
    menu->addActions({openRecording, saveRecording, exportJsonLines, exportPerfetto});
    QMenu* pictures = menu->addMenu(QCoreApplication::translate("Actions", "Save picture"));
    pictures->addActions({pictureOfStage, pictureOfTimeline, pictureOfChart, pictureOfRuns});
    menu->addAction(saveAnimation);
    menu->addSeparator();
    QMenu* learn = menu->addMenu(QCoreApplication::translate("Actions", "Learn"));
    learn->addActions({overview, index, course, schedulingLab});
    learn->addSeparator();
    fillProgressMenu(learn->addMenu(QCoreApplication::translate("Actions", "Reset, export, import")));
    learn->addActions({addLessons, lessonFolders});
    menu->addSeparator();
    menu->addActions({choosePython, theme, reduceMotion, keys, unseen, about});
    menu->addSeparator();
    menu->addAction(quit);
}

} // namespace forkscope::gui
