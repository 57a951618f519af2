// SPDX-License-Identifier: GPL-3.0-or-later
// The list of the steps of a driven run: its words, the mark of the shown moment, the way back.
#include "gui/drive/drive_picture.h"
#include "gui/drive/schedule_dialog.h"
#include "gui/drive/step_list.h"
#include "gui/theme/theme.h"
#include "tests/world/script.h"

#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using drive::How;
using drive::TakenStep;
using Kind = StepRow::Kind;

class TestStepList : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase() { Theme::instance().apply(ThemeMode::Dark); }
    void wordsComeFromWhatTheRunHasTold();
    void whoWasNotWaitedForIsSaid();
    void whatComesNextNamesTheKeys();
    void theMomentIsMarked();
    void theWayBackIsToAnEarlierStep();
    void aTextThatIsNoScheduleIsNotFollowed();
};

namespace {

TakenStep step(const world::Actor& who, trace::Kind what, trace::Time at, How how = How::Begins) {
    TakenStep taken;
    taken.step.actor = "main/1";
    taken.step.what = what;
    taken.step.line = 9;
    taken.step.how = how;
    taken.process = who.id();
    taken.at = at;
    return taken;
}

StepRow row(int number, trace::Time at) {
    StepRow r;
    r.number = number;
    r.upTo = std::size_t(number);
    r.tag = QStringLiteral("P1");
    r.what = QStringLiteral("prints");
    r.at = at;
    return r;
}

std::vector<StepRow> threeSteps() {
    StepRow next = row(4, 0);
    next.kind = Kind::Next;
    next.upTo = 3;
    return {row(1, 10), row(2, 20), row(3, 30), next};
}

} // namespace

void TestStepList::wordsComeFromWhatTheRunHasTold() {
    world::Script run;
    world::Actor main = run.main();
    const world::ObjectId mutex = main.lock("mutex");
    world::Actor one = main.startsAndBegins("buyer");
    const trace::Time before = run.world().log().back().time;
    one.line(9).acquires(mutex);
    const trace::Time after = run.world().log().back().time;
    const auto rows = stepRows(run.world(), {step(one, trace::Kind::LockAcquire, after)});
    QCOMPARE(rows.size(), std::size_t(1));
    QCOMPARE(rows[0].what, QStringLiteral("acquires mutex"));
    QCOMPARE(rows[0].spoken(), QStringLiteral("Step 1: P1 acquires mutex, line 9"));
    QCOMPARE(rows[0].identity, 1);
    // What was before it is another step's.
    TakenStep later = step(one, trace::Kind::LockAcquire, after + 5);
    later.step.object = "mutex";
    const auto two = stepRows(run.world(), {step(main, trace::Kind::ProcessStart, after), later});
    QCOMPARE(two[1].what, QStringLiteral("acquire mutex"));
    QVERIFY(before < after);
}

void TestStepList::whoWasNotWaitedForIsSaid() {
    world::Script run;
    world::Actor main = run.main();
    world::Actor one = main.startsAndBegins("buyer");
    const TakenStep late = step(one, trace::Kind::None, 5, How::Computes);
    const auto rows = stepRows(
        run.world(), {step(one, trace::Kind::Print, 4), late, late, step(one, trace::Kind::Print, 9)});
    QCOMPARE(rows.size(), std::size_t(4));
    QVERIFY(rows[1].kind == Kind::Remark);
    QVERIFY2(rows[1].what.contains("not exact from here on"), qPrintable(rows[1].what));
    QVERIFY(!rows[2].what.contains("from here on")); // it has been so
    QVERIFY(rows[2].spoken().contains("computed for longer"));
    QCOMPARE(rows[3].number, 2);
    QCOMPARE(rows[3].upTo, std::size_t(4)); // lines of the schedule, with those that are no steps
}

void TestStepList::whatComesNextNamesTheKeys() {
    DrivePicture picture;
    picture.phase = DrivePicture::Phase::Choice;
    picture.steps = 11;
    for (int number = 0; number < 3; ++number) {
        DriveRow held;
        held.key = number;
        held.verdict = number == 0 ? Verdict::WouldBlock : Verdict::CanGoOn;
        picture.rows.push_back(held);
    }
    StepRow next = nextRow(picture, 11);
    QCOMPARE(next.number, 12);
    QCOMPARE(next.what, QStringLiteral("your choice: press 1 or 2, or try 0"));
    picture.phase = DrivePicture::Phase::Over;
    next = nextRow(picture, 11);
    QCOMPARE(next.number, 0);
    QCOMPARE(next.what, QStringLiteral("The run has ended"));
}

void TestStepList::theMomentIsMarked() {
    StepList list;
    list.resize(300, 300);
    list.show(threeSteps());
    list.showMoment({});
    QCOMPARE(list.current(), 3); // what comes next
    list.showMoment(25);
    QCOMPARE(list.current(), 1);
    QCOMPARE(list.chosen()->number, 2);
    list.showMoment(5); // before them all
    QCOMPARE(list.current(), -1);
    QCOMPARE(list.chosen(), nullptr);
    list.QWidget::show();
    QSignalSpy chosen(&list, &StepList::stepChosen), present(&list, &StepList::presentWanted);
    const auto click = [&](int at) {
        const QRect place = list.list()->visualRect(list.model().index(at, 0));
        QTest::mouseClick(list.list()->viewport(), Qt::LeftButton, {}, place.center());
    };
    click(0);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<StepRow>().at, trace::Time(10));
    click(3);
    QCOMPARE(present.size(), 1);
    QCOMPARE(chosen.size(), 1);
}

void TestStepList::theWayBackIsToAnEarlierStep() {
    StepList list;
    list.show(threeSteps());
    QSignalSpy back(&list, &StepList::backWanted);
    list.showMoment({});
    QVERIFY(!list.backButton()->isEnabled());
    list.showMoment(30); // there the run stands
    QVERIFY(!list.backButton()->isEnabled());
    list.showMoment(20);
    QVERIFY(list.backButton()->isEnabled());
    QCOMPARE(list.backButton()->text(), QStringLiteral("Go back to step 2"));
    list.backButton()->click();
    QCOMPARE(back.size(), 1);
    QCOMPARE(back[0][0].toInt(), 2);
    list.showMoment(30);
    list.show(threeSteps(), false); // it has gone on from there
    QVERIFY(list.backButton()->isEnabled());
    list.setNoWayBack(QStringLiteral("It was paused in the middle"));
    QVERIFY(!list.backButton()->isEnabled());
    QCOMPARE(list.backButton()->toolTip(), QStringLiteral("It was paused in the middle"));
}

void TestStepList::aTextThatIsNoScheduleIsNotFollowed() {
    drive::Schedule schedule;
    schedule.steps = {{"main", trace::Kind::Print, "", 3, How::Begins, 0}};
    ScheduleDialog dialog(schedule, nullptr);
    QSignalSpy followed(&dialog, &ScheduleDialog::followRequested);
    QCOMPARE(dialog.told(), QStringLiteral("1 step"));
    dialog.show();
    QTest::keyClicks(dialog.text(), "main juggles");
    QVERIFY2(dialog.told().contains("'juggles' is no operation"), qPrintable(dialog.told()));
    QVERIFY(!dialog.followButton()->isEnabled());
    for (int i = 0; i < 7; ++i)
        QTest::keyClick(dialog.text(), Qt::Key_Backspace);
    QTest::keyClicks(dialog.text(), "print");
    QCOMPARE(dialog.told(), QStringLiteral("2 steps"));
    QTest::mouseClick(dialog.followButton(), Qt::LeftButton);
    QCOMPARE(followed.size(), 1);
    QCOMPARE(followed[0][0].value<drive::Schedule>().steps.size(), std::size_t(2));
    dialog.text()->setPlainText("# nothing but a remark\n");
    QVERIFY(!dialog.followButton()->isEnabled());
}

QTEST_MAIN(TestStepList)
#include "test_step_list.moc"
