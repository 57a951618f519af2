// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/axis.h"

#include "gui/timeline/words.h"

#include <algorithm>
#include <cmath>

namespace forkscope::gui::timeline {

static constexpr double kTickGapMin = 64, kDigitWidth = 7.5, kLabelGap = 14;
static constexpr int kTagHeight = 20;
static constexpr int kLabelIndent = 4;

// Labels take their unit from the whole run, so that it does not change while one zooms.
static Time longestOf(const LaneSource& source, const Geometry& geometry) {
    return std::max(source.end(), geometry.times().end / 10 * 9);
}

static std::vector<AxisTick> timeTicks(const Frame& frame) {
    const Geometry& g = frame.geometry;
    const Time longest = longestOf(frame.source, g);
    double gap = kTickGapMin;
    Time step = 1;
    // Finer steps have longer labels, which need wider gaps: once more with the length that came out.
    for (int round = 0; round < 3; ++round) {
        step = tickStep(g.visible, g.plot().width(), gap);
        const double label = double(tickText(g.visible.end, step, longest).size()) * kDigitWidth;
        gap = std::max(gap, label + kLabelGap);
    }
    std::vector<AxisTick> found;
    for (const Time t : ticks(g.visible, step))
        found.push_back({g.x(t), tickText(t, step, longest), 0});
    return found;
}

// Steps are numbered from 1. Each column has its line while they are wide enough to be told apart.
static std::vector<AxisTick> stepTicks(const Frame& frame) {
    constexpr double kNumberGap = 16, kLineGap = 9;
    const Geometry& g = frame.geometry;
    const std::int64_t count = frame.source.steps().count();
    const double column = double(StepAxis::kColumn) / g.perPixel();
    const double gap = double(QString::number(count).size()) * kDigitWidth + kNumberGap;
    const Time labelled =
        tickStep({0, Time(double(g.plot().width()) / column * 1000)}, g.plot().width(), gap) / 1000;
    const Time each = std::max<Time>(labelled, 1), lined = column >= kLineGap ? 1 : each;
    std::vector<AxisTick> found;
    const Time from = std::max<Time>(g.visible.begin / StepAxis::kColumn, 0);
    for (Time number = std::max<Time>(from / lined * lined, 1);
         number <= count && (number - 1) * StepAxis::kColumn < g.visible.end;
         number = number / lined * lined + lined) {
        const double x = g.xOf((number - 1) * StepAxis::kColumn);
        const bool isNamed = number % each == 0 || (number == 1 && lined > 1);
        found.push_back({x, isNamed ? QString::number(number) : QString(), lined == 1 ? x + column / 2 : 0});
    }
    return found;
}

std::vector<AxisTick> axisTicks(const Frame& frame) {
    return frame.geometry.axis->kind() == AxisKind::Time ? timeTicks(frame) : stepTicks(frame);
}

std::vector<int> gridColumns(const Geometry& geometry, std::span<const AxisTick> ticks) {
    std::vector<int> columns;
    for (const AxisTick& tick : ticks)
        columns.push_back(int(std::floor((tick.x - geometry.plot().left()) * geometry.ratio)));
    return columns;
}

void paintAxis(QPainter& painter, const Frame& frame, std::span<const QRectF> covered, TextCache& texts) {
    const Geometry& g = frame.geometry;
    const double centre = Geometry::kAxis / 2.0 - 1;
    for (const AxisTick& tick : axisTicks(frame)) {
        if (tick.label.isEmpty())
            continue;
        const double x = std::floor(tick.x * g.ratio) / g.ratio;
        const double width = texts.width(tick.label, frame.fonts.axis);
        const double left = tick.middle > 0 ? std::round(tick.middle - width / 2) : x + kLabelIndent;
        const QRectF label(left, 0, width, Geometry::kAxis);
        const bool hidden = std::any_of(covered.begin(), covered.end(), [&](const QRectF& rect) {
            return rect.isValid() && label.adjusted(-8, 0, 8, 0).intersects(rect);
        });
        if (!hidden && label.left() >= g.plot().left() - 2 && label.right() <= g.size.width() - 4)
            texts.draw(painter, tick.label, frame.fonts.axis, frame.colors.dim, label.left(), centre);
    }
}

QString momentText(const Frame& frame, Time t) {
    const Geometry& g = frame.geometry;
    // Where a column stands for next to no time, nanoseconds say nothing.
    const double finest =
        g.axis->kind() == AxisKind::Time ? g.perPixel() : std::max(1000.0, g.timePerPixelAt(t));
    const QString time = preciseText(t, finest, longestOf(frame.source, g));
    if (g.axis->kind() == AxisKind::Time)
        return time;
    const Place step = g.axis->place(t) / StepAxis::kColumn + 1;
    return word(QT_TRANSLATE_NOOP("Timeline", "step %1 · %2"))
        .arg(std::min(step, frame.source.steps().count()))
        .arg(time);
}

QRectF tagRect(const Frame& frame, Time playhead, TextCache& texts) {
    const Geometry& g = frame.geometry;
    const double x = g.x(playhead);
    if (x < g.plot().left() - 0.5 || x > g.plot().right() + 1)
        return {};
    const double width = std::ceil(texts.width(momentText(frame, playhead), frame.fonts.tag)) + 16;
    const double left = std::clamp(std::round(x - width / 2), 2.0, std::max(2.0, g.size.width() - width - 2));
    return {left, (Geometry::kAxis - kTagHeight) / 2.0 - 1, width, kTagHeight};
}

// The column of the step that the playhead shows.
static void paintStepColumn(QPainter& painter, const Frame& frame, Time playhead) {
    const Geometry& g = frame.geometry;
    const double column = double(StepAxis::kColumn) / g.perPixel();
    if (g.axis->kind() != AxisKind::Steps || column < 4 || frame.source.steps().count() == 0)
        return;
    const Place step =
        std::min(g.axis->place(playhead) / StepAxis::kColumn, frame.source.steps().count() - 1);
    QColor tint = frame.colors.accent;
    tint.setAlpha(34);
    const QRectF band(g.xOf(step * StepAxis::kColumn), g.plot().top(), column, g.plot().height());
    painter.fillRect(band & QRectF(g.plot()), tint);
}

void paintPlayhead(QPainter& painter, const Frame& frame, Time playhead, const QRectF& tag,
                   TextCache& texts) {
    if (!tag.isValid())
        return;
    const Geometry& g = frame.geometry;
    paintStepColumn(painter, frame, playhead);
    const double x = std::round(g.x(playhead)) - 1;
    painter.fillRect(QRectF(x, tag.bottom(), 2, g.plot().bottom() + 1 - tag.bottom()), frame.colors.accent);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(frame.colors.accent);
    painter.drawRoundedRect(tag, 4, 4);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QString text = momentText(frame, playhead);
    const double width = texts.width(text, frame.fonts.tag);
    texts.draw(painter, text, frame.fonts.tag, frame.colors.onAccent, tag.center().x() - width / 2,
               tag.center().y());
}

} // namespace forkscope::gui::timeline
