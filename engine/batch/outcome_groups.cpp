// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/batch/outcome_groups.h"

#include "engine/batch/duration_bins.h"
#include "engine/batch/previews.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace forkscope::batch {

namespace {

// Two, where there are two ways to be equal.
using Keys = std::array<QByteArray, 2>;

Keys keysOf(const RunOutcome& outcome, GroupBy by) {
    switch (by) {
    case GroupBy::Printed:
        return {outcome.printedKeys.anyOrder, outcome.comparableKeys.anyOrder};
    case GroupBy::PrintedOrder:
        return {outcome.printedKeys.inOrder, outcome.comparableKeys.inOrder};
    case GroupBy::EndOrder:
        return {outcome.endOrder.toUtf8(), {}};
    case GroupBy::Ending:
    case GroupBy::Duration:
        break;
    }
    return {outcome.ending.toUtf8(), {}};
}

std::vector<OutcomeGroup> equalOnes(const std::vector<RunOutcome>& outcomes, GroupBy by) {
    std::vector<OutcomeGroup> groups;
    std::array<QHash<QByteArray, std::size_t>, 2> places;
    for (std::size_t run = 0; run < outcomes.size(); ++run) {
        const Keys keys = keysOf(outcomes[run], by);
        std::size_t place = groups.size();
        for (std::size_t way = keys.size(); way-- > 0;)
            if (!keys[way].isEmpty())
                place = places[way].value(keys[way], place);
        if (place == groups.size())
            groups.emplace_back();
        for (std::size_t way = 0; way < keys.size(); ++way)
            if (!places[way].contains(keys[way]))
                places[way].insert(keys[way], place);
        groups[place].runs.push_back(int(run));
    }
    std::stable_sort(groups.begin(), groups.end(), [](const OutcomeGroup& a, const OutcomeGroup& b) {
        return a.runs.size() > b.runs.size();
    });
    return groups;
}

} // namespace

std::vector<OutcomeGroup> groupOutcomes(const std::vector<RunOutcome>& outcomes, GroupBy by) {
    std::vector<OutcomeGroup> groups =
        by == GroupBy::Duration ? durationBins(outcomes) : equalOnes(outcomes, by);
    for (OutcomeGroup& group : groups)
        group.troubled = int(std::count_if(group.runs.begin(), group.runs.end(),
                                           [&](int run) { return !outcomes[std::size_t(run)].isGood; }));
    if (by == GroupBy::Printed)
        previewUnordered(groups, outcomes);
    else if (by == GroupBy::PrintedOrder)
        previewOrdered(groups, outcomes);
    else if (by != GroupBy::Duration)
        for (OutcomeGroup& group : groups) {
            const RunOutcome& first = outcomes[std::size_t(group.runs.front())];
            group.preview = {{0, by == GroupBy::EndOrder ? first.endOrder : first.ending}};
        }
    return groups;
}

} // namespace forkscope::batch
