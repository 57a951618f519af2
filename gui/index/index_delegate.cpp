// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/index/index_delegate.h"

#include "gui/index/index_model.h"
#include "gui/theme/theme.h"

#include <QPainter>

namespace forkscope::gui {

static constexpr int kSideOfRow = 14, kErrorHeight = 48, kTopicHeight = 30, kLetterHeight = 34;

static const IndexRow& rowAt(const QModelIndex& index) {
    return static_cast<const IndexModel*>(index.model())->row(index.row());
}

QSize IndexDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    switch (rowAt(index).kind) {
    case IndexRow::Kind::Error:
        return {option.rect.width(), kErrorHeight};
    case IndexRow::Kind::Letter:
        return {option.rect.width(), kLetterHeight};
    case IndexRow::Kind::Topic:
        break;
    }
    return {option.rect.width(), kTopicHeight};
}

static void drawElided(QPainter* painter, const QRect& place, int flags, const QString& text) {
    painter->drawText(place, flags | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
}

void IndexDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    const IndexRow& row = rowAt(index);
    const Colors& c = colors();
    const QRect inner = option.rect.adjusted(kSideOfRow, 0, -kSideOfRow, 0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool isChosen = option.state & QStyle::State_Selected;
    if (row.kind != IndexRow::Kind::Letter && (isChosen || (option.state & QStyle::State_MouseOver))) {
        painter->setPen(isChosen && (option.state & QStyle::State_HasFocus) ? QPen(c.accent, 1) : Qt::NoPen);
        painter->setBrush(isChosen ? c.accentTint : c.hover);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(4.5, 1.5, -4.5, -1.5), 6, 6);
    }
    painter->setPen(row.kind == IndexRow::Kind::Letter ? c.dim : c.text);
    if (row.kind == IndexRow::Kind::Error) {
        const int top = row.beside.isEmpty() ? 14 : 5;
        painter->setFont(uiFont(13, QFont::DemiBold));
        drawElided(painter, QRect(inner.left(), inner.top() + top, inner.width(), 20), Qt::AlignLeft,
                   row.name);
        painter->setPen(c.dim);
        painter->setFont(uiFont(12));
        drawElided(painter, QRect(inner.left(), inner.top() + 24, inner.width(), 18), Qt::AlignLeft,
                   row.beside);
    } else if (row.kind == IndexRow::Kind::Letter) {
        painter->setFont(uiFont(12, QFont::DemiBold));
        painter->drawText(inner.adjusted(0, 8, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.name);
    } else {
        painter->setFont(uiFont(12));
        const int width = painter->fontMetrics().horizontalAdvance(row.beside) + 2;
        painter->setPen(c.dim);
        painter->drawText(inner, Qt::AlignRight | Qt::AlignVCenter, row.beside);
        painter->setPen(c.text);
        painter->setFont(uiFont(13));
        drawElided(painter, inner.adjusted(0, 0, -width - 10, 0), Qt::AlignLeft, row.name);
    }
    painter->restore();
}

} // namespace forkscope::gui
