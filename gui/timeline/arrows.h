// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Arrows from lane to lane: an item from put to get or from send to recv, a start to its begin, a lock from
// its release to the next owner, an event set to those who waited for it, an end to the join that saw it, a
// signal to the death it brought.
//
// Never a hairball: the plot is cut into strips of some pixels that stand still on the axis while one pans,
// and each strip shows one arrow that ends in it; the strips get wider until there are no more than
// kMostArrows. Signals are rare and always shown.
#include "gui/timeline/frame.h"

#include <QPainter>

#include <unordered_map>
#include <vector>

namespace forkscope::gui::timeline {

inline constexpr std::size_t kMostArrows = 120, kMostSignals = 60;

// What of a run's arrows and marks has to be known beforehand; takes in those that are new.
class ArrowIndex {
  public:
    void update(const LaneSource& source);
    void clear() { *this = {}; }
    const std::vector<std::size_t>& signalArrows() const { return signals_; } // indices, in order
    // When its target died of this arrow's signal, or when it arrived.
    Time endOf(const LaneSource& source, std::size_t arrow) const;

  private:
    std::vector<std::size_t> signals_;
    std::unordered_map<std::uint32_t, Time> deaths_;        // by ProcessId value
    std::unordered_map<std::uint32_t, std::size_t> lately_; // … the last signal sent to it
    std::size_t arrows_ = 0, marks_ = 0;
};

// Indices into source.arrows() of those to draw, in order.
std::vector<std::size_t> shownArrows(const Frame& frame, const ArrowIndex& index);
void paintArrows(QPainter& painter, const Frame& frame, const ArrowIndex& index);

} // namespace forkscope::gui::timeline
