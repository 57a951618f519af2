// SPDX-License-Identifier: GPL-3.0-or-later
// What the search finds, and going from one hit to the next.
#include "gui/timeline/timeline_view.h"

namespace forkscope::gui {

void TimelineView::goToHit(bool forward) {
    const auto& hits = search_.hits();
    int next = search_.beside(zoom_.playhead(), hit_, forward);
    if (next < 0 && !hits.empty())
        next = forward ? 0 : int(hits.size()) - 1; // round the end
    if (next < 0)
        return;
    const SearchHit hit = hits[std::size_t(next)];
    movePlayheadByUser(hit.at);
    zoom_.reveal(zoom_.playhead());
    hit_ = next;
    if (const auto lane = laneOfHit(hit))
        chooseLane(*lane);
    emit searchChanged();
}

// Of the thread, where it has a lane, else of its process.
std::optional<std::size_t> TimelineView::laneOfHit(const SearchHit& hit) const {
    const world::ProcessId process = source().known(hit.process);
    std::optional<std::size_t> found;
    for (const timeline::LaneRow& row : layout_.rows()) {
        const bool isThread = row.kind == world::LaneKind::Thread && hit.thread != 0 &&
                              source().owner(row.lane) == process && source().thread(row.lane) == hit.thread;
        if (isThread)
            return row.lane;
        if (row.kind == world::LaneKind::Process && source().process(row.lane) == process)
            found = row.lane;
    }
    return found;
}

int TimelineView::currentHit() const {
    const auto& hits = search_.hits();
    const bool isThere =
        hit_ >= 0 && hit_ < int(hits.size()) && hits[std::size_t(hit_)].at == zoom_.playhead();
    return isThere ? hit_ : -1;
}

} // namespace forkscope::gui
