// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of real driven programs in the window: their moments, the way back, who decides; by mouse and
// keys alone.
#include "engine/run/driver.h"
#include "gui/drive/drive_head.h"
#include "gui/drive/schedule_dialog.h"
#include "gui/drive/step_list.h"
#include "gui/widgets/segmented_switch.h"
#include "gui/window/playhead.h"
#include "tests/gui/drive/drive_fixture.h"
#include "tests/support/run_program.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;
using Phase = DrivePicture::Phase;

class TestWindowSteps : public QObject {
    Q_OBJECT

  private slots:
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void aStepShowsItsMomentAndIsGoneBackTo();
    void stepsAreTakenAlongAsText();
    void changedStepsAreFollowed();
    void aPausedRunCannotGoBack();
    void chanceTakesOverAndIsRepeated();
    void theSwitchLetsGoAndHolds();
};

namespace {

StepList& listOf(WindowFixture& f) {
    return *viewOf(f).steps();
}

void unfold(WindowFixture& f) {
    QTest::mouseClick(viewOf(f).head()->stepsButton(), Qt::LeftButton);
    QVERIFY(listOf(f).isVisible());
}

void clickRow(WindowFixture& f, int row) {
    QListView* list = listOf(f).list();
    const QModelIndex index = listOf(f).model().index(row, 0);
    list->scrollTo(index);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
}

void clickMode(WindowFixture& f, DriveMode mode) {
    QTest::mouseClick(viewOf(f).head()->modes()->button(int(mode)), Qt::LeftButton);
}

// The entry of the menu that has opened, by its keys.
void takeEntry(int entry) {
    QTRY_VERIFY(qobject_cast<QMenu*>(QApplication::activePopupWidget()));
    QWidget* menu = QApplication::activePopupWidget();
    for (int i = 0; i <= entry; ++i)
        QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
}

std::string orderOf(WindowFixture& f) {
    return drive::textOf(f.session()->driver().done());
}

} // namespace

void TestWindowSteps::aStepShowsItsMomentAndIsGoneBackTo() {
    WindowFixture f;
    holdAtTheStart(f, kLocks);
    unfold(f);
    QCOMPARE(listOf(f).model().rowCount(), 1); // what comes next
    viewOf(f).setFocus();
    stepUntil(f, Qt::Key_0, [&] { return rowOf(f, "P2") != nullptr; });
    listOf(f).list()->setFocus(); // numbers step from there too
    f.press(Qt::Key_1);
    WAIT_FOR_TURN(f);
    const int steps = int(viewOf(f).picture().steps);
    QCOMPARE(listOf(f).model().rowCount(), steps + 1);
    QCOMPARE(listOf(f).current(), steps);
    const StepRow first = listOf(f).model().row(0);
    QVERIFY2(first.what.startsWith("starts P1"), qPrintable(first.what));
    QCOMPARE(first.line, 11);

    clickRow(f, 0);
    QVERIFY(!f.workspace().playhead()->isLive());
    QCOMPARE(f.workspace().playhead()->time(), first.at);
    QCOMPARE(listOf(f).current(), 0);
    const world::World then = f.session()->history().at(first.at);
    QCOMPARE(then.processes().size(), std::size_t(2)); // the second is not there yet
    f.press(Qt::Key_Down);
    QCOMPARE(f.workspace().playhead()->time(), listOf(f).model().row(1).at);
    f.press(Qt::Key_End);
    QVERIFY(f.workspace().playhead()->isLive());

    clickRow(f, 0);
    const run::Session* before = f.session();
    QCOMPARE(listOf(f).backButton()->text(), QStringLiteral("Go back to step 1"));
    QTest::mouseClick(listOf(f).backButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(f.session() != before && isMyTurn(f) && viewOf(f).picture().steps == 1, kBound);
    QTRY_COMPARE(listOf(f).model().rowCount(), 2);
    QCOMPARE(listOf(f).model().row(0).what, first.what);
    QVERIFY(rowOf(f, "P1") && !rowOf(f, "P2"));
    QVERIFY(f.workspace().playhead()->isLive());
    viewOf(f).setFocus();
    f.press(Qt::Key_S);
    QVERIFY(!listOf(f).isVisible());
}

void TestWindowSteps::stepsAreTakenAlongAsText() {
    WindowFixture f;
    holdAtTheStart(f, "print('one')\nprint('two')\n");
    unfold(f);
    QVERIFY(!listOf(f).copyButton()->isEnabled());
    viewOf(f).setFocus();
    f.press(Qt::Key_0);
    WAIT_FOR_TURN(f);
    QTRY_COMPARE(listOf(f).model().rowCount(), 2);
    QTest::mouseClick(listOf(f).copyButton(), Qt::LeftButton);
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.contains("main print line 1"), qPrintable(copied));
    QCOMPARE(copied.toStdString(), orderOf(f));
    // Time can be let run from here as well.
    QVERIFY(!f.window().actions().timeRuns->isChecked());
    QTest::mouseClick(viewOf(f).head()->timeButton(), Qt::LeftButton);
    QVERIFY(f.window().actions().timeRuns->isChecked());
    QTRY_VERIFY2(viewOf(f).timeText().startsWith("Time runs on"), qPrintable(viewOf(f).timeText()));
}

void TestWindowSteps::changedStepsAreFollowed() {
    WindowFixture f;
    holdAtTheStart(f, kLocks);
    unfold(f);
    viewOf(f).setFocus();
    stepUntil(f, Qt::Key_0, [&] { return rowOf(f, "P2") != nullptr; });
    const std::size_t steps = viewOf(f).picture().steps;
    QTest::mouseClick(listOf(f).editButton(), Qt::LeftButton);
    const QPointer<ScheduleDialog> dialog = f.workspace().findChild<ScheduleDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QTest::keyClicks(dialog->text(), "main/2 lock.acquire");
    QTest::mouseClick(dialog->followButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(isMyTurn(f) && viewOf(f).picture().steps == steps + 1, kBound);
    QVERIFY(standsAt(f, "P2", "acquire", 4));
    QVERIFY(standsAt(f, "P1", "acquire", 3));
    QVERIFY(viewOf(f).picture().mode == DriveMode::Choose); // held at the end of them
}

void TestWindowSteps::aPausedRunCannotGoBack() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("program.py", "while True: print('on', flush=True)\n")));
    QVERIFY(f.runUntilEvents());
    f.press(Qt::Key_F7);
    WAIT_FOR_TURN(f);
    QVERIFY(viewOf(f).head()->modes()->current() == int(DriveMode::Choose));
    unfold(f);
    viewOf(f).setFocus();
    stepUntil(f, Qt::Key_0, [&] { return viewOf(f).picture().steps == 2; });
    QTRY_VERIFY(listOf(f).model().rowCount() >= 3);
    clickRow(f, 0);
    QVERIFY(!listOf(f).backButton()->isEnabled());
    QVERIFY2(listOf(f).backButton()->toolTip().contains("Alt+F5"),
             qPrintable(listOf(f).backButton()->toolTip()));
}

void TestWindowSteps::chanceTakesOverAndIsRepeated() {
    WindowFixture f;
    holdAtTheStart(f, "import multiprocessing as mp\n"
                      "def say(name):\n"
                      "    print(name, flush=True)\n"
                      "if __name__ == '__main__':\n"
                      "    context = mp.get_context('fork')\n"
                      "    all = [context.Process(target=say, args=(n,)) for n in 'ab']\n"
                      "    for one in all: one.start()\n"
                      "    for one in all: one.join()\n");
    f.press(Qt::Key_0);
    WAIT_FOR_TURN(f);
    clickMode(f, DriveMode::Chance);
    takeEntry(0); // the rest of this run
    QVERIFY(f.waitUntilEnded());
    QTRY_COMPARE(viewOf(f).picture().phase, Phase::Over);
    QCOMPARE(viewOf(f).head()->modes()->current(), int(DriveMode::Chance));
    const std::string order = orderOf(f);
    QVERIFY2(viewOf(f).picture().steps >= 5, order.c_str());
    const run::Session* before = f.session();
    clickMode(f, DriveMode::Schedule);
    takeEntry(0); // repeat these steps
    QTRY_VERIFY_WITH_TIMEOUT(f.session() != before, kBound);
    QVERIFY(f.waitUntilEnded());
    QTRY_COMPARE(viewOf(f).picture().phase, Phase::Over);
    QCOMPARE(QString::fromStdString(orderOf(f)), QString::fromStdString(order));
    QCOMPARE(f.message(), QString());
}

void TestWindowSteps::theSwitchLetsGoAndHolds() {
    WindowFixture f;
    holdAtTheStart(f, "import time\nwhile True:\n    print('on', flush=True)\n    time.sleep(0.01)\n");
    QCOMPARE(viewOf(f).head()->modes()->current(), int(DriveMode::Choose));
    clickMode(f, DriveMode::Free);
    QTRY_COMPARE(viewOf(f).picture().phase, Phase::Free);
    QCOMPARE(viewOf(f).head()->modes()->current(), int(DriveMode::Free));
    QTRY_VERIFY_WITH_TIMEOUT(f.output().contains("on"), kBound);
    clickMode(f, DriveMode::Choose);
    QTRY_VERIFY_WITH_TIMEOUT(isMyTurn(f) && viewOf(f).picture().held() == 1, kBound);
    QCOMPARE(viewOf(f).head()->modes()->current(), int(DriveMode::Choose));
    f.press(Qt::Key_F5, Qt::ShiftModifier); // Stop
    QVERIFY(f.waitUntilEnded());
    // Of a run that is over it begins the next one.
    QTRY_VERIFY(f.window().actions().runHeld->isEnabled());
    clickMode(f, DriveMode::Choose);
    WAIT_FOR_TURN(f);
    QCOMPARE(viewOf(f).picture().steps, std::size_t(0));
}

QTEST_MAIN(TestWindowSteps)
#include "test_window_steps.moc"
