// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/chart_legend.h"

#include "gui/theme/theme.h"

#include <QPainter>

namespace forkscope::gui {

static constexpr int kSwatch = 14, kSwatchHeight = 10, kAfterSwatch = 6, kBetween = 16, kLine = 20;

ChartLegend::ChartLegend(QWidget* parent) : QWidget(parent) {
    setFont(uiFont(12));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChartLegend::setEntries(std::vector<LegendEntry> entries) {
    QStringList texts;
    for (const LegendEntry& entry : entries)
        texts += entry.text;
    setAccessibleName(texts.join(QStringLiteral(", ")));
    entries_ = std::move(entries);
    updateGeometry();
    update();
}

std::vector<QPoint> ChartLegend::placesFor(int width) const {
    std::vector<QPoint> places;
    const QFontMetrics metrics(uiFont(12));
    QPoint at(0, 0);
    for (const LegendEntry& entry : entries_) {
        const int wide = kSwatch + kAfterSwatch + metrics.horizontalAdvance(entry.text);
        if (at.x() > 0 && at.x() + wide > width)
            at = {0, at.y() + kLine};
        places.push_back(at);
        at.rx() += wide + kBetween;
    }
    return places;
}

int ChartLegend::heightForWidth(int width) const {
    const std::vector<QPoint> places = placesFor(width);
    return places.empty() ? 0 : places.back().y() + kLine;
}

QSize ChartLegend::sizeHint() const {
    return {200, heightForWidth(std::max(200, width()))};
}

void ChartLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paint(painter, width());
}

void ChartLegend::paint(QPainter& painter, int width) const {
    painter.setFont(uiFont(12));
    const std::vector<QPoint> places = placesFor(width);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const QRect swatch(places[i].x(), places[i].y() + (kLine - kSwatchHeight) / 2, kSwatch,
                           kSwatchHeight);
        const ChartFill& fill = entries_[i].fill;
        painter.setBrushOrigin(swatch.topLeft());
        if (fill.brush.style() == Qt::NoBrush) { // a line of the chart
            painter.setPen(fill.pen);
            painter.drawLine(swatch.left(), swatch.center().y(), swatch.right(), swatch.center().y());
        } else {
            painter.fillRect(swatch, fill.brush);
            painter.setPen(fill.pen);
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(swatch.adjusted(0, 0, -1, -1));
        }
        painter.setPen(colors().dim);
        const QRect text(swatch.right() + 1 + kAfterSwatch, places[i].y(), width, kLine);
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft, entries_[i].text);
    }
}

} // namespace forkscope::gui
