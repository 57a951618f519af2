// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/hits.h"

#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <map>

namespace forkscope::gui::timeline {

static auto firstFrom(const std::vector<SearchHit>& hits, Time t) {
    return std::lower_bound(hits.begin(), hits.end(), t,
                            [](const SearchHit& hit, Time value) { return hit.at < value; });
}

// The lane of the thread, where it has one, else of its process.
static const LaneRow* rowOf(const Frame& frame, const SearchHit& hit) {
    const world::ProcessId process = frame.source.known(hit.process);
    if (hit.thread != 0)
        for (const LaneRow& row : frame.layout.rows())
            if (row.kind == world::LaneKind::Thread && frame.source.owner(row.lane) == process &&
                frame.source.thread(row.lane) == hit.thread)
                return &row;
    const auto row = frame.layout.rowOfProcess(process);
    return row ? &frame.layout.rows()[*row] : nullptr;
}

std::vector<QPointF> hitSpots(const Frame& frame, const std::vector<SearchHit>& hits) {
    constexpr double kApart = 4;
    const TimeRange visible = frame.geometry.times();
    const auto first = firstFrom(hits, visible.begin), last = firstFrom(hits, visible.end);
    std::vector<QPointF> spots;
    if (last - first > std::ptrdiff_t(kMostWedges))
        return spots;
    std::map<const LaneRow*, double> latest;
    for (auto hit = first; hit != last; ++hit) {
        const LaneRow* row = rowOf(frame, *hit);
        if (row == nullptr)
            continue;
        const double x = frame.geometry.x(hit->at);
        const auto [place, isNew] = latest.try_emplace(row, x);
        if (!isNew && x - place->second < kApart)
            continue;
        place->second = x;
        spots.emplace_back(x, frame.geometry.y(row->barBottom()));
    }
    return spots;
}

std::vector<int> hitColumns(const Geometry& geometry, const std::vector<SearchHit>& hits) {
    const int left = geometry.plot().left(), width = geometry.plot().width();
    std::vector<int> columns;
    auto hit = firstFrom(hits, geometry.times().begin);
    while (hit != hits.end()) {
        const int column = int(std::floor(geometry.x(hit->at) - left));
        if (column >= width)
            break;
        if (column >= 0 && (columns.empty() || columns.back() < column))
            columns.push_back(column);
        // On to the next column at once, however many hits this one has.
        hit = std::max(hit + 1, firstFrom(hits, geometry.timeAt(left + column + 1)));
    }
    return columns;
}

void paintHits(QPainter& painter, const Frame& frame, const std::vector<SearchHit>& hits) {
    if (hits.empty())
        return;
    const Geometry& g = frame.geometry;
    for (const int column : hitColumns(g, hits))
        painter.fillRect(QRectF(g.plot().left() + column - 0.5, Geometry::kAxis - 5, 2, 5),
                         frame.colors.accent);
    painter.save();
    painter.setClipRect(g.plot());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(frame.colors.panel, 1));
    painter.setBrush(frame.colors.accent);
    for (const QPointF& at : hitSpots(frame, hits))
        painter.drawPolygon(QPolygonF({at + QPointF(0, -3), at + QPointF(4, 4), at + QPointF(-4, 4)}));
    painter.restore();
}

} // namespace forkscope::gui::timeline
