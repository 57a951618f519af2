// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/elided_label.h"

#include "gui/theme/theme.h"

#include <QPainter>

namespace forkscope::gui {

ElidedLabel::ElidedLabel(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString& text) {
    if (text == text_)
        return;
    text_ = text;
    setToolTip(text);
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ElidedLabel::setAlignment(Qt::Alignment alignment) {
    alignment_ = alignment;
    update();
}

void ElidedLabel::setStrong(bool strong) {
    strong_ = strong;
    update();
}

QSize ElidedLabel::sizeHint() const {
    return {fontMetrics().horizontalAdvance(text_) + 2, fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const {
    return {0, fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    const QString shown = fontMetrics().elidedText(text_, Qt::ElideRight, width());
    if (shown.size() < 2 && shown != text_)
        return; // dots alone tell nothing
    QPainter painter(this);
    painter.setPen(strong_ ? colors().text : colors().dim);
    painter.drawText(rect(), int(alignment_) | Qt::TextSingleLine, shown);
}

} // namespace forkscope::gui
