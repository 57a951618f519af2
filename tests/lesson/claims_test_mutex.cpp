// SPDX-License-Identifier: GPL-3.0-or-later
// What the lesson on the mutex says, checked on the traces of real runs and on the timeline's lanes.
#include "engine/world/explain.h"
#include "tests/lesson/claims_always.h"
#include "tests/support/run_program.h"

#include <QTest>

#include <algorithm>

namespace forkscope::tests {

using trace::Event;
using trace::Kind;
using trace::Phase;
using world::LaneState;
using world::World;

namespace {

constexpr int kBuyers = 5;

QString buyer(int number) {
    return QStringLiteral("buyer-%1").arg(number);
}

// From a buyer's first look at the stock to its last word about it, by the file's events and what it printed:
// knows nothing of locks.
struct Sale {
    QString who;
    std::uint64_t from = 0, to = 0;
    QString read; // what it saw
    bool hasTicket = false;
};

std::vector<Sale> salesOf(const LessonRun& run) {
    std::vector<Sale> sales;
    for (int n = 1; n <= kBuyers; ++n) {
        const world::Process* const p = run.process(buyer(n));
        const auto opened = run.events(Kind::FileOpen, p);
        const auto read = run.events(Kind::FileRead, p);
        const auto said = run.events(Kind::Print, p);
        if (!p || opened.empty() || read.empty() || said.empty())
            continue;
        sales.push_back({buyer(n), opened.front().order, said.back().order, run.preview(read.front()),
                         run.preview(said.back()).endsWith("has a ticket")});
    }
    std::ranges::sort(sales, {}, &Sale::from);
    return sales;
}

std::size_t overlaps(const std::vector<Sale>& sales) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < sales.size(); ++i)
        for (std::size_t k = i + 1; k < sales.size(); ++k)
            count += sales[k].from < sales[i].to;
    return count;
}

qsizetype ticketsSold(const std::vector<Sale>& sales) {
    return std::ranges::count_if(sales, &Sale::hasTicket);
}

// The most processes that had the lock at one time, at any event.
std::size_t mostHolders(const LessonRun& run) {
    World world(run.log());
    std::size_t most = 0;
    for (std::size_t i = 0; i < run.log().size(); ++i) {
        world.apply(run.log()[i]);
        for (const world::Lock& lock : world.locks())
            most = std::max(most, lock.holders.size());
    }
    return most;
}

bool waitsForLock(const World& world, const char* name) {
    return std::ranges::any_of(world.processes(), [name](const world::Process& p) {
        return p.name == name && p.mainThread() && p.mainThread()->wait.what == Kind::LockAcquire;
    });
}

bool patientsWait(const World& world) {
    return waitsForLock(world, "patient-1") && waitsForLock(world, "patient-2") &&
           std::ranges::any_of(world.processes(), [](const world::Process& p) {
               return p.name == "careless" && p.state == world::ProcessState::Reaped;
           });
}

bool allBuyersWait(const World& world) {
    return world.locks().size() == 1 && world.locks()[0].waiters.size() == kBuyers;
}

bool hasInterval(const world::Lane* lane, LaneState state) {
    for (std::size_t i = 0; lane && i < lane->track.size(); ++i)
        if (lane->track.state(i) == state)
            return true;
    return false;
}

} // namespace

class MutexClaims : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void always();
    void oversoldWithoutALock();
    void allBuyersSleepBetweenReadingAndWriting();
    void mutualExclusionIsNeverBroken();
    void oneStayBeginsWhereTheOtherEnds();
    void joinInTheLoopIsAStaircase();
    void aLockDoesNotProtectData();
    void whoLocksItselfOutWaitsForItself();
    void theDeadKeepTheirLock();

  private:
    const LessonRun& oversold() const { return *runs_[0]; }
    const LessonRun& staircase() const { return *runs_[1]; }
    const LessonRun& unasked() const { return *runs_[2]; }
    const LessonRun& lockedOut() const { return *runs_[3]; }
    const LessonRun& neverReleased() const { return *runs_[4]; }

    static constexpr std::size_t kLockedFrom = 5, kLockedRuns = 20;
    LessonRuns runs_;
};

void MutexClaims::initTestCase() {
    const QString locked = QStringLiteral("08-mutex/tickets_locked");
    const QString with = QStringLiteral("    with mutex:\n");
    runs_.push_back(std::make_unique<LessonRun>("08-mutex/tickets_oversold"));
    runs_.push_back(std::make_unique<LessonRun>(
        locked, QList<LessonEdit>{{"        buyer.start()\n    for buyer in buyers:\n        buyer.join()\n",
                                   "        buyer.start()\n        buyer.join()\n"}}));
    runs_.push_back(std::make_unique<LessonRun>(
        locked,
        QList<LessonEdit>{{with, "    if number == 5:\n        sell(number)\n        return\n" + with}}));
    runs_.push_back(std::make_unique<LessonRun>(
        locked, QList<LessonEdit>{{with, "    mutex.acquire()\n" + with}}, allBuyersWait));
    runs_.push_back(
        std::make_unique<LessonRun>("08-mutex/never_released", QList<LessonEdit>{}, patientsWait));
    for (std::size_t i = 0; i < kLockedRuns; ++i)
        runs_.push_back(std::make_unique<LessonRun>(locked));
    const QString fault = runAll(runs_);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
    QCOMPARE(processesLeft(), QStringList());
}

void MutexClaims::always() {
    for (const auto& run : runs_)
        QCOMPARE(whatAlwaysHolds(*run), QString());
}

void MutexClaims::oversoldWithoutALock() {
    const auto sales = salesOf(oversold());
    QCOMPARE(sales.size(), std::size_t(kBuyers));
    QVERIFY(ticketsSold(sales) > 1);
    QVERIFY(overlaps(sales) > 0);
    for (const Sale& sale : sales)
        QCOMPARE(sale.hasTicket, sale.read == "{\"left\": 1}");
    QVERIFY(oversold().world().locks().empty());
}

// The moment to which the lesson drags the playhead.
void MutexClaims::allBuyersSleepBetweenReadingAndWriting() {
    trace::Time lastRead = 0, firstWrite = INT64_MAX;
    for (int n = 1; n <= kBuyers; ++n) {
        const world::Process* const p = oversold().process(buyer(n));
        lastRead = std::max(lastRead, oversold().events(Kind::FileRead, p).at(0).time);
        for (const Event& e : oversold().events(Kind::FileOpen, p))
            if (e.line == 16)
                firstWrite = std::min(firstWrite, e.time);
    }
    if (lastRead >= firstWrite)
        QSKIP("On this busy machine one buyer read after another had written.");
    const trace::Time then = lastRead + (firstWrite - lastRead) / 2;
    for (int n = 1; n <= kBuyers; ++n)
        QVERIFY(oversold().stateAt(oversold().process(buyer(n)), then) == LaneState::Sleeping);
}

void MutexClaims::mutualExclusionIsNeverBroken() {
    for (std::size_t i = 0; i < kLockedRuns; ++i) {
        const LessonRun& run = *runs_[kLockedFrom + i];
        const auto sales = salesOf(run);
        QCOMPARE(sales.size(), std::size_t(kBuyers));
        QCOMPARE(mostHolders(run), std::size_t(1));
        QCOMPARE(overlaps(sales), std::size_t(0));
        QCOMPARE(ticketsSold(sales), 1);
        QVERIFY(sales.front().hasTicket);
        QCOMPARE(run.session().ending().status, 0);
        QCOMPARE(run.lane(QStringLiteral("mutex"))->peak, 1);
    }
}

// The lock's lane: one owner after the other, each handed over to by an arrow, and the others' lanes orange.
void MutexClaims::oneStayBeginsWhereTheOtherEnds() {
    for (std::size_t i = 0; i < kLockedRuns; ++i) {
        const LessonRun& run = *runs_[kLockedFrom + i];
        const world::Track& track = run.lane(QStringLiteral("mutex"))->track;
        QStringList owners;
        for (std::size_t k = 0; k < track.size(); ++k)
            if (track.state(k) == LaneState::Running)
                owners << run.nameOf({track.note(k).subject});
        QStringList bySale;
        for (const Sale& sale : salesOf(run))
            bySale << sale.who;
        QCOMPARE(owners, bySale);
        std::size_t waited = 0;
        for (int n = 1; n <= kBuyers; ++n)
            waited += hasInterval(run.lane(run.process(buyer(n))), LaneState::WaitsLock);
        QCOMPARE(run.arrows(world::ArrowKind::HandOver).size(), waited);
    }
}

void MutexClaims::joinInTheLoopIsAStaircase() {
    QCOMPARE(ticketsSold(salesOf(staircase())), 1);
    for (int n = 1; n <= kBuyers; ++n) {
        const world::Process* const p = staircase().process(buyer(n));
        QVERIFY(!hasInterval(staircase().lane(p), LaneState::WaitsLock));
        if (n > 1)
            QVERIFY(p->began > staircase().process(buyer(n - 1))->exited);
    }
}

// Buyer 5 does not ask: it is at the counter while another owns the mutex.
void MutexClaims::aLockDoesNotProtectData() {
    QVERIFY(overlaps(salesOf(unasked())) > 0);
    const auto opened = unasked().events(Kind::FileOpen, unasked().process(buyer(5)));
    const auto owned = [&](const Event& e) {
        const World world = unasked().session().history().atOrder(e.order);
        return !world.locks().empty() && !world.locks()[0].holders.empty();
    };
    QVERIFY(!opened.empty());
    const Event slept = unasked().events(Kind::Sleep, unasked().process(buyer(5))).at(2); // in sell()
    QVERIFY(owned(opened.front()) || owned(slept));
    QVERIFY(unasked().events(Kind::LockAcquire, unasked().process(buyer(5))).empty());
}

void MutexClaims::whoLocksItselfOutWaitsForItself() {
    const trace::Time then = lockedOut().stoppedAt();
    QVERIFY(then > 0);
    const World world = lockedOut().session().history().at(then);
    const world::Lock& mutex = world.locks().at(0);
    QCOMPARE(mutex.holders.size(), std::size_t(1));
    QCOMPARE(mutex.waiters.size(), std::size_t(kBuyers));
    for (int n = 1; n <= kBuyers; ++n)
        QVERIFY(lockedOut().stateAt(lockedOut().process(buyer(n)), then) == LaneState::WaitsLock);
    const std::string words = world::explainProcess(world, mutex.holders[0].process, then);
    QVERIFY2(words.find("which it holds itself") != std::string::npos, words.c_str());
}

void MutexClaims::theDeadKeepTheirLock() {
    const LessonRun& run = neverReleased();
    const trace::Time then = run.stoppedAt();
    QVERIFY(then > 0);
    const world::Process* const careless = run.process("careless");
    QCOMPARE(careless->status.value(), 1);
    QCOMPARE(QString::fromStdString(std::string(careless->exceptionType)), QStringLiteral("ValueError"));
    QVERIFY(run.markAt(world::MarkKind::Raised, careless) >= 0);
    const World world = run.session().history().at(then);
    const world::Lock& mutex = world.locks().at(0);
    QCOMPARE(mutex.holders.size(), std::size_t(1));
    QVERIFY(mutex.holders[0].process == careless->id);
    QVERIFY(!world.process(careless->id)->alive());
    QCOMPARE(mutex.waiters.size(), std::size_t(2));
    for (const char* const name : {"patient-1", "patient-2"}) {
        QVERIFY(run.stateAt(run.process(name), then) == LaneState::WaitsLock);
        const std::string words = world::explainProcess(world, run.process(name)->id, then);
        QVERIFY2(words.find("by P1 careless (line 10), which has ended without releasing it") !=
                     std::string::npos,
                 words.c_str());
    }
    QVERIFY(run.stateAt(run.process("main"), then) == LaneState::WaitsProcess);
    const world::Track& lane = run.lane(QStringLiteral("mutex"))->track;
    QVERIFY(lane.state(lane.find(then)) == LaneState::Running);
    QVERIFY(run.nameOf({lane.note(lane.find(then)).subject}) == u"careless");
    QCOMPARE(run.printed(run.process("main")), QStringList());
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::MutexClaims)
#include "claims_test_mutex.moc"
