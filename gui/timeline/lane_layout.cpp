// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/lane_layout.h"

#include "gui/timeline/coordinates.h"

#include <algorithm>

namespace forkscope::gui::timeline {

using world::LaneKind;
using world::LaneShape;

static constexpr int kGroupGap = 6; // between processes and what they share

namespace {

std::vector<std::size_t> shownLanes(const LaneSource& source, bool showHelpers) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < source.laneCount(); ++i) {
        if (source.kind(i) != LaneKind::Process || (!showHelpers && source.helper(i)))
            continue;
        shown.push_back(i);
        for (std::size_t t = 0; t < source.laneCount(); ++t)
            if (source.kind(t) == LaneKind::Thread && source.owner(t) == source.process(i))
                shown.push_back(t);
    }
    for (const LaneKind kind : {LaneKind::Lock, LaneKind::Condition, LaneKind::Event, LaneKind::Barrier,
                                LaneKind::Shared, LaneKind::Queue, LaneKind::Pipe, LaneKind::Pool})
        for (std::size_t i = 0; i < source.laneCount(); ++i)
            if (source.kind(i) == kind)
                shown.push_back(i);
    return shown;
}

int barHeightFor(LaneKind kind, int laneHeight) {
    if (kind == LaneKind::Process)
        return std::clamp(laneHeight * 26 / 38, 16, 30);
    if (shapeOf(kind) == LaneShape::Depth)
        return std::clamp(laneHeight * 31 / 38, 18, 42);
    return std::clamp(laneHeight * 20 / 38, 14, 22);
}

} // namespace

LaneLayout LaneLayout::make(const LaneSource& source, bool showHelpers, int room) {
    LaneLayout layout;
    const std::vector<std::size_t> shown = shownLanes(source, showHelpers);
    const auto isActor = [](LaneKind kind) { return shapeOf(kind) == LaneShape::Actor; };
    const bool mixed =
        !shown.empty() && isActor(source.kind(shown.front())) && !isActor(source.kind(shown.back()));
    const int laneHeight = laneHeightFor(int(shown.size()), room - (mixed ? kGroupGap : 0));
    int top = 0;
    for (const std::size_t lane : shown) {
        const LaneKind kind = source.kind(lane);
        if (mixed && !isActor(kind) && isActor(layout.rows_.back().kind))
            top += kGroupGap;
        const int bar = barHeightFor(kind, laneHeight);
        layout.rows_.push_back({lane, kind, top, laneHeight, top + (laneHeight - bar) / 2, bar});
        top += laneHeight;
        if (kind != LaneKind::Process)
            continue;
        ++layout.processes_;
        layout.rowOfProcess_[source.process(lane).value] = layout.rows_.size() - 1;
    }
    layout.height_ = top;
    return layout;
}

std::optional<std::size_t> LaneLayout::rowAt(int y) const {
    const auto after = std::upper_bound(rows_.begin(), rows_.end(), y,
                                        [](int value, const LaneRow& row) { return value < row.top; });
    if (after == rows_.begin() || y >= (after - 1)->bottom())
        return std::nullopt;
    return std::size_t(after - rows_.begin()) - 1;
}

std::optional<std::size_t> LaneLayout::rowOfLane(std::size_t lane) const {
    const auto found =
        std::find_if(rows_.begin(), rows_.end(), [lane](const LaneRow& r) { return r.lane == lane; });
    if (found == rows_.end())
        return std::nullopt;
    return std::size_t(found - rows_.begin());
}

std::optional<std::size_t> LaneLayout::rowOfProcess(world::ProcessId id) const {
    const auto found = rowOfProcess_.find(id.value);
    return found == rowOfProcess_.end() ? std::nullopt : std::optional(found->second);
}

int preferredHeight(const LaneSource& source, bool showHelpers) {
    const int lanes = int(shownLanes(source, showHelpers).size());
    return lanes * preferredLaneHeight(lanes) + kGroupGap;
}

} // namespace forkscope::gui::timeline
