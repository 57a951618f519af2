// SPDX-License-Identifier: GPL-3.0-or-later
// From granting a step to being offered the next choice, with 3 and with 20 processes; and from asking for a
// pause until everybody is held, who makes operations without end and who makes none. Prints one JSON object.
#include "engine/run/driver.h"
#include "engine/run/session.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace forkscope;

namespace {
constexpr int kWarmUp = 50, kSteps = 500;
constexpr int kPauses = 50, kFreeMs = 40;
constexpr int kPatienceMs = 60'000;

bool settle(run::Driver& driver, std::size_t processes) {
    QElapsedTimer clock;
    clock.start();
    while (driver.state() != drive::State::Quiet || driver.choices().size() < processes) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (clock.elapsed() > kPatienceMs)
            return false;
    }
    return true;
}

bool start(run::Session& session, const char* program, int processes, run::StartMode mode) {
    run::LaunchSpec spec;
    spec.program = QStringLiteral(FORKSCOPE_BENCH_PROGRAMS "/") + QLatin1String(program);
    spec.arguments = QStringList{QString::number(processes)};
    spec.drive.start = mode;
    spec.keepOrphans = false;
    const Outcome started = session.start(spec);
    if (!started)
        std::fprintf(stderr, "%s\n", started.error().c_str());
    return bool(started);
}

// Milliseconds of each step; empty when it failed.
std::vector<double> steps(int processes) {
    run::Session session;
    if (!start(session, "steppers.py", processes, run::StartMode::Hold))
        return {};
    run::Driver& driver = session.driver();
    drive::Order order;
    order.actor = "main";
    for (int n = 1; n < processes; ++n)
        if (!settle(driver, std::size_t(n)) || !driver.give(order))
            return {};
    std::vector<double> times;
    for (int n = 0; n < kWarmUp + kSteps; ++n) {
        if (!settle(driver, std::size_t(processes)))
            return {};
        order.actor = driver.choices()[std::size_t(n) % driver.choices().size()].actor;
        QElapsedTimer clock;
        clock.start();
        if (!driver.give(order) || !settle(driver, std::size_t(processes)))
            return {};
        if (n >= kWarmUp)
            times.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    return times;
}

void goOnFor(int ms) {
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < ms)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
}

// Milliseconds of each pause; empty when it failed.
std::vector<double> pauses(const char* program, int processes) {
    run::Session session;
    if (!start(session, program, processes, run::StartMode::Free))
        return {};
    goOnFor(1000); // until all have been started
    std::vector<double> times;
    for (int n = 0; n < kPauses; ++n) {
        QElapsedTimer clock;
        clock.start();
        session.driver().pause();
        if (!settle(session.driver(), std::size_t(processes)))
            return {};
        times.push_back(double(clock.nsecsElapsed()) / 1e6);
        session.driver().goOn();
        goOnFor(kFreeMs);
    }
    return times;
}

// The median and what only one of twenty exceeds. False: it was not measured.
bool print(const char* name, int processes, std::vector<double> times) {
    if (times.empty())
        return false;
    std::ranges::sort(times);
    std::printf("\"%s_%d_processes_ms_median\": %.2f, \"%s_%d_processes_ms_p95\": %.2f", name, processes,
                times[times.size() / 2], name, processes, times[times.size() * 95 / 100]);
    return true;
}
} // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    std::printf("{");
    for (const int processes : {3, 20}) {
        std::printf(processes == 3 ? "" : ", ");
        if (!print("step", processes, steps(processes)))
            return 1;
        std::printf(", ");
        if (!print("pause", processes, pauses("steppers.py", processes)))
            return 1;
    }
    std::printf(", ");
    if (!print("pause_of_who_computes", 3, pauses("computers.py", 3)))
        return 1;
    std::printf("}\n");
    return 0;
}
