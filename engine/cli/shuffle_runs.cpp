// SPDX-License-Identifier: GPL-3.0-or-later
// `forkscope run --shuffle SEED --times N`: one run after the other, each in another random order, up to the
// first that deadlocks, raises or meets the condition.
#include "engine/batch/shuffle.h"
#include "engine/cli/cli.h"
#include "engine/cli/commands.h"
#include "engine/cli/end_signals.h"
#include "engine/cli/run_wish.h"
#include "engine/cli/schedule_file.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <csignal>
#include <cstdio>

namespace forkscope::cli {

namespace {

using batch::Shuffle;
using batch::ShuffleFinding;

void tellFound(const Shuffle& shuffle, const RunWish& wish) {
    const ShuffleFinding& found = *shuffle.found();
    say(tr("Run %1 of %2, seed %3: %4 %5")
            .arg(found.number)
            .arg(shuffle.wanted())
            .arg(found.seed)
            .arg(QFileInfo(wish.spec.program).fileName(), found.sentence));
    if (!found.output.isEmpty()) {
        say(tr("It has printed:"));
        std::fwrite(found.output.constData(), 1, std::size_t(found.output.size()), stdout);
    }
    say(wish.saveSchedule.isEmpty()
            ? tr("To see it again: --shuffle %1; to keep its order: --save-schedule FILE.").arg(found.seed)
            : tr("Its order is in %1; to see it again: --schedule %1.").arg(wish.saveSchedule));
}

void tellNothingFound(const Shuffle& shuffle) {
    say(tr("%1 runs in random orders, about %2 steps each: no deadlock, no exception%3.")
            .arg(shuffle.done())
            .arg(shuffle.stepsPerRun())
            .arg(shuffle.looksFor() ? tr(", the condition was not met") : QString()));
}

} // namespace

int shuffleMany(const RunWish& wish) {
    Shuffle shuffle;
    int signal = 0;
    bool failed = false;
    const EndSignals signals_([&](int which, bool) {
        if (which == SIGWINCH)
            return;
        signal = which;
        shuffle.cancel();
    });
    if (!wish.saveSchedule.isEmpty())
        if (const Outcome possible = canBeWritten(wish.saveSchedule); !possible) {
            complain(QString::fromStdString(possible.error()));
            return kOwnFailure;
        }
    QObject::connect(&shuffle, &Shuffle::noted, &shuffle, [&](const QString& sentence) {
        complain(sentence);
        failed = true;
    });
    QObject::connect(&shuffle, &Shuffle::finished, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    if (const Outcome started = shuffle.start(wish.spec, std::max(1, wish.times), wish.until); !started) {
        complain(QString::fromStdString(started.error()));
        return kOwnFailure;
    }
    QCoreApplication::exec();
    int status = failed ? kOwnFailure : shuffle.found() ? 1 : 0;
    if (shuffle.found())
        tellFound(shuffle, wish);
    else if (!failed && signal == 0 && !wish.isQuiet)
        tellNothingFound(shuffle);
    if (!wish.saveSchedule.isEmpty() && !failed)
        if (const Outcome saved = writeSchedule(wish.saveSchedule, shuffle.lastOrder()); !saved) {
            complain(QString::fromStdString(saved.error()));
            status = kOwnFailure;
        }
    std::fflush(stdout);
    return signal != 0 ? 128 + signal : status;
}

} // namespace forkscope::cli
