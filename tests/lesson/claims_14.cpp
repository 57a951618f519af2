// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lesson/claims.h"

namespace forkscope::lesson {

namespace {

const QString kProducersEnded = QStringLiteral("all producers have ended");
const QString kMarkers = QStringLiteral("    for _ in consumers:\n        orders.put(END)\n");
const QString kJoinProducers = QStringLiteral("    for producer in producers:\n        producer.join()\n");

std::function<QString(const Printed&)> used(qsizetype orders, const QString& lastLine) {
    return [=](const Printed& printed) {
        return unless(printed.count(" used ") == orders && printed.has(lastLine),
                      QStringLiteral("%1 orders and \"%2\" were expected").arg(orders).arg(lastLine));
    };
}

QString fewerThanTen(const Printed& printed) {
    return unless(printed.count("made ") == 10 && printed.count(" used ") < 10,
                  QStringLiteral("ten orders made and fewer used were expected"));
}

QList<Claim> neverEnds() {
    return {
        {"never ends",
         "14",
         "never_ends",
         {},
         false,
         [](const Printed& printed) {
             return unless(printed.count("used ") == 8 && printed.has(kProducersEnded) &&
                               !printed.has("the consumer has ended"),
                           QStringLiteral("all eight used, then silence was expected"));
         },
         {"used A1", "used A2", "used A3", "used A4", "used B1", "used B2", "used B3", "used B4"}},
        {"empty is not the end",
         "14",
         "never_ends",
         {{"while True:", "while not orders.empty():"}},
         true,
         [](const Printed& printed) {
             return unless(printed.count("used ") == 0 && printed.count("made ") == 8 &&
                               printed.has("the consumer has ended"),
                           QStringLiteral("the consumer should end before the first order"));
         }},
        {"bounded",
         "14",
         "never_ends",
         {{"mp.Queue()", "mp.Queue(maxsize=2)"}},
         false,
         [](const Printed& printed) {
             return unless(printed.count("used ") == 8, QStringLiteral("all eight should be used"));
         },
         {kProducersEnded, "used A4", "used B4"}},
    };
}

QList<Claim> sentinels() {
    const QString produce =
        QStringLiteral("        print(f\"{CYAN}made {letter}{number}{PLAIN}\", flush=True)\n");
    const QList<Edit> byProducer = {{kMarkers, ""}, {produce, produce + "    orders.put(END)\n"}};
    const QString ended = QStringLiteral("all consumers have ended");
    return {
        {"all consumers end", "14", "sentinels", {}, true, used(10, ended)},
        {"three consumers",
         "14",
         "sentinels",
         {{"\"consumer-2\")", "\"consumer-2\", \"consumer-3\")"}},
         true,
         used(10, ended)},
        {"one marker for two",
         "14",
         "sentinels",
         {{kMarkers, "    orders.put(END)\n"}},
         false,
         [](const Printed& printed) {
             return unless(printed.count(" ends after ") == 1 && printed.count(" used ") == 10,
                           QStringLiteral("one consumer should be left waiting"));
         },
         {kProducersEnded, " ends after "}},
        {"markers first",
         "14",
         "sentinels",
         {{kMarkers, ""}, {kJoinProducers, kMarkers + kJoinProducers}},
         true,
         [](const Printed& printed) {
             return unless(printed.count("ends after 0 orders") == 2 && printed.count(" used ") == 0,
                           QStringLiteral("both consumers should end with nothing"));
         }},
        {"markers by producers", "14", "sentinels", byProducer, true, used(10, ended)},
        {"markers by producers, one consumer", "14", "sentinels",
         byProducer + QList<Edit>{{"(\"consumer-1\", \"consumer-2\")", "(\"consumer-1\",)"}}, true,
         fewerThanTen},
    };
}

QList<Claim> joinable() {
    const QString taskDone = QStringLiteral("        orders.task_done()\n");
    const QString get = QStringLiteral("        order = orders.get()\n");
    const QString done = QStringLiteral("all orders are done");
    return {
        {"all orders are done", "14", "joinable_daemon", {}, true, used(10, done)},
        {"queue not joined",
         "14",
         "joinable_daemon",
         {{"    orders.join()\n", ""}},
         true,
         [=](const Printed& printed) {
             return unless(printed.has(done), "no last line") + fewerThanTen(printed);
         }},
        {"producers not joined",
         "14",
         "joinable_daemon",
         {{kJoinProducers, ""}},
         true,
         [](const Printed& printed) {
             return unless(printed.count("made ") == 10 && printed.count(" used ") == 0,
                           QStringLiteral("ten orders for nobody were expected"));
         }},
        {"no task_done",
         "14",
         "joinable_daemon",
         {{taskDone, ""}},
         false,
         [=](const Printed& printed) {
             return unless(printed.count(" used ") == 10 && !printed.has(done),
                           QStringLiteral("all used and main waiting was expected"));
         },
         {kProducersEnded, "used A5", "used B5"}},
        {"no daemons", "14", "joinable_daemon", {{", daemon=True", ""}}, false, used(10, done), {done}},
        {"task_done too early",
         "14",
         "joinable_daemon",
         {{taskDone, ""}, {get, get + taskDone}},
         true,
         [=](const Printed& printed) {
             return unless(printed.has(done), "no last line") + fewerThanTen(printed);
         }},
    };
}

} // namespace

QList<Claim> claimsOfProducerAndConsumer() {
    return neverEnds() + sentinels() + joinable();
}

} // namespace forkscope::lesson
