// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/check/checked.h"

#include "tests/support/run_program.h"
#include "tests/support/watchdog.h"

#include <QFile>
#include <QSignalSpy>

namespace forkscope::tests {

using namespace std::chrono_literals;

static const char kHead[] = "import json, multiprocessing as mp, os, sys, time\n"
                            "mp.set_start_method('fork')\n";

Checked::Checked(const QString& text, const QList<check::Ask>& asks, check::Runs runs)
    : checker_(std::make_unique<check::Checker>()) {
    plan_.program = folder_.filePath(QStringLiteral("answer.py"));
    plan_.asks = asks;
    plan_.runs = runs;
    QFile file(plan_.program);
    if (file.open(QIODevice::WriteOnly))
        file.write(kHead + text.toUtf8());
}

QString Checked::run() {
    const Watchdog watchdog(300s, plan_.program);
    const QSignalSpy finished(checker_.get(), &check::Checker::finished);
    if (const Outcome started = checker_->start(plan_); !started)
        return QString::fromStdString(started.error());
    if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }, 240'000))
        return QStringLiteral("the check has not ended");
    if (const QStringList left = processesLeft(); !left.isEmpty())
        return QStringLiteral("left behind: ") + left.join(u' ');
    return {};
}

void checkColumns() {
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QVariantMap>("fields");
    QTest::addColumn<QString>("says");
}

void checkRow(const char* name, const char* program, const char* kind, const QVariantMap& fields,
              const char* says) {
    QTest::newRow(name) << QString::fromUtf8(program) << QString::fromUtf8(kind) << fields
                        << QString::fromUtf8(says);
}

void runRow(check::Runs runs) {
    QFETCH(QString, program);
    QFETCH(QString, kind);
    QFETCH(QVariantMap, fields);
    QFETCH(QString, says);
    Checked checked(program, {{kind, QStringLiteral("It is so"), fields}}, runs);
    QCOMPARE(checked.run(), QString());
    if (says.isEmpty())
        QCOMPARE(checked.sentence(), QString());
    QVERIFY2(checked.sentence().contains(says), qUtf8Printable(checked.sentence()));
    QCOMPARE(checked.checker().passed(), says.isEmpty());
}

} // namespace forkscope::tests
