// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The bars of process and lock lanes, written straight into the scanlines of an image. Every state has a
// shape besides its colour: running solid; ready two thirds high; waiting for a lock hatched; at a queue
// dotted; sleeping a thin line; in join hollow; stopped hollow and less high; zombie a dashed outline. Device
// pixels throughout.
#include "gui/timeline/raster.h"
#include "gui/timeline/timeline_colors.h"

#include <QImage>
#include <QRect>

#include <span>
#include <vector>

namespace forkscope::gui::timeline {

// How much of its colour the inside of a held bar has, and how high it is.
inline constexpr double kHeldTint = 0.2;
// A stretch of columns in one state, wide enough for a label.
struct BarRun {
    int from = 0, to = 0; // columns of the plot
    int next = 0;         // the column where the next bar begins; the plot's width when none does
    std::uint8_t state = 0;
    int width() const { return to - from; }
};

class BarPainter {
  public:
    // Paints into `image` (RGB32), inside `plot`. The image must outlive the painter.
    BarPainter(QImage& image, QRect plot, const TimelineColors& colors, double ratio);

    // Fills the plot with its background and a vertical line at each of these columns.
    void background(std::span<const int> gridColumns);
    BarPainter(const BarPainter&) = delete;
    BarPainter& operator=(const BarPainter&) = delete;
    // A bar from `top` (in the image) on; parts outside the plot are cut. `owners` (LanePalette) makes it a
    // lock's.
    void paint(const world::Track& track, const RasterScale& scale, std::span<const QRgb> owners, int top,
               int height, const StateCounts* counts = nullptr);
    // Of the bar painted last.
    std::span<const BarRun> runs() const { return runs_; }

  private:
    struct Box { // columns and rows of the image's plot
        int x0, x1, top, height;
    };
    void composeRows();
    void stampRows(int top, int height);
    void shapeRuns(int top, int height, std::int64_t phase);
    void shape(const BarRun& run, int top, int height, std::int64_t phase);
    void fill(Box box, QRgb color);
    void outline(Box box, QRgb line, QRgb inside, bool dashed);
    void hatch(Box box, std::int64_t phase);
    void dots(Box box, std::int64_t phase);
    void paintTicks(int top, int height);
    QRgb* row(int y); // null outside the plot
    int px(double logical) const;

    QImage& image_;
    QRect plot_;
    double ratio_;
    LanePalette process_, lock_;
    const LanePalette* palette_ = &process_; // of the lane being painted
    QRgb raised_;
    LaneRaster raster_;
    std::vector<QRgb> ground_;                // one background row with its grid
    std::vector<QRgb> outer_, middle_, thin_; // rows of the bar: beyond two thirds, within, the sleeping line
    std::vector<QRgb> hatchRow_, dotRow_;
    int leastForLabel_ = 0;
    int hatchPeriod_ = 7, dotPeriod_ = 6;
    std::vector<BarRun> runs_;
};

} // namespace forkscope::gui::timeline
