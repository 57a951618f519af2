// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which lanes are shown, in which order, and where. Values only; made anew when lanes come, when the learner
// arranges them or the room changes.
#include "gui/timeline/lane_tree.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace forkscope::gui::timeline {

inline constexpr int kHeaderHeight = 22;

// All y in logical pixels from the upper edge of the layout.
struct LaneRow {
    std::size_t lane = 0; // index in the source
    world::LaneKind kind = world::LaneKind::Process;
    int top = 0;
    int height = 0;
    int barTop = 0;
    int barHeight = 0;
    int depth = 0;         // in its family
    bool foldable = false; // others are below it in its family
    int folded = 0;        // how many of them are folded into it

    int bottom() const { return top + height; }
    int barBottom() const { return barTop + barHeight; }
    bool operator==(const LaneRow&) const = default;
};

// The line above the lanes of a group. There is none where all lanes are of one group.
struct HeaderRow {
    LaneGroup group = LaneGroup::Processes;
    int top = 0;
    int lanes = 0; // of the group, hidden ones not counted
    bool folded = false;

    int bottom() const { return top + kHeaderHeight; }
    bool operator==(const HeaderRow&) const = default;
};

class LaneLayout {
  public:
    // `room`: logical pixels between axis and legend.
    static LaneLayout make(const LaneSource& source, const LaneArrangement& arrangement, int room);

    const std::vector<LaneRow>& rows() const { return rows_; } // lanes, from top to bottom
    const std::vector<HeaderRow>& headers() const { return headers_; }
    int height() const { return height_; } // of all together; more than the room when they must scroll
    std::optional<std::size_t> rowAt(int y) const; // index in rows()
    std::optional<std::size_t> rowOfLane(std::size_t lane) const;
    std::optional<std::size_t> rowOfProcess(world::ProcessId id) const;
    // Where marks of a process go: its row, the one it is folded into, or the header of its folded group.
    std::optional<LaneRow> placeOfProcess(world::ProcessId id) const;
    const HeaderRow* headerAt(int y) const; // null where none is
    int processes() const { return processes_; }
    bool operator==(const LaneLayout&) const = default;

  private:
    int place(LaneRow row, int top, int laneHeight);

    std::vector<LaneRow> rows_;
    std::vector<HeaderRow> headers_;
    std::unordered_map<std::uint32_t, std::size_t> rowOfProcess_;
    std::unordered_map<std::uint32_t, LaneRow> foldedProcesses_; // not shown themselves
    int height_ = 0;
    int processes_ = 0;
};

// What all lanes together would like to have: the size hint of a view.
int preferredHeight(const LaneSource& source, const LaneArrangement& arrangement);

} // namespace forkscope::gui::timeline
