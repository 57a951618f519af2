// SPDX-License-Identifier: GPL-3.0-or-later
// The main way through the window: choose a lesson, run it, watch, stop, run again, type what it reads.
#include "gui/console/console_view.h"
#include "gui/console/input_line.h"
#include "gui/editor/badge_gutter.h"
#include "gui/home/home_page.h"
#include "gui/home/path_model.h"
#include "gui/home/path_view.h"
#include "gui/inspector/moment_view.h"
#include "gui/timeline/timeline_view.h"
#include "gui/window/editor_panel.h"
#include "gui/window/live_badge.h"
#include "gui/window/timeline_panel.h"
#include "gui/window/toolbar.h"
#include "tests/gui/window/window_fixture.h"
#include "tests/support/run_program.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;

class TestWindowRun : public QObject {
    Q_OBJECT

  private slots:
    void fromHomeToARunAndStop();
    void runButtonTurnsIntoStop();
    void restartStartsAgain();
    void programSelectorSwitches();
    void inputReachesTheProgram();
    void endOfInput();
    void coloursArrive();
    void closingEndsTheRun();
};

void TestWindowRun::fromHomeToARunAndStop() {
    WindowFixture f;
    QVERIFY(f.window().home()->isVisible());
    PathView* path = f.window().home()->path();
    QTest::keyClicks(f.window().home()->search(), "never_ends"); // programs are found by a search
    int row = 0;
    while (row < path->path()->rowCount() && path->path()->row(row).program != "never_ends")
        ++row;
    QTest::mouseClick(path->viewport(), Qt::LeftButton, {},
                      path->visualRect(path->path()->index(row)).center());
    QVERIFY(f.workspace().isVisible());
    QCOMPARE(f.workspace().editorPanel()->title(), QStringLiteral("never_ends.py"));
    QVERIFY(!f.session());

    QVERIFY(f.runUntilEvents());
    const auto consumerWaits = [&f] {
        return f.processStates().filter("Waits: orders").size() == 1 &&
               f.processStates().filter("Waits: P").size() == 1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(consumerWaits(), 30000);
    QTRY_VERIFY(!f.workspace().editorPanel()->gutter()->badges().isEmpty());
    QTRY_VERIFY(f.output().contains("made"));
    QVERIFY(f.workspace().timelinePanel()->view()->laneNames().size() >= 5);
    QCOMPARE(f.workspace().timelinePanel()->badge()->state(), LiveBadge::State::Live);

    f.press(Qt::Key_F5, Qt::ShiftModifier);
    QVERIFY(f.waitUntilEnded());
    QCOMPARE(f.workspace().timelinePanel()->badge()->state(), LiveBadge::State::Ended);
    QCOMPARE(processesLeft(), QStringList());
}

void TestWindowRun::runButtonTurnsIntoStop() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("waits.py", "import time\ntime.sleep(600)\n")));
    QPushButton* button = f.workspace().toolbar()->runButton();
    QCOMPARE(button->text(), QStringLiteral("Run"));
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(button->text(), QStringLiteral("Stop"));
    QTRY_VERIFY(!f.processStates().isEmpty());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(f.waitUntilEnded());
    QTRY_COMPARE(button->text(), QStringLiteral("Run"));
    QVERIFY(button->isEnabled());
}

void TestWindowRun::restartStartsAgain() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("waits.py", "import time\ntime.sleep(600)\n")));
    QVERIFY(f.runUntilEvents());
    const run::Session* first = f.session();
    f.press(Qt::Key_F5, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(f.session() != first && f.session()->history().laneCount() > 0, 30000);
    QVERIFY(f.workspace().runner()->isBusy());
    QTRY_COMPARE(f.processStates().size(), 1);
}

void TestWindowRun::programSelectorSwitches() {
    WindowFixture f;
    f.window().openLesson("08", "tickets_oversold");
    QComboBox* programs = f.workspace().toolbar()->programs();
    QVERIFY(programs->count() >= 3);
    programs->setFocus();
    QTest::keyClick(programs, Qt::Key_Down);
    QCOMPARE(f.workspace().editorPanel()->title(), programs->currentText());
    QVERIFY(programs->currentText() != "tickets_oversold.py");
    f.restart(); // what was open last is offered again
    f.window().openLesson("08", QString());
    QCOMPARE(f.workspace().editorPanel()->title(), f.workspace().toolbar()->programs()->currentText());
    QVERIFY(f.workspace().editorPanel()->title() != "tickets_oversold.py");
}

void TestWindowRun::inputReachesTheProgram() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("asks.py", "name = input('who? ')\nprint('hello', name)\n")));
    QVERIFY(f.runUntilEvents());
    QTRY_VERIFY_WITH_TIMEOUT(f.output().contains("who?"), 20000);
    InputLine* input = f.workspace().console()->input();
    QTRY_VERIFY(input->isEnabled());
    QTRY_VERIFY(input->placeholderText().contains("waits for a line"));
    QTest::keyClicks(input, "Ada");
    QTest::keyClick(input, Qt::Key_Return);
    QVERIFY(f.waitUntilEnded());
    QTRY_VERIFY(f.output().contains("hello Ada"));
    QVERIFY(!input->isEnabled());
}

void TestWindowRun::endOfInput() {
    WindowFixture f;
    QVERIFY(
        f.window().open(f.writeProgram("reads.py", "import sys\nprint(len(sys.stdin.read()), 'bytes')\n")));
    QVERIFY(f.runUntilEvents());
    QTRY_VERIFY(f.workspace().console()->input()->isEnabled());
    QTest::keyClick(f.workspace().console()->input(), Qt::Key_D, Qt::ControlModifier);
    QVERIFY(f.waitUntilEnded());
    QTRY_VERIFY(f.output().contains("0 bytes"));
}

void TestWindowRun::coloursArrive() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("red.py", "print('\\033[31mred\\033[0m plain')\n")));
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
    QTRY_COMPARE(f.output(), QStringLiteral("red plain"));
}

void TestWindowRun::closingEndsTheRun() {
    {
        WindowFixture f;
        QVERIFY(f.window().open(
            f.writeProgram("many.py", "import multiprocessing as mp, time\n"
                                      "if __name__ == '__main__':\n"
                                      "    for _ in range(3):\n"
                                      "        mp.Process(target=time.sleep, args=(600,)).start()\n")));
        QVERIFY(f.runUntilEvents());
        QTRY_COMPARE_WITH_TIMEOUT(f.processStates().size(), 4, 20000);
        f.window().close();
    }
    QCOMPARE(processesLeft(), QStringList());
}

QTEST_MAIN(TestWindowRun)
#include "test_window_run.moc"
