// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/labels.h"

#include "gui/timeline/words.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace forkscope::gui::timeline {

using world::LaneKind;
using world::LaneShape;
using world::LaneState;

Fonts::Fonts(const QFont& base) : id(base), name(base), bar(base), axis(base), tag(base), legend(base) {
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
}

// -- lane names

static constexpr int kIdWidth = 26; // column of "P1"
static constexpr int kNameGap = 6;
static constexpr int kGutterMin = 102, kGutterMax = 200;

int gutterWidth(const LaneSource& source, const LaneLayout& layout, const Fonts& fonts) {
    const QFontMetricsF id(fonts.id), name(fonts.name), side(fonts.legend);
    double widest = 0;
    for (const LaneRow& row : layout.rows()) {
        const LaneTitle title = source.title(row.lane);
        const double words = row.kind == LaneKind::Process
                                 ? kIdWidth + kNameGap + name.horizontalAdvance(title.name)
                                 : id.horizontalAdvance(title.name) + kNameGap +
                                       side.horizontalAdvance(sideText(source, row.lane));
        widest = std::max(widest, words);
    }
    return std::clamp(int(std::ceil(widest)) + Geometry::kLeft + 10, kGutterMin, kGutterMax);
}

static void paintLaneName(QPainter& painter, const Frame& frame, const LaneRow& row, TextCache& texts) {
    const Fonts& fonts = frame.fonts;
    const LaneTitle title = frame.source.title(row.lane);
    const double centre = frame.geometry.y(row.top) + row.height / 2.0;
    const double right = frame.geometry.gutter - 8;
    double x = Geometry::kLeft;
    if (row.kind == LaneKind::Process && !title.id.isEmpty()) {
        texts.draw(painter, title.id, fonts.id, frame.colors.text, x, centre);
        x += std::max<double>(kIdWidth, texts.width(title.id, fonts.id)) + kNameGap;
        texts.draw(painter, texts.elided(title.name, fonts.name, right - x), fonts.name, frame.colors.dim, x,
                   centre);
        return;
    }
    const bool actor = shapeOf(row.kind) == LaneShape::Actor;
    if (row.kind == LaneKind::Thread)
        x += kNameGap; // it belongs to the process above
    const QFont& font = actor ? fonts.name : fonts.id;
    const QString name = texts.elided(title.name, font, right - x);
    texts.draw(painter, name, font, actor ? frame.colors.dim : frame.colors.text, x, centre);
    x += texts.width(name, font) + kNameGap;
    const QString side = sideText(frame.source, row.lane);
    if (texts.width(side, fonts.legend) <= right - x)
        texts.draw(painter, side, fonts.legend, frame.colors.dim, x, centre);
}

void paintLaneNames(QPainter& painter, const Frame& frame, TextCache& texts) {
    const QRect plot = frame.geometry.plot();
    painter.save();
    painter.setClipRect(0, plot.top(), frame.geometry.gutter, plot.height());
    for (const LaneRow& row : frame.layout.rows())
        if (frame.geometry.y(row.bottom()) > plot.top() && frame.geometry.y(row.top) < plot.bottom())
            paintLaneName(painter, frame, row, texts);
    painter.restore();
}

// -- words in bars

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
