// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lesson/claims.h"

#include <QRegularExpression>

namespace forkscope::lesson {

namespace {

using Check = std::function<QString(const Printed&)>;

QString oversold(const Printed& printed) {
    return unless(printed.count("has a ticket") > 1 && printed.count("tickets left: 0") == 1,
                  QStringLiteral("the ticket should be sold more than once"));
}

/// The sleeps alone take this long when they come one after another, on any machine.
Check soldOnceInAtLeast(double seconds) {
    return [seconds](const Printed& printed) {
        static const QRegularExpression took(QStringLiteral("after ([0-9.]+) s"));
        const double measured =
            took.match(printed.lines.value(printed.lines.size() - 1)).captured(1).toDouble();
        return unless(printed.count("has a ticket") == 1 && printed.count("sold out") == 4 &&
                          measured >= seconds,
                      QStringLiteral("one sale in at least %1 s was expected").arg(seconds));
    };
}

QList<Claim> counter() {
    const QString buy = QStringLiteral("def buy(number, mutex):\n");
    const QString travel = QStringLiteral("    time.sleep(0.5)  # on the way to the counter\n");
    const QString with = QStringLiteral("    with mutex:\n");
    const QString joins =
        QStringLiteral("        buyer.start()\n    for buyer in buyers:\n        buyer.join()\n");
    return {
        {"oversold", "08", "tickets_oversold", {}, true, oversold},
        {"a flag of one's own",
         "08",
         "tickets_oversold",
         {{"def buy(number):\n", "busy = False\n\ndef buy(number):\n    global busy\n"},
          {"    sell(number)\n", "    while busy:\n        time.sleep(0.01)\n    busy = True\n    "
                                 "sell(number)\n    busy = False\n"}},
         true,
         oversold},
        {"locked", "08", "tickets_locked", {}, true, soldOnceInAtLeast(2.0)},
        {"a mutex of one's own",
         "08",
         "tickets_locked",
         {{buy, buy + "    mutex = mp.Lock()\n"}},
         true,
         oversold},
        {"acquire and release by hand",
         "08",
         "tickets_locked",
         {{with + "        sell(number)\n", "    mutex.acquire()\n    sell(number)\n    mutex.release()\n"}},
         true,
         soldOnceInAtLeast(2.0)},
        {"join in the loop",
         "08",
         "tickets_locked",
         {{joins, "        buyer.start()\n        buyer.join()\n"}},
         true,
         soldOnceInAtLeast(4.0)},
        {"the way inside the lock",
         "08",
         "tickets_locked",
         {{travel, ""}, {with, with + "        time.sleep(0.5)\n"}},
         true,
         soldOnceInAtLeast(4.0)},
        {"acquired twice",
         "08",
         "tickets_locked",
         {{with, "    mutex.acquire()\n" + with}},
         false,
         [](const Printed& printed) {
             return unless(printed.lines.isEmpty(), QStringLiteral("nobody should get past the lock"));
         }},
        {"buyer 5 does not ask",
         "08",
         "tickets_locked",
         {{with, "    if number == 5:\n        sell(number)\n        return\n" + with}},
         true,
         oversold},
    };
}

QString patientsOrder(const Printed& printed) {
    return unless(printed.has("everybody has ordered") && printed.errors.contains("ValueError") &&
                      printed.count("patient-1 ordered 2") == 1 && printed.count("patient-2 ordered 5") == 1,
                  QStringLiteral("both patient ones should order"));
}

QString patientsWait(const Printed& printed) {
    return unless(printed.has("careless has the mutex") && printed.count("patient-1 has") == 0 &&
                      printed.count("patient-2 has") == 0 && !printed.has("everybody has ordered"),
                  QStringLiteral("the others should wait for ever"));
}

QList<Claim> customers() {
    const QString body =
        QStringLiteral("    mutex.acquire()\n"
                       "    print(f\"{GREEN}{name} has the mutex{PLAIN}\", flush=True)\n"
                       "    time.sleep(1)\n"
                       "    pieces = int(amount)  # int(\"three\") raises ValueError\n"
                       "    print(f\"{GREEN}{name} ordered {pieces} and lets go{PLAIN}\", flush=True)\n"
                       "    mutex.release()\n");
    const QString with = QStringLiteral("    with mutex:\n"
                                        "        print(f\"{name} has the mutex\", flush=True)\n"
                                        "        time.sleep(1)\n"
                                        "        pieces = int(amount)\n"
                                        "        print(f\"{name} ordered {pieces}\", flush=True)\n");
    const QString finally = QStringLiteral("    mutex.acquire()\n"
                                           "    try:\n"
                                           "        time.sleep(1)\n"
                                           "        pieces = int(amount)\n"
                                           "        print(f\"{name} ordered {pieces}\", flush=True)\n"
                                           "    finally:\n"
                                           "        mutex.release()\n");
    const QString start = QStringLiteral("    patient_2.start()\n");
    const QStringList asked = {"patient-1 asks", "patient-2 asks"};
    return {
        {"never released",
         "08",
         "never_released",
         {},
         false,
         patientsWait,
         asked + QStringList{"ValueError"}},
        {"released by with", "08", "never_released", {{body, with}}, true, patientsOrder},
        {"released by finally", "08", "never_released", {{body, finally}}, true, patientsOrder},
        {"terminated inside with",
         "08",
         "never_released",
         {{body, with}, {start, start + "    careless.terminate()\n"}},
         false,
         patientsWait,
         asked},
    };
}

} // namespace

QList<Claim> claimsOfMutex() {
    return counter() + customers();
}

} // namespace forkscope::lesson
