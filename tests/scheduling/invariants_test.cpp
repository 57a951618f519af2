// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for any jobs: no work is lost or invented, one job at a time, no pause while somebody waits,
// nobody beats the shortest job first on mean waiting time when all are there at once, an endless quantum is
// first come.
#include "engine/scheduling/reference.h"

#include <QtTest>

#include <random>

using namespace forkscope::scheduling;

class InvariantsTest : public QObject {
    Q_OBJECT
  private:
    static constexpr int kSets = 2000;
    std::mt19937 random_{20};

    int upTo(int most) { return std::uniform_int_distribution(0, most)(random_); }
    std::vector<Job> someJobs(bool atOnce) {
        std::vector<Job> jobs(std::size_t(1 + upTo(11)));
        for (Job& job : jobs)
            job = {"job", atOnce ? 0 : upTo(300) * kMillisecond, (1 + upTo(200)) * kMillisecond};
        return jobs;
    }
    std::vector<Policy> somePolicies() {
        const auto time = [&] { return (1 + upTo(60)) * kMillisecond; };
        return {Policy::firstCome(), Policy::shortestJob(), Policy::roundRobin(time()),
                Policy::feedback({time(), time(), time()}), Policy::feedback({time(), time()}, time())};
    }

    // The moments at which the processor is needed, whoever gets it.
    static std::vector<std::pair<Time, Time>> busyTimes(const std::vector<Job>& jobs) {
        std::vector<Job> sorted = jobs;
        std::ranges::sort(sorted, {}, &Job::arrival);
        std::vector<std::pair<Time, Time>> busy;
        for (const Job& job : sorted) {
            if (busy.empty() || busy.back().second < job.arrival)
                busy.emplace_back(job.arrival, job.arrival);
            busy.back().second += job.burst;
        }
        return busy;
    }
    static std::vector<std::pair<Time, Time>> busyTimes(const Plan& plan) {
        std::vector<std::pair<Time, Time>> busy;
        for (const Stretch& s : plan.stretches) {
            if (!busy.empty() && busy.back().second == s.begin)
                busy.back().second = s.end;
            else
                busy.emplace_back(s.begin, s.end);
        }
        return busy;
    }

  private slots:
    void workIsConserved() {
        for (int set = 0; set < kSets; ++set) {
            const std::vector<Job> jobs = someJobs(false);
            for (const Policy& policy : somePolicies()) {
                const Plan plan = compute(jobs, policy);
                for (std::size_t i = 0; i < jobs.size(); ++i) {
                    QVERIFY(plan.jobs[i].isDone);
                    QCOMPARE(plan.jobs[i].used, jobs[i].burst);
                    QVERIFY(plan.jobs[i].firstRun >= jobs[i].arrival);
                    QVERIFY(plan.jobs[i].waiting() >= plan.jobs[i].response());
                }
                // One at a time, and never a pause while somebody waits.
                QCOMPARE(busyTimes(plan), busyTimes(jobs));
            }
        }
    }
    void noSliceIsLongerThanItsLevels() {
        for (int set = 0; set < kSets; ++set) {
            const std::vector<Job> jobs = someJobs(false);
            const Policy policy = Policy::feedback({3 * kMillisecond, 7 * kMillisecond, 5 * kMillisecond});
            const Plan plan = compute(jobs, policy);
            for (std::size_t i = 0; i < jobs.size(); ++i) {
                Time onLevel[3] = {};
                for (const Stretch& s : plan.stretches)
                    if (s.job == i)
                        onLevel[s.level] += s.end - s.begin;
                QVERIFY(onLevel[0] <= 3 * kMillisecond);
                QVERIFY(onLevel[1] <= 7 * kMillisecond);
            }
        }
    }
    void nobodyBeatsTheShortestJobFirst() {
        for (int set = 0; set < kSets; ++set) {
            const std::vector<Job> jobs = someJobs(true);
            const double best = compute(jobs, Policy::shortestJob()).means().waiting;
            for (const Policy& policy : somePolicies())
                QVERIFY(compute(jobs, policy).means().waiting >= best - 1);
        }
    }
    void endlessQuantumIsFirstCome() {
        for (int set = 0; set < kSets; ++set) {
            const std::vector<Job> jobs = someJobs(false);
            const Plan robin = compute(jobs, Policy::roundRobin(kWithoutEnd));
            const Plan first = compute(jobs, Policy::firstCome());
            QCOMPARE(robin.stretches.size(), first.stretches.size());
            for (std::size_t i = 0; i < first.stretches.size(); ++i) {
                QCOMPARE(robin.stretches[i].job, first.stretches[i].job);
                QCOMPARE(robin.stretches[i].begin, first.stretches[i].begin);
                QCOMPARE(robin.stretches[i].end, first.stretches[i].end);
            }
        }
    }
};

QTEST_APPLESS_MAIN(InvariantsTest)
#include "invariants_test.moc"
