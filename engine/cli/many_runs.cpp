// SPDX-License-Identifier: GPL-3.0-or-later
// `forkscope run --times N`: the outcomes of many runs as a table; with --schedule, whether they were the
// same.
#include "engine/batch/batch.h"
#include "engine/batch/outcome_groups.h"
#include "engine/cli/cli.h"
#include "engine/cli/columns.h"
#include "engine/cli/commands.h"
#include "engine/cli/end_signals.h"
#include "engine/cli/replay_report.h"
#include "engine/cli/run_wish.h"

#include <QCoreApplication>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace forkscope::cli {

namespace {

using batch::Batch;
using batch::GroupBy;
using batch::OutcomeGroup;

constexpr int kBar = 40; // columns

QString headingOf(GroupBy by) {
    switch (by) {
    case GroupBy::Printed:
        return tr("What it printed, in whatever order");
    case GroupBy::PrintedOrder:
        return tr("In which order it printed");
    case GroupBy::EndOrder:
        return tr("In which order processes ended");
    case GroupBy::Ending:
        return tr("How it ended");
    case GroupBy::Duration:
        break;
    }
    return tr("How long it took");
}

void printGroup(const OutcomeGroup& group, int total) {
    const auto count = int(group.runs.size());
    const QString bar(std::max(count > 0 ? 1 : 0, kBar * count / std::max(1, total)), u'#');
    say(
        QStringLiteral("  %1  %2 %  %3").arg(count, 4).arg(100 * count / std::max(1, total), 3).arg(bar));
    for (const batch::PreviewLine& line : group.preview) {
        const QString text = QString::fromStdString(harmless(line.text.toStdString(), false));
        say(QStringLiteral("%1 | %2")
                      .arg(line.number > 0 ? QString::number(line.number) : QString(), 14)
                      .arg(text));
    }
}

void printTable(const std::vector<batch::RunOutcome>& outcomes) {
    say((outcomes.size() == 1 ? tr("1 run.") : tr("%1 runs.").arg(outcomes.size())) + u' ' +
              tr("Process numbers, addresses and measured times count as equal."));
    for (int by = 0; by < batch::kGroupings && !outcomes.empty(); ++by) {
        say(QStringLiteral("\n") + headingOf(GroupBy(by)) + u':');
        for (const OutcomeGroup& group : batch::groupOutcomes(outcomes, GroupBy(by)))
            printGroup(group, int(outcomes.size()));
    }
    std::fflush(stdout);
}

void showProgress(const Batch& batch) {
    std::fputs(
        (u'\r' + tr("%1 of %2 runs").arg(batch.outcomes().size()).arg(batch.wanted())).toUtf8().constData(),
        stderr);
    if (!batch.isRunning() || int(batch.outcomes().size()) == batch.wanted())
        std::fputc('\n', stderr);
}

} // namespace

int runManyTimes(const RunWish& wish) {
    Batch batch;
    int signal = 0;
    const EndSignals signals_([&](int which, bool) {
        if (which == SIGWINCH)
            return;
        signal = which;
        batch.cancel();
    });
    QObject::connect(&batch, &Batch::noted, &batch, [&](const QString& sentence) {
        if (!wish.isQuiet)
            complain(sentence);
    });
    QObject::connect(&batch, &Batch::oneDone, &batch, [&] {
        if (!wish.isQuiet && isatty(STDERR_FILENO))
            showProgress(batch);
    });
    QObject::connect(&batch, &Batch::finished, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    // No recordings: nobody could open them afterwards.
    if (const Outcome started = batch.start(wish.spec, wish.times, -1); !started) {
        complain(QString::fromStdString(started.error()));
        return kOwnFailure;
    }
    QCoreApplication::exec();
    const bool isReplay = !wish.scheduleFile.isEmpty();
    if (!isReplay)
        printTable(batch.outcomes());
    if (signal != 0)
        return 128 + signal;
    const auto& outcomes = batch.outcomes();
    if (int(outcomes.size()) < wish.times)
        return kOwnFailure;
    if (isReplay)
        return tellReplays(wish, outcomes);
    return std::all_of(outcomes.begin(), outcomes.end(), [](const auto& o) { return o.isGood; }) ? 0 : 1;
}

} // namespace forkscope::cli
