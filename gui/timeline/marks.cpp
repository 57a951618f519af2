// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/marks.h"

#include <QPolygonF>

#include <algorithm>
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

constexpr double kApart = 9;              // pixels between two marks on a line of a lane
constexpr std::size_t kMostPrints = 4000; // with more of them in sight, a dot says nothing

// Marks that cover each other are of one family: they share a line of the lane.
enum class Line : std::uint8_t { Axis, Top, Middle, Foot };

Line lineOf(MarkKind kind) {
    switch (kind) {
    case MarkKind::Note:
        return Line::Axis;
    case MarkKind::MainEnd:
        return Line::Top;
    case MarkKind::Print:
        return Line::Foot;
    default:
        return Line::Middle;
    }
}

int gravity(MarkKind kind) {
    switch (kind) {
    case MarkKind::Killed:
    case MarkKind::Raised:
        return 3;
    case MarkKind::Trouble:
        return 2;
    case MarkKind::Signal:
        return 1;
    default:
        return 0;
    }
}

struct Spot {
    QPointF at;
    int rowTop = 0; // tells lanes apart; -1 the axis
};

// Prints sit below the bar, main's end above it, the rest in its middle; notes on the axis.
std::optional<Spot> spotOf(const Frame& frame, const Mark& mark) {
    const Geometry& g = frame.geometry;
    const Line line = lineOf(mark.kind);
    if (line == Line::Axis)
        return Spot{QPointF(g.x(mark.at), Geometry::kAxis - 5), -1};
    const auto row = frame.layout.placeOfProcess(frame.source.known(mark.process));
    if (!row)
        return std::nullopt;
    const double x = g.x(mark.at);
    if (line == Line::Foot)
        return Spot{QPointF(x, g.y(row->barBottom()) + 4), row->top};
    if (line == Line::Top)
        return Spot{QPointF(x, g.y(row->barTop)), row->top};
    return Spot{QPointF(x + 6, g.y(row->barTop) + row->barHeight / 2.0), row->top};
}

// Takes marks in order of time and lays those together that would touch.
class Merger {
  public:
    Merger(const std::vector<Mark>& marks, std::vector<MarkSpot>& spots) : marks_(marks), spots_(spots) {}

    void take(std::size_t mark, const Spot& spot) {
        const std::uint64_t key =
            std::uint64_t(std::uint32_t(spot.rowTop)) << 8 | std::uint64_t(lineOf(marks_[mark].kind));
        const auto [place, isNew] = last_.try_emplace(key, spots_.size());
        if (!isNew && spot.at.x() - spots_[place->second].at.x() < kApart)
            return join(spots_[place->second], mark);
        place->second = spots_.size();
        spots_.push_back({mark, spot.at, 1});
    }

  private:
    void join(MarkSpot& spot, std::size_t mark) const {
        const int known = gravity(marks_[spot.mark].kind), more = gravity(marks_[mark].kind);
        if (more > known) {
            spot.mark = mark;
            spot.count = 1;
        } else if (more == known) {
            ++spot.count;
        }
    }

    const std::vector<Mark>& marks_;
    std::vector<MarkSpot>& spots_;
    std::unordered_map<std::uint64_t, std::size_t> last_; // lane and line → spot
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

// How many, beside the sign.
static void paintCount(QPainter& painter, const Frame& frame, const MarkSpot& spot, const QColor& color,
                       TextCache& texts) {
    const QString text = QString::number(spot.count);
    const double width = texts.width(text, frame.fonts.bar) + 6;
    const QRectF box(spot.at.x() + 6, spot.at.y() - 7, width, 14);
    painter.setPen(QPen(color, 1));
    painter.setBrush(frame.colors.panel);
    painter.drawRoundedRect(box, 4, 4);
    texts.draw(painter, text, frame.fonts.bar, frame.colors.text, box.left() + 3, box.center().y());
}

std::vector<MarkSpot> markSpots(const Frame& frame, const MarkIndex& index) {
    std::vector<MarkSpot> spots;
    const std::vector<Mark>& marks = frame.source.marks();
    const TimeRange visible = frame.geometry.times();
    const auto earlier = [](const Mark& mark, Time t) { return mark.at < t; };
    Merger merger(marks, spots);
    const auto add = [&](std::size_t i) {
        if (const auto spot = spotOf(frame, marks[i]))
            merger.take(i, *spot);
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

void paintMarks(QPainter& painter, const Frame& frame, const std::vector<MarkSpot>& spots, TextCache& texts) {
    painter.setRenderHint(QPainter::Antialiasing);
    for (const MarkSpot& spot : spots) {
        const MarkKind kind = frame.source.marks()[spot.mark].kind;
        paintMark(painter, frame, kind, spot.at);
        if (spot.count > 1 && kind != MarkKind::Print)
            paintCount(painter, frame, spot, gravity(kind) > 0 ? frame.colors.ended : frame.colors.dim,
                       texts);
    }
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
