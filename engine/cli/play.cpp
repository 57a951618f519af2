// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/play.h"

#include "engine/cli/cli.h"
#include "engine/cli/commands.h"
#include "engine/cli/text_timeline.h"
#include "engine/world/explain.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace forkscope::cli {

namespace {
constexpr int kQuietMilliseconds = 3000;
constexpr std::size_t kUsualWidth = 100;

void printRow(const std::string& row) {
    std::printf("%s\n", row.c_str());
    std::fflush(stdout);
}

std::size_t terminalWidth() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    const char* const columns = std::getenv("COLUMNS");
    const int wished = columns ? std::atoi(columns) : 0;
    return wished > 0 ? std::size_t(wished) : kUsualWidth;
}

// Nobody sleeps, computes or has a time-out: without help from outside nothing will ever happen again.
bool isStuck(const world::World& world) {
    return std::ranges::all_of(world.processes(), [](const world::Process& p) {
        return !p.alive() || p.role == world::ProcessRole::Helper || world::waitsForOthers(p);
    });
}

void tellWaits(const world::World& world, world::Time now) {
    printRow(
        tr("Nothing has happened for a while, and nobody is left who could make it go on:").toStdString());
    for (const world::Process& p : world.processes())
        if (p.alive() && p.role != world::ProcessRole::Helper)
            printRow("  " + world::explainProcess(world, p.id, now));
    printRow(tr("So the run is stopped here.").toStdString());
}
} // namespace

int play(run::Session& session, const run::LaunchSpec& spec) {
    const bool hasColours = isatty(STDOUT_FILENO) != 0 && !qEnvironmentVariableIsSet("NO_COLOR");
    TextTimeline timeline(hasColours, terminalWidth(), printRow);
    QEventLoop loop;
    QTimer quiet; // fires when nothing has happened for a while
    quiet.setInterval(kQuietMilliseconds);
    std::size_t events = 0;
    bool wasStuck = false;

    QObject::connect(&session, &run::Session::advanced, &loop, [&] {
        timeline.follow(session.history());
        if (session.history().applied() == events)
            return;
        events = session.history().applied();
        quiet.start();
    });
    QObject::connect(&session, &run::Session::noted, &loop, complain);
    QObject::connect(&session, &run::Session::ended, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    QObject::connect(&quiet, &QTimer::timeout, &loop, [&] {
        if (!isStuck(session.history().now()))
            return;
        wasStuck = true;
        quiet.stop();
        timeline.finish(session.history());
        tellWaits(session.history().now(), session.now());
        session.stop();
    });
    if (const Outcome started = session.start(spec); !started) {
        complain(QString::fromStdString(started.error()));
        return kOwnFailure;
    }
    for (const std::string& line : timeline.legend(QFileInfo(spec.program).fileName().toStdString()))
        printRow(line);
    quiet.start();
    loop.exec();
    timeline.finish(session.history());
    if (wasStuck)
        return 0;
    printRow("After " + world::formatTime(session.now()) + ": " + session.ending().sentence.toStdString() +
             ".");
    return 0;
}

} // namespace forkscope::cli
