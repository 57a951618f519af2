// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/text_cache.h"

#include <QFontMetricsF>

#include <cmath>

namespace forkscope::gui::timeline {

TextCache::Entry& TextCache::entry(const QString& text, const QFont& font) {
    constexpr int kMost = 4096; // labels with times in them come and go
    const Key key{text, font};
    if (const auto found = entries_.find(key); found != entries_.end())
        return found.value();
    if (entries_.size() >= kMost)
        entries_.clear();
    Entry made;
    made.text = QStaticText(text);
    made.text.setTextFormat(Qt::PlainText);
    made.text.setPerformanceHint(QStaticText::AggressiveCaching);
    const QFontMetricsF metrics(font);
    made.width = metrics.horizontalAdvance(text);
    made.ascent = metrics.ascent();
    made.capital = metrics.capHeight();
    return entries_.insert(key, made).value();
}

double TextCache::width(const QString& text, const QFont& font) {
    return entry(text, font).width;
}

void TextCache::draw(QPainter& painter, const QString& text, const QFont& font, const QColor& color, double x,
                     double centre) {
    if (text.isEmpty())
        return;
    const Entry& e = entry(text, font);
    painter.setFont(font);
    painter.setPen(color);
    const double baseline = std::round(centre + e.capital / 2);
    painter.drawStaticText(QPointF(x, baseline - e.ascent), e.text);
}

QString TextCache::elided(const QString& text, const QFont& font, double width) {
    if (this->width(text, font) <= width)
        return text;
    const QString shorter = QFontMetricsF(font).elidedText(text, Qt::ElideRight, width);
    return shorter.size() >= 4 ? shorter : QString();
}

} // namespace forkscope::gui::timeline
