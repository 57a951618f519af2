// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/picture.h"

#include "gui/timeline/axis.h"
#include "gui/timeline/depth_painter.h"
#include "gui/timeline/labels.h"
#include "gui/timeline/lane_names.h"
#include "gui/timeline/legend.h"

#include <QPainter>

#include <cmath>

namespace forkscope::gui::timeline {

using world::LaneKind;
using world::LaneShape;

void Picture::clear() {
    depths_.clear();
    counts_.clear();
    owners_.clear();
    markIndex_.clear();
    arrowIndex_.clear();
    spots_.clear();
    texts_.clear();
}

void Picture::update(const LaneSource& source, const TimelineColors& colors) {
    constexpr std::uint32_t kMostOwners = 1u << 16; // ids are dense; a damaged trace may say otherwise
    markIndex_.update(source.marks());
    arrowIndex_.update(source);
    depths_.resize(source.laneCount());
    owners_.clear();
    for (std::size_t lane = 0; lane < source.laneCount(); ++lane) {
        if (shapeOf(source.kind(lane)) == LaneShape::Depth)
            depths_[lane].update(source.track(lane));
        if (source.kind(lane) != LaneKind::Process)
            continue;
        const world::ProcessId id = source.process(lane);
        if (id.value >= kMostOwners)
            continue;
        if (id.value >= owners_.size())
            owners_.resize(id.value + 1, colors.lockBusy.rgb());
        owners_[id.value] = colors.identity[std::size_t(source.identity(id)) % colors.identity.size()].rgb();
    }
    // Never empty: that would say that no lane is a lock's.
    if (owners_.empty())
        owners_.push_back(colors.lockBusy.rgb());
}

void Picture::render(const Frame& frame, bool arrows) {
    renderBars(frame);
    if (image_.isNull())
        return;
    QPainter painter(&image_);
    painter.setRenderHint(QPainter::TextAntialiasing);
    paintWords(painter, frame, arrows);
}

void Picture::renderBars(const Frame& frame) {
    const Geometry& g = frame.geometry;
    const QSize pixels(int(std::ceil(g.size.width() * g.ratio)), int(std::ceil(g.size.height() * g.ratio)));
    if (image_.size() != pixels)
        image_ = QImage(pixels, QImage::Format_RGB32);
    image_.setDevicePixelRatio(g.ratio);
    if (image_.isNull())
        return;
    image_.fill(frame.colors.panel);
    paintBars(frame);
}

RasterScale Picture::scaleOf(const Geometry& g, int columns) {
    const double perColumn = timePerPixel(g.visible, columns); // places
    RasterScale scale{g.visible.begin, perColumn, columns, std::max(1, int(std::lround(g.ratio))), {}, 0};
    scale.phase = std::int64_t(double(g.visible.begin) / perColumn);
    edges_.clear();
    if (g.axis->kind() == AxisKind::Time)
        return scale;
    for (int column = 0; column <= columns; ++column)
        edges_.push_back(g.axis->time(g.visible.begin + Place(perColumn * column)));
    scale.edges = edges_;
    scale.begin = edges_.front();
    scale.timePerColumn = double(std::max<Time>(edges_.back() - edges_.front(), 1)) / columns;
    return scale;
}

// Counted when first asked for: who never looks at steps pays nothing.
const StateCounts* Picture::countsOf(const LaneSource& source, std::size_t lane) {
    counts_.resize(source.laneCount());
    counts_[lane].update(source.track(lane));
    return &counts_[lane];
}

void Picture::paintBars(const Frame& frame) {
    const Geometry& g = frame.geometry;
    const auto device = [&g](double logical) { return int(std::lround(logical * g.ratio)); };
    const QRect plot = g.plot();
    const QRect inPixels(device(plot.left()), device(plot.top()), device(plot.width()),
                         device(plot.height()));
    BarPainter bars(image_, inPixels, frame.colors, g.ratio);
    bars.background(gridColumns(g, axisTicks(frame)));
    const RasterScale scale = scaleOf(g, inPixels.width());
    runs_.clear();
    for (std::size_t r = 0; r < frame.layout.rows().size(); ++r) {
        const LaneRow& row = frame.layout.rows()[r];
        if (g.y(row.bottom()) < plot.top() || g.y(row.top) > plot.bottom())
            continue;
        const int top = device(g.y(row.barTop)), height = device(g.y(row.barBottom())) - top;
        const world::Track& track = frame.source.track(row.lane);
        if (shapeOf(row.kind) == LaneShape::Depth) {
            const auto columns = depths_[row.lane].columns(track, scale);
            paintDepth(image_, inPixels, columns, frame.source.peak(row.lane), top, height,
                       frame.colors.state[std::size_t(world::LaneState::WaitsQueue)], g.ratio);
            continue;
        }
        const bool lock = shapeOf(row.kind) == LaneShape::Owner;
        const StateCounts* counts = scale.edges.empty() ? nullptr : countsOf(frame.source, row.lane);
        bars.paint(track, scale, lock ? std::span<const QRgb>(owners_) : std::span<const QRgb>(), top, height,
                   counts);
        runs_.push_back({r, {bars.runs().begin(), bars.runs().end()}});
    }
}

void Picture::paintWords(QPainter& painter, const Frame& frame, bool arrows) {
    const QRect plot = frame.geometry.plot();
    painter.save();
    painter.setClipRect(plot);
    if (arrows)
        paintArrows(painter, frame, arrowIndex_);
    for (const RowRuns& lane : runs_)
        paintBarLabels(painter, frame, frame.layout.rows()[lane.row], lane.runs, texts_);
    painter.setClipRect(
        QRect(plot.left() - 4, 0, frame.geometry.size.width() - plot.left() + 4, plot.bottom() + 1));
    spots_ = markSpots(frame, markIndex_);
    paintMarks(painter, frame, spots_, texts_);
    painter.restore();
    paintHeaders(painter, frame, texts_);
    paintLaneNames(painter, frame, texts_);
    paintLegend(painter, frame, texts_);
}

} // namespace forkscope::gui::timeline
