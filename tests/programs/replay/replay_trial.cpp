// SPDX-License-Identifier: GPL-3.0-or-later
// Trial: a driven run replays exactly. For each start method it drives program.py in random orders and
// replays each order some times; every replay must print the same and have the same gated operations in the
// same order, which must be the recorded one. Different orders must give different results, else the trial
// would show nothing.
//
//   replay_trial PYTHON PROGRAM PROBE-FOLDER [--schedules N] [--replays N] [--seed N] [--methods a,b,c]
//   [--verbose]
#include "tests/programs/replay/controller.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <set>

namespace forkscope::replay {
namespace {

struct Options {
    Command command;
    std::size_t schedules = 3, replays = 3;
    std::uint64_t seed = 1;
    std::string methods = "fork,spawn,forkserver";
    bool verbose = false;
};

struct Score {
    std::size_t runs = 0, sameResult = 0, sameOrder = 0, sameWhole = 0, vain = 0, steps = 0;
    std::vector<double> seconds;
    std::set<std::string> results;
    bool failed = false;
};

std::vector<std::string> stepsAtGate(const Schedule& schedule) {
    std::vector<std::string> lines;
    for (const Step& step : schedule)
        if (!step.retry)
            lines.push_back(describe(step));
    return lines;
}

void complain(Score& score, const std::string& sentence) {
    score.failed = true;
    std::printf("  %s\n", sentence.c_str());
}

Result<Run> recorded(const Options& options, std::uint64_t seed, Score& score) {
    Result<Run> first = Controller::drive(options.command, chooseAtRandom(seed));
    if (!first) {
        complain(score, "Schedule " + std::to_string(seed) + " could not be recorded: " + first.error());
        return first;
    }
    const std::string wrong = difference(stepsAtGate(first->steps), first->gate, "Step");
    if (!wrong.empty())
        complain(score, "Schedule " + std::to_string(seed) + " and its own trace differ: " + wrong);
    if (first->status != 0)
        complain(score, "The program ended with status " + std::to_string(first->status) + ".");
    score.results.insert(first->output);
    score.steps += first->steps.size();
    score.vain += first->vain;
    if (options.verbose)
        for (const std::string& line : first->whole)
            std::printf("    %s\n", line.c_str());
    return first;
}

void replay(const Options& options, const std::string& where, const Run& first, Score& score) {
    const Result<Run> again = Controller::drive(options.command, follow(first.steps));
    ++score.runs;
    if (!again)
        return complain(score, where + "could not be replayed. " + again.error());
    score.seconds.push_back(again->seconds);
    score.vain += again->vain;
    if (again->output == first.output && again->status == first.status)
        ++score.sameResult;
    else
        complain(score, where + "another result:\n" + again->output + "instead of\n" + first.output);
    std::string wrong = difference(first.gated, again->gated, "Gated operation");
    if (wrong.empty())
        wrong = difference(stepsAtGate(first.steps), again->gate, "Step");
    if (wrong.empty())
        ++score.sameOrder;
    else
        complain(score, where + "another order. " + wrong);
    wrong = difference(first.whole, again->whole, "event");
    if (wrong.empty())
        ++score.sameWhole;
    else if (options.verbose)
        std::printf("  %sthe rest of the trace is in another order (allowed): %s\n", where.c_str(),
                    wrong.c_str());
}

double median(std::vector<double> values) {
    if (values.empty())
        return 0;
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

bool tryMethod(Options options, const std::string& method) {
    options.command.method = method;
    Score score;
    for (std::size_t i = 0; i < options.schedules; ++i) {
        const Result<Run> first = recorded(options, options.seed + i, score);
        const std::string where = method + ", schedule " + std::to_string(options.seed + i) + ": ";
        for (std::size_t n = 0; first && n < options.replays; ++n)
            replay(options, where, *first, score);
    }
    if (options.schedules > 1 && score.results.size() < 2)
        complain(score, "All orders give the same result: this trial shows nothing.");
    std::printf("%-11s %9zu %7zu %11zu %10zu %12zu %6.1f %6zu %9.2f %9zu\n", method.c_str(),
                options.schedules, score.runs, score.sameResult, score.sameOrder, score.sameWhole,
                options.schedules ? double(score.steps) / double(options.schedules) : 0, score.vain,
                median(score.seconds), score.results.size());
    std::fflush(stdout);
    return !score.failed && score.runs == options.schedules * options.replays;
}

Result<Options> parse(int count, char** arguments) {
    if (count < 4)
        return Error{"replay_trial PYTHON PROGRAM PROBE-FOLDER [--schedules N] [--replays N] [--seed N] "
                     "[--methods a,b,c] [--verbose]"};
    Options options;
    options.command = {arguments[1], arguments[2], "", arguments[3]};
    for (int i = 4; i < count; ++i) {
        const std::string name = arguments[i];
        if (name == "--verbose") {
            options.verbose = true;
            continue;
        }
        if (i + 1 == count)
            return Error{name + " needs a value, or is unknown."};
        const char* value = arguments[++i];
        if (name == "--schedules")
            options.schedules = std::strtoul(value, nullptr, 10);
        else if (name == "--replays")
            options.replays = std::strtoul(value, nullptr, 10);
        else if (name == "--seed")
            options.seed = std::strtoull(value, nullptr, 10);
        else if (name == "--methods")
            options.methods = value;
        else
            return Error{name + " is unknown."};
    }
    return options;
}

} // namespace

int trial(int count, char** arguments) {
    const Result<Options> options = parse(count, arguments);
    if (!options) {
        std::fprintf(stderr, "%s\n", options.error().c_str());
        return 2;
    }
    std::printf("method      schedules replays same result same order whole trace steps   vain   s/replay  "
                "results\n");
    bool good = true;
    std::string rest = options->methods + ",";
    for (std::size_t comma; (comma = rest.find(',')) != std::string::npos; rest.erase(0, comma + 1))
        good = tryMethod(*options, rest.substr(0, comma)) && good;
    return good ? 0 : 1;
}

} // namespace forkscope::replay

int main(int count, char** arguments) {
    return forkscope::replay::trial(count, arguments);
}
