// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/lane_layout.h"

#include "gui/timeline/coordinates.h"

#include <algorithm>
#include <array>

namespace forkscope::gui::timeline {

using world::LaneKind;
using world::LaneShape;

namespace {

// What is to be placed: rows without a place yet, by group.
struct Section {
    std::vector<LaneRow> rows;
    std::vector<std::pair<std::size_t, std::size_t>> folded; // lane → row; SIZE_MAX: the header
    int lanes = 0;
    bool isFolded = false; // all of it, into its header
};
using Sections = std::array<Section, kLaneGroups.size()>;

Sections sectionsOf(const LaneSource& source, const LaneArrangement& arrangement) {
    const std::vector<LaneNode> tree = laneTree(source, arrangement);
    Sections sections;
    std::vector<std::size_t> shownAs(tree.size(), SIZE_MAX); // node → its row
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const LaneNode& node = tree[i];
        Section& section = sections[std::size_t(node.group)];
        const std::size_t parent = node.parent < 0 ? SIZE_MAX : shownAs[std::size_t(node.parent)];
        if (node.hidden) {
            shownAs[i] = parent;
            continue;
        }
        ++section.lanes;
        if (parent != SIZE_MAX)
            section.rows[parent].foldable = true;
        if (!node.folded) {
            shownAs[i] = section.rows.size();
            section.rows.push_back({node.lane, source.kind(node.lane), 0, 0, 0, 0, node.depth, false, 0});
        } else {
            if (parent != SIZE_MAX)
                ++section.rows[parent].folded;
            shownAs[i] = parent;
            section.folded.emplace_back(node.lane, parent);
        }
    }
    for (Section& section : sections)
        section.isFolded = section.lanes > 0 && section.rows.empty();
    return sections;
}

int headersOf(const Sections& sections) {
    const auto some = [](const Section& section) { return section.lanes > 0; };
    const auto groups = std::count_if(sections.begin(), sections.end(), some);
    return groups > 1 ? int(groups) : 0;
}

int lanesOf(const Sections& sections) {
    int lanes = 0;
    for (const Section& section : sections)
        lanes += int(section.rows.size());
    return lanes;
}

int barHeightFor(LaneKind kind, int laneHeight) {
    if (kind == LaneKind::Process)
        return std::clamp(laneHeight * 26 / 38, 16, 30);
    if (shapeOf(kind) == LaneShape::Depth)
        return std::clamp(laneHeight * 31 / 38, 18, 42);
    return std::clamp(laneHeight * 20 / 38, 14, 22);
}

} // namespace

int LaneLayout::place(LaneRow row, int top, int laneHeight) {
    const bool isThread = row.kind == LaneKind::Thread;
    row.top = top;
    row.height = isThread ? std::max(laneHeight * 3 / 4, 20) : laneHeight;
    row.barHeight = barHeightFor(row.kind, row.height);
    row.barTop = top + (row.height - row.barHeight) / 2;
    rows_.push_back(row);
    return row.bottom();
}

LaneLayout LaneLayout::make(const LaneSource& source, const LaneArrangement& arrangement, int room) {
    LaneLayout layout;
    const Sections sections = sectionsOf(source, arrangement);
    const int headers = headersOf(sections);
    const int laneHeight = laneHeightFor(lanesOf(sections), room - headers * kHeaderHeight);
    int top = 0;
    for (const LaneGroup group : kLaneGroups) {
        const Section& section = sections[std::size_t(group)];
        if (headers > 0 && section.lanes > 0) {
            layout.headers_.push_back({group, top, section.lanes, section.isFolded});
            top += kHeaderHeight;
        }
        const std::size_t first = layout.rows_.size();
        for (const LaneRow& row : section.rows) {
            top = layout.place(row, top, laneHeight);
            if (row.kind != LaneKind::Process)
                continue;
            ++layout.processes_;
            layout.rowOfProcess_[source.process(row.lane).value] = layout.rows_.size() - 1;
        }
        for (const auto& [lane, row] : section.folded) {
            if (source.kind(lane) != LaneKind::Process)
                continue;
            constexpr int kMargin = 4;
            const int header = top - kHeaderHeight;
            layout.foldedProcesses_[source.process(lane).value] =
                row != SIZE_MAX ? layout.rows_[first + row] : LaneRow{lane,
                                                                      LaneKind::Process,
                                                                      header,
                                                                      kHeaderHeight,
                                                                      header + kMargin,
                                                                      kHeaderHeight - 2 * kMargin,
                                                                      0,
                                                                      false,
                                                                      0};
        }
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

std::optional<LaneRow> LaneLayout::placeOfProcess(world::ProcessId id) const {
    if (const auto row = rowOfProcess(id))
        return rows_[*row];
    const auto folded = foldedProcesses_.find(id.value);
    return folded == foldedProcesses_.end() ? std::nullopt : std::optional(folded->second);
}

const HeaderRow* LaneLayout::headerAt(int y) const {
    for (const HeaderRow& header : headers_)
        if (y >= header.top && y < header.bottom())
            return &header;
    return nullptr;
}

int preferredHeight(const LaneSource& source, const LaneArrangement& arrangement) {
    const Sections sections = sectionsOf(source, arrangement);
    const int lanes = lanesOf(sections);
    return lanes * preferredLaneHeight(lanes) + headersOf(sections) * kHeaderHeight;
}

} // namespace forkscope::gui::timeline
