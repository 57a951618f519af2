// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which lanes are shown, in which order, and where: processes in order of appearance with their threads below
// them, then locks and what is like them, then queues and what is like them. Values only; made anew when lanes come or the room changes.
#include "gui/timeline/lane_source.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace forkscope::gui::timeline {

// All y in logical pixels from the upper edge of the first lane.
struct LaneRow {
    std::size_t lane = 0; // index in the source
    world::LaneKind kind = world::LaneKind::Process;
    int top = 0;
    int height = 0;
    int barTop = 0;
    int barHeight = 0;

    int bottom() const { return top + height; }
    int barBottom() const { return barTop + barHeight; }
    bool operator==(const LaneRow&) const = default;
};

class LaneLayout {
  public:
    // `room`: logical pixels between axis and legend.
    static LaneLayout make(const LaneSource& source, bool showHelpers, int room);

    const std::vector<LaneRow>& rows() const { return rows_; }
    int height() const { return height_; } // of all lanes together; more than the room when they must scroll
    std::optional<std::size_t> rowAt(int y) const; // index in rows()
    std::optional<std::size_t> rowOfLane(std::size_t lane) const;
    std::optional<std::size_t> rowOfProcess(world::ProcessId id) const;
    int processes() const { return processes_; }
    bool operator==(const LaneLayout&) const = default;

  private:
    std::vector<LaneRow> rows_;
    std::unordered_map<std::uint32_t, std::size_t> rowOfProcess_;
    int height_ = 0;
    int processes_ = 0;
};

// What all lanes together would like to have: the size hint of a view.
int preferredHeight(const LaneSource& source, bool showHelpers);

} // namespace forkscope::gui::timeline
