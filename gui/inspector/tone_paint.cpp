// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspector/tone_paint.h"

#include "gui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace forkscope::gui {

StateColor toneColor(Tone tone) {
    const Colors& c = colors();
    switch (tone) {
    case Tone::Running:
        return c.running;
    case Tone::Ready:
        return c.ready;
    case Tone::New:
        return {c.ready.fill, c.ready.text, c.ready.onFill};
    case Tone::WaitsLock:
        return c.waitsLock;
    case Tone::WaitsQueue:
        return c.waitsQueue;
    case Tone::Held:
        return c.held;
    case Tone::Trouble:
        return c.ended;
    case Tone::WaitsProcess: // in join: hollow and grey, as on the timeline
    case Tone::Sleeping:
    case Tone::Ended:
    case Tone::Zombie:
    case Tone::Plain:
        break;
    }
    return c.sleeping;
}

static void hatch(QPainter& painter, const QRectF& where, const QColor& color) {
    painter.setPen(QPen(mixed(color, colors().panel, 0.6), 1.6));
    for (double y = where.top() - where.width(); y < where.bottom(); y += 6)
        painter.drawLine(QPointF(where.left(), y + where.width()), QPointF(where.right(), y));
}

static void dots(QPainter& painter, const QRectF& where, const QColor& color) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(color, colors().panel, 0.7));
    for (double y = where.top() + 4; y < where.bottom() - 1; y += 6)
        painter.drawEllipse(QPointF(where.center().x(), y), 1.1, 1.1);
}

void paintStripe(QPainter& painter, const QRectF& where, Tone tone) {
    const QColor fill = toneColor(tone).fill;
    QRectF box = where;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(box, 2, 2);
    const bool hollow =
        tone == Tone::Zombie || tone == Tone::New || tone == Tone::Held || tone == Tone::WaitsProcess;
    if (hollow) {
        painter.setPen(
            QPen(fill, 1.2, tone == Tone::Held || tone == Tone::WaitsProcess ? Qt::SolidLine : Qt::DotLine));
        painter.drawPath(shape);
        painter.restore();
        return;
    }
    if (tone == Tone::Sleeping || tone == Tone::Ended)
        box.setWidth(3);
    if (tone == Tone::Ready)
        box.setTop(box.top() + box.height() / 3);
    shape = QPainterPath();
    shape.addRoundedRect(box, 2, 2);
    painter.fillPath(shape, fill);
    painter.setClipPath(shape);
    if (tone == Tone::WaitsLock)
        hatch(painter, box, fill);
    else if (tone == Tone::WaitsQueue)
        dots(painter, box, fill);
    painter.restore();
}

} // namespace forkscope::gui
