// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/stays.h"

#include "engine/world/explain.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace forkscope::gui::timeline {

// Of all stays together: from when the second came to when the last but one had gone, as far as both are so.
TimeRange overlapOf(std::span<const LaneStay> stays) {
    if (stays.size() < 2)
        return {};
    std::vector<Time> came, left;
    for (const LaneStay& stay : stays) {
        came.push_back(stay.from);
        left.push_back(stay.to);
    }
    std::ranges::sort(came);
    std::ranges::sort(left, std::greater());
    return {came[1], std::max(came[1], left[1])};
}

static QRectF boxOf(const Frame& frame, const LaneStay& stay) {
    for (std::size_t lane = 0; lane < frame.source.laneCount(); ++lane) {
        if (frame.source.process(lane) != frame.source.known(stay.process))
            continue;
        const auto index = frame.layout.rowOfLane(lane);
        if (!index)
            return {};
        const LaneRow& row = frame.layout.rows()[*index];
        const Geometry& g = frame.geometry;
        const double left = g.x(stay.from), right = std::max(left + 6, g.x(stay.to));
        return QRectF(left - 2, g.y(row.top) + 2, right - left + 4, row.height - 4) & QRectF(g.plot());
    }
    return {};
}

static void paintWords(QPainter& painter, const Frame& frame, TimeRange overlap, const QRectF& first,
                       TextCache& texts) {
    const QString words = QCoreApplication::translate("Timeline", "two inside from %1 to %2")
                              .arg(QString::fromStdString(world::formatTime(overlap.begin)),
                                   QString::fromStdString(world::formatTime(overlap.end)));
    const double width = texts.width(words, frame.fonts.tag);
    const QRect plot = frame.geometry.plot();
    double x = frame.geometry.x(overlap.end) + 10;
    if (x + width > plot.right())
        x = frame.geometry.x(overlap.begin) - 10 - width;
    if (x < plot.left())
        return;
    painter.fillRect(QRectF(x - 4, first.center().y() - 9, width + 8, 18), frame.colors.panel);
    texts.draw(painter, words, frame.fonts.tag, frame.colors.ended, x, first.center().y());
}

void paintStays(QPainter& painter, const Frame& frame, std::span<const LaneStay> stays, TextCache& texts) {
    const TimeRange overlap = overlapOf(stays);
    if (overlap.end <= overlap.begin)
        return;
    const QRect plot = frame.geometry.plot();
    QColor tint = frame.colors.ended;
    tint.setAlpha(46);
    const double left = frame.geometry.x(overlap.begin);
    painter.fillRect(
        QRectF(left, plot.top(), std::max(2.0, frame.geometry.x(overlap.end) - left), plot.height()) &
            QRectF(plot),
        tint);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(frame.colors.ended, 1.6));
    tint.setAlpha(26);
    painter.setBrush(tint);
    QRectF first;
    for (const LaneStay& stay : stays) {
        const QRectF box = boxOf(frame, stay);
        if (box.isEmpty())
            continue;
        painter.drawRoundedRect(box, 4, 4);
        if (first.isEmpty() || box.top() < first.top())
            first = box;
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (!first.isEmpty())
        paintWords(painter, frame, overlap, first, texts);
}

} // namespace forkscope::gui::timeline
