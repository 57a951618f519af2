// SPDX-License-Identifier: GPL-3.0-or-later
// The stage and the timeline of a held run: they say what is next, and their buttons, menus and waiters do
// what they promise, by mouse and by keys.
#include "engine/run/driver.h"
#include "gui/drive/drive_card.h"
#include "gui/drive/step_buttons.h"
#include "gui/editor/code_editor.h"
#include "gui/stage/card_item.h"
#include "gui/stage/object_item.h"
#include "gui/stage/object_paint.h"
#include "gui/stage/stage_view.h"
#include "gui/timeline/timeline_view.h"
#include "gui/window/editor_panel.h"
#include "gui/window/playhead.h"
#include "gui/window/stage_panel.h"
#include "gui/window/timeline_panel.h"
#include "gui/window/toolbar.h"
#include "tests/gui/drive/drive_fixture.h"
#include "tests/support/run_program.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QPushButton>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;
using Phase = DrivePicture::Phase;
using Goal = drive::Order::Goal;

class TestWindowHands : public QObject {
    Q_OBJECT

  private slots:
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void cardsAndLanesSayWhatIsNext();
    void buttonsOfCardAndLaneStep();
    void menusOfCardAndLaneGoOn();
    void aWaiterIsGivenTheLock();
    void thePanelRunsToTheCursorAndToTheHandOver();
    void whoComputesIsShownSo();
    void timeOutsCountDown();
    void timeStandsAndSaysSo();
};

namespace {

const QByteArray kOneLock = "import multiprocessing as mp\n"
                            "def work(mutex):\n"
                            "    with mutex:\n"
                            "        print('in', flush=True)\n"
                            "        print('out', flush=True)\n"
                            "if __name__ == '__main__':\n"
                            "    context = mp.get_context('fork')\n"
                            "    mutex = context.Lock()\n"
                            "    all = [context.Process(target=work, args=(mutex,)) for n in range(3)]\n"
                            "    for process in all: process.start()\n"
                            "    for process in all: process.join()\n";

const QByteArray kTimeOut = "import multiprocessing as mp\n"
                            "def work(mutex):\n"
                            "    mutex.acquire(timeout=600)\n"
                            "if __name__ == '__main__':\n"
                            "    context = mp.get_context('fork')\n"
                            "    mutex = context.Lock()\n"
                            "    mutex.acquire()\n"
                            "    one = context.Process(target=work, args=(mutex,))\n"
                            "    one.start()\n"
                            "    one.join()\n";

StageView& stageOf(WindowFixture& f) {
    return *f.workspace().stagePanel()->view();
}

const StageHold* holdOf(WindowFixture& f, const QString& tag) {
    for (const StageCard& card : stageOf(f).stage().picture().cards)
        if (card.tag == tag)
            return &card.hold;
    return nullptr;
}

StepButton* buttonOnStage(WindowFixture& f, const std::string& actor) {
    return f.workspace().stageSteps()->buttonOf(actor);
}
StepButton* buttonInLane(WindowFixture& f, const std::string& actor) {
    return f.workspace().laneSteps()->buttonOf(actor);
}

const world::Lock* theLock(WindowFixture& f) {
    const auto& locks = f.session()->history().now().locks();
    return locks.empty() ? nullptr : &*locks.begin();
}

// Three children, the first with the lock, the two others in its line.
void lineUp(WindowFixture& f) {
    holdAtTheStart(f, kOneLock);
    stepUntil(f, Qt::Key_0, [&] { return rowOf(f, "P3") && rowOf(f, "P0")->next.startsWith("join"); });
    stepUntil(f, Qt::Key_1, [&] { return standsAt(f, "P1", "print", 4); });
    for (const Qt::Key key : {Qt::Key_2, Qt::Key_3})
        stepUntil(f, key, [&] {
            const DriveRow* row = rowOf(f, key == Qt::Key_2 ? "P2" : "P3");
            return row && row->isBegun;
        });
    QTRY_COMPARE(theLock(f)->waiters.size(), std::size_t(2));
}

QAction* actionOf(const QMenu* menu, const QString& text) {
    for (QAction* action : menu->actions())
        if (action->text().startsWith(text))
            return action;
    return nullptr;
}

QMenu* openMenu(QWidget* where, const QPoint& place) {
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, where->mapToGlobal(place));
    QApplication::sendEvent(where, &event);
    return qobject_cast<QMenu*>(QApplication::activePopupWidget());
}

} // namespace

void TestWindowHands::cardsAndLanesSayWhatIsNext() {
    WindowFixture f;
    lineUp(f);
    QTRY_VERIFY(holdOf(f, "P1") && !holdOf(f, "P1")->next.isEmpty());
    QCOMPARE(holdOf(f, "P1")->next, QStringLiteral("next: print"));
    QCOMPARE(holdOf(f, "P1")->line, 4);
    QCOMPARE(holdOf(f, "P2")->next, QStringLiteral("began to acquire mutex"));
    QCOMPARE(holdOf(f, "P2")->reason, QStringLiteral("held by P1"));
    QVERIFY(buttonOnStage(f, "main/1")->toolTip().contains("P1 work") ||
            buttonOnStage(f, "main/1")->toolTip().contains("P1 Process-1"));
    QVERIFY(!buttonOnStage(f, "main/2") && !buttonInLane(f, "main/2")); // it cannot go on
    // In its lane's header too, where the pointer is over the name.
    TimelineView* lanes = f.workspace().timelinePanel()->view();
    const QPoint lane = lanes->buttonPlace(rowOf(f, "P2")->process, 0).center();
    QVERIFY2(lanes->explanationAt(QPointF(40, lane.y())).contains("mutex is held by P1"),
             qPrintable(lanes->explanationAt(QPointF(40, lane.y()))));
    // The past has no choices.
    f.workspace().playhead()->moveTo(1);
    QTRY_VERIFY(!buttonOnStage(f, "main/1"));
    QCOMPARE(holdOf(f, "P0")->next, QString());
    f.workspace().playhead()->goLive();
    QTRY_VERIFY(buttonOnStage(f, "main/1"));
}

void TestWindowHands::buttonsOfCardAndLaneStep() {
    WindowFixture f;
    holdAtTheStart(f, kLocks);
    const auto steps = [&] { return viewOf(f).picture().steps; };
    for (int clicks = 0; !rowOf(f, "P1") && clicks < 20; ++clicks) {
        const auto button = [&] { return clicks % 2 ? buttonInLane(f, "main") : buttonOnStage(f, "main"); };
        QTRY_VERIFY(button() && button()->isVisible());
        QTest::mouseClick(button(), Qt::LeftButton);
        WAIT_FOR_TURN(f);
    }
    QVERIFY(rowOf(f, "P1"));
    // By keys: Tab goes from the view to its first button, Space presses it.
    for (QWidget* view :
         {static_cast<QWidget*>(&stageOf(f)), static_cast<QWidget*>(f.workspace().timelinePanel()->view())}) {
        view->setFocus();
        StepButton* first = view == &stageOf(f) ? buttonOnStage(f, "main") : buttonInLane(f, "main");
        f.press(Qt::Key_Tab);
        QTRY_VERIFY(first->hasFocus());
        const std::size_t before = steps();
        f.press(Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(steps(), before + 1, kBound);
        WAIT_FOR_TURN(f);
        QVERIFY(first->hasFocus()); // for the next one
        const std::size_t after = steps();
        f.press(Qt::Key_1); // and numbers work from there
        QTRY_COMPARE_WITH_TIMEOUT(steps(), after + 1, kBound);
        WAIT_FOR_TURN(f);
    }
}

void TestWindowHands::menusOfCardAndLaneGoOn() {
    WindowFixture f;
    lineUp(f);
    StageView& stage = stageOf(f);
    const QPoint card = stage.mapFromScene(
        stage.stage().card(rowOf(f, "P1")->process)->sceneBoundingRect().topLeft() + QPointF(30, 20));
    QMenu* menu = openMenu(stage.viewport(), card);
    QVERIFY(menu);
    for (const char* way :
         {"One operation", "One line", "Until it blocks", "Until it ends", "To line", "All, until"})
        QVERIFY2(actionOf(menu, QString::fromLatin1(way)), way);
    actionOf(menu, "One operation")->trigger();
    menu->close();
    QTRY_VERIFY_WITH_TIMEOUT(isMyTurn(f) && standsAt(f, "P1", "print", 5), kBound);

    TimelineView* lanes = f.workspace().timelinePanel()->view();
    menu = openMenu(lanes->viewport(), {40, buttonInLane(f, "main/1")->geometry().center().y()});
    QVERIFY(menu);
    QVERIFY(actionOf(menu, "Until it ends"));
    actionOf(menu, "Until it ends")->trigger();
    menu->close();
    QTRY_VERIFY_WITH_TIMEOUT(isMyTurn(f) && !rowOf(f, "P1"), kBound);
}

void TestWindowHands::aWaiterIsGivenTheLock() {
    WindowFixture f;
    lineUp(f);
    StageView& stage = stageOf(f);
    const trace::ObjectId lock = theLock(f)->id;
    const trace::ProcessId last = rowOf(f, "P3")->process;
    const ObjectItem* item = stage.stage().object(lock);
    QVERIFY(item);
    QTRY_COMPARE(item->object().waiters.size(), std::size_t(2));
    const QPointF second = waiterPlace(item->object(), 1).center();
    QCOMPARE(item->waiterAt(second), last);
    QTest::mouseClick(stage.viewport(), Qt::LeftButton, {}, stage.mapFromScene(item->mapToScene(second)));
    QTRY_VERIFY_WITH_TIMEOUT(
        isMyTurn(f) && !theLock(f)->holders.empty() && theLock(f)->holders.front().process == last, kBound);
    QCOMPARE(f.message(), QString());
    QVERIFY(rowOf(f, "P2")->isBegun); // who came before still waits

    // By the menu of its card too.
    QMenu menu;
    QVERIFY(viewOf(f).fillMenu(&menu, rowOf(f, "P2")->process));
    QAction* give = actionOf(&menu, "Give it");
    QVERIFY(give);
    give->trigger();
    const trace::ProcessId other = rowOf(f, "P2")->process;
    QTRY_VERIFY_WITH_TIMEOUT(
        isMyTurn(f) && !theLock(f)->holders.empty() && theLock(f)->holders.front().process == other, kBound);
}

void TestWindowHands::thePanelRunsToTheCursorAndToTheHandOver() {
    WindowFixture f;
    holdAtTheStart(f, kOneLock);
    f.workspace().editorPanel()->editor()->setCursorPosition(10, 0); // line 11
    QPushButton* toLine = viewOf(f).orders()->button(Goal::ToLine);
    QTRY_COMPARE(toLine->text(), QStringLiteral("To line 11"));
    QTest::mouseClick(toLine, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(isMyTurn(f) && rowOf(f, "P0")->line == 11, kBound);
    QVERIFY(rowOf(f, "P3"));

    QPushButton* handOver = viewOf(f).orders()->button(Goal::HandOver);
    QTest::mouseClick(viewOf(f).cardOf("main/1"), Qt::LeftButton, {}, QPoint(40, 16));
    QTRY_COMPARE(handOver->text(), QStringLiteral("Hand over mutex"));
    trace::ProcessId before;
    for (int times = 0; times < 2; ++times) {
        QTest::mouseClick(handOver, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(isMyTurn(f) && !theLock(f)->holders.empty() &&
                                     theLock(f)->holders.front().process != before,
                                 kBound);
        before = theLock(f)->holders.front().process;
    }
}

void TestWindowHands::whoComputesIsShownSo() {
    WindowFixture f;
    holdAtTheStart(f, "import multiprocessing as mp\n"
                      "def work():\n"
                      "    print('on', flush=True)\n"
                      "    while True: pass\n"
                      "if __name__ == '__main__':\n"
                      "    one = mp.get_context('fork').Process(target=work)\n"
                      "    one.start()\n"
                      "    one.join()\n");
    stepUntil(f, Qt::Key_0, [&] { return rowOf(f, "P1") && rowOf(f, "P0")->next.startsWith("join"); });
    QVERIFY(viewOf(f).stepsText().endsWith("exact"));
    stepUntil(f, Qt::Key_1, [&] { return rowOf(f, "P1") && rowOf(f, "P1")->computes; });
    QTRY_COMPARE(viewOf(f).picture().isExact, false);
    QVERIFY2(viewOf(f).stepsText().endsWith("not exact"), qPrintable(viewOf(f).stepsText()));
    QCOMPARE(rowOf(f, "P1")->state, QStringLiteral("Computes"));
    QVERIFY(rowOf(f, "P1")->next.startsWith("computes since"));
    QTRY_VERIFY(holdOf(f, "P1")->next.startsWith("computes since"));
    QVERIFY(!holdOf(f, "P1")->hasButton);
    QVERIFY(!buttonOnStage(f, "main/1"));
    QVERIFY(buttonOnStage(f, "main")); // others may go on
}

void TestWindowHands::timeOutsCountDown() {
    WindowFixture f;
    QTest::mouseClick(f.workspace().toolbar()->timeButton(), Qt::LeftButton);
    QVERIFY(f.window().actions().timeRuns->isChecked());
    QCOMPARE(f.workspace().toolbar()->timeButton()->text(), QStringLiteral("Time runs"));
    holdAtTheStart(f, kTimeOut);
    QCOMPARE(viewOf(f).timeText(), QStringLiteral("Time runs on while you choose."));
    stepUntil(f, Qt::Key_0, [&] { return rowOf(f, "P1") != nullptr; });
    stepUntil(f, Qt::Key_1, [&] { return rowOf(f, "P1") && rowOf(f, "P1")->isBegun; });
    const QRegularExpression left("^(\\d+)\\.\\d s left$");
    QTRY_VERIFY2(left.match(rowOf(f, "P1")->timeText).hasMatch(), qPrintable(rowOf(f, "P1")->timeText));
    const QString first = rowOf(f, "P1")->timeText;
    const int seconds = left.match(first).captured(1).toInt();
    QVERIFY2(seconds > 300 && seconds <= 600, qPrintable(first));
    QTRY_VERIFY(rowOf(f, "P1")->timeText != first); // it goes on by itself
    QVERIFY(left.match(holdOf(f, "P1")->able).hasMatch());
    QVERIFY2(viewOf(f).timeText().contains("P1"), qPrintable(viewOf(f).timeText()));
}

void TestWindowHands::timeStandsAndSaysSo() {
    WindowFixture f;
    QCOMPARE(f.workspace().toolbar()->timeButton()->text(), QStringLiteral("Time stands"));
    QCOMPARE(f.workspace().toolbar()->cpusButton()->text(), QStringLiteral("All CPUs"));
    QTest::mouseClick(f.workspace().toolbar()->cpusButton(), Qt::LeftButton);
    QCOMPARE(f.workspace().toolbar()->cpusButton()->text(), QStringLiteral("One CPU"));
    holdAtTheStart(f, kTimeOut);
    QCOMPARE(f.session()->spec().drive.cpus, run::Cpus::One);
    QVERIFY2(viewOf(f).timeText().startsWith("Time stands still"), qPrintable(viewOf(f).timeText()));
    stepUntil(f, Qt::Key_0, [&] { return rowOf(f, "P1") != nullptr; });
    stepUntil(f, Qt::Key_1, [&] { return rowOf(f, "P1") && rowOf(f, "P1")->isBegun; });
    QCOMPARE(rowOf(f, "P1")->timeText, QStringLiteral("its time-out stands still"));
    // Changed during the run.
    QTest::mouseClick(f.workspace().toolbar()->timeButton(), Qt::LeftButton);
    QTRY_VERIFY(rowOf(f, "P1")->timeText.endsWith("s left"));
}

QTEST_MAIN(TestWindowHands)
#include "test_window_hands.moc"
