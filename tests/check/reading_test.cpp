// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of an exercise: what is understood, and what is said of the rest.
#include "engine/check/check.h"
#include "engine/check/plan.h"

#include <QTest>

using namespace forkscope;

class ReadingTest : public QObject {
    Q_OBJECT
  private slots:
    void faults_data();
    void faults();
    void goodOnes_data();
    void goodOnes();
    void runs();
};

void ReadingTest::faults_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QVariantMap>("fields");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* kind, const QVariantMap& fields, const char* says) {
        QTest::newRow(name) << kind << fields << says;
    };
    row("no kind", "magic", {}, "\"magic\" is no kind of check. Known are: one_at_a_time");
    row("nothing guarded", "one_at_a_time", {}, "one of file, object, region, function and holding");
    row("two guarded", "one_at_a_time", {{"file", "a"}, {"object", "b"}}, "one of file, object");
    row("no n", "at_most", {{"file", "a"}}, "\"n\" must be at least 1");
    row("least too great", "at_most", {{"file", "a"}, {"n", 2}, {"least", 3}}, "must not be more than");
    row("a text for a number", "at_most", {{"file", "a"}, {"n", "two"}}, "wrong kind");
    row("an unknown field", "no_deadlock", {{"sceonds", 3}}, "\"sceonds\" is no field of this kind of check");
    row("no seconds", "ends_within", {}, "\"seconds\" is missing");
    row("nothing asked", "output", {}, "nothing is asked of the output");
    row("a text without number", "output", {{"text", "x"}}, "goes with times");
    row("no expression", "output", {{"matches", "("}}, "is no regular expression");
    row("no source", "result", {{"is", "3"}}, "either file or printed");
    row("no wish", "result", {{"file", "a"}}, "nothing is asked of the result");
    row("unknown objects", "uses", {{"kinds", "Mutex"}}, "\"Mutex\" is no kind of object");
    row("no factor", "speed_up", {}, "\"at_least\" is missing");
    row("says more than it hears", "tcp_talk", {{"say", QVariantList{"a", "b"}}, {"expect", "c"}},
        "as many texts");
    row("no condition", "condition", {}, "one of ever, never and at_end");
    row("no such condition", "condition", {{"never", "sometimes"}}, "'sometimes' is no condition");
    row("which runs", "no_deadlock", {{"runs", "most"}}, "\"runs\" is \"all\"");
}

void ReadingTest::faults() {
    QFETCH(QString, kind);
    QFETCH(QVariantMap, fields);
    QFETCH(QString, says);
    const Outcome outcome = check::areUnderstood({{kind, {}, fields}});
    QVERIFY(!outcome);
    QVERIFY2(QString::fromStdString(outcome.error()).contains(says), outcome.error().c_str());
}

void ReadingTest::goodOnes_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QVariantMap>("fields");
    const auto row = [](const char* kind, const QVariantMap& fields) {
        QTest::newRow(kind) << kind << fields;
    };
    row("one_at_a_time", {{"file", "stock.json"}, {"message", "two at once"}, {"runs", "shuffled"}});
    row("at_most", {{"function", "sing"}, {"n", 3LL}, {"least", 2LL}});
    row("no_deadlock", {});
    row("ends_within", {{"seconds", 2.5}});
    row("exit_code", {{"is", -9}, {"who", "victim"}, {"children", false}});
    row("nothing_left", {{"joined", true}});
    row("output", {{"text", "sold"}, {"times", 1}});
    row("result", {{"printed", "left: (\\d+)"}, {"is", "0"}});
    row("consumed_once", {{"queue", "orders"}, {"items", 10}, {"ends", QVariantList{"None"}}});
    row("uses", {{"kinds", QVariantList{"Lock", "RLock"}}});
    row("uses_not", {{"kinds", "sleep"}});
    row("speed_up", {{"at_least", 1.8}});
    row("tcp_talk", {{"say", "a"}, {"expect", "A"}, {"clients", 2}});
    row("condition", {{"at_end", "processes zombie = 0"}});
}

void ReadingTest::goodOnes() {
    QFETCH(QString, kind);
    QFETCH(QVariantMap, fields);
    const Outcome outcome = check::areUnderstood({{kind, {}, fields}});
    QVERIFY2(outcome, outcome ? "" : outcome.error().c_str());
    QVERIFY(check::checkKinds().contains(kind));
}

void ReadingTest::runs() {
    const auto read =
        check::readRuns({{"plain", 2}, {"shuffled", 0}, {"seconds", 1.5}, {"files", "stock.json"}});
    QVERIFY(read);
    QCOMPARE(read->all(), 2);
    QCOMPARE(read->limit.count(), 1500);
    QVERIFY(!check::readRuns({{"plain", 0}, {"shuffled", 0}}));
    QVERIFY(!check::readRuns({{"seconds", 0}}));
    QVERIFY(!check::readRuns({{"files", "../secret"}}));
    QVERIFY(!check::readRuns({{"often", 3}}));
}

QTEST_GUILESS_MAIN(ReadingTest)
#include "reading_test.moc"
