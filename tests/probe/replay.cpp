// SPDX-License-Identifier: GPL-3.0-or-later
// Does a schedule replay exactly? Random schedules of one program, each replayed several times; the results
// and the order of all gated operations must be the same each time.
//     replay PROBE-FOLDER SCHEDULES REPLAYS PYTHON PROGRAM [ARG…]
// Exits with 1 at any difference. Runs as a test with few schedules, and by hand with many.
#include "tests/probe/driver.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <set>

namespace {
using namespace forkscope::probe_test;

DriveResult drive(char** arguments, int count, const Choose& choose) {
    Driver driver(arguments[0], std::vector<std::string>(arguments + 3, arguments + count));
    return driver.run(choose);
}

DriveResult shuffled(char** arguments, int count, unsigned seed) {
    std::mt19937 random(seed);
    return drive(arguments, count, [&](const std::vector<Actor>& actors, std::size_t) {
        return int(random() % actors.size());
    });
}

DriveResult replayed(char** arguments, int count, const std::vector<std::string>& choices) {
    return drive(arguments, count, [&](const std::vector<Actor>& actors, std::size_t step) {
        const auto it =
            step < choices.size() ? std::ranges::find(actors, choices[step], &Actor::name) : actors.end();
        return it == actors.end() ? -1 : int(it - actors.begin());
    });
}

void tellDifference(const DriveResult& first, const DriveResult& second) {
    std::printf("DIFFERENT: %s\n  first %s  again %s", second.trouble.c_str(), first.output.c_str(),
                second.output.c_str());
    for (std::size_t i = 0; i < std::max(first.operations.size(), second.operations.size()); ++i) {
        const std::string a = i < first.operations.size() ? first.operations[i] : "-";
        const std::string b = i < second.operations.size() ? second.operations[i] : "-";
        if (a == b)
            continue;
        std::printf("  operation %zu: %s | %s\n", i, a.c_str(), b.c_str());
        return;
    }
}
} // namespace

int main(int argc, char** argv) {
    if (argc < 6) {
        std::fprintf(stderr, "usage: replay PROBE-FOLDER SCHEDULES REPLAYS PYTHON PROGRAM [ARG…]\n");
        return 2;
    }
    const int schedules = std::atoi(argv[2]), replays = std::atoi(argv[3]);
    int different = 0, runs = 0;
    std::set<std::string> outputs;
    std::size_t steps = 0;
    const auto begin = std::chrono::steady_clock::now();
    for (int s = 0; s < schedules; ++s) {
        const DriveResult first = shuffled(argv + 1, argc - 1, unsigned(s) + 1);
        outputs.insert(first.output);
        steps = first.choices.size();
        if (!first.trouble.empty() || first.operations.empty()) {
            std::printf("schedule %d: %s\n", s, first.trouble.c_str());
            ++different;
            continue;
        }
        for (int r = 0; r < replays; ++r, ++runs) {
            const DriveResult again = replayed(argv + 1, argc - 1, first.choices);
            const bool same = again.trouble.empty() && again.output == first.output &&
                              again.operations == first.operations && again.choices == first.choices;
            if (same)
                continue;
            ++different;
            tellDifference(first, again);
        }
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::printf(
        "%d schedules of about %zu steps, %d replays, %zu different results, %d not exact, %.2f s a run\n",
        schedules, steps, runs, outputs.size(), different, took.count() / (runs + schedules));
    return different ? 1 : 0;
}
