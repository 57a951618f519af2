// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lesson/claims.h"

namespace forkscope::lesson {

namespace {

using Check = std::function<QString(const Printed&)>;

const QString kDaemonFirst = QStringLiteral("def daemon_work():\n");
const QString kNormalFirst = QStringLiteral("def normal_work():\n");
const QString kMainPrint = QStringLiteral("    print(f\"{BOLD}main{PLAIN}\", flush=True)\n");

QString nap(double seconds) {
    return QStringLiteral("    time.sleep(%1)\n").arg(seconds);
}

/// three_timings with sleeps at the places that the lesson's table names; 0 is none.
QList<Edit> sleeps(double daemon, double normal, double mainBefore, double mainAfter) {
    QList<Edit> edits;
    if (daemon > 0)
        edits.append({kDaemonFirst, kDaemonFirst + nap(daemon)});
    if (normal > 0)
        edits.append({kNormalFirst, kNormalFirst + nap(normal)});
    if (mainBefore > 0)
        edits.append({kMainPrint, nap(mainBefore) + kMainPrint});
    if (mainAfter > 0)
        edits.append({kMainPrint, kMainPrint + nap(mainAfter)});
    return edits;
}

Check linesAre(const QStringList& expected) {
    return [expected](const Printed& printed) {
        return unless(printed.lines == expected, QStringLiteral("other lines than ") + expected.join(", "));
    };
}

QString endIsMissing(const Printed& printed) {
    return unless(printed.has("main") && printed.has("456") && printed.lines.last() == "end456" &&
                      !printed.has("end123"),
                  QStringLiteral("main, 456, end456 and no end123 were expected"));
}

QString endIsPrinted(const Printed& printed) {
    return unless(printed.has("end123"), QStringLiteral("end123 is missing"));
}

QList<Claim> orders() {
    const auto timing = [](const char* name, const QList<Edit>& edits, const QStringList& lines) {
        return Claim{name, "06", "three_timings", edits, true, linesAre(lines), {}, true};
    };
    return {
        timing("(a)", sleeps(0.5, 0.5, 0, 0), {"main", "456", "end456"}),
        timing("(b)", sleeps(0.2, 0.4, 0, 0.6), {"main", "123", "456", "end456"}),
        timing("(c)", sleeps(0, 0.4, 0.2, 0), {"123", "main", "456", "end456"}),
        timing("(d)", sleeps(0.5, 0, 0.2, 0), {"456", "main", "end456"}),
        timing("(e)", sleeps(0, 0.2, 0.4, 0), {"123", "456", "main", "end456"}),
        timing("the sixth order", sleeps(0.4, 0.2, 0, 0.6), {"main", "456", "123", "end456"}),
        timing("the seventh order", sleeps(0.4, 0, 0.2, 0.6), {"456", "main", "123", "end456"}),
        timing("the eighth order", sleeps(0.2, 0, 0.4, 0), {"456", "123", "main", "end456"}),
    };
}

QList<Claim> marks() {
    const QString start = QStringLiteral("    daemon_child.start()\n");
    return {
        {"end123 is missing", "06", "three_timings", {}, true, endIsMissing},
        {"main held for two seconds", "06", "three_timings", sleeps(0, 0, 0, 2), true, endIsPrinted},
        {"the daemon joined",
         "06",
         "three_timings",
         {{kMainPrint, kMainPrint + "    daemon_child.join()\n"}},
         true,
         endIsPrinted},
        {"marked after start",
         "06",
         "three_timings",
         {{start, start + "    daemon_child.daemon = True\n"}},
         true,
         [](const Printed& printed) {
             return unless(printed.errors.contains("AssertionError: process has already started") &&
                               !printed.has("main") && !printed.has("456"),
                           QStringLiteral("no AssertionError, or main went on"));
         }},
        {"marked by attribute",
         "06",
         "three_timings",
         {{", daemon=True", ""}, {start, "    daemon_child.daemon = True\n" + start}},
         true,
         endIsMissing},
        {"named without assignment",
         "06",
         "three_timings",
         {{", daemon=True", ""}, {start, "    daemon_child.daemon\n" + start}},
         true,
         endIsPrinted},
    };
}

constexpr auto kConsortEnd = "consort: a long life is over";
constexpr auto kBooksClosed = "minister: the books are closed";
constexpr auto kEmperorEnd = "my code ends here";

QString consortGoesWithTheEmperor(const Printed& printed) {
    return unless(
        printed.count(kEmperorEnd) == 1 && printed.has("consort: season 1") &&
            !printed.has("consort: season 9") && !printed.has(kConsortEnd) && printed.has(kBooksClosed),
        QStringLiteral("the consort should end with the emperor's code, and the minister after it"));
}

QList<Claim> court() {
    const QString reign = QStringLiteral("(\"fork\")\n    reign()\n");
    const QString childReign = QStringLiteral("(\"fork\")\n"
                                              "    emperor = mp.Process(target=reign)\n"
                                              "    emperor.start()\n"
                                              "    time.sleep(0.5)\n"
                                              "    emperor.kill()\n"
                                              "    emperor.join()\n"
                                              "    time.sleep(3)\n");
    QString spared = childReign;
    spared.remove("    emperor.kill()\n");
    const QString consort = QStringLiteral("def live_at_court():\n");
    return {
        {"the consort goes with the emperor",
         "06",
         "emperor_and_consort",
         {},
         true,
         consortGoesWithTheEmperor},
        {"the minister a daemon too",
         "06",
         "emperor_and_consort",
         {{"name=\"minister\"", "name=\"minister\", daemon=True"}},
         true,
         [](const Printed& printed) {
             return unless(printed.has("minister: page 1 of 5") && !printed.has(kBooksClosed),
                           QStringLiteral("the books should not be closed"));
         }},
        {"the daemon ends first",
         "06",
         "emperor_and_consort",
         {{"range(1, 26)", "range(1, 3)"}},
         true,
         [](const Printed& printed) {
             return unless(printed.has(kConsortEnd) && printed.count(kEmperorEnd) == 1 &&
                               printed.has(kBooksClosed),
                           QStringLiteral("the others should not care"));
         }},
        {"a daemon with a child",
         "06",
         "emperor_and_consort",
         {{consort, consort + "    maid = mp.Process(target=keep_the_books)\n    maid.start()\n"}},
         true,
         [](const Printed& printed) {
             return unless(printed.errors.contains(
                               "AssertionError: daemonic processes are not allowed to have children") &&
                               printed.count(kEmperorEnd) == 1 && printed.has(kBooksClosed),
                           QStringLiteral("an AssertionError in the consort alone was expected"));
         }},
        {"the emperor killed",
         "06",
         "emperor_and_consort",
         {{reign, childReign}},
         true,
         [](const Printed& printed) {
             return unless(printed.count(kEmperorEnd) == 0 && printed.has("consort: season 8") &&
                               printed.has(kBooksClosed),
                           QStringLiteral("the consort should live on as an orphan"));
         }},
        {"the emperor a child, but spared",
         "06",
         "emperor_and_consort",
         {{reign, spared}},
         true,
         consortGoesWithTheEmperor},
    };
}

} // namespace

QList<Claim> claimsOfDaemonProcesses() {
    return orders() + marks() + court();
}

} // namespace forkscope::lesson
