// SPDX-License-Identifier: GPL-3.0-or-later
// Undo: a program is driven by chance for a while, and then run anew to one step before. The milliseconds
// from asking for it until the next choice is offered there. Of each program given as an argument; prints one
// JSON object.
#include "engine/run/driver.h"
#include "engine/run/session.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <random>
#include <vector>

using namespace forkscope;

namespace {
constexpr int kPatienceMs = 60'000;
constexpr std::size_t kMostSteps = 30; // what a person does by hand
constexpr int kTimes = 3;              // of each program

// False: the run has ended, or it takes too long.
bool settle(run::Session& session) {
    QElapsedTimer clock;
    clock.start();
    while (session.state() == run::SessionState::Running && session.driver().isThere()) {
        if (session.driver().state() == drive::State::Quiet)
            return true;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (clock.elapsed() > kPatienceMs)
            return false;
    }
    return false;
}

run::LaunchSpec held(const QString& program, const QString& folder) {
    run::LaunchSpec spec;
    spec.program = program;
    spec.workingFolder = folder; // some write files
    spec.drive.start = run::StartMode::Hold;
    spec.drive.fixSeeds = true;
    spec.keepOrphans = false;
    return spec;
}

// Steps by chance from the start of the run, at most as many as a person makes.
drive::Schedule walk(run::Session& session, std::uint32_t seed) {
    std::mt19937 random(seed);
    drive::Schedule done;
    while (settle(session)) {
        done = session.driver().done();
        std::vector<drive::Order> orders;
        for (const drive::Choice& choice : session.driver().choices())
            if (choice.canBeGranted())
                orders.emplace_back().actor = choice.actor;
        if (done.steps.size() >= kMostSteps || orders.empty())
            break;
        if (!session.driver().give(orders[random() % orders.size()]))
            break;
    }
    return done;
}

// What runs is ended, and a new run goes to where one step is missing. None: it did not come there.
std::optional<double> undo(std::unique_ptr<run::Session>& session, const drive::Schedule& done) {
    QElapsedTimer clock;
    clock.start();
    run::LaunchSpec spec = session->spec();
    spec.drive.start = run::StartMode::Schedule;
    spec.drive.schedule = done.firstSteps(done.steps.size() - 1);
    session = nullptr; // returns when nothing of it is left
    session = std::make_unique<run::Session>();
    const Outcome started = session->start(spec);
    if (!started || !settle(*session) || session->driver().divergence()) {
        std::fprintf(stderr, "%s: %s\n", qUtf8Printable(spec.program),
                     started ? "it did not come there" : started.error().c_str());
        return std::nullopt;
    }
    return double(clock.nsecsElapsed()) / 1e6;
}

// Prints the times of one program. False: it could not be started.
bool report(const QString& program, std::uint32_t seed) {
    const QTemporaryDir folder;
    auto session = std::make_unique<run::Session>();
    if (const Outcome started = session->start(held(program, folder.path())); !started) {
        std::fprintf(stderr, "%s\n", started.error().c_str());
        return false;
    }
    const drive::Schedule done = walk(*session, seed);
    std::printf("{\"steps\": %zu, \"ms\": [", done.steps.size());
    for (int time = 0; time < kTimes && !done.steps.empty(); ++time)
        if (const auto ms = undo(session, done))
            std::printf("%s%.0f", time == 0 ? "" : ", ", *ms);
    std::printf("]}");
    return true;
}
} // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    std::printf("{");
    for (int n = 1; n < argc; ++n) {
        std::printf("%s\n\"%s\": ", n == 1 ? "" : ",", argv[n]);
        if (!report(QFileInfo(QString::fromLocal8Bit(argv[n])).absoluteFilePath(), std::uint32_t(n)))
            return 1;
        std::fflush(stdout);
    }
    std::printf("\n}\n");
    return 0;
}
