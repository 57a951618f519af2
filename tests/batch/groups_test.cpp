// SPDX-License-Identifier: GPL-3.0-or-later
// Outcomes put together: what counts as the same, and the lines by which groups are told apart.
#include "engine/batch/comparable.h"
#include "engine/batch/outcome_groups.h"

#include <QCryptographicHash>
#include <QTest>

#include <numeric>

namespace forkscope::tests {

using namespace forkscope::batch;

class GroupsTest : public QObject {
    Q_OBJECT
  private slots:
    void takesTerminalCommandsAway();
    void writesVaryingPartsTheSame_data();
    void writesVaryingPartsTheSame();
    void countsEqualOutputs();
    void countsLinesInAnyOrder();
    void aNumberThatIsAProcessByChanceTearsNothingApart();
    void showsTheLinesThatTellApart();
    void showsWhereOrdersPart();
    void tellsThreeTicksFromFive();
    void countsEndings();
    void spansCoverAllDurations_data();
    void spansCoverAllDurations();
    void stoppedRunsAreApart();
    void nothingComesOfNothing();
};

namespace {

QByteArray hashOf(const QString& text) {
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha1);
}

TextKeys keysOf(const QString& text) {
    QStringList lines = text.split(u'\n');
    lines.sort();
    return {hashOf(text), hashOf(lines.join(u'\n'))};
}

RunOutcome printing(const QString& printed, const QString& comparable = {}) {
    RunOutcome o;
    o.isGood = true;
    o.printed = printed;
    o.comparable = comparable.isNull() ? printed : comparable;
    o.printedKeys = keysOf(o.printed);
    o.comparableKeys = keysOf(o.comparable);
    return o;
}

RunOutcome lasting(double ms) {
    RunOutcome o;
    o.isGood = true;
    o.duration = Time(ms * 1e6);
    return o;
}

std::vector<int> sizesOf(const std::vector<OutcomeGroup>& groups) {
    std::vector<int> sizes;
    for (const OutcomeGroup& group : groups)
        sizes.push_back(int(group.runs.size()));
    return sizes;
}

QStringList textOf(const OutcomeGroup& group) {
    QStringList lines;
    for (const PreviewLine& line : group.preview)
        lines += QStringLiteral("%1 %2").arg(line.number).arg(line.text);
    return lines;
}

} // namespace

void GroupsTest::takesTerminalCommandsAway() {
    QCOMPARE(plainText("\x1b[32mbuyer 1\x1b[0m\r\n\x1b]0;title\x07two\n"), QStringLiteral("buyer 1\ntwo\n"));
}

void GroupsTest::writesVaryingPartsTheSame_data() {
    QTest::addColumn<QString>("printed");
    QTest::addColumn<QString>("comparable");
    QTest::newRow("number of a process") << "pid 4711."
                                         << "pid [P1 a].";
    QTest::newRow("part of a number") << "14711 47110 4711.5 0.4711 v4711"
                                      << "14711 47110 4711.5 0.4711 v4711";
    QTest::newRow("other number") << "sold 4712"
                                  << "sold 4712";
    QTest::newRow("address") << "<Lock at 0x7f12ab34cd56>"
                             << "<Lock at 0x…>";
    QTest::newRow("short hexadecimal number") << "0xff"
                                              << "0xff";
    QTest::newRow("measured time") << "after 0.83 s, 12.5ms, 1.2 seconds"
                                   << "after … s, …ms, … seconds";
    QTest::newRow("whole seconds are no measure") << "waits 2 s"
                                                  << "waits 2 s";
    QTest::newRow("a result") << "mean 0.83"
                              << "mean 0.83";
    QTest::newRow("nothing") << QString("") << QString("");
}

void GroupsTest::writesVaryingPartsTheSame() {
    QFETCH(const QString, printed);
    QTEST(comparableText(printed, {{4711, QStringLiteral("P1 a")}}), "comparable");
}

void GroupsTest::countsEqualOutputs() {
    const auto groups = groupOutcomes({printing("b\na\n"), printing("a\nb\n"), printing("a\nb\n"),
                                       printing("pid 12", "pid [P1]"), printing("pid 13", "pid [P1]")},
                                      GroupBy::PrintedOrder);
    QCOMPARE(sizesOf(groups), (std::vector<int>{2, 2, 1}));
    QCOMPARE(groups[0].runs, (std::vector<int>{1, 2}));
    QCOMPARE(groups[1].runs, (std::vector<int>{3, 4}));
    QCOMPARE(groups[2].runs, (std::vector<int>{0}));
}

void GroupsTest::countsLinesInAnyOrder() {
    const auto groups =
        groupOutcomes({printing("b\na\n"), printing("a\nb\n"), printing("a\na\n")}, GroupBy::Printed);
    QCOMPARE(sizesOf(groups), (std::vector<int>{2, 1}));
}

void GroupsTest::aNumberThatIsAProcessByChanceTearsNothingApart() {
    const auto groups = groupOutcomes(
        {printing("sum 5000", "sum [P1 a]"), printing("sum 5000"), printing("sum 5000")}, GroupBy::Printed);
    QCOMPARE(sizesOf(groups), (std::vector<int>{3}));
    QCOMPARE(textOf(groups[0]), QStringList{"1 sum 5000"});
}

void GroupsTest::showsTheLinesThatTellApart() {
    const QString common = QStringLiteral("1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    const auto groups =
        groupOutcomes({printing(common + "ann wins\nend\n"), printing(common + "ben wins\nend\n"),
                       printing(common + "cid wins\nend\n")},
                      GroupBy::Printed);
    QCOMPARE(sizesOf(groups), (std::vector<int>{1, 1, 1}));
    QVERIFY(textOf(groups[0]).contains("10 ann wins"));
    QVERIFY(textOf(groups[1]).contains("10 ben wins"));
    QVERIFY(textOf(groups[2]).contains("10 cid wins"));
}

void GroupsTest::showsWhereOrdersPart() {
    const auto groups =
        groupOutcomes({printing("go\na\nb\nc\nd\ne\nf\nx\n"), printing("go\na\nb\nc\nd\ne\nf\ny\n"),
                       printing("go\nb\na\nc\nd\ne\nf\nx\n"), printing("")},
                      GroupBy::PrintedOrder);
    QCOMPARE(textOf(groups[0]), (QStringList{"1 go", "2 a", "8 x"}));
    QCOMPARE(textOf(groups[1]), (QStringList{"1 go", "2 a", "8 y"}));
    QCOMPARE(textOf(groups[2]), (QStringList{"1 go", "2 b", "3 a"}));
    QCOMPARE(textOf(groups[3]), QStringList{"0 (nothing)"});
}

void GroupsTest::tellsThreeTicksFromFive() {
    const auto groups = groupOutcomes(
        {printing("tick\ntick\ntick\n"), printing("tick\ntick\ntick\ntick\ntick\n")}, GroupBy::Printed);
    QCOMPARE(groups.size(), std::size_t(2));
    QCOMPARE(groups[0].preview.size(), std::size_t(3));
    QCOMPARE(textOf(groups[1]), (QStringList{"4 tick", "5 tick"}));
}

void GroupsTest::countsEndings() {
    std::vector<RunOutcome> outcomes(5);
    for (RunOutcome& o : outcomes) {
        o.ending = QStringLiteral("ended normally");
        o.isGood = true;
    }
    outcomes[3].ending = QStringLiteral("ended with exit code 1");
    outcomes[3].isGood = false;
    const auto groups = groupOutcomes(outcomes, GroupBy::Ending);
    QCOMPARE(sizesOf(groups), (std::vector<int>{4, 1}));
    QCOMPARE(groups[0].troubled, 0);
    QCOMPARE(groups[1].troubled, 1);
    QCOMPARE(textOf(groups[1]), QStringList{"0 ended with exit code 1"});
}

void GroupsTest::spansCoverAllDurations_data() {
    QTest::addColumn<QList<double>>("durations"); // ms
    QTest::addColumn<QString>("first");
    QTest::newRow("one") << QList<double>{500} << "0 500 to 510 ms";
    QTest::newRow("no time at all") << QList<double>{0, 0} << "0 0.00000000 to 0.00000005 ms";
    QTest::newRow("seconds") << QList<double>{1000, 1900, 5000} << "0 1.0 to 1.5 s";
    QTest::newRow("close together") << QList<double>{1000, 1000.1} << "0 1.00 to 1.02 s";
}

void GroupsTest::spansCoverAllDurations() {
    QFETCH(const QList<double>, durations);
    QFETCH(const QString, first);
    std::vector<RunOutcome> outcomes;
    for (const double ms : durations)
        outcomes.push_back(lasting(ms));
    const auto groups = groupOutcomes(outcomes, GroupBy::Duration);
    const std::vector<int> sizes = sizesOf(groups);
    QCOMPARE(std::accumulate(sizes.begin(), sizes.end(), 0), int(durations.size()));
    QVERIFY(groups.size() <= 10);
    QVERIFY(!groups.front().runs.empty());
    QVERIFY(!groups.back().runs.empty());
    if (durations.first() > 0)
        QCOMPARE(textOf(groups.front()), QStringList{first});
}

void GroupsTest::stoppedRunsAreApart() {
    std::vector<RunOutcome> outcomes{lasting(100), lasting(60'000), lasting(110)};
    outcomes[1].isInTime = false;
    const auto groups = groupOutcomes(outcomes, GroupBy::Duration);
    QCOMPARE(groups.back().runs, std::vector<int>{1});
    QCOMPARE(groups.front().runs.front(), 0);
    QCOMPARE(groups[groups.size() - 2].runs.back(), 2);
}

void GroupsTest::nothingComesOfNothing() {
    for (int by = 0; by < kGroupings; ++by)
        QVERIFY(groupOutcomes({}, GroupBy(by)).empty());
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::GroupsTest)
#include "groups_test.moc"
