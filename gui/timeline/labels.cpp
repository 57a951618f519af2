// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/labels.h"

#include "gui/timeline/words.h"

#include <algorithm>
#include <cmath>

namespace forkscope::gui::timeline {

using world::LaneKind;
using world::LaneShape;
using world::LaneState;

Fonts::Fonts(const QFont& base)
    : id(base), name(base), bar(base), axis(base), tag(base), legend(base), header(base) {
    const auto set = [](QFont& font, int pixels, QFont::Weight weight) {
        font.setPixelSize(pixels);
        font.setWeight(weight);
    };
    set(id, 13, QFont::DemiBold);
    set(name, 13, QFont::Normal);
    set(bar, 11, QFont::DemiBold);
    set(axis, 12, QFont::Normal);
    set(tag, 12, QFont::DemiBold);
    set(legend, 12, QFont::Normal);
    set(header, 11, QFont::DemiBold);
}

namespace {

struct LabelSpot {
    double left, right; // of the bar, logical, in the viewport
    double free;        // where the next bar begins
};

QColor textColor(const Frame& frame, LaneKind kind, LaneState state) {
    if (shapeOf(kind) == LaneShape::Owner)
        return state == LaneState::Stopped ? frame.colors.ended : frame.colors.onIdentity;
    return frame.colors.onState[std::size_t(state)];
}

// The first text that fits, else the last one cut where enough of it is left, else nothing.
QString fitting(const QStringList& candidates, const QFont& font, double room, TextCache& texts) {
    for (const QString& text : candidates)
        if (texts.width(text, font) <= room)
            return text;
    constexpr double kWorthCutting = 40;
    return candidates.isEmpty() || room < kWorthCutting ? QString()
                                                        : texts.elided(candidates.back(), font, room);
}

// Solid behind the letters, so that neither hatching nor an arrow crosses them.
QColor groundColor(const Frame& frame, LaneState state) {
    const TimelineColors& colors = frame.colors;
    const QColor own = colors.state[std::size_t(state)];
    switch (state) {
    case LaneState::WaitsProcess:
        return colors.raised;
    case LaneState::Zombie:
        return colors.panel;
    case LaneState::Stopped: {
        const auto tinted = [](float under, float over) { return float(under + (over - under) * kHeldTint); };
        return QColor::fromRgbF(tinted(colors.panel.redF(), own.redF()),
                                tinted(colors.panel.greenF(), own.greenF()),
                                tinted(colors.panel.blueF(), own.blueF()));
    }
    default:
        return own;
    }
}

// Two bars, the sign of what is held.
void paintPause(QPainter& painter, const QColor& color, double x, double centre) {
    for (const double dx : {0.0, 4.0})
        painter.fillRect(QRectF(std::round(x + dx), std::round(centre) - 4, 2, 8), color);
}

void paintBarLabel(QPainter& painter, const Frame& frame, const LaneRow& row, LabelSpot spot,
                   TextCache& texts) {
    const world::Track& track = frame.source.track(row.lane);
    const std::size_t interval = track.find(frame.geometry.timeAt((spot.left + spot.right) / 2));
    const QStringList candidates = barTexts(frame.source, row.lane, interval);
    if (candidates.isEmpty())
        return;
    const LaneState state = track.state(interval);
    const QFont& font = frame.fonts.bar;
    const double centre = frame.geometry.y(row.barTop) + row.barHeight / 2.0;
    const bool lock = shapeOf(row.kind) == LaneShape::Owner, held = state == LaneState::Stopped && !lock;
    const double margin = lock ? 1.5 : 6;
    const double sign =
        held || (state == LaneState::Zombie && !lock) ? 10 : 0; // the pause, the cross of its end
    const double room = spot.right - spot.left - 2 * margin - sign;
    const QColor color = textColor(frame, row.kind, state);
    if (held && room > -4)
        paintPause(painter, color, spot.left + margin, centre);
    const QString text = fitting(candidates, font, room, texts);
    if (!text.isEmpty()) {
        const double width = texts.width(text, font);
        const double x = spot.left + margin + sign + (lock ? (room - width) / 2 : 0);
        const double letters = state == LaneState::Ready ? std::min(12, row.barHeight * 2 / 3) : 12;
        if (!lock)
            painter.fillRect(QRectF(x - 2, centre - letters / 2, width + 4, letters),
                             groundColor(frame, state));
        texts.draw(painter, text, font, color, x, centre);
        return;
    }
    // A short hold still says whose it is, beside the bar.
    constexpr double kBeside = 4;
    if (lock && texts.width(candidates.front(), font) + 2 * kBeside <= spot.free - spot.right)
        texts.draw(painter, candidates.front(), font, frame.colors.text, spot.right + kBeside, centre);
}

} // namespace

void paintBarLabels(QPainter& painter, const Frame& frame, const LaneRow& row, std::span<const BarRun> runs,
                    TextCache& texts) {
    const double left = frame.geometry.plot().left(), ratio = frame.geometry.ratio;
    for (const BarRun& run : runs)
        paintBarLabel(painter, frame, row,
                      {left + run.from / ratio, left + run.to / ratio, left + run.next / ratio}, texts);
}

} // namespace forkscope::gui::timeline
