// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/play.h"

#include "engine/cli/cli.h"
#include "engine/cli/commands.h"
#include "engine/cli/text_timeline.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <cstdio>
#include <unistd.h>

namespace forkscope::cli {

namespace {
constexpr int kQuietMilliseconds = 5000;

void printRow(const std::string& row) {
    std::printf("%s\n", row.c_str());
    std::fflush(stdout);
}

// Stands for the console: what the program prints, set off from the timeline.
void printOutput(const QByteArray& bytes) {
    for (QByteArray line : bytes.split('\n')) {
        line.replace('\r', "");
        if (!line.isEmpty())
            printRow("          │ " + line.toStdString());
    }
}
} // namespace

int play(run::Session& session, const run::LaunchSpec& spec) {
    TextTimeline timeline(isatty(STDOUT_FILENO) != 0, printRow);
    QEventLoop loop;
    QTimer quiet; // fires when nothing has happened for a while
    quiet.setSingleShot(true);
    quiet.setInterval(kQuietMilliseconds);
    std::size_t events = 0;

    QObject::connect(&session, &run::Session::advanced, &loop, [&] {
        timeline.follow(session.history());
        if (session.history().applied() == events)
            return;
        events = session.history().applied();
        quiet.start();
    });
    QObject::connect(&session, &run::Session::outputArrived, &loop, printOutput);
    QObject::connect(&session, &run::Session::noted, &loop, complain);
    QObject::connect(&session, &run::Session::ended, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    QObject::connect(&quiet, &QTimer::timeout, &loop, [&] {
        complain(QStringLiteral("Nothing has happened for %1 s: everything waits. The run is stopped here.")
                     .arg(kQuietMilliseconds / 1000));
        session.stop();
    });
    if (const Outcome started = session.start(spec); !started) {
        complain(QString::fromStdString(started.error()));
        return kOwnFailure;
    }
    quiet.start();
    loop.exec();
    timeline.follow(session.history());
    return 0;
}

} // namespace forkscope::cli
