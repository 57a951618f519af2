// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/measure.h"

#include "gui/timeline/words.h"

#include <algorithm>
#include <cmath>

namespace forkscope::gui::timeline {

QString measureText(const Frame& frame, TimeRange range) {
    const Steps& steps = frame.source.steps();
    const std::int64_t count = steps.before(range.end) - steps.before(range.begin);
    const QString events = count == 1 ? word(QT_TRANSLATE_NOOP("Timeline", "1 event"))
                                      : word(QT_TRANSLATE_NOOP("Timeline", "%1 events")).arg(count);
    const QString length = lengthText(range.span());
    const bool byTime = frame.geometry.axis->kind() == AxisKind::Time;
    return (byTime ? length : events) + QStringLiteral(" · ") + (byTime ? events : length);
}

static QRectF bandOf(const Frame& frame, TimeRange range) {
    const QRect plot = frame.geometry.plot();
    const double from = frame.geometry.x(range.begin), to = frame.geometry.x(range.end);
    return QRectF(from, plot.top(), to - from, plot.height()) & QRectF(plot);
}

void paintMeasuredRange(QPainter& painter, const Frame& frame, TimeRange range) {
    const QRectF band = bandOf(frame, range);
    if (band.isEmpty())
        return;
    QColor tint = frame.colors.accent;
    tint.setAlpha(38);
    painter.fillRect(band, tint);
    painter.fillRect(QRectF(band.left(), band.top(), 1, band.height()), frame.colors.accent);
    painter.fillRect(QRectF(band.right() - 1, band.top(), 1, band.height()), frame.colors.accent);
}

QRectF measureRect(const Frame& frame, TimeRange range, const QRectF& avoid, TextCache& texts) {
    constexpr int kHeight = 20, kGap = 4;
    const QRectF band = bandOf(frame, range);
    if (band.isEmpty())
        return {};
    const double width = std::ceil(texts.width(measureText(frame, range), frame.fonts.tag)) + 16;
    const double most = std::max(2.0, frame.geometry.size.width() - width - 2);
    double left = std::clamp(std::round(band.center().x() - width / 2), 2.0, most);
    const QRectF middle(left, (Geometry::kAxis - kHeight) / 2.0 - 1, width, kHeight);
    if (!avoid.isValid() || !middle.adjusted(-kGap, 0, kGap, 0).intersects(avoid))
        return middle;
    // Beside the tag, on the side where the stretch has more of its length, if there is room.
    const bool toLeft = band.center().x() < avoid.center().x();
    left = toLeft ? avoid.left() - kGap - width : avoid.right() + kGap;
    if (left < 2 || left > most)
        left = toLeft ? avoid.right() + kGap : avoid.left() - kGap - width;
    return {std::clamp(left, 2.0, most), middle.top(), width, kHeight};
}

void paintMeasure(QPainter& painter, const Frame& frame, TimeRange range, const QRectF& rect,
                  TextCache& texts) {
    if (!rect.isValid())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(frame.colors.accent, 1));
    painter.setBrush(frame.colors.raised);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QString text = measureText(frame, range);
    texts.draw(painter, text, frame.fonts.tag, frame.colors.text, rect.left() + 8, rect.center().y());
}

} // namespace forkscope::gui::timeline
