// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of jobs as files, and a measured run laid beside its plan.
#include "engine/lab/comparison.h"
#include "engine/lab/job_file.h"
#include "engine/lab/policy_wish.h"
#include "engine/lab/textbook.h"
#include "engine/scheduling/reference.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace forkscope;
using scheduling::kMillisecond;

namespace {

class JobsTest : public QObject {
    Q_OBJECT
  private slots:
    void aTableIsRead();
    void whatIsWrittenIsReadAgain();
    void faultsAreNamed_data();
    void faultsAreNamed();
    void theSameRunHasNoDifference();
    void differencesArePartsOfTheWhole();
    void jobsAreToldApartByName();
    void aWishKeepsWhatAFileLeavesOut();
    void aWishIsAPolicy();
    void textbookTablesCanBeReadAndRun();

  private:
    QString written(const QByteArray& text) {
        const QString path = folder_.filePath(QStringLiteral("jobs.toml"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    QTemporaryDir folder_;
};

void JobsTest::aTableIsRead() {
    const auto file = lab::readJobs(written("policy = \"mlfq\"\nslices = [40, 30.5]\nboost = 1000\n"
                                            "[[jobs]]\nname = \"A\"\nburst = 400\n"
                                            "[[jobs]]\nname = \"B\"\narrival = 20\nburst = 0x10\n"));
    QVERIFY2(file, file ? "" : file.error().c_str());
    QCOMPARE(file->policy, QStringLiteral("mlfq"));
    QCOMPARE(file->slices, (std::vector<scheduling::Time>{40 * kMillisecond, 30'500'000}));
    QCOMPARE(file->boost.value(), 1000 * kMillisecond);
    QVERIFY(!file->quantum);
    QCOMPARE(file->jobs.size(), std::size_t(2));
    QCOMPARE(file->jobs[0].arrival, 0);
    QCOMPARE(file->jobs[1].arrival, 20 * kMillisecond);
    QCOMPARE(file->jobs[1].burst, 16 * kMillisecond);
}

void JobsTest::whatIsWrittenIsReadAgain() {
    lab::JobFile file;
    file.policy = QStringLiteral("rr");
    file.quantum = 20 * kMillisecond;
    file.jobs = {{"A", 0, 400 * kMillisecond}, {"B \"x\\y\"", 1'500'000, 90 * kMillisecond}};
    const auto again = lab::readJobs(written(lab::textOf(file)));
    QVERIFY2(again, again ? "" : again.error().c_str());
    QCOMPARE(again->policy, file.policy);
    QCOMPARE(again->quantum, file.quantum);
    QCOMPARE(again->jobs.size(), file.jobs.size());
    for (std::size_t n = 0; n < file.jobs.size(); ++n) {
        QCOMPARE(again->jobs[n].name, file.jobs[n].name);
        QCOMPARE(again->jobs[n].arrival, file.jobs[n].arrival);
        QCOMPARE(again->jobs[n].burst, file.jobs[n].burst);
    }
}

void JobsTest::faultsAreNamed_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("line"); // "" for a fault of no line
    QTest::addColumn<QString>("words");
    QTest::newRow("no jobs") << QByteArray("policy = \"rr\"\n") << ""
                             << "there are no jobs";
    QTest::newRow("no TOML") << QByteArray("[[jobs]\n") << "line 1"
                             << "not valid TOML";
    QTest::newRow("no burst") << QByteArray("[[jobs]]\nname = \"A\"\n") << "line 1"
                              << "burst = 400";
    QTest::newRow("no name") << QByteArray("[[jobs]]\nburst = 1\n") << "line 1"
                             << "name = \"A\"";
    QTest::newRow("a burst of nothing") << QByteArray("[[jobs]]\nname = \"A\"\nburst = 0\n") << "line 3"
                                        << "from 1 to";
    QTest::newRow("before the start")
        << QByteArray("[[jobs]]\nname = \"A\"\nburst = 5\narrival = -1\n") << "line 4"
        << "from 0 to";
    QTest::newRow("a word") << QByteArray("[[jobs]]\nname = \"A\"\nburst = \"long\"\n") << "line 3"
                            << "milliseconds";
    QTest::newRow("too long") << QByteArray("[[jobs]]\nname = \"A\"\nburst = 1e9\n") << "line 3"
                              << "60000";
    QTest::newRow("not a number") << QByteArray("[[jobs]]\nname = \"A\"\nburst = nan\n") << "line 3"
                                  << "milliseconds";
    QTest::newRow("twice") << QByteArray(
                                  "[[jobs]]\nname = \"A\"\nburst = 5\n[[jobs]]\nname = \"A\"\nburst = 5\n")
                           << "line 4"
                           << "two jobs with the name A";
    QTest::newRow("slices") << QByteArray("slices = [10, \"x\"]\n[[jobs]]\nname = \"A\"\nburst = 5\n")
                            << "line 1"
                            << "list of milliseconds";
    QTest::newRow("no policy of ours")
        << QByteArray("\npolicy = \"lottery\"\n[[jobs]]\nname = \"A\"\nburst = 5\n") << "line 2"
        << "there is no policy \"lottery\"";
    QTest::newRow("no slices") << QByteArray("slices = []\n[[jobs]]\nname = \"A\"\nburst = 5\n") << "line 1"
                               << "list of milliseconds";
}

void JobsTest::faultsAreNamed() {
    QFETCH(QByteArray, text);
    QFETCH(QString, line);
    QFETCH(QString, words);
    const auto file = lab::readJobs(written(text));
    QVERIFY(!file);
    const QString sentence = QString::fromStdString(file.error());
    QVERIFY2(sentence.contains(QStringLiteral("jobs.toml")) && sentence.contains(words),
             qPrintable(sentence));
    QVERIFY2(line.isEmpty() || sentence.contains(line + u':'), qPrintable(sentence));
}

void JobsTest::theSameRunHasNoDifference() {
    const std::vector<scheduling::Job> jobs{{"A", 0, 400 * kMillisecond}, {"B", 0, 100 * kMillisecond}};
    const scheduling::Plan plan = scheduling::compute(jobs, scheduling::Policy::shortestJob());
    const lab::Comparison same = lab::compare(jobs, plan, {{1, "A"}, {2, "B"}}, plan);
    QCOMPARE(same.largestDifference(), 0.0);
    QCOMPARE(same.differenceOfMeans(), 0.0);
    QCOMPARE(same.measured.stretches.size(), plan.stretches.size());
}

void JobsTest::differencesArePartsOfTheWhole() {
    const std::vector<scheduling::Job> jobs{{"A", 0, 400 * kMillisecond}, {"B", 0, 100 * kMillisecond}};
    const scheduling::Plan plan = scheduling::compute(jobs, scheduling::Policy::firstCome());
    scheduling::Plan late = plan;
    late.jobs[1].end += 50 * kMillisecond; // of 500
    const lab::Comparison other = lab::compare(jobs, plan, {{1, "A"}, {2, "B"}}, late);
    QCOMPARE(other.largestDifference(), 0.1);
    QCOMPARE(other.differenceOfMeans(), 0.05);
}

void JobsTest::jobsAreToldApartByName() {
    const std::vector<scheduling::Job> jobs{{"A", 0, 40 * kMillisecond},
                                            {"B", 10 * kMillisecond, 10 * kMillisecond}};
    const scheduling::Plan plan = scheduling::compute(jobs, scheduling::Policy::firstCome());
    // They began in another order, a second after the start, with somebody else among them.
    scheduling::Plan ran;
    ran.jobs = {plan.jobs[1], {}, plan.jobs[0]};
    for (scheduling::JobFigures& figures : ran.jobs) {
        figures.arrival += 1000 * kMillisecond;
        figures.firstRun += 1000 * kMillisecond;
        figures.end += 1000 * kMillisecond;
    }
    ran.jobs[1].arrival = 2000 * kMillisecond;
    ran.stretches = {{2, 1000 * kMillisecond, 1040 * kMillisecond},
                     {1, 1040 * kMillisecond, 1041 * kMillisecond},
                     {0, 1041 * kMillisecond, 1050 * kMillisecond}};
    const lab::Comparison same = lab::compare(jobs, plan, {{7, "B"}, {8, "other"}, {9, "A"}}, ran);
    QCOMPARE(same.largestDifference(), 0.0);
    QCOMPARE(same.measured.stretches.size(), std::size_t(2));
    QCOMPARE(same.measured.stretches[0].job, std::size_t(0));
    QCOMPARE(same.measured.stretches[0].begin, 0);
}

void JobsTest::aWishKeepsWhatAFileLeavesOut() {
    lab::PolicyWish before;
    before.quantum = 30 * kMillisecond;
    before.slices = {1, 2};
    lab::JobFile file;
    file.policy = QStringLiteral("rr");
    file.boost = 500 * kMillisecond;
    const lab::PolicyWish wish = lab::PolicyWish::of(file, before);
    QCOMPARE(wish.name, QStringLiteral("rr"));
    QCOMPARE(wish.quantum, 30 * kMillisecond);
    QCOMPARE(wish.slices, before.slices);
    QCOMPARE(wish.boost, 500 * kMillisecond);
    file.quantum = 20 * kMillisecond;
    QCOMPARE(lab::PolicyWish::of(file, before).quantum, 20 * kMillisecond);
}

void JobsTest::aWishIsAPolicy() {
    lab::PolicyWish wish;
    QVERIFY(wish.policy());
    QVERIFY(!wish.policy()->has_value()); // the kernel's own
    QCOMPARE(lab::shortText(*wish.policy()), QStringLiteral("Linux"));
    wish.name = QStringLiteral("rr");
    wish.quantum = 20 * kMillisecond;
    QCOMPARE(**wish.policy(), scheduling::Policy::roundRobin(20 * kMillisecond));
    QCOMPARE(lab::shortText(*wish.policy()), QStringLiteral("RR 20 ms"));
    QCOMPARE(lab::toText(*wish.policy()), QStringLiteral("round robin, quantum 20 ms"));
    wish.name = QStringLiteral("mlfq");
    wish.slices = {40 * kMillisecond, 80 * kMillisecond};
    QCOMPARE(lab::shortText(*wish.policy()), QStringLiteral("MLFQ 2 levels"));
    wish.name = QStringLiteral("lottery");
    QVERIFY(!wish.policy());
}

void JobsTest::textbookTablesCanBeReadAndRun() {
    QVERIFY(lab::textbookTables().size() >= 3);
    for (const lab::TextbookTable& table : lab::textbookTables()) {
        const auto again = lab::readJobs(written(lab::textOf(table.file)));
        QVERIFY2(again, again ? "" : again.error().c_str());
        QCOMPARE(again->jobs.size(), table.file.jobs.size());
        const auto policy = lab::PolicyWish::of(*again, {}).policy();
        QVERIFY(policy && policy->has_value());
        QVERIFY(scheduling::compute(again->jobs, **policy).end() > 0);
        QVERIFY(!table.title.isEmpty() && !table.about.isEmpty());
    }
}

} // namespace

QTEST_GUILESS_MAIN(JobsTest)
#include "jobs_test.moc"
