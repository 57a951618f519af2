// SPDX-License-Identifier: GPL-3.0-or-later
// The reference against examples whose answers stand in textbooks: Silberschatz, Galvin, Gagne, Operating
// System Concepts, section 5.3; Arpaci-Dusseau, Operating Systems: Three Easy Pieces, chapters 7 and 8.
#include "engine/scheduling/reference.h"

#include <QtTest>

using namespace forkscope::scheduling;

namespace {

constexpr Time ms(double milliseconds) {
    return Time(milliseconds * kMillisecond);
}

// Jobs A, B, C … that all are there at the beginning.
std::vector<Job> jobs(std::initializer_list<double> bursts) {
    std::vector<Job> made;
    for (const double burst : bursts)
        made.push_back({std::string(1, char('A' + int(made.size()))), 0, ms(burst)});
    return made;
}

// "A 0-4, B 4-7": in milliseconds.
QString stretches(const Plan& plan) {
    QStringList parts;
    for (const Stretch& s : plan.stretches)
        parts << QStringLiteral("%1 %2-%3")
                     .arg(QChar(char16_t(u'A' + s.job)))
                     .arg(double(s.begin) / kMillisecond)
                     .arg(double(s.end) / kMillisecond);
    return parts.join(QStringLiteral(", "));
}

bool isAbout(double nanoseconds, double milliseconds) {
    return qAbs(nanoseconds / kMillisecond - milliseconds) < 0.005;
}

} // namespace

class ReferenceTest : public QObject {
    Q_OBJECT
  private slots:
    void firstComeInOrder() {
        const Plan plan = compute(jobs({24, 3, 3}), Policy::firstCome());
        QCOMPARE(stretches(plan), QStringLiteral("A 0-24, B 24-27, C 27-30"));
        QVERIFY(isAbout(plan.means().waiting, 17));
    }
    void shortJobsBeforeTheLongOneWaitLess() {
        QVERIFY(isAbout(compute(jobs({3, 3, 24}), Policy::firstCome()).means().waiting, 3));
    }
    void convoyBehindALongJob() {
        QVERIFY(isAbout(compute(jobs({100, 10, 10}), Policy::firstCome()).means().turnaround, 110));
        QVERIFY(isAbout(compute(jobs({100, 10, 10}), Policy::shortestJob()).means().turnaround, 50));
    }
    void shortestJobFirst() {
        const Plan plan = compute(jobs({6, 8, 7, 3}), Policy::shortestJob());
        QCOMPARE(stretches(plan), QStringLiteral("D 0-3, A 3-9, C 9-16, B 16-24"));
        QVERIFY(isAbout(plan.means().waiting, 7));
    }
    void shortestJobDoesNotInterrupt() {
        std::vector<Job> late = jobs({100, 10, 10});
        late[1].arrival = late[2].arrival = ms(10);
        QVERIFY(isAbout(compute(late, Policy::shortestJob()).means().turnaround, 103.33));
    }
    void roundRobin() {
        const Plan plan = compute(jobs({24, 3, 3}), Policy::roundRobin(ms(4)));
        QCOMPARE(stretches(plan), QStringLiteral("A 0-4, B 4-7, C 7-10, A 10-30"));
        QVERIFY(isAbout(plan.means().waiting, 5.667));
    }
    void roundRobinAnswersSoonAndEndsLate() {
        const Plan turns = compute(jobs({5, 5, 5}), Policy::roundRobin(ms(1)));
        QVERIFY(isAbout(turns.means().response, 1));
        QVERIFY(isAbout(turns.means().turnaround, 14));
        const Plan whole = compute(jobs({5, 5, 5}), Policy::shortestJob());
        QVERIFY(isAbout(whole.means().response, 5));
        QVERIFY(isAbout(whole.means().turnaround, 10));
    }
    void arrivalStandsBeforeTheOneWhoseSliceEnds() {
        std::vector<Job> two = jobs({6, 2});
        two[1].arrival = ms(4);
        QCOMPARE(stretches(compute(two, Policy::roundRobin(ms(4)))), QStringLiteral("A 0-4, B 4-6, A 6-8"));
    }
    void nobodyRunsBeforeTheFirstArrival() {
        std::vector<Job> late = jobs({2, 3});
        late[0].arrival = ms(5);
        late[1].arrival = ms(10);
        const Plan plan = compute(late, Policy::firstCome());
        QCOMPARE(stretches(plan), QStringLiteral("A 5-7, B 10-13"));
        QVERIFY(isAbout(plan.means().waiting, 0));
    }
    void fourJobsEndOnFourLevels() {
        const Plan plan = compute(jobs({400, 700, 900, 1000}), Policy::feedback(usualSlices()));
        QCOMPARE(plan.jobs[0].lastLevel, std::size_t(0));
        QCOMPARE(plan.jobs[1].lastLevel, std::size_t(1));
        QCOMPARE(plan.jobs[2].lastLevel, std::size_t(2));
        QCOMPARE(plan.jobs[3].lastLevel, std::size_t(3));
        QCOMPARE(stretches(plan),
                 QStringLiteral("A 0-400, B 400-800, C 800-1200, D 1200-1600, B 1600-1900, C 1900-2200, "
                                "D 2200-2500, C 2500-2700, D 2700-2900, D 2900-3000"));
    }
    void newcomerInterruptsWhoHasFallen() {
        std::vector<Job> two = jobs({200, 20});
        two[1].arrival = ms(100);
        const Plan plan = compute(two, Policy::feedback({ms(10), ms(20), ms(40)}));
        QCOMPARE(plan.jobs[1].firstRun, ms(100));
        // B's slice of 10 is over at 110 and it falls to the level where nobody else is.
        QCOMPARE(plan.jobs[1].end, ms(120));
        QCOMPARE(plan.jobs[0].end, ms(220));
    }
    void withoutBoostALongJobStarvesAndWithItNot() {
        std::vector<Job> many = jobs({100});
        for (int i = 0; i < 200; ++i)
            many.push_back({"short", ms(5 + 10 * i), ms(10)}); // the processor is never free for the long one
        const Plan starved = compute(many, Policy::feedback({ms(10), ms(10)}));
        const Plan boosted = compute(many, Policy::feedback({ms(10), ms(10)}, ms(100)));
        QVERIFY(starved.jobs[0].end > ms(2000));
        QVERIFY(boosted.jobs[0].end < ms(1200));
    }
    void jobOfNothingIsDoneAtOnce() {
        const Plan plan = compute(jobs({0, 5}), Policy::firstCome());
        QVERIFY(plan.jobs[0].isDone);
        QCOMPARE(plan.jobs[0].turnaround(), Time(0));
        QCOMPARE(stretches(plan), QStringLiteral("B 0-5"));
    }
    void noJobsIsAnEmptyPlan() {
        const Plan plan = compute({}, Policy::roundRobin(ms(1)));
        QVERIFY(plan.stretches.empty());
        QCOMPARE(plan.means().waiting, 0.0);
    }
    void policiesByName_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::newRow("fcfs") << "fcfs"
                              << "first come, first served";
        QTest::newRow("sjf") << "sjf"
                             << "shortest job first";
        QTest::newRow("rr") << "rr"
                            << "round robin, quantum 12.5 ms";
        QTest::newRow("mlfq") << "mlfq"
                              << "feedback queue, slices 400 ms, 300 ms, 200 ms, 100 ms";
    }
    void policiesByName() {
        QFETCH(const QString, name);
        QFETCH(const QString, text);
        const auto policy = Policy::named(name.toStdString(), ms(12.5), {}, kWithoutEnd);
        QVERIFY(policy);
        QCOMPARE(QString::fromStdString(toText(*policy)), text);
    }
    void wrongNamesAndNumbersAreSaid() {
        QVERIFY(!Policy::named("cfs", ms(1), {}, kWithoutEnd));
        QVERIFY(!Policy::named("rr", 0, {}, kWithoutEnd));
        QVERIFY(!Policy::named("mlfq", ms(1), {ms(1), 0}, kWithoutEnd));
        QVERIFY(!Policy::named("mlfq", ms(1), {}, 0));
    }
};

QTEST_APPLESS_MAIN(ReferenceTest)
#include "reference_test.moc"
