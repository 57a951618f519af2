// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/arrows.h"

#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace forkscope::gui::timeline {

using world::Arrow;
using world::ArrowKind;

void ArrowIndex::update(const LaneSource& source) {
    const auto& arrows = source.arrows();
    for (; arrows_ < arrows.size(); ++arrows_) {
        const Arrow arrow = arrows[arrows_];
        if (arrow.kind != ArrowKind::Signal)
            continue;
        signals_.push_back(arrows_);
        lately_[arrow.target.value] = arrows_;
    }
    for (; marks_ < source.marks().size(); ++marks_)
        if (const world::Mark& mark = source.marks()[marks_]; mark.kind == world::MarkKind::Killed)
            deaths_[mark.process.value] = mark.at;
}

Time ArrowIndex::endOf(const LaneSource& source, std::size_t arrow) const {
    const Arrow it = source.arrows()[arrow];
    if (it.kind != ArrowKind::Signal)
        return it.to;
    const auto last = lately_.find(it.target.value);
    const auto death = deaths_.find(it.target.value);
    const bool isDeadly = last != lately_.end() && last->second == arrow && death != deaths_.end();
    return isDeadly ? std::max(it.to, death->second) : it.to;
}

static bool isDrawable(const Frame& frame, const Arrow& arrow) {
    const auto source = frame.layout.rowOfProcess(frame.source.known(arrow.source)),
               target = frame.layout.rowOfProcess(frame.source.known(arrow.target));
    return source && target && *source != *target;
}

// One arrow of each strip of this many pixels; stops at one more than kMostArrows.
static std::vector<std::size_t> oneOfEach(const Frame& frame, double strip) {
    constexpr std::size_t kLookFor = 16; // a drawable one among the first of a strip
    const Geometry& g = frame.geometry;
    const auto& arrows = frame.source.arrows();
    const double wide = std::max(1.0, strip * g.perPixel()); // places
    const TimeRange visible = g.times();
    // Those that end beyond the right edge count as long as they begin before it.
    constexpr std::size_t kLookBeyond = 512;
    const std::size_t inside = arrows.firstFrom(visible.end);
    const std::size_t end = std::min(inside + kLookBeyond, arrows.size());
    std::vector<std::size_t> shown;
    for (std::size_t i = arrows.firstFrom(visible.begin); i < end && shown.size() <= kMostArrows;) {
        const double number = std::floor(double(g.axis->place(arrows.to(i))) / wide);
        const Time after = std::max(g.axis->time(Place(std::ceil((number + 1) * wide))), arrows.to(i) + 1);
        const std::size_t next = std::max(arrows.firstFrom(after), i + 1);
        for (std::size_t k = i; k < std::min(next, i + kLookFor); ++k)
            if (const Arrow arrow = arrows[k]; arrow.from < visible.end && isDrawable(frame, arrow)) {
                shown.push_back(k);
                break;
            }
        i = next;
    }
    return shown;
}

std::vector<std::size_t> shownArrows(const Frame& frame, const ArrowIndex& index) {
    std::vector<std::size_t> shown;
    for (double strip = 3; strip < 4096; strip *= 2)
        if (shown = oneOfEach(frame, strip); shown.size() <= kMostArrows)
            break;
    const auto& arrows = frame.source.arrows();
    const TimeRange visible = frame.geometry.times();
    const auto& rare = index.signalArrows();
    auto signal = std::lower_bound(rare.begin(), rare.end(), arrows.firstFrom(visible.begin));
    for (std::size_t n = 0; signal != rare.end() && n < kMostSignals; ++signal, ++n) {
        if (arrows[*signal].from >= visible.end)
            break;
        shown.push_back(*signal);
    }
    std::sort(shown.begin(), shown.end());
    shown.erase(std::unique(shown.begin(), shown.end()), shown.end());
    return shown;
}

namespace {

struct Ends {
    QPointF from, to;
};

// From the edge of one bar to the edge of the other. Nothing where one of the lanes is not shown.
bool endsOf(const Frame& frame, const Arrow& arrow, Time end, Ends& ends) {
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
    ends.to = {g.x(end), double(g.y(down ? b.barTop : b.barBottom()))};
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

void paintArrows(QPainter& painter, const Frame& frame, const ArrowIndex& index) {
    const std::vector<std::size_t> shown = shownArrows(frame, index);
    // Where there are many they step back behind the bars.
    constexpr std::size_t kCrowd = 60;
    painter.setRenderHint(QPainter::Antialiasing);
    const bool crowded = shown.size() > kCrowd;
    for (const std::size_t i : shown) {
        const Arrow arrow = frame.source.arrows()[i];
        painter.setOpacity(crowded && arrow.kind != ArrowKind::Signal ? 0.55 : 1);
        if (Ends ends; endsOf(frame, arrow, index.endOf(frame.source, i), ends))
            paintArrow(painter, ends, colorOf(frame, arrow.kind), arrow.kind == ArrowKind::Item,
                       arrow.kind == ArrowKind::Item && !crowded);
    }
    painter.setOpacity(1);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace forkscope::gui::timeline
