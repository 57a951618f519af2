// SPDX-License-Identifier: GPL-3.0-or-later
// How the lanes are arranged: folding, hiding, moving.
#include "gui/timeline/lane_names.h"
#include "gui/timeline/timeline_view.h"

#include <QScrollBar>

#include <algorithm>

namespace forkscope::gui {

using timeline::LaneNode;

static void toggle(std::set<QString>& keys, const QString& key) {
    if (!keys.erase(key))
        keys.insert(key);
}

void TimelineView::setArrangement(const LaneArrangement& arrangement) {
    if (arrangement == arrangement_)
        return;
    arrangement_ = arrangement;
    hover_.reset();
    layOut();
}

void TimelineView::arrangeByUser(const LaneArrangement& arrangement) {
    viewport()->update();
    if (arrangement == arrangement_)
        return;
    setArrangement(arrangement);
    emit arrangementChanged();
}

// -- folding

static QString keyOf(const LaneSource& source, const LaneArrangement& arrangement, std::size_t lane) {
    for (const LaneNode& node : timeline::laneTree(source, arrangement))
        if (node.lane == lane)
            return node.key;
    return {};
}

void TimelineView::fold(std::size_t lane) {
    LaneArrangement next = arrangement_;
    toggle(next.folded, keyOf(source(), arrangement_, lane));
    arrangeByUser(next);
}

void TimelineView::fold(timeline::LaneGroup group) {
    LaneArrangement next = arrangement_;
    toggle(next.folded, timeline::groupKey(group));
    arrangeByUser(next);
}

// By keyboard. A group that is folded shows none of its lanes: then the key unfolds it, whichever is chosen.
void TimelineView::foldChosen(bool group) {
    const auto row = chosenLane_ ? layout_.rowOfLane(*chosenLane_) : std::nullopt;
    if (chosenLane_ && (group || !row) && !layout_.headers().empty())
        return fold(timeline::groupOf(source().kind(*chosenLane_)));
    if (row && layout_.rows()[*row].foldable)
        fold(*chosenLane_);
}

bool TimelineView::foldAt(QPointF point) {
    if (!geometry_.lanes().contains(point.toPoint()))
        return false;
    const int y = geometry_.layoutY(int(point.y()));
    if (const timeline::HeaderRow* header = layout_.headerAt(y)) {
        fold(header->group);
        return true;
    }
    const auto row = layout_.rowAt(y);
    if (!row || !timeline::foldRect(geometry_, layout_.rows()[*row]).contains(point))
        return false;
    fold(layout_.rows()[*row].lane);
    return true;
}

// -- hiding

void TimelineView::hideLane(std::size_t lane) {
    LaneArrangement next = arrangement_;
    next.hidden.insert(keyOf(source(), arrangement_, lane));
    if (chosenLane_ == lane)
        clearChoice();
    arrangeByUser(next);
}

std::vector<TimelineView::HiddenLane> TimelineView::hiddenLanes() const {
    std::vector<HiddenLane> hidden;
    if (arrangement_.hidden.empty())
        return hidden;
    for (const LaneNode& node : timeline::laneTree(source(), arrangement_))
        if (arrangement_.hidden.contains(node.key))
            hidden.push_back({node.key, plainTitle(source().title(node.lane))});
    return hidden;
}

void TimelineView::showLane(const QString& key) {
    LaneArrangement next = arrangement_;
    for (const HiddenLane& lane : hiddenLanes())
        if (key.isEmpty() || lane.key == key)
            next.hidden.erase(lane.key);
    arrangeByUser(next);
}

void TimelineView::noticeHidden() {
    QStringList keys;
    for (const HiddenLane& lane : hiddenLanes())
        keys << lane.key;
    if (keys == seenHidden_)
        return;
    seenHidden_ = keys;
    emit hiddenLanesChanged();
}

// -- moving

std::optional<std::size_t> TimelineView::laneNameAt(QPointF point) const {
    if (point.x() >= geometry_.gutter || !geometry_.lanes().contains(point.toPoint()))
        return std::nullopt;
    const auto row = layout_.rowAt(geometry_.layoutY(int(point.y())));
    return row ? std::optional(layout_.rows()[*row].lane) : std::nullopt;
}

void TimelineView::dropLane(QPointF point) {
    constexpr int kEdge = 16; // near the upper or lower edge the lanes scroll
    const QRect lanes = geometry_.lanes();
    QScrollBar* bar = verticalScrollBar();
    if (point.y() < lanes.top() + kEdge)
        bar->setValue(bar->value() - kEdge / 2);
    else if (point.y() > lanes.bottom() - kEdge)
        bar->setValue(bar->value() + kEdge / 2);
    drop_ = timeline::laneDropAt(source(), arrangement_, layout_, *draggedLane_,
                                 geometry_.layoutY(int(point.y())));
    viewport()->update();
}

void TimelineView::stepChosenLane(int step) {
    if (chosenLane_)
        arrangeByUser(timeline::laneStepped(source(), arrangement_, *chosenLane_, step));
}

} // namespace forkscope::gui
