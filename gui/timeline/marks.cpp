// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/marks.h"

#include <QPolygonF>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace forkscope::gui::timeline {

using world::Mark;
using world::MarkKind;

void MarkIndex::update(const std::vector<Mark>& marks) {
    for (; seen_ < marks.size(); ++seen_)
        if (marks[seen_].kind != MarkKind::Print)
            rare_.push_back(seen_);
}

void MarkIndex::clear() {
    rare_.clear();
    seen_ = 0;
}

namespace {

constexpr double kApart = 7;              // pixels between two marks of a kind on one lane
constexpr std::size_t kMostPrints = 4000; // with more of them in sight, a dot says nothing

// Prints sit on the lower edge of the bar, the rest in its middle; notes on the axis.
std::optional<QPointF> spotOf(const Frame& frame, const Mark& mark) {
    const Geometry& g = frame.geometry;
    const double x = g.x(mark.at);
    if (mark.kind == MarkKind::Note)
        return QPointF(x, Geometry::kAxis - 5);
    const auto row = frame.layout.rowOfProcess(frame.source.known(mark.process));
    if (!row)
        return std::nullopt;
    const LaneRow& r = frame.layout.rows()[*row];
    if (mark.kind == MarkKind::Print)
        return QPointF(x, g.y(r.barBottom()) + 4);
    if (mark.kind == MarkKind::MainEnd)
        return QPointF(x, g.y(r.barTop));
    return QPointF(x + 6, g.y(r.barTop) + r.barHeight / 2.0);
}

class Thinner {
  public:
    bool take(const Mark& mark, double x) {
        const std::uint64_t key = std::uint64_t(mark.process.value) << 8 | std::uint64_t(mark.kind);
        const auto [place, isNew] = last_.try_emplace(key, x);
        if (!isNew && x - place->second < kApart)
            return false;
        place->second = x;
        return true;
    }

  private:
    std::unordered_map<std::uint64_t, double> last_;
};

void paintCross(QPainter& painter, QPointF c, const QColor& color, const QColor& halo) {
    constexpr double kArm = 4;
    for (const auto& [pen, wide] : {std::pair(halo, 5.0), std::pair(color, 2.0)}) {
        painter.setPen(QPen(pen, wide, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(c + QPointF(-kArm, -kArm), c + QPointF(kArm, kArm));
        painter.drawLine(c + QPointF(-kArm, kArm), c + QPointF(kArm, -kArm));
    }
}

void paintMark(QPainter& painter, const Frame& frame, MarkKind kind, QPointF c) {
    const TimelineColors& colors = frame.colors;
    switch (kind) {
    case MarkKind::Exit:
        return paintCross(painter, c, colors.dim, colors.panel);
    case MarkKind::Killed:
    case MarkKind::Raised:
        return paintCross(painter, c, colors.ended, colors.panel);
    case MarkKind::MainEnd:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.text);
        painter.drawRect(QRectF(c.x() - 0.75, c.y() - 5, 1.5, 10));
        painter.drawPolygon(QPolygonF({c + QPointF(0, -5), c + QPointF(7, -2.5), c}));
        return;
    case MarkKind::Note:
    case MarkKind::Signal:
    case MarkKind::Trouble:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.ended);
        painter.drawPolygon(QPolygonF(
            {c + QPointF(0, -4.5), c + QPointF(4.5, 0), c + QPointF(0, 4.5), c + QPointF(-4.5, 0)}));
        return;
    case MarkKind::Print:
        painter.fillRect(QRectF(std::floor(c.x()) - 1, std::floor(c.y()) - 1, 3, 3), colors.dim);
        return;
    }
}

} // namespace

std::vector<MarkSpot> markSpots(const Frame& frame, const MarkIndex& index) {
    std::vector<MarkSpot> spots;
    const std::vector<Mark>& marks = frame.source.marks();
    const TimeRange visible = frame.geometry.visible;
    const auto earlier = [](const Mark& mark, Time t) { return mark.at < t; };
    Thinner thinner;
    const auto add = [&](std::size_t i) {
        if (const auto spot = spotOf(frame, marks[i]); spot && thinner.take(marks[i], spot->x()))
            spots.push_back({i, *spot});
    };
    const auto first =
        std::size_t(std::lower_bound(marks.begin(), marks.end(), visible.begin, earlier) - marks.begin());
    const auto last =
        std::size_t(std::lower_bound(marks.begin(), marks.end(), visible.end, earlier) - marks.begin());
    if (last - first <= kMostPrints) {
        for (std::size_t i = first; i < last; ++i)
            add(i);
        return spots;
    }
    const auto& rare = index.rare();
    for (auto i = std::lower_bound(rare.begin(), rare.end(), first); i != rare.end() && *i < last; ++i)
        add(*i);
    return spots;
}

void paintMarks(QPainter& painter, const Frame& frame, const std::vector<MarkSpot>& spots) {
    painter.setRenderHint(QPainter::Antialiasing);
    for (const MarkSpot& spot : spots)
        paintMark(painter, frame, frame.source.marks()[spot.mark].kind, spot.at);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

std::optional<std::size_t> markAt(const std::vector<MarkSpot>& spots, QPointF point) {
    constexpr double kReach = 6;
    std::optional<std::size_t> best;
    double nearest = kReach;
    for (const MarkSpot& spot : spots) {
        const double distance =
            std::max(std::abs(spot.at.x() - point.x()), std::abs(spot.at.y() - point.y()));
        if (distance < nearest) {
            nearest = distance;
            best = spot.mark;
        }
    }
    return best;
}

} // namespace forkscope::gui::timeline
