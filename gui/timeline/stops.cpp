// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/stops.h"

#include <cmath>

namespace forkscope::gui::timeline {

static constexpr double kRadius = 9;

QPointF centreOfStop(const Frame& frame, Time stop) {
    return {frame.geometry.x(stop), Geometry::kAxis / 2.0 - 1};
}

static bool isShown(const Frame& frame, Time stop) {
    const QRect plot = frame.geometry.plot();
    const double x = frame.geometry.x(stop);
    return x >= plot.left() - 1 && x <= plot.right() + 1;
}

void paintStops(QPainter& painter, const Frame& frame, std::span<const Time> stops, const QRectF& tag,
                TextCache& texts) {
    for (std::size_t i = 0; i < stops.size(); ++i) {
        if (!isShown(frame, stops[i]))
            continue;
        const QPointF centre = centreOfStop(frame, stops[i]);
        painter.setPen(QPen(frame.colors.dim, 1, Qt::DotLine));
        const double x = std::floor(centre.x()) + 0.5;
        painter.drawLine(QPointF(x, Geometry::kAxis), QPointF(x, frame.geometry.plot().bottom()));
        if (tag.isValid() && tag.adjusted(-4, 0, 4, 0).contains(centre)) // the moment shown says so itself
            continue;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(frame.colors.text, 1.4));
        painter.setBrush(frame.colors.panel);
        painter.drawEllipse(centre, kRadius, kRadius);
        painter.setRenderHint(QPainter::Antialiasing, false);
        const QString number = QString::number(i + 1);
        texts.draw(painter, number, frame.fonts.tag, frame.colors.text,
                   centre.x() - texts.width(number, frame.fonts.tag) / 2, centre.y());
    }
}

std::optional<std::size_t> stopAt(const Frame& frame, std::span<const Time> stops, QPointF point) {
    for (std::size_t i = stops.size(); i-- > 0;) {
        const QPointF away = point - centreOfStop(frame, stops[i]);
        if (isShown(frame, stops[i]) && std::hypot(away.x(), away.y()) <= kRadius + 2)
            return i;
    }
    return std::nullopt;
}

} // namespace forkscope::gui::timeline
