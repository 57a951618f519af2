// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/arrows.h"

#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <bit>
#include <cmath>

namespace forkscope::gui::timeline {

using world::Arrow;
using world::ArrowKind;

std::vector<std::size_t> shownArrows(const std::vector<Arrow>& arrows, TimeRange visible) {
    const auto byEnd = [](const Arrow& arrow, Time t) { return arrow.to < t; };
    const auto first = std::lower_bound(arrows.begin(), arrows.end(), visible.begin, byEnd);
    const auto inside = std::lower_bound(first, arrows.end(), visible.end, byEnd);
    // Some are still under way at the right edge; they are sorted by their ends, so only near ones are looked
    // for.
    constexpr std::ptrdiff_t kLookBeyond = 2048;
    const auto last = inside + std::min(kLookBeyond, arrows.end() - inside);
    const auto begun = [&](const Arrow& arrow) { return arrow.from < visible.end; };
    const auto count = std::size_t(inside - first + std::count_if(inside, last, begun));
    const std::size_t stride = std::bit_ceil((count + kMostArrows - 1) / kMostArrows);
    std::vector<std::size_t> shown;
    const auto begin = std::size_t(first - arrows.begin()), end = std::size_t(last - arrows.begin());
    for (std::size_t i = (begin + stride - 1) / stride * stride; i < end; i += stride)
        if (begun(arrows[i]))
            shown.push_back(i);
    return shown;
}

namespace {

struct Ends {
    QPointF from, to;
};

// From the edge of one bar to the edge of the other. Nothing where one of the lanes is not shown.
bool endsOf(const Frame& frame, const Arrow& arrow, Ends& ends) {
    const auto source = frame.layout.rowOfProcess(frame.source.known(arrow.source)),
               target = frame.layout.rowOfProcess(frame.source.known(arrow.target));
    if (!source || !target || *source == *target)
        return false;
    const LaneRow& a = frame.layout.rows()[*source];
    const LaneRow& b = frame.layout.rows()[*target];
    const bool down = *target > *source;
    const Geometry& g = frame.geometry;
    // When it ended is told by its own bar: what the arrow tells is when somebody took notice.
    const Time begins = arrow.kind == ArrowKind::Reap ? arrow.to : arrow.from;
    ends.from = {g.x(begins), double(g.y(down ? a.barBottom() : a.barTop))};
    ends.to = {g.x(arrow.to), double(g.y(down ? b.barTop : b.barBottom()))};
    return true;
}

void paintHead(QPainter& painter, const Ends& ends, double size) {
    const QPointF along = ends.to - ends.from;
    const double length = std::hypot(along.x(), along.y());
    if (length < 1)
        return;
    const QPointF unit = along / length, side(-unit.y(), unit.x());
    const QPointF base = ends.to - unit * size;
    painter.drawPolygon(QPolygonF({ends.to, base + side * size * 0.42, base - side * size * 0.42}));
}

void paintArrow(QPainter& painter, const Ends& ends, const QColor& color, bool item, bool dot) {
    const QPointF along = ends.to - ends.from;
    const double length = std::max(1.0, std::hypot(along.x(), along.y()));
    const double head = item ? 8 : 7;
    painter.setPen(QPen(color, 1.2));
    painter.drawLine(ends.from, ends.to - along / length * (head - 1));
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    paintHead(painter, ends, head);
    if (dot)
        painter.drawEllipse(ends.from, 2.6, 2.6);
}

QColor colorOf(const Frame& frame, ArrowKind kind) {
    switch (kind) {
    case ArrowKind::Item:
    case ArrowKind::Task:
    case ArrowKind::Result:
        return frame.colors.text;
    case ArrowKind::HandOver:
    case ArrowKind::Wake:
        return frame.colors.state[std::size_t(world::LaneState::WaitsLock)];
    case ArrowKind::Signal:
        return frame.colors.ended;
    default:
        return frame.colors.dim;
    }
}

} // namespace

void paintArrows(QPainter& painter, const Frame& frame) {
    const std::vector<std::size_t> shown = shownArrows(frame.source.arrows(), frame.geometry.visible);
    // Where there are many they step back behind the bars.
    constexpr std::size_t kCrowd = 60;
    painter.setRenderHint(QPainter::Antialiasing);
    const bool crowded = shown.size() > kCrowd;
    painter.setOpacity(crowded ? 0.55 : 1);
    for (const std::size_t i : shown) {
        const Arrow& arrow = frame.source.arrows()[i];
        if (Ends ends; endsOf(frame, arrow, ends))
            paintArrow(painter, ends, colorOf(frame, arrow.kind), arrow.kind == ArrowKind::Item,
                       arrow.kind == ArrowKind::Item && !crowded);
    }
    painter.setOpacity(1);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace forkscope::gui::timeline
