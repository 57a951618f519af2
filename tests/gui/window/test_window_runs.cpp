// SPDX-License-Identifier: GPL-3.0-or-later
// A program run many times in the window: the bars say what came how often, and each opens such a run.
#include "gui/batch/outcome_delegate.h"
#include "gui/batch/outcome_list.h"
#include "gui/batch/outcome_model.h"
#include "gui/batch/run_step_bar.h"
#include "gui/batch/runs_view.h"
#include "gui/batch/start_bar.h"
#include "gui/editor/code_editor.h"
#include "gui/window/editor_panel.h"
#include "gui/window/playhead.h"
#include "gui/window/settings.h"
#include "gui/window/toolbar.h"
#include "tests/gui/window/window_fixture.h"
#include "tests/support/run_program.h"

#include <QAction>
#include <QFileInfo>
#include <QPushButton>
#include <QtTest>

#include <set>

#include <sys/xattr.h>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;
using batch::GroupBy;

class TestWindowRuns : public QObject {
    Q_OBJECT

  private slots:
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void barsCountTheOutcomes();
    void aClickOpensARunOfThatOutcome();
    void keysOpenAndStep();
    void stopCancels();
    void theProgramStaysOnTheDesk();
    void anotherProgramForgetsTheRuns();
    void badEndsAreStripedAndSaid();
    void aHungRunOpensWhereItHung();
    void whatCannotRunIsSaid();
    void aForeignProgramIsAskedAboutFirst();
};

namespace {

const QByteArray kRacing = "import multiprocessing as mp, os, time\n"
                           "def say(name):\n"
                           "    time.sleep(os.urandom(1)[0] / 255 * 0.05)\n"
                           "    print(name, flush=True)\n"
                           "if __name__ == '__main__':\n"
                           "    context = mp.get_context('fork')\n"
                           "    children = [context.Process(target=say, args=(n,)) for n in ('ann', 'ben')]\n"
                           "    for child in children: child.start()\n"
                           "    for child in children: child.join()\n";

RunsView& runsOf(WindowFixture& f) {
    return *f.workspace().runsView();
}

void startRuns(WindowFixture& f, int runs) {
    f.press(Qt::Key_F5, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(runsOf(f).isVisible());
    runsOf(f).startBar()->setRuns(runs);
    f.press(Qt::Key_Return); // the number has the focus
    QTRY_VERIFY(runsOf(f).isRunning());
}

void runMany(WindowFixture& f, const QByteArray& program, int runs) {
    QVERIFY(f.window().open(f.writeProgram("program.py", program)));
    startRuns(f, runs);
    QTRY_VERIFY_WITH_TIMEOUT(!runsOf(f).isRunning(), 120'000);
    QCOMPARE(runsOf(f).model()->total(), runs);
}

QRect rowOf(const RunsView& runs, int row) {
    return runs.list()->visualRect(runs.model()->index(row));
}

void click(RunsView& runs, int row) {
    runs.list()->scrollTo(runs.model()->index(row));
    QTest::mouseClick(runs.list()->viewport(), Qt::LeftButton, {}, rowOf(runs, row).center());
}

QColor colorAt(RunsView& runs, QPoint place) {
    return runs.list()->viewport()->grab().toImage().pixelColor(place);
}

} // namespace

void TestWindowRuns::barsCountTheOutcomes() {
    WindowFixture f;
    runMany(f, kRacing, 24);
    RunsView& runs = runsOf(f);
    for (const GroupBy by :
         {GroupBy::Printed, GroupBy::PrintedOrder, GroupBy::EndOrder, GroupBy::Ending, GroupBy::Duration}) {
        runs.group(by);
        std::set<int> counted;
        for (int row = 0; row < runs.model()->rowCount(); ++row) {
            const auto& group = runs.model()->group(row).runs;
            counted.insert(group.begin(), group.end());
            QVERIFY(runs.model()->countText(row).startsWith(QStringLiteral("%1 of 24").arg(group.size())));
        }
        QCOMPARE(int(counted.size()), 24);
    }
    runs.group(GroupBy::PrintedOrder);
    QCOMPARE(runs.model()->rowCount(), 2);
    QCOMPARE(runs.headline(), QStringLiteral("2 different outcomes in 24 runs."));
    // As long as it says: filled up to its share, empty after it.
    for (int row = 0; row < 2; ++row) {
        const QRect room = OutcomeDelegate::barRoom(*runs.model(), row, rowOf(runs, row));
        const double share = double(runs.model()->group(row).runs.size()) / 24;
        const int y = room.center().y(), end = int(room.left() + room.width() * share);
        QCOMPARE(colorAt(runs, {end - 4, y}), colors().accent);
        if (end + 4 < room.right())
            QCOMPARE(colorAt(runs, {end + 4, y}), colors().raised);
    }
    QVERIFY(runs.model()->index(0).data(Qt::AccessibleTextRole).toString().contains("line 1: "));
}

void TestWindowRuns::aClickOpensARunOfThatOutcome() {
    WindowFixture f;
    runMany(f, kRacing, 16);
    RunsView& runs = runsOf(f);
    runs.group(GroupBy::PrintedOrder);
    for (int row = 0; row < runs.model()->rowCount(); ++row) {
        click(runs, row);
        QVERIFY(f.session());
        QCOMPARE(f.session()->state(), run::SessionState::Recording);
        const auto& outcome = runs.batch()->outcomes()[std::size_t(runs.model()->group(row).runs.front())];
        QCOMPARE(f.session()->outputUntil(f.session()->now()), outcome.printed.toUtf8());
        QTRY_COMPARE(f.output().trimmed(), outcome.printed.trimmed());
        QCOMPARE(runs.openRun(), outcome.number - 1);
        QVERIFY(runs.model()->remark(row).contains(QStringLiteral("run %1 is open").arg(outcome.number)));
        QVERIFY(f.session()->history().laneCount() >= 3); // main and two children
    }
    QCOMPARE(Settings().recentFiles(), QStringList{f.folder() + "/program.py"}); // recordings are none
}

void TestWindowRuns::keysOpenAndStep() {
    WindowFixture f;
    runMany(f, "print('always')\n", 3);
    RunsView& runs = runsOf(f);
    QCOMPARE(runs.model()->rowCount(), 1);
    QCOMPARE(runs.headline(), QStringLiteral("The same each time, in 3 runs."));
    QVERIFY(runs.list()->hasFocus()); // when the runs are done
    f.press(Qt::Key_Return);
    QCOMPARE(runs.openRun(), 0);
    f.press(Qt::Key_Left); // there is none before
    QCOMPARE(runs.openRun(), 0);
    f.press(Qt::Key_Right);
    f.press(Qt::Key_Right);
    QCOMPARE(runs.openRun(), 2);
    QCOMPARE(runs.stepBar()->text(), QStringLiteral("Run 3 is open: 3 of 3 with this outcome."));
    QVERIFY(!runs.stepBar()->nextButton()->isEnabled());
    QVERIFY(runs.list()->hasFocus());
}

void TestWindowRuns::stopCancels() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("program.py", kRacing)));
    startRuns(f, 1000);
    QCOMPARE(f.workspace().toolbar()->runButton()->text(), QStringLiteral("Stop"));
    QVERIFY(!f.window().actions().run->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(runsOf(f).model()->total() >= 2, 30'000);
    f.press(Qt::Key_F5, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!runsOf(f).isRunning(), 30'000);
    QCOMPARE(processesLeft(), QStringList());
    QVERIFY(runsOf(f).model()->total() < 1000);
    QVERIFY(runsOf(f).headline().endsWith("Ended early: 1000 were wanted."));
    QCOMPARE(f.workspace().toolbar()->runButton()->text(), QStringLiteral("Run"));
    QVERIFY(f.window().actions().run->isEnabled());
}

void TestWindowRuns::theProgramStaysOnTheDesk() {
    WindowFixture f;
    runMany(f, "print('always')\n", 2);
    click(runsOf(f), 0);
    QCOMPARE(f.workspace().editorPanel()->title(), QStringLiteral("program.py"));
    QVERIFY(!f.workspace().editorPanel()->editor()->isReadOnly());
    QVERIFY(!f.workspace().editorPanel()->isStale());
    f.workspace().editorPanel()->editor()->replaceAll("print('else')\n");
    QVERIFY(f.workspace().editorPanel()->isStale());
    QVERIFY(f.runUntilEvents()); // a run of its own: none of the many is open
    QVERIFY(f.waitUntilEnded());
    QTRY_COMPARE(f.output().trimmed(), QStringLiteral("else"));
    QCOMPARE(runsOf(f).openRun(), -1);
    QCOMPARE(runsOf(f).model()->total(), 2);
}

void TestWindowRuns::anotherProgramForgetsTheRuns() {
    WindowFixture f;
    runMany(f, "print('always')\n", 2);
    const QString folder = QFileInfo(runsOf(f).batch()->outcomes().front().recording).path();
    QVERIFY(QFileInfo::exists(folder));
    f.window().openLesson("08", QString());
    QVERIFY(!runsOf(f).batch());
    QVERIFY(!runsOf(f).isVisible());
    QVERIFY(!QFileInfo::exists(folder));
}

void TestWindowRuns::badEndsAreStripedAndSaid() {
    WindowFixture f;
    runMany(f, "raise SystemExit(3)\n", 2);
    RunsView& runs = runsOf(f);
    runs.group(GroupBy::Ending);
    QCOMPARE(runs.model()->remark(0), QStringLiteral("ended badly"));
    QCOMPARE(runs.model()->group(0).preview.front().text, QStringLiteral("ended with exit code 3"));
    const QRect room = OutcomeDelegate::barRoom(*runs.model(), 0, rowOf(runs, 0));
    std::set<QRgb> seen;
    for (int x = 10; x < 40; ++x)
        seen.insert(colorAt(runs, {room.left() + x, room.center().y()}).rgb());
    QVERIFY(seen.size() >= 2); // striped
    QVERIFY(seen.contains(colors().ended.fill.rgb()));
}

void TestWindowRuns::aHungRunOpensWhereItHung() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("program.py", "import time\ntime.sleep(600)\n")));
    f.press(Qt::Key_F5, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(runsOf(f).isVisible());
    runsOf(f).startBar()->setSeconds(1);
    runsOf(f).startBar()->setRuns(1);
    f.press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(runsOf(f).model()->total(), 1, 60'000);
    QTRY_VERIFY(!runsOf(f).isRunning());
    QVERIFY(!runsOf(f).batch()->outcomes().front().isInTime);
    click(runsOf(f), 0);
    QVERIFY(!f.workspace().playhead()->isLive());
    QTRY_COMPARE(f.processStates().size(), 1);
    QTRY_VERIFY2(f.processStates().front().contains("Sleeps"), qPrintable(f.processStates().front()));
}

void TestWindowRuns::whatCannotRunIsSaid() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("program.py", "def f(:\n")));
    f.press(Qt::Key_F5, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::mouseClick(runsOf(f).startBar()->startButton(), Qt::LeftButton);
    QTRY_VERIFY2(f.message().contains("line 1"), qPrintable(f.message()));
    QVERIFY(!runsOf(f).isRunning());
    QVERIFY(!runsOf(f).batch());
}

// The question comes once, and after the answer what was asked for goes on: many runs, not one.
void TestWindowRuns::aForeignProgramIsAskedAboutFirst() {
    WindowFixture f;
    const QString program = f.writeProgram("theirs.py", "print('theirs')\n");
    if (setxattr(QFile::encodeName(program).constData(), "user.forkscope.untrusted", "1", 1, 0) != 0)
        QSKIP("The file system of the folder for temporary files keeps no attributes.");
    QVERIFY(f.window().open(program));
    f.press(Qt::Key_F5, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(runsOf(f).isVisible());
    runsOf(f).startBar()->setRuns(2);
    f.press(Qt::Key_Return);
    QVERIFY(f.message().contains("written by somebody else"));
    QVERIFY(!runsOf(f).isRunning());
    for (QPushButton* button : f.window().findChildren<QPushButton*>())
        if (button->isVisible() && button->text() == "Run without a sandbox") {
            button->click();
            break;
        }
    QTRY_COMPARE_WITH_TIMEOUT(runsOf(f).model()->total(), 2, 60'000);
    QVERIFY(!f.session());
}

QTEST_MAIN(TestWindowRuns)
#include "test_window_runs.moc"
