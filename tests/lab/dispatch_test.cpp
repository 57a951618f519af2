// SPDX-License-Identifier: GPL-3.0-or-later
// Real processes share one processor by a policy. What is asked is order and bookkeeping, which hold on a
// busy machine as well; how near the figures come to the computed ones is measured in the benchmark.
#include "engine/lab/comparison.h"
#include "engine/lab/job_file.h"
#include "engine/run/dispatcher.h"
#include "engine/run/session.h"
#include "engine/scheduling/reference.h"
#include "tests/support/run_program.h"

#include <QtTest>

#include <map>
#include <optional>

using namespace forkscope;
using scheduling::kMillisecond;
using scheduling::Plan;
using scheduling::Policy;
using scheduling::Time;

namespace {

constexpr std::chrono::seconds kLong{120};

// A run to its end; its plan by the names of its jobs.
class Dispatched {
  public:
    explicit Dispatched(const run::LaunchSpec& spec) {
        const Outcome started = session.start(spec);
        if (!started)
            QTest::qFail(started.error().c_str(), __FILE__, __LINE__);
        else if (!tests::waitUntilEnded(session, kLong))
            QTest::qFail("it has not ended", __FILE__, __LINE__);
    }
    const Plan& plan() const { return session.dispatcher()->measured(); }
    const scheduling::JobFigures& job(const std::string& name) const {
        static const scheduling::JobFigures none;
        const auto& jobs = session.dispatcher()->jobs();
        for (std::size_t n = 0; n < jobs.size(); ++n)
            if (jobs[n].name == name)
                return plan().jobs[n];
        QTest::qFail(("there was no job " + name).c_str(), __FILE__, __LINE__);
        return none;
    }
    // "AB A": who had the processor, in order.
    std::string order() const {
        std::string text;
        for (const scheduling::Stretch& s : plan().stretches)
            if (const std::string& name = session.dispatcher()->jobs()[s.job].name;
                text.empty() || text.back() != name.back())
                text += name;
        return text;
    }
    run::Session session;
};

std::vector<scheduling::Job> threeJobs() {
    return {{"A", 0, 300 * kMillisecond},
            {"B", 10 * kMillisecond, 200 * kMillisecond},
            {"C", 20 * kMillisecond, 100 * kMillisecond}};
}

run::LaunchSpec programSpec(const char* name, const Policy& policy) {
    run::LaunchSpec spec;
    spec.program = tests::testProgram(QStringLiteral("lab/") + QLatin1String(name));
    spec.dispatch = run::DispatchWish{policy, {}};
    return spec;
}

class DispatchTest : public QObject {
    Q_OBJECT
  private slots:
    void firstComeIsServedToItsEnd();
    void theShortestGoesFirst();
    void roundRobinTakesTurns();
    void whoUsesUpItsSliceFalls();
    void nobodyRunsBesideAnother();
    void aSleeperGivesItsTurnAway();
    void whoIsKilledIsGone();
    void childrenOfJobsAreJobs();
    void theShortestOfJobsIsSeen();
    void whoHasNotTheTurnIsReady();
    void theKernelsPolicyIsMeasured();
    void stopLeavesNothing();
};

// When each job came is a matter of the machine; that the next one was chosen by the policy is not.
void DispatchTest::firstComeIsServedToItsEnd() {
    const Dispatched run(lab::launchOf(threeJobs(), Policy::firstCome(), {}));
    const std::vector<scheduling::JobFigures>& jobs = run.plan().jobs;
    QCOMPARE(jobs.size(), std::size_t(3));
    for (std::size_t n = 0; n < jobs.size(); ++n) {
        QVERIFY(jobs[n].isDone);
        QVERIFY(jobs[n].waiting() >= 0);
        if (n > 0) // in the order in which they came
            QVERIFY(jobs[n].firstRun >= jobs[n - 1].end);
    }
    // Of one that was reaped before the next look, its last moments are missing.
    QVERIFY(run.job("A").used >= 200 * kMillisecond);
    QVERIFY(run.job("C").used >= 50 * kMillisecond);
}

void DispatchTest::theShortestGoesFirst() {
    const std::vector<scheduling::Job> wanted = threeJobs();
    const Dispatched run(lab::launchOf(wanted, Policy::shortestJob(), {}));
    const lab::Comparison all = lab::compare(wanted, scheduling::compute(wanted, Policy::shortestJob()),
                                             run.session.dispatcher()->jobs(), run.plan());
    for (std::size_t chosen = 0; chosen < wanted.size(); ++chosen) {
        const scheduling::JobFigures& begins = all.measured.jobs[chosen];
        for (std::size_t other = 0; other < wanted.size(); ++other) {
            const scheduling::JobFigures& waits = all.measured.jobs[other];
            if (waits.arrival < begins.firstRun && waits.firstRun > begins.firstRun)
                QVERIFY2(wanted[other].burst >= wanted[chosen].burst, run.order().c_str());
        }
    }
}

// Between two turns of one job everybody else who was there all the time has had exactly one.
void DispatchTest::roundRobinTakesTurns() {
    const Dispatched run(lab::launchOf(threeJobs(), Policy::roundRobin(20 * kMillisecond), {}));
    const std::vector<scheduling::Stretch>& turns = run.plan().stretches;
    int compared = 0;
    for (std::size_t first = 0; first < turns.size(); ++first) {
        std::size_t again = first + 1;
        std::map<std::size_t, int> between;
        while (again < turns.size() && turns[again].job != turns[first].job)
            ++between[turns[again++].job];
        if (again == turns.size())
            continue;
        for (std::size_t other = 0; other < run.plan().jobs.size(); ++other) {
            const scheduling::JobFigures& job = run.plan().jobs[other];
            if (other == turns[first].job || job.arrival >= turns[first].begin || job.end <= turns[again].end)
                continue;
            QVERIFY2(between[other] == 1, run.order().c_str());
            ++compared;
        }
    }
    QVERIFY2(compared >= 4, run.order().c_str());
}

void DispatchTest::whoUsesUpItsSliceFalls() {
    const Policy policy = Policy::feedback({40 * kMillisecond, 80 * kMillisecond, 400 * kMillisecond});
    const std::vector<scheduling::Job> jobs{
        {"A", 0, 20 * kMillisecond}, {"B", 0, 80 * kMillisecond}, {"C", 0, 300 * kMillisecond}};
    const Dispatched run(lab::launchOf(jobs, policy, {}));
    QCOMPARE(run.job("A").lastLevel, std::size_t(0));
    QCOMPARE(run.job("B").lastLevel, std::size_t(1));
    QCOMPARE(run.job("C").lastLevel, std::size_t(2));
}

void DispatchTest::nobodyRunsBesideAnother() {
    const Dispatched run(lab::launchOf(threeJobs(), Policy::roundRobin(20 * kMillisecond), {}));
    Time end = 0;
    std::map<std::size_t, Time> had;
    for (const scheduling::Stretch& s : run.plan().stretches) {
        QVERIFY(s.begin >= end);
        QVERIFY(s.end > s.begin);
        end = s.end;
        had[s.job] += s.end - s.begin;
    }
    // Nobody has had more of the processor than its turns and the moment before it was first seen.
    for (const auto& [job, time] : had)
        QVERIFY2(run.plan().jobs[job].used <= time + 200 * kMillisecond,
                 std::to_string(run.plan().jobs[job].used).c_str());
}

void DispatchTest::aSleeperGivesItsTurnAway() {
    const Dispatched run(programSpec("sleeps.py", Policy::firstCome()));
    QVERIFY(run.job("sleeper").isDone);
    QVERIFY(run.job("computes").isDone);
    QVERIFY(run.job("sleeper").slept >= 250 * kMillisecond);
    QVERIFY(run.job("sleeper").used >= 120 * kMillisecond);
    QCOMPARE(run.job("computes").slept < 200 * kMillisecond, true);
    // The other had the processor meanwhile.
    QVERIFY2(run.order().find("sleepercomputes") != std::string::npos, run.order().c_str());
}

void DispatchTest::whoIsKilledIsGone() {
    Dispatched run(programSpec("killed.py", Policy::firstCome()));
    QVERIFY2(run.session.outputUntil(run.session.now()).contains("codes [-9, -9] 0"),
             run.session.outputUntil(run.session.now()));
    QVERIFY(run.job("short").isDone);
    QVERIFY(run.job("short").firstRun >= run.job("first").end);
}

void DispatchTest::childrenOfJobsAreJobs() {
    const Dispatched run(programSpec("grandchild.py", Policy::roundRobin(20 * kMillisecond)));
    for (const char* name : {"outer", "inner", "other"}) {
        QVERIFY(run.job(name).isDone);
        QVERIFY(run.job(name).used >= 50 * kMillisecond);
    }
}

// A child with next to nothing to do waits for its turn all the same.
void DispatchTest::theShortestOfJobsIsSeen() {
    const std::vector<scheduling::Job> jobs{
        {"A", 0, kMillisecond}, {"B", 0, kMillisecond}, {"C", 0, kMillisecond}, {"D", 0, kMillisecond}};
    const Dispatched run(lab::launchOf(jobs, Policy::roundRobin(20 * kMillisecond), {}));
    QCOMPARE(run.plan().jobs.size(), jobs.size());
    for (const scheduling::JobFigures& job : run.plan().jobs)
        QVERIFY(job.isDone);
}

// The timeline of such a run is the Gantt chart: green has the processor, blue would go on if it had it.
void DispatchTest::whoHasNotTheTurnIsReady() {
    const Dispatched run(lab::launchOf(threeJobs(), Policy::firstCome(), {}));
    const world::History& history = run.session.history();
    bool isFound = false;
    for (std::size_t i = 0; i < history.laneCount(); ++i) {
        const world::Lane& lane = history.lane(i);
        const world::Process* process = history.now().process(lane.process);
        if (lane.kind != world::LaneKind::Process || !process || process->name != "C")
            continue;
        isFound = true;
        Time ready = 0, waits = 0;
        for (std::size_t k = 0; k < lane.track.size(); ++k) {
            const Time length = lane.track.stop(k) - lane.track.start(k);
            ready += lane.track.state(k) == world::LaneState::Ready ? length : 0;
            waits += lane.track.state(k) == world::LaneState::WaitsQueue ? length : 0;
        }
        // It came as the last of three, and stood in line for most of what the first one ran.
        QVERIFY2(ready >= 100 * kMillisecond && waits < ready / 4,
                 qPrintable(QStringLiteral("ready %1, waits %2").arg(ready).arg(waits)));
    }
    QVERIFY(isFound);
}

void DispatchTest::theKernelsPolicyIsMeasured() {
    const std::vector<scheduling::Job> wanted = threeJobs();
    run::Session session;
    const Outcome started = session.start(lab::launchOf(wanted, std::nullopt, {}));
    QVERIFY2(started, started ? "" : started.error().c_str());
    QVERIFY(tests::waitUntilEnded(session, kLong));
    QVERIFY(!session.dispatcher());
    const lab::Comparison all = lab::compare(wanted, session);
    QVERIFY(!all.hasComputed);
    QCOMPARE(all.largestDifference(), 0.0);
    QCOMPARE(all.measured.jobs.size(), wanted.size());
    Time used = 0, first = scheduling::kWithoutEnd, last = 0;
    for (std::size_t n = 0; n < wanted.size(); ++n) {
        const scheduling::JobFigures& job = all.measured.jobs[n];
        QVERIFY(job.isDone);
        QVERIFY(job.waiting() >= 0 && job.response() >= 0);
        QVERIFY(job.used >= wanted[n].burst / 2);
        QVERIFY(job.turnaround() >= job.used);
        used += job.used;
        first = std::min(first, job.arrival);
        last = std::max(last, job.end);
    }
    QVERIFY(!all.measured.stretches.empty());
    // One processor for three: together they had no more of it than there was. Looked at now and then, one
    // may seem to run a moment longer.
    QVERIFY(used <= (last - first) + (last - first) / 4);
}

void DispatchTest::stopLeavesNothing() {
    run::Session session;
    const std::vector<scheduling::Job> jobs{
        {"A", 0, 50'000 * kMillisecond}, {"B", 0, 50'000 * kMillisecond}, {"C", 0, 50'000 * kMillisecond}};
    const Outcome started = session.start(lab::launchOf(jobs, Policy::roundRobin(20 * kMillisecond), {}));
    QVERIFY2(started, started ? "" : started.error().c_str());
    QVERIFY(QTest::qWaitFor([&] { return session.dispatcher()->measured().stretches.size() > 5; }, 60'000));
    session.stop();
    QVERIFY(tests::waitUntilEnded(session, kLong));
    QCOMPARE(tests::processesLeft(), QStringList());
}

} // namespace

QTEST_GUILESS_MAIN(DispatchTest)
#include "dispatch_test.moc"
