// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/overlay.h"

#include <algorithm>
#include <cmath>

namespace forkscope::gui::timeline {

using world::LaneState;

QRectF barRect(const Frame& frame, BarPlace place) {
    const auto row = frame.layout.rowOfLane(place.lane);
    const world::Track& track = frame.source.track(place.lane);
    if (!row || place.interval >= track.size())
        return {};
    const Geometry& g = frame.geometry;
    const QRect plot = g.plot();
    const LaneRow& r = frame.layout.rows()[*row];
    // As snapped by the rasteriser.
    const double from = std::floor(g.x(track.start(place.interval)));
    const double to = std::max(from + 3, std::floor(g.x(track.stop(place.interval))));
    const QRectF whole(from, g.y(r.barTop), to - from, r.barHeight);
    return whole & QRectF(plot);
}

std::optional<BarPlace> barAt(const Frame& frame, QPointF point) {
    const Geometry& g = frame.geometry;
    if (!QRectF(g.plot()).contains(point))
        return std::nullopt;
    const auto index = frame.layout.rowAt(g.layoutY(int(std::floor(point.y()))));
    if (!index)
        return std::nullopt;
    const LaneRow& row = frame.layout.rows()[*index];
    const int y = g.layoutY(int(std::floor(point.y())));
    constexpr int kReach = 3; // a near miss counts
    if (y < row.barTop - kReach || y >= row.barBottom() + kReach)
        return std::nullopt;
    const world::Track& track = frame.source.track(row.lane);
    const Time t = g.timeAt(point.x());
    if (track.empty() || t < track.start(0) || t > track.end())
        return std::nullopt;
    // A short interval is drawn wider than it is, over its neighbours: one that begins just before is meant.
    constexpr int kWidened = 3;
    const Time left = g.timeAt(std::floor(point.x()) - kWidened + 1),
               right = g.timeAt(std::floor(point.x()) + 1);
    std::size_t found = track.find(t);
    const std::size_t last = std::min(track.find(right), track.find(left) + 16);
    for (std::size_t i = track.find(left); i <= last; ++i) {
        const bool isShort = g.x(track.stop(i)) - g.x(track.start(i)) < kWidened;
        if (track.start(i) >= left && isShort && track.state(i) != LaneState::Absent)
            found = i;
    }
    if (track.state(found) == LaneState::Absent && shapeOf(row.kind) != world::LaneShape::Depth)
        return std::nullopt;
    return BarPlace{row.lane, found};
}

static void paintRing(QPainter& painter, const QRectF& rect, const QColor& color, double wide) {
    painter.setPen(QPen(color, wide, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(-wide / 2, -wide / 2, wide / 2, wide / 2));
}

void paintHover(QPainter& painter, const Frame& frame, BarPlace place) {
    const QRectF rect = barRect(frame, place);
    if (rect.isEmpty())
        return;
    QColor veil = frame.colors.text;
    veil.setAlpha(28);
    painter.fillRect(rect, veil);
    paintRing(painter, rect, frame.colors.text, 1);
}

void paintSelected(QPainter& painter, const Frame& frame, BarPlace place) {
    const QRectF rect = barRect(frame, place);
    if (!rect.isEmpty())
        paintRing(painter, rect, frame.colors.accent, 2);
}

void paintSelectedLane(QPainter& painter, const Frame& frame, std::size_t lane, bool focus) {
    const auto index = frame.layout.rowOfLane(lane);
    if (!index)
        return;
    const LaneRow& row = frame.layout.rows()[*index];
    const Geometry& g = frame.geometry;
    painter.fillRect(QRectF(0, g.y(row.top) + 3, 3, row.height - 6), frame.colors.accent);
    if (!focus)
        return;
    QColor tint = frame.colors.accent;
    tint.setAlpha(26);
    painter.fillRect(QRectF(3, g.y(row.top) + 3, g.gutter - 9, row.height - 6), tint);
}

void paintLaneDrop(QPainter& painter, const Frame& frame, std::size_t lane, int y) {
    const Geometry& g = frame.geometry;
    if (const auto index = frame.layout.rowOfLane(lane)) {
        const LaneRow& row = frame.layout.rows()[*index];
        QColor tint = frame.colors.accent;
        tint.setAlpha(40);
        painter.fillRect(QRectF(0, g.y(row.top), g.size.width(), row.height), tint);
    }
    painter.fillRect(QRectF(6, g.y(y) - 1, g.size.width() - 12, 2), frame.colors.accent);
}

} // namespace forkscope::gui::timeline
