// SPDX-License-Identifier: GPL-3.0-or-later
// `forkscope schedule`: what it says of a run by a policy, and of one by the kernel's own.
#include "tests/cli/command.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

namespace forkscope::tests {

namespace {

const QByteArray kJobs = "policy = \"sjf\"\n[[jobs]]\nname = \"A\"\nburst = 60\n"
                         "[[jobs]]\nname = \"B\"\nburst = 40\n";

class ScheduleTest : public QObject {
    Q_OBJECT
  private slots:
    void aPolicyIsMeasuredBesideComputed();
    void linuxIsMeasuredOnly();
    void whatIsNoPolicyIsSaid();

  private:
    static QJsonObject told(const QStringList& words) {
        const Finished run = forkscope(words);
        if (run.status != 0)
            QTest::qFail(run.err.constData(), __FILE__, __LINE__);
        return QJsonDocument::fromJson(run.out).object();
    }
    Folder folder_;
};

void ScheduleTest::aPolicyIsMeasuredBesideComputed() {
    const QJsonObject all = told({"schedule", folder_.write("jobs.toml", kJobs), "--json"});
    QCOMPARE(all["policy"].toString(), QStringLiteral("shortest job first"));
    QCOMPARE(all["means"]["computed"]["waiting"].toDouble(), 20.0); // B for 40 ms, then A
    QVERIFY(all["means"]["measured"]["waiting"].isDouble());
    QVERIFY(all["difference_of_means"].isDouble());
    QCOMPARE(all["jobs"].toArray().size(), 2);
    for (const QJsonValue job : all["jobs"].toArray())
        QVERIFY(job["measured"]["done"].toBool() && job["computed"]["done"].toBool());
}

void ScheduleTest::linuxIsMeasuredOnly() {
    const QString jobs = folder_.write("jobs.toml", kJobs);
    const QJsonObject all = told({"schedule", jobs, "--policy", "linux", "--json"});
    QCOMPARE(all["policy"].toString(), QStringLiteral("Linux"));
    QCOMPARE(all["jobs"].toArray().size(), 2);
    for (const QJsonValue job : all["jobs"].toArray()) {
        QVERIFY(job["measured"]["done"].toBool());
        QVERIFY(job["measured"]["turnaround"].toDouble() > 0);
        QVERIFY(job["computed"].isNull());
    }
    QVERIFY(all["means"]["computed"].isNull());
    QVERIFY(all["largest_difference"].isNull());
    const Finished text = forkscope({"schedule", jobs, "--policy", "linux"});
    QVERIFY2(text.out.startsWith("Policy: Linux's own.") && !text.out.contains("Computed"), text.out);
}

void ScheduleTest::whatIsNoPolicyIsSaid() {
    const Finished run = forkscope({"schedule", folder_.write("jobs.toml", kJobs), "--policy", "lottery"});
    QVERIFY(run.status != 0);
    QVERIFY2(run.err.contains("no policy \"lottery\""), run.err);
}

} // namespace

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::ScheduleTest)
#include "schedule_test.moc"
