// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/axis.h"

#include <algorithm>
#include <cmath>

namespace forkscope::gui::timeline {

static constexpr double kTickGapMin = 64, kDigitWidth = 7.5, kLabelGap = 14;
static constexpr int kTagHeight = 20;
static constexpr int kLabelIndent = 4;

// Labels take their unit from the whole run, so that it does not change while one zooms.
static Time longestOf(const LaneSource& source, const Geometry& geometry) {
    return std::max(source.end(), geometry.visible.end * 9 / 10);
}

std::vector<Time> axisTicks(const Geometry& geometry, const LaneSource& source, Time* step) {
    const double width = geometry.plot().width();
    const Time longest = longestOf(source, geometry);
    double gap = kTickGapMin;
    // Finer steps have longer labels, which need wider gaps: once more with the length that came out.
    for (int round = 0; round < 3; ++round) {
        *step = tickStep(geometry.visible, width, gap);
        const double label = double(tickText(geometry.visible.end, *step, longest).size()) * kDigitWidth;
        gap = std::max(gap, label + kLabelGap);
    }
    return ticks(geometry.visible, *step);
}

std::vector<int> gridColumns(const Geometry& geometry, std::span<const Time> ticks) {
    std::vector<int> columns;
    for (const Time t : ticks)
        columns.push_back(int(std::floor((geometry.x(t) - geometry.plot().left()) * geometry.ratio)));
    return columns;
}

void paintAxis(QPainter& painter, const Frame& frame, const QRectF& covered, TextCache& texts) {
    const Geometry& g = frame.geometry;
    Time step = 1;
    const std::vector<Time> shown = axisTicks(g, frame.source, &step);
    const Time longest = longestOf(frame.source, g);
    const double centre = Geometry::kAxis / 2.0 - 1;
    for (const Time t : shown) {
        const double x = std::floor(g.x(t) * g.ratio) / g.ratio;
        const QString text = tickText(t, step, longest);
        const double width = texts.width(text, frame.fonts.axis);
        const QRectF label(x + kLabelIndent, 0, width, Geometry::kAxis);
        const bool hidden = covered.isValid() && label.adjusted(-8, 0, 8, 0).intersects(covered);
        if (!hidden && label.right() <= g.size.width() - 4)
            texts.draw(painter, text, frame.fonts.axis, frame.colors.dim, label.left(), centre);
    }
}

QRectF tagRect(const Frame& frame, Time playhead, TextCache& texts) {
    const Geometry& g = frame.geometry;
    const double x = g.x(playhead);
    if (x < g.plot().left() - 0.5 || x > g.plot().right() + 1)
        return {};
    const QString text = preciseText(playhead, g.perPixel(), longestOf(frame.source, g));
    const double width = std::ceil(texts.width(text, frame.fonts.tag)) + 16;
    const double left = std::clamp(std::round(x - width / 2), 2.0, std::max(2.0, g.size.width() - width - 2));
    return {left, (Geometry::kAxis - kTagHeight) / 2.0 - 1, width, kTagHeight};
}

void paintPlayhead(QPainter& painter, const Frame& frame, Time playhead, const QRectF& tag,
                   TextCache& texts) {
    if (!tag.isValid())
        return;
    const Geometry& g = frame.geometry;
    const double x = std::round(g.x(playhead)) - 1;
    painter.fillRect(QRectF(x, tag.bottom(), 2, g.plot().bottom() + 1 - tag.bottom()), frame.colors.accent);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(frame.colors.accent);
    painter.drawRoundedRect(tag, 4, 4);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QString text = preciseText(playhead, g.perPixel(), longestOf(frame.source, g));
    const double width = texts.width(text, frame.fonts.tag);
    texts.draw(painter, text, frame.fonts.tag, frame.colors.onAccent, tag.center().x() - width / 2,
               tag.center().y());
}

} // namespace forkscope::gui::timeline
