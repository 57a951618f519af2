// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The timeline as an image, without what moves over it (playhead, axis labels, hover, selection). Made anew
// when the visible range, the size, the colours or the data change; in between the view paints this image and
// its overlay.
#include "gui/timeline/arrows.h"
#include "gui/timeline/bar_painter.h"
#include "gui/timeline/depth_curve.h"
#include "gui/timeline/frame.h"
#include "gui/timeline/marks.h"
#include "gui/timeline/state_counts.h"
#include "gui/timeline/text_cache.h"

#include <QImage>

#include <vector>

namespace forkscope::gui::timeline {

class Picture {
  public:
    // Forgets what was summed up of a source that is gone.
    void clear();
    // Takes in what is new in the source; to be called before render().
    void update(const LaneSource& source, const TimelineColors& colors);
    void render(const Frame& frame, bool arrows);
    // The two halves of render(), for who paints on something else than pixels: the bars go into image(), the
    // words and signs, in this order after them, wherever `painter` paints.
    void renderBars(const Frame& frame);
    void paintWords(QPainter& painter, const Frame& frame, bool arrows);

    const QImage& image() const { return image_; }
    const std::vector<MarkSpot>& marks() const { return spots_; }
    TextCache& texts() { return texts_; }

  private:
    RasterScale scaleOf(const Geometry& g, int columns);
    void paintBars(const Frame& frame);
    const StateCounts* countsOf(const LaneSource& source, std::size_t lane);

    QImage image_;
    TextCache texts_;
    MarkIndex markIndex_;
    ArrowIndex arrowIndex_;
    std::vector<MarkSpot> spots_;
    std::vector<DepthSummary> depths_; // by lane of the source
    std::vector<StateCounts> counts_;  // … of those shown on the axis of steps
    std::vector<Time> edges_;          // RasterScale::edges
    std::vector<QRgb> owners_;         // by ProcessId value: its colour in lock lanes
    struct RowRuns {
        std::size_t row;
        std::vector<BarRun> runs;
    };
    std::vector<RowRuns> runs_; // of the lanes painted last, for their words
};

} // namespace forkscope::gui::timeline
