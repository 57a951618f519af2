// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Signs of moments: a cross where a process ended (red when it was killed or raised), a pennant where main's
// code ended, a diamond where the engine noted something, a signal came or something broke, a small dot for
// each print. They are painted over the bars and keep their size at any zoom, so that they never vanish;
// where they would cover each other they become one, the gravest, with their number. Those of a folded
// process stand in the lane, or at the header, that it is folded into.
#include "gui/timeline/frame.h"
#include "gui/timeline/text_cache.h"

#include <QPainter>

#include <optional>
#include <vector>

namespace forkscope::gui::timeline {

// Marks other than prints are rare and kept in a list of their own, so that a million prints cost nothing.
class MarkIndex {
  public:
    void update(const std::vector<world::Mark>& marks); // takes in those that are new
    void clear();
    const std::vector<std::size_t>& rare() const { return rare_; }

  private:
    std::vector<std::size_t> rare_; // indices, in order
    std::size_t seen_ = 0;
};

struct MarkSpot {
    std::size_t mark = 0; // the gravest, the first of those
    QPointF at;           // centre, in the viewport
    int count = 1;        // marks as grave as this one that it stands for
};

std::vector<MarkSpot> markSpots(const Frame& frame, const MarkIndex& index);
void paintMarks(QPainter& painter, const Frame& frame, const std::vector<MarkSpot>& spots, TextCache& texts);
// The mark under this point, within a few pixels.
std::optional<std::size_t> markAt(const std::vector<MarkSpot>& spots, QPointF point);

} // namespace forkscope::gui::timeline
