// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/batch/duration_bins.h"

#include "engine/batch/words.h"

#include <algorithm>
#include <cmath>

namespace forkscope::batch {

namespace {

constexpr double kSpans = 8;
constexpr double kLeastShare = 0.02; // a span is not narrower than this part of the longest run

// 1, 2 or 5 times a power of ten.
double roundLength(double least) {
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= least * 0.999)
            return factor * power;
    return 10 * power;
}

// Both ends in the unit and with the decimals that the span needs.
QString spanText(double begin, double span, double longest) {
    const bool seconds = longest >= 1e9;
    const double unit = seconds ? 1e9 : 1e6;
    const int decimals = std::max(0, int(std::ceil(-std::log10(span / unit) - 1e-9)));
    return tr("%1 to %2 %3")
        .arg(begin / unit, 0, 'f', decimals)
        .arg((begin + span) / unit, 0, 'f', decimals)
        .arg(seconds ? QStringLiteral("s") : QStringLiteral("ms"));
}

} // namespace

std::vector<OutcomeGroup> durationBins(const std::vector<RunOutcome>& outcomes) {
    OutcomeGroup stopped;
    stopped.preview = {{0, tr("did not end")}};
    std::vector<int> inTime;
    double shortest = INFINITY, longest = 0;
    for (std::size_t run = 0; run < outcomes.size(); ++run) {
        if (!outcomes[run].isInTime) {
            stopped.runs.push_back(int(run));
            continue;
        }
        inTime.push_back(int(run));
        shortest = std::min(shortest, double(outcomes[run].duration));
        longest = std::max(longest, double(outcomes[run].duration));
    }
    std::vector<OutcomeGroup> bins;
    if (!inTime.empty()) {
        const double span =
            roundLength(std::max((longest - shortest) / kSpans, std::max(longest, 1.0) * kLeastShare));
        const double first = std::floor(shortest / span);
        bins.resize(std::size_t(std::floor(longest / span) - first) + 1);
        for (std::size_t bin = 0; bin < bins.size(); ++bin)
            bins[bin].preview = {{0, spanText((first + double(bin)) * span, span, longest)}};
        for (const int run : inTime)
            bins[std::size_t(std::floor(double(outcomes[std::size_t(run)].duration) / span) - first)]
                .runs.push_back(run);
    }
    if (!stopped.runs.empty())
        bins.push_back(std::move(stopped));
    return bins;
}

} // namespace forkscope::batch
