// SPDX-License-Identifier: GPL-3.0-or-later
// Tours, played over real runs of the lessons' programs.
#include "engine/lesson/lesson_library.h"
#include "engine/lesson/tour_player.h"
#include "engine/run/driver.h"
#include "tests/support/paths.h"
#include "tests/support/watchdog.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace forkscope::lesson {

namespace {

constexpr int kBoundMs = 60'000;

TourStep step(const QString& when, const QStringList& order = {}, const QList<TourPoint>& points = {}) {
    TourStep s;
    s.when = when;
    s.order = order;
    s.points = points;
    return s;
}

// One run of a program with a tour over it.
class Played {
  public:
    Played(const QString& source, const QList<TourStep>& steps, Tour::Way way = Tour::Way::Driven)
        : watched_(session_) {
        path_ = folder_.path() + QStringLiteral("/program.py");
        QFile file(path_);
        if (!file.open(QIODevice::WriteOnly) || file.write(source.toUtf8()) < 0)
            qFatal("the program cannot be written");
        file.close();
        Tour tour;
        tour.steps = steps;
        tour.way = way;
        player_ = std::make_unique<TourPlayer>(session_, tour, source);
        QObject::connect(player_.get(), &TourPlayer::failed, [this](const QString& s) { failure_ = s; });
    }

    QString begin() {
        run::LaunchSpec spec;
        spec.program = path_;
        spec.workingFolder = folder_.path();
        TourPlayer::prepare(spec, player_->tour());
        const Outcome started = session_.start(spec);
        if (!started)
            return QString::fromStdString(started.error());
        player_->begin();
        return settle();
    }
    // Until it stands, has failed or is over; "" unless none of it comes.
    QString settle() {
        const bool settled =
            QTest::qWaitFor([this] { return player_->state() != TourPlayer::State::Going; }, kBoundMs);
        return settled ? QString() : QStringLiteral("nothing comes");
    }
    bool stands() const { return player_->state() == TourPlayer::State::Stands; }
    bool hasFailed() const { return player_->state() == TourPlayer::State::Failed; }
    QString failure() const { return failure_; }
    TourPlayer& player() { return *player_; }
    run::Session& session() { return session_; }
    QString printed() const { return QString::fromUtf8(session_.outputUntil(session_.now())); }

  private:
    QTemporaryDir folder_;
    run::Session session_;
    tests::WatchedSession watched_;
    std::unique_ptr<TourPlayer> player_;
    QString path_, failure_;
};

QString textOf(const QString& lesson, const QString& program) {
    const auto library = LessonLibrary::load({tests::lessonsSource()});
    QFile file(library.find(lesson)->program(program)->path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class TourTest : public QObject {
    Q_OBJECT

  private slots:
    void theRunStandsWhereAStepHasHappened();
    void stepsPointAtWhatIsThere();
    void sleepsEndInTheOrderTheySay();
    void anOrderDecidesWhoGoes();
    void somebodyCanBeHeld();
    void aStepThatDoesNotHappenIsTold();
    void aStandstillIsTold();
    void whoComputesIsNotOvertaken();
    void aFreeRunIsHeldAtTheMoment();
    void aFreeRunThatStandsStillIsTold();
    void aWholeRunIsGoneThroughWhenItIsOver();
    void turnsThatAreNotUnderstood_data();
    void turnsThatAreNotUnderstood();
};

void TourTest::theRunStandsWhereAStepHasHappened() {
    Played tour(textOf("06", "emperor_and_consort"),
                {step("seen print by consort > 1"),
                 step("seen "
                      "process.terminate by main to consort"),
                 step("process.consort.state = ended"), step("output \"the books are closed\"")});
    QCOMPARE(tour.begin(), QString());
    for (int i = 0; i < 4; ++i) {
        QVERIFY2(tour.stands(), qPrintable(tour.failure()));
        QCOMPARE(tour.player().step(), i);
        // After its last line nobody has anything left at which it could be held.
        const bool isOver = tour.session().state() == run::SessionState::Ended;
        QVERIFY(tour.session().driver().state() == drive::State::Quiet || (i == 3 && isOver));
        if (i == 0) { // the first print on, and no further
            QVERIFY(tour.printed().contains("season 2"));
            QVERIFY(!tour.printed().contains("season 3"));
        }
        tour.player().next();
        QCOMPARE(tour.settle(), QString());
    }
    QVERIFY(tour.player().state() == TourPlayer::State::Finished);
    QTRY_VERIFY_WITH_TIMEOUT(tour.session().state() == run::SessionState::Ended, kBoundMs);
    QVERIFY(std::is_sorted(tour.player().times().begin(), tour.player().times().end()));
    QVERIFY(!tour.printed().contains("a long life is over"));
}

void TourTest::stepsPointAtWhatIsThere() {
    using Kind = TourPoint::Kind;
    Played tour(textOf("08", "tickets_locked"), {step("seen lock.acquire on mutex", {},
                                                      {{Kind::Card, "P1", 0},
                                                       {Kind::Lane, "mutex", 0},
                                                       {Kind::Object, "mutex", 0},
                                                       {Kind::Line, "with mutex", 0},
                                                       {Kind::Card, "nobody", 0},
                                                       {Kind::Output, "", 0}})});
    QCOMPARE(tour.begin(), QString());
    QVERIFY2(tour.stands(), qPrintable(tour.failure()));
    const QList<TourTarget> targets = tour.player().targets();
    const world::World& world = tour.session().history().now();
    QCOMPARE(targets.size(), 6);
    QVERIFY(world.process(targets[0].process));
    QVERIFY(world.lock(targets[1].object) && targets[1].process.value == 0);
    QCOMPARE(targets[2].object, targets[1].object);
    QCOMPARE(world.nameOf(targets[2].object), std::string("mutex"));
    QVERIFY(targets[3].line > 0);
    QVERIFY(!targets[4].isFound());
    QVERIFY(targets[5].isFound());
}

// Three children that sleep: the shortest is over first, and no real second passes.
void TourTest::sleepsEndInTheOrderTheySay() {
    Played tour("import multiprocessing as mp, time\n"
                "def nap(s):\n    time.sleep(s)\n    print('slept', s, flush=True)\n"
                "if __name__ == '__main__':\n    mp.set_start_method('fork')\n"
                "    ps = [mp.Process(target=nap, args=(s,)) for s in (300, 200, 100)]\n"
                "    for p in ps: p.start()\n    time.sleep(250)\n    print('main', flush=True)\n"
                "    for p in ps: p.join()\n",
                {step("printed slept > 2")});
    QCOMPARE(tour.begin(), QString());
    QVERIFY2(tour.stands(), qPrintable(tour.failure()));
    QString printed = tour.printed();
    QCOMPARE(printed.remove('\r').trimmed(), QString("slept 100\nslept 200\nmain\nslept 300"));
}

void TourTest::anOrderDecidesWhoGoes() {
    Played tour(textOf("06", "three_timings"),
                {step("output 123", {"daemon until it blocks"}), step("output 456", {"normal 2 times"}),
                 step("ended", {"main until it ends"})});
    QCOMPARE(tour.begin(), QString());
    QVERIFY2(tour.stands(), qPrintable(tour.failure()));
    QVERIFY(!tour.printed().contains("456"));
    tour.player().next();
    QCOMPARE(tour.settle(), QString());
    QVERIFY2(tour.stands(), qPrintable(tour.failure()));
    QVERIFY(tour.printed().contains("456"));
    QVERIFY(!tour.printed().contains("end"));
    tour.player().leave();
    QTRY_VERIFY_WITH_TIMEOUT(tour.session().state() == run::SessionState::Ended, kBoundMs);
}

void TourTest::somebodyCanBeHeld() {
    Played tour(textOf("06", "three_timings"),
                {step("seen process.main_end", {"everybody but daemon until seen process.main_end"})});
    QCOMPARE(tour.begin(), QString());
    QVERIFY2(tour.stands(), qPrintable(tour.failure()));
    QVERIFY(tour.printed().contains("main"));
    QVERIFY2(!tour.printed().contains("123"), qPrintable(tour.printed()));
}

void TourTest::aStepThatDoesNotHappenIsTold() {
    Played tour("print('hello')\n", {step("output hello"), step("output bye")});
    QCOMPARE(tour.begin(), QString());
    QVERIFY(tour.stands());
    tour.player().next();
    QCOMPARE(tour.settle(), QString());
    QVERIFY(tour.hasFailed());
    QVERIFY2(tour.failure().contains("has ended before"), qPrintable(tour.failure()));
    QVERIFY2(tour.failure().contains("\"bye\" has been printed"), qPrintable(tour.failure()));
}

void TourTest::aStandstillIsTold() {
    Played tour(textOf("14", "never_ends"), {step("ended")});
    QCOMPARE(tour.begin(), QString());
    QVERIFY(tour.hasFailed());
    QVERIFY2(tour.failure().contains("Nobody can go on"), qPrintable(tour.failure()));
}

// A sleep of ten seconds does not end before half a second of computing is done.
void TourTest::whoComputesIsNotOvertaken() {
    Played tour(
        "import multiprocessing as mp, time\n"
        "def work():\n    end = time.perf_counter() + 0.6\n    while time.perf_counter() < end: pass\n"
        "    print('computed', flush=True)\n"
        "if __name__ == '__main__':\n    mp.set_start_method('fork')\n"
        "    p = mp.Process(target=work)\n    p.start()\n    time.sleep(10)\n"
        "    print('slept', flush=True)\n    p.join()\n",
        {step("output slept and output computed")});
    QCOMPARE(tour.begin(), QString());
    QVERIFY2(tour.stands(), qPrintable(tour.failure()));
    QVERIFY2(tour.printed().indexOf("computed") < tour.printed().indexOf("slept"),
             qPrintable(tour.printed()));
}

// By the clock: it is seen asleep, and the clock of the program has gone on when it wakes up.
void TourTest::aFreeRunIsHeldAtTheMoment() {
    Played tour(
        "import time\nbefore = time.monotonic()\nprint('before', flush=True)\ntime.sleep(0.4)\n"
        "slept = time.monotonic() - before\nprint('slept', slept > 0.39, flush=True)\n"
        "time.sleep(60)\nprint('late')\n",
        {step("seen print by main"), step("process.main.state = sleeping"), step("seen print by main > 1")},
        Tour::Way::Free);
    QCOMPARE(tour.begin(), QString());
    for (int i = 0; i < 3; ++i) {
        QVERIFY2(tour.stands(), qPrintable(tour.failure()));
        QCOMPARE(tour.player().step(), i);
        QVERIFY(i == 0 || tour.player().times()[i] >= tour.player().times()[i - 1]);
        const world::World then = tour.session().history().at(tour.player().times()[i]);
        QCOMPARE(then.processes().at(0).state == world::ProcessState::Sleeping, i == 1);
        if (i < 2)
            tour.player().next();
        QCOMPARE(tour.settle(), QString());
    }
    QVERIFY2(tour.printed().contains("slept True") && !tour.printed().contains("late"),
             qPrintable(tour.printed()));
    QVERIFY(tour.session().driver().mode() == drive::Mode::Hold);
    tour.player().next(); // the last one: it goes on
    QVERIFY(tour.player().state() == TourPlayer::State::Finished);
    QVERIFY(tour.session().driver().mode() == drive::Mode::Free);
}

void TourTest::aFreeRunThatStandsStillIsTold() {
    Played stands("import multiprocessing as mp\nm = mp.Lock()\nm.acquire()\nm.acquire()\n",
                  {step("begun lock.acquire by main > 1"), step("output bye")}, Tour::Way::Free);
    QCOMPARE(stands.begin(), QString());
    QVERIFY2(stands.stands(), qPrintable(stands.failure()));
    stands.player().next();
    QCOMPARE(stands.settle(), QString());
    QVERIFY2(stands.hasFailed() && stands.failure().startsWith("Nobody can go on"),
             qPrintable(stands.failure()));
    Played ends("print('hello')\n", {step("output bye")}, Tour::Way::Free);
    QCOMPARE(ends.begin(), QString());
    QVERIFY2(ends.hasFailed() && ends.failure().startsWith("The program has ended"),
             qPrintable(ends.failure()));
}

void TourTest::aWholeRunIsGoneThroughWhenItIsOver() {
    Played tour("import time\nprint('before', flush=True)\ntime.sleep(0.1)\nprint('after', flush=True)\n",
                {step("seen print by main"), step("process.main.state = sleeping"), step("output after")},
                Tour::Way::Whole);
    QCOMPARE(tour.begin(), QString());
    for (int i = 0; i < 3; ++i) {
        QVERIFY2(tour.stands(), qPrintable(tour.failure()));
        QVERIFY(tour.session().state() == run::SessionState::Ended);
        QVERIFY(i == 0 || tour.player().times()[i] >= tour.player().times()[i - 1]);
        tour.player().next();
        QCOMPARE(tour.settle(), QString());
    }
    Played stands("import multiprocessing as mp\nm = mp.Lock()\nm.acquire()\nm.acquire()\n",
                  {step("lock.m.owner = main"), step("deadlock"), step("output bye")}, Tour::Way::Whole);
    QCOMPARE(stands.begin(), QString());
    stands.player().next();
    QCOMPARE(stands.settle(), QString());
    QVERIFY2(stands.stands(), qPrintable(stands.failure()));
    stands.player().next();
    QCOMPARE(stands.settle(), QString());
    QVERIFY2(stands.failure().startsWith("Nobody can go on"), qPrintable(stands.failure()));
}

void TourTest::turnsThatAreNotUnderstood_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "consort until", "everybody until it blocks",
                             "consort until nonsense happens", "the consort", "consort and"})
        QTest::newRow(text) << QString(text);
}

void TourTest::turnsThatAreNotUnderstood() {
    QFETCH(QString, text);
    QVERIFY(!readTurn(text));
}

} // namespace forkscope::lesson

QTEST_GUILESS_MAIN(forkscope::lesson::TourTest)
#include "tour_test.moc"
