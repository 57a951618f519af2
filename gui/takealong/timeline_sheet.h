// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The timeline as on a sheet of paper: all lanes as the learner has arranged them, none scrolled away, with
// names, axis and legend. Words and signs are painted as such; the bars are an image, three times as fine as
// a screen where the paper has no pixels.
#include "gui/takealong/painting.h"
#include "gui/timeline/picture.h"

#include <memory>
#include <optional>

namespace forkscope::gui {

class TimelineView;

class TimelineSheet {
  public:
    // Lanes, colours and axis are the view's, whose run must be there as long as the sheet. `visible`: places
    // of the axis.
    TimelineSheet(const TimelineView& view, timeline::PlaceRange visible, int width);

    QSize size() const { return geometry_.size; }
    // What stands still, then what goes with the moment: the axis, a stretch that is measured, the playhead.
    void paintStill(QPainter& painter);
    void paintMoment(QPainter& painter, std::optional<timeline::Time> playhead,
                     std::optional<timeline::TimeRange> measured = std::nullopt);

  private:
    timeline::Frame frame() const;

    const TimelineView& view_;
    timeline::Fonts fonts_;
    timeline::LaneLayout layout_;
    timeline::Geometry geometry_;
    timeline::Picture picture_;
};

// As the view shows it now. No playhead: the run is shown to its end.
Painting timelinePainting(TimelineView& view, std::optional<timeline::Time> playhead);

} // namespace forkscope::gui
