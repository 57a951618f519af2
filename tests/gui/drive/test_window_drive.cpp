// SPDX-License-Identifier: GPL-3.0-or-later
// Real programs driven in the window by mouse and keys alone: held at the start, stepped, taken back, let go.
#include "engine/run/driver.h"
#include "gui/drive/drive_card.h"
#include "gui/drive/variables_window.h"
#include "gui/inspector/trouble_box.h"
#include "gui/stage/stage_view.h"
#include "gui/window/stage_panel.h"
#include "gui/window/toolbar.h"
#include "tests/gui/drive/drive_fixture.h"
#include "tests/support/paths.h"
#include "tests/support/run_program.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;
using Phase = DrivePicture::Phase;
using Goal = drive::Order::Goal;

class TestWindowDrive : public QObject {
    Q_OBJECT

  private slots:
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void oneTicketIsSoldTwice();
    void aDeadlockIsNamedAndLeavesNothing();
    void aRunIsPausedAndContinued();
    void schedulesAreSavedAndFollowed();
    void holdingAtTheStartIsRemembered();
    void stopEndsAnUndo();
};

namespace {

QByteArray ticketsOfTheLesson() {
    QFile file(tests::lessonsSource() + QStringLiteral("/08-mutex/programs/tickets_oversold.py"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestWindowDrive::oneTicketIsSoldTwice() {
    const QByteArray program = ticketsOfTheLesson();
    const int writes = int(program.left(program.indexOf("with open(STOCK, \"w\"")).count('\n')) + 1;
    WindowFixture f;
    holdAtTheStart(f, program);
    stepUntil(f, Qt::Key_0, [&] { return rowOf(f, "P2") != nullptr; });
    // Both read one ticket, and stand before they write.
    stepUntil(f, Qt::Key_1, [&] { return standsAt(f, "P1", "open", writes); });
    stepUntil(f, Qt::Key_2, [&] { return standsAt(f, "P2", "open", writes); });
    QVERIFY2(rowOf(f, "P2")->spoken().contains("will open"), qPrintable(rowOf(f, "P2")->spoken()));

    // One step back, and again.
    const std::size_t steps = viewOf(f).picture().steps;
    f.press(Qt::Key_F7, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(isMyTurn(f) && viewOf(f).picture().steps == steps - 1, kBound);
    QVERIFY2(!standsAt(f, "P2", "open", writes), qPrintable(rowOf(f, "P2")->spoken()));
    QVERIFY(standsAt(f, "P1", "open", writes));
    QCOMPARE(f.message(), QString());
    QTest::mouseClick(viewOf(f).cardOf("main/2")->stepButton(), Qt::LeftButton);
    WAIT_FOR_TURN(f);
    QVERIFY(standsAt(f, "P2", "open", writes));
    QCOMPARE(viewOf(f).picture().steps, steps);

    // The first to its end by the keyboard, the second by the mouse.
    viewOf(f).setFocus();
    f.press(Qt::Key_Home);
    f.press(Qt::Key_Down);
    QCOMPARE(viewOf(f).chosenRow()->tag, QStringLiteral("P1"));
    f.press(Qt::Key_E);
    QTRY_VERIFY_WITH_TIMEOUT(isMyTurn(f) && !rowOf(f, "P1"), kBound);
    QTest::mouseClick(viewOf(f).cardOf("main/2"), Qt::LeftButton, {}, QPoint(40, 16));
    QTest::mouseClick(viewOf(f).orders()->button(Goal::UntilEnd), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(isMyTurn(f) && !rowOf(f, "P2"), kBound);
    QTRY_COMPARE(f.output().count("has a ticket"), 2);

    // Its variables, from the menu.
    auto* variablesAction = f.window().findChild<QAction*>(QStringLiteral("variables"));
    QVERIFY(variablesAction->isEnabled());
    variablesAction->trigger();
    auto* variables = f.window().findChild<VariablesWindow*>();
    QVERIFY(variables && variables->isVisible());
    QTRY_VERIFY(variables->tree()->topLevelItemCount() > 0);
    variables->close();

    QTest::mouseClick(f.workspace().toolbar()->pauseButton(), Qt::LeftButton);
    QVERIFY(f.waitUntilEnded());
    QTRY_VERIFY2(f.output().contains("tickets left: 0"), qPrintable(f.output()));
    QCOMPARE(f.output().count("has a ticket"), 2);
    QCOMPARE(viewOf(f).picture().phase, Phase::Over);
}

void TestWindowDrive::aDeadlockIsNamedAndLeavesNothing() {
    WindowFixture f;
    holdAtTheStart(f, kLocks);
    stepUntil(f, Qt::Key_0, [&] { return rowOf(f, "P2") && rowOf(f, "P0")->next.startsWith("join"); });
    QCOMPARE(rowOf(f, "P0")->verdict, Verdict::WouldBlock);
    QCOMPARE(rowOf(f, "P0")->reason, QStringLiteral("P1 has not ended"));
    f.workspace().stagePanel()->view()->setFocus(); // the numbers work from there too
    const auto stands = [&](const QString& tag) { return standsAt(f, tag, "acquire", 4); };
    stepUntil(f, Qt::Key_1, [&] { return stands("P1"); });
    QCOMPARE(rowOf(f, "P1")->verdict, Verdict::CanGoOn);
    stepUntil(f, Qt::Key_2, [&] { return stands("P2"); });
    QCOMPARE(rowOf(f, "P1")->verdict, Verdict::WouldBlock);
    QVERIFY2(rowOf(f, "P1")->reason.endsWith("is held by P2"), qPrintable(rowOf(f, "P1")->reason));
    viewOf(f).setFocus();
    for (const Qt::Key key : {Qt::Key_1, Qt::Key_2, Qt::Key_0}) {
        f.press(key);
        WAIT_FOR_TURN(f);
    }
    QTRY_COMPARE_WITH_TIMEOUT(viewOf(f).picture().phase, Phase::Stuck, kBound);
    auto* box = viewOf(f).findChild<TroubleBox*>();
    QVERIFY(box->isVisible());
    QVERIFY2(box->heading()->text().contains("P1 and P2"), qPrintable(box->heading()->text()));
    // The window is closed over it; cleanup() looks for what is left.
}

void TestWindowDrive::aRunIsPausedAndContinued() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("program.py", "import time\n"
                                                         "while True:\n"
                                                         "    print('on', flush=True)\n"
                                                         "    time.sleep(0.01)\n")));
    QVERIFY(!f.window().actions().pauseRun->isEnabled());
    QVERIFY(f.runUntilEvents());
    QPushButton* button = f.workspace().toolbar()->pauseButton();
    QTRY_VERIFY(button->isEnabled());
    QCOMPARE(button->text(), QStringLiteral("Pause"));
    for (int times = 0; times < 3; ++times) {
        f.press(Qt::Key_F7);
        // A sleep that had begun before ends by the clock, and then it is held.
        QTRY_VERIFY_WITH_TIMEOUT(isMyTurn(f) && viewOf(f).picture().held() == 1, kBound);
        QCOMPARE(button->text(), QStringLiteral("Continue"));
        QVERIFY(f.workspace().drivePanel()->isVisible());
        QVERIFY(!f.window().actions().undoStep->isEnabled()); // its beginning was nobody's choice
        // Where it was stopped between two operations it first goes on to the next one.
        stepUntil(f, Qt::Key_0, [&] { return viewOf(f).picture().steps == 1; });
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(viewOf(f).picture().phase, Phase::Free);
        const qsizetype printed = f.output().size();
        QTRY_VERIFY_WITH_TIMEOUT(f.output().size() > printed, kBound);
    }
    f.press(Qt::Key_F7);
    WAIT_FOR_TURN(f);
    f.press(Qt::Key_F5, Qt::ShiftModifier); // Stop, while it is held
    QVERIFY(f.waitUntilEnded());
    QCOMPARE(button->text(), QStringLiteral("Pause"));
    QVERIFY(!button->isEnabled());
}

void TestWindowDrive::schedulesAreSavedAndFollowed() {
    WindowFixture f;
    holdAtTheStart(f, kLocks);
    stepUntil(f, Qt::Key_0, [&] { return rowOf(f, "P2") != nullptr; });
    f.press(Qt::Key_2);
    WAIT_FOR_TURN(f);
    const std::size_t steps = viewOf(f).picture().steps;
    const QString path = f.folder() + "/program.schedule";
    f.workspace().saveScheduleTo(path);
    QVERIFY2(f.message().contains(path), qPrintable(f.message()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray text = file.readAll();
    file.close();
    QVERIFY2(text.contains("main/2 lock.acquire"), text);

    f.workspace().followScheduleOf(path);
    QTRY_VERIFY_WITH_TIMEOUT(isMyTurn(f) && viewOf(f).picture().steps == steps && f.message().isEmpty(),
                             kBound);
    QVERIFY(standsAt(f, "P2", "acquire", 4));
    QVERIFY(standsAt(f, "P1", "acquire", 3));

    text.replace("main/2 lock.acquire", "main/2 queue.get");
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(text);
    file.close();
    f.workspace().followScheduleOf(path);
    QTRY_VERIFY2_WITH_TIMEOUT(f.message().contains("queue.get"), qPrintable(f.message()), kBound);
    WAIT_FOR_TURN(f); // held where it went another way
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("main does this and that\n");
    file.close();
    f.workspace().followScheduleOf(path);
    QVERIFY2(f.message().contains(path) && f.message().contains("1"), qPrintable(f.message()));
}

void TestWindowDrive::holdingAtTheStartIsRemembered() {
    WindowFixture f;
    f.window().actions().holdAtStart->trigger();
    f.restart();
    QVERIFY(f.window().actions().holdAtStart->isChecked());
    QVERIFY(f.window().open(f.writeProgram("program.py", "print('one')\nprint('two')\n")));
    f.press(Qt::Key_F5);
    WAIT_FOR_TURN(f);
    QCOMPARE(f.output().trimmed(), QString());
    f.press(Qt::Key_Return);
    WAIT_FOR_TURN(f);
    QTRY_COMPARE(f.output().trimmed(), QStringLiteral("one"));
    f.press(Qt::Key_F7);
    QVERIFY(f.waitUntilEnded());
}

// At whatever moment of it the stop comes, the next run can be held and driven.
void TestWindowDrive::stopEndsAnUndo() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("program.py", "for n in range(9):\n    print(n, flush=True)\n")));
    for (int pause = 0; pause < 120; pause += 40) {
        f.press(Qt::Key_F5, Qt::AltModifier);
        WAIT_FOR_TURN(f);
        stepUntil(f, Qt::Key_0, [&] { return viewOf(f).picture().steps == 3; });
        f.press(Qt::Key_F7, Qt::ShiftModifier);
        QTest::qWait(pause);
        f.press(Qt::Key_F5, Qt::ShiftModifier);
        QVERIFY(f.waitUntilEnded());
        QTRY_VERIFY(f.window().actions().runHeld->isEnabled());
    }
    f.press(Qt::Key_F5);
    QVERIFY(f.waitUntilEnded());
    QTRY_COMPARE(viewOf(f).picture().phase, Phase::Over);
}

QTEST_MAIN(TestWindowDrive)
#include "test_window_drive.moc"
