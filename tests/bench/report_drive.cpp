// SPDX-License-Identifier: GPL-3.0-or-later
// From granting a step to being offered the next choice, with 3 and with 20 processes. Prints one JSON
// object.
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

// Milliseconds of each step; empty when it failed.
std::vector<double> steps(int processes) {
    run::Session session;
    run::LaunchSpec spec;
    spec.program = QStringLiteral(FORKSCOPE_BENCH_PROGRAMS "/steppers.py");
    spec.arguments = QStringList{QString::number(processes)};
    spec.drive.start = run::StartMode::Hold;
    spec.keepOrphans = false;
    if (const Outcome started = session.start(spec); !started) {
        std::fprintf(stderr, "%s\n", started.error().c_str());
        return {};
    }
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
} // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    std::printf("{");
    for (const int processes : {3, 20}) {
        std::vector<double> times = steps(processes);
        if (times.empty())
            return 1;
        std::ranges::sort(times);
        std::printf("%s\"step_%d_processes_ms_median\": %.2f, \"step_%d_processes_ms_p95\": %.2f",
                    processes == 3 ? "" : ", ", processes, times[times.size() / 2], processes,
                    times[times.size() * 95 / 100]);
    }
    std::printf("}\n");
    return 0;
}
