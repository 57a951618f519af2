// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/legend.h"

#include "gui/timeline/words.h"

#include <QCoreApplication>
#include <QPainterPath>

namespace forkscope::gui::timeline {

using world::LaneState;

namespace {

constexpr int kSwatch = 14, kSwatchHeight = 10, kAfterSwatch = 6, kBetween = 14;

struct Item {
    LaneState state; // Absent: the cross of an ended process
    const char* text;
    const char* brief = nullptr; // where not all have room; null: the same
    bool failed = false;         // … that was killed or raised
};

// In order of importance: where the view is narrow the last ones are left out.
constexpr Item kItems[] = {
    {LaneState::Running, QT_TRANSLATE_NOOP("Timeline", "Running")},
    {LaneState::Ready, QT_TRANSLATE_NOOP("Timeline", "Ready")},
    {LaneState::WaitsLock, QT_TRANSLATE_NOOP("Timeline", "Waiting: lock or event"),
     QT_TRANSLATE_NOOP("Timeline", "Wait: lock, event")},
    {LaneState::WaitsQueue, QT_TRANSLATE_NOOP("Timeline", "Waiting: queue or other"),
     QT_TRANSLATE_NOOP("Timeline", "Wait: queue, other")},
    {LaneState::WaitsProcess, QT_TRANSLATE_NOOP("Timeline", "In join")},
    {LaneState::Stopped, QT_TRANSLATE_NOOP("Timeline", "Held")},
    {LaneState::Sleeping, QT_TRANSLATE_NOOP("Timeline", "Sleeping")},
    {LaneState::Absent, QT_TRANSLATE_NOOP("Timeline", "Ended")},
    {LaneState::Zombie, QT_TRANSLATE_NOOP("Timeline", "Zombie")},
    {LaneState::Absent, QT_TRANSLATE_NOOP("Timeline", "Killed or raised"), nullptr, true},
};

void paintPattern(QPainter& painter, LaneState state, const QRectF& box, const QColor& color) {
    const QColor dark = QColor::fromRgbF(color.redF() * 0.66f, color.greenF() * 0.66f, color.blueF() * 0.66f);
    if (state == LaneState::WaitsLock) {
        painter.setPen(QPen(dark, 2));
        for (double x = box.left() - 2; x < box.right() + box.height(); x += 7)
            painter.drawLine(QPointF(x, box.bottom() + 1), QPointF(x + box.height() + 2, box.top() - 1));
    } else if (state == LaneState::WaitsQueue) {
        for (const QPointF& at : {QPointF(3, 2), QPointF(9, 2), QPointF(6, 6), QPointF(12, 6)})
            painter.fillRect(QRectF(box.topLeft() + at, QSizeF(2, 2)), dark);
    }
}

void paintSwatch(QPainter& painter, const Frame& frame, const Item& item, const QRectF& box) {
    const LaneState state = item.state;
    if (state == LaneState::Absent) {
        painter.setPen(
            QPen(item.failed ? frame.colors.ended : frame.colors.dim, 2, Qt::SolidLine, Qt::RoundCap));
        const QPointF c = box.center();
        painter.drawLine(c + QPointF(-4, -4), c + QPointF(4, 4));
        painter.drawLine(c + QPointF(-4, 4), c + QPointF(4, -4));
        return;
    }
    const QColor color = frame.colors.state[std::size_t(state)];
    const bool hollow =
        state == LaneState::WaitsProcess || state == LaneState::Stopped || state == LaneState::Zombie;
    if (hollow) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 1.2, state == LaneState::Zombie ? Qt::DashLine : Qt::SolidLine));
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
        return;
    }
    double less = 0;
    if (state == LaneState::Sleeping)
        less = (kSwatchHeight - 4) / 2.0;
    else if (state == LaneState::Ready)
        less = kSwatchHeight / 6.0;
    QPainterPath shape;
    shape.addRoundedRect(box.adjusted(0, less, 0, -less), 2, 2);
    painter.fillPath(shape, color);
    painter.save();
    painter.setClipPath(shape);
    paintPattern(painter, state, box, color);
    painter.restore();
}

double widthOf(const QString& text, const Frame& frame, TextCache& texts) {
    return kSwatch + kAfterSwatch + texts.width(text, frame.fonts.legend);
}

bool allFit(double room, const Frame& frame, TextCache& texts) {
    double all = -kBetween;
    for (const Item& item : kItems)
        all += widthOf(word(item.text), frame, texts) + kBetween;
    return all <= room;
}

} // namespace

void paintLegend(QPainter& painter, const Frame& frame, TextCache& texts) {
    const QRect strip = frame.geometry.legend();
    painter.fillRect(strip, frame.colors.raised);
    painter.setRenderHint(QPainter::Antialiasing);
    const double centre = strip.top() + strip.height() / 2.0;
    double x = Geometry::kLeft;
    const double right = strip.right() - Geometry::kRight;
    const bool isBrief = !allFit(right - x, frame, texts);
    for (const Item& item : kItems) {
        const QString text = word(isBrief && item.brief ? item.brief : item.text);
        const double width = widthOf(text, frame, texts);
        if (x + width > right)
            break;
        paintSwatch(painter, frame, item, {x, centre - kSwatchHeight / 2.0, kSwatch, kSwatchHeight});
        texts.draw(painter, text, frame.fonts.legend, frame.colors.dim, x + kSwatch + kAfterSwatch, centre);
        x += width + kBetween;
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace forkscope::gui::timeline
