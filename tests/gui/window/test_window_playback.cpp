// SPDX-License-Identifier: GPL-3.0-or-later
// Playing a run: forwards, backwards, at every speed, event by event; live runs are caught up with.
#include "gui/window/live_badge.h"
#include "gui/window/playback.h"
#include "gui/window/playhead.h"
#include "gui/window/timeline_panel.h"
#include "tests/gui/window/window_fixture.h"
#include "tests/world/script.h"

#include <QAction>
#include <QPushButton>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;
using Direction = Playback::Direction;
using world::kMs;

static QByteArray sleeper(double seconds) {
    return "import multiprocessing as mp, time\n"
           "if __name__ == '__main__':\n"
           "    lock = mp.Lock()\n"
           "    with lock:\n"
           "        time.sleep(" +
           QByteArray::number(seconds) + ")\n";
}

class TestWindowPlayback : public QObject {
    Q_OBJECT

  private slots:
    void speedIsOfTheRunsTime_data();
    void speedIsOfTheRunsTime();
    void backwardsComesToTheStart();
    void playingFromTheEndBeginsAtTheStart();
    void movingByHandEndsThePlaying();
    void everyEventIsOneStep();
    void stepsOfOneProcessAndOneObject();
    void stepsAtAPaceOfTheirOwn();
    void buttonsPlayARealRun();
    void speedIsRememberedForEachProgram();
    void aLiveRunIsCaughtUpWith();
};

namespace {
// Main takes and lets go a lock three times, a child does so once in between.
struct ShortRun {
    world::Script script;
    world::Actor main = script.main();
    trace::ObjectId mutex = main.lock("mutex");
    world::Actor child = main.startsAndBegins("buyer");
    world::History history{script.log};
    Playhead playhead;
    Playback playback{&playhead, nullptr};

    ShortRun() {
        for (int i = 0; i < 3; ++i) {
            main.acquires(mutex);
            main.releases(mutex);
            if (i == 1) {
                child.acquires(mutex);
                child.releases(mutex);
            }
        }
        history.advance();
        playback.setHistory(&history);
    }
    trace::Time end() const { return history.end(); }
    const trace::Log& log() const { return script.log; }
};
} // namespace

void TestWindowPlayback::speedIsOfTheRunsTime_data() {
    QTest::addColumn<double>("speed");
    for (const double speed : Playback::kSpeeds)
        QTest::addRow("%g", speed) << speed;
}

void TestWindowPlayback::speedIsOfTheRunsTime() {
    QFETCH(const double, speed);
    ShortRun run;
    run.playhead.moveTo(kMs);
    run.playback.setSpeed(speed);
    run.playback.play(Direction::Forwards);
    for (int i = 0; i < 10; ++i)
        run.playback.advance(33'333); // a third of a millisecond in all
    QCOMPARE(run.playhead.time(), kMs + trace::Time(333'330 * speed));
    QCOMPARE(run.playback.direction(), Direction::Forwards);
    run.playback.advance(1'000 * kMs);
    QCOMPARE(run.playhead.time(), run.end());
    QCOMPARE(run.playback.direction(), Direction::Still);
}

void TestWindowPlayback::speedIsRememberedForEachProgram() {
    WindowFixture f;
    const QString one = f.writeProgram(QStringLiteral("one.py"), "print(1)\n"),
                  other = f.writeProgram(QStringLiteral("other.py"), "print(2)\n");
    QVERIFY(f.window().open(one));
    f.workspace().playback()->setSpeed(0.25);
    QVERIFY(f.window().open(other));
    QCOMPARE(f.workspace().playback()->speed(), 1.0);
    f.restart();
    QVERIFY(f.window().open(one));
    QCOMPARE(f.workspace().playback()->speed(), 0.25);
}

void TestWindowPlayback::backwardsComesToTheStart() {
    ShortRun run;
    run.playback.play(Direction::Backwards);
    run.playback.advance(2 * kMs);
    QCOMPARE(run.playhead.time(), run.end() - 2 * kMs);
    run.playback.advance(1'000 * kMs);
    QCOMPARE(run.playhead.time(), 0);
    QCOMPARE(run.playback.direction(), Direction::Still);
}

void TestWindowPlayback::playingFromTheEndBeginsAtTheStart() {
    ShortRun run;
    run.playback.play(Direction::Forwards);
    QCOMPARE(run.playhead.time(), 0);
    run.playback.pause();
    run.playback.play(Direction::Backwards);
    QCOMPARE(run.playhead.time(), run.end());
}

void TestWindowPlayback::movingByHandEndsThePlaying() {
    ShortRun run;
    run.playback.play(Direction::Forwards);
    run.playhead.moveTo(3 * kMs);
    QCOMPARE(run.playback.direction(), Direction::Still);
    run.playback.advance(kMs);
    QCOMPARE(run.playhead.time(), 3 * kMs);
}

void TestWindowPlayback::everyEventIsOneStep() {
    ShortRun run;
    run.playhead.moveTo(0);
    QList<trace::Time> forwards;
    while (run.playback.step(+1))
        forwards += run.playhead.time();
    std::size_t shown = 0;
    for (std::size_t i = 0; i < run.log().size(); ++i)
        shown += run.log()[i].time > 0 && StepFilter().lets(run.log()[i]);
    QCOMPARE(std::size_t(forwards.size()), shown);
    QList<trace::Time> back{run.playhead.time()};
    while (run.playback.step(-1))
        back += run.playhead.time();
    while (!back.isEmpty() && back.last() == 0)
        back.removeLast();
    std::reverse(back.begin(), back.end());
    QCOMPARE(back, forwards);
}

void TestWindowPlayback::stepsOfOneProcessAndOneObject() {
    ShortRun run;
    run.playhead.moveTo(0);
    run.playback.setFilter({run.child.id(), {}});
    QList<trace::Time> own;
    while (run.playback.stepChosen(+1))
        own += run.playhead.time();
    QCOMPARE(own.size(), 3); // begins, acquires, releases
    run.playhead.moveTo(0);
    run.playback.setFilter({{}, run.mutex});
    int ofLock = 0;
    while (run.playback.stepChosen(+1))
        ++ofLock;
    QCOMPARE(ofLock, 9); // made, and four times taken and let go
}

void TestWindowPlayback::stepsAtAPaceOfTheirOwn() {
    ShortRun run;
    run.playhead.moveTo(0);
    run.playback.setPace(Playback::Pace::Steps);
    run.playback.play(Direction::Forwards);
    run.playback.advance(1'000 * kMs);
    const trace::Time after = run.playhead.time();
    run.playback.pause();
    run.playhead.moveTo(0);
    for (int i = 0; i < Playback::kStepsPerSecond; ++i)
        QVERIFY(run.playback.step(+1));
    QCOMPARE(run.playhead.time(), after);
}

void TestWindowPlayback::buttonsPlayARealRun() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("sleeper.py", sleeper(0.3))));
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
    Playback* playback = f.workspace().playback();
    auto* next = f.window().findChild<QPushButton*>("nextEventButton");
    auto* play = f.window().findChild<QPushButton*>("playButton");
    QVERIFY(next && play && next->isEnabled());
    f.workspace().playhead()->moveTo(0);
    QTest::mouseClick(next, Qt::LeftButton);
    QVERIFY(f.workspace().playhead()->time() > 0);
    playback->setSpeed(0.5);
    QTest::mouseClick(play, Qt::LeftButton);
    QCOMPARE(playback->direction(), Direction::Forwards);
    const trace::Time from = f.workspace().playhead()->time();
    QTRY_VERIFY(f.workspace().playhead()->time() > from);
    QTRY_VERIFY(playback->direction() == Direction::Still);
    QCOMPARE(f.workspace().playhead()->time(), f.session()->history().end());
}

void TestWindowPlayback::aLiveRunIsCaughtUpWith() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("sleeper.py", sleeper(600))));
    QVERIFY(f.runUntilEvents());
    Playback* playback = f.workspace().playback();
    playback->play(Direction::Forwards);
    QCOMPARE(playback->direction(), Direction::Still); // it is the present already
    f.workspace().playhead()->moveTo(0);
    QCOMPARE(f.workspace().timelinePanel()->badge()->state(), LiveBadge::State::Past);
    playback->setSpeed(10);
    playback->play(Direction::Forwards);
    QTRY_VERIFY(f.workspace().playhead()->isLive());
    QCOMPARE(playback->direction(), Direction::Still);
}

QTEST_MAIN(TestWindowPlayback)
#include "test_window_playback.moc"
