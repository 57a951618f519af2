// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspector/moment_delegate.h"

#include "gui/inspector/tone_paint.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QAbstractItemView>
#include <QPainter>

namespace forkscope::gui {

static constexpr int kHeadingHeight = 30;
static constexpr int kHeadHeight = 44; // the two first lines of a row
static constexpr int kCompactHeight = 27;
static constexpr int kChipHeight = 19;
static constexpr int kPlaceName = 92;

MomentDelegate::MomentDelegate(QObject* parent) : QStyledItemDelegate(parent) {}

static QRect contentOf(const QRect& row) {
    return row.adjusted(28, 0, -14, 0);
}

static QRectF stripeOf(const QRect& row) {
    const int inset = row.height() > kCompactHeight ? 7 : 5;
    return QRectF(row.left() + 14, row.top() + inset, 6, row.height() - 2 * inset);
}

QSize MomentDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const MomentRow& row = static_cast<const MomentModel*>(index.model())->row(index.row());
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view ? view->viewport()->width() : 300;
    if (row.kind == RowKind::Heading)
        return {width, kHeadingHeight};
    if (row.compact)
        return {width, kCompactHeight};
    const QRect area = contentOf(QRect(0, 0, width, 1000));
    return {width, layoutPlaces(nullptr, row, area, kHeadHeight) + 6};
}

void MomentDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    const MomentRow& row = static_cast<const MomentModel*>(index.model())->row(index.row());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (row.kind == RowKind::Heading) {
        paintHeading(*painter, row, option.rect);
    } else {
        paintGround(*painter, option);
        if (row.kind == RowKind::Process)
            paintStripe(*painter, stripeOf(option.rect), row.tone);
        const QRect area = contentOf(option.rect);
        paintHead(*painter, row, area);
        if (!row.compact)
            layoutPlaces(painter, row, area, option.rect.top() + kHeadHeight);
    }
    painter->restore();
}

void MomentDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option) const {
    const QRectF box = QRectF(option.rect).adjusted(7, 1, -7, -1);
    if (option.state & QStyle::State_Selected) {
        painter.setPen(option.state & QStyle::State_HasFocus ? QPen(colors().accent, 1) : QPen(Qt::NoPen));
        painter.setBrush(colors().accentTint);
        painter.drawRoundedRect(box, 6, 6);
    } else if (option.state & QStyle::State_MouseOver) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors().raised);
        painter.drawRoundedRect(box, 6, 6);
    }
}

void MomentDelegate::paintHeading(QPainter& painter, const MomentRow& row, const QRect& area) const {
    const QRect text = area.adjusted(14, 6, -14, 0);
    painter.setFont(uiFont(12, QFont::DemiBold));
    painter.setPen(colors().dim);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, row.name);
    painter.setFont(uiFont(12));
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, row.facts);
}

// Line 1: symbol or tag, name, and at the right the state in its colour. Line 2: facts.
void MomentDelegate::paintHead(QPainter& painter, const MomentRow& row, const QRect& area) const {
    const StateColor tone = toneColor(row.tone);
    const QRect first(area.left(), area.top() + (row.compact ? 4 : 6), area.width(), 18);
    const QFont strong = uiFont(13, QFont::DemiBold);
    int right = first.right() + 1;
    if (!row.state.isEmpty()) {
        const QFont stateFont = uiFont(12, QFont::DemiBold);
        const QFontMetrics metrics(stateFont);
        const QString state = metrics.elidedText(row.state, Qt::ElideRight, area.width() * 3 / 5);
        const int wide = metrics.horizontalAdvance(state);
        painter.setFont(stateFont);
        painter.setPen(tone.text);
        painter.drawText(QRect(right - wide, first.top(), wide, 18), Qt::AlignVCenter | Qt::AlignLeft, state);
        right -= wide + 8;
        if (row.kind == RowKind::Process) {
            paintIcon(painter, row.symbol, QRectF(right - 10, first.top() + 2, 14, 14), tone.text);
            right -= 18;
        }
    }
    int left = first.left();
    painter.setPen(colors().text);
    painter.setFont(strong);
    if (row.kind == RowKind::Process) {
        painter.drawText(QRect(left, first.top(), 60, 18), Qt::AlignVCenter, row.tag);
        left += QFontMetrics(strong).horizontalAdvance(row.tag) + 8;
        painter.setFont(uiFont(13));
    } else {
        paintIcon(painter, row.symbol, QRectF(area.left() - 15, first.top() + 1, 16, 16), tone.text);
        left += 6;
    }
    const QString name = painter.fontMetrics().elidedText(row.name, Qt::ElideRight, right - left - 4);
    painter.drawText(QRect(left, first.top(), right - left, 18), Qt::AlignVCenter, name);

    if (row.compact)
        return;
    const int factsLeft = row.kind == RowKind::Process ? area.left() : area.left() + 6;
    painter.setFont(uiFont(12));
    painter.setPen(colors().dim);
    painter.drawText(QRect(factsLeft, area.top() + 24, area.right() - factsLeft, 17), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(row.facts, Qt::ElideMiddle, area.right() - factsLeft));
}

int MomentDelegate::layoutPlaces(QPainter* painter, const MomentRow& row, const QRect& area, int top) const {
    for (const QueuePlace& place : row.places)
        top = layoutPlace(painter, row, place, area, top);
    return layoutSentence(painter, row, area, top);
}

int MomentDelegate::layoutPlace(QPainter* painter, const MomentRow& row, const QueuePlace& place,
                                const QRect& area, int top) const {
    if (!painter)
        return top + kChipHeight + 4;
    const int left = area.left() + 6;
    painter->setFont(uiFont(11));
    painter->setPen(colors().dim);
    painter->drawText(QRect(left, top, kPlaceName, kChipHeight), Qt::AlignVCenter, place.name);
    const QColor fill = row.kind == RowKind::File   ? colors().sleeping.fill
                        : row.kind == RowKind::Lock ? colors().waitsLock.fill
                                                    : colors().waitsQueue.fill;
    painter->setFont(row.kind == RowKind::Queue ? codeFont(11) : uiFont(11, QFont::DemiBold));
    const QFontMetrics metrics = painter->fontMetrics();
    int x = left + kPlaceName;
    if (place.items.isEmpty()) {
        painter->setPen(QPen(colors().line, 1, Qt::DashLine));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(x + 0.5, top + 1.5, 34, kChipHeight - 3), 4, 4);
        return top + kChipHeight + 4;
    }
    int hidden = place.more;
    for (int i = 0; i < place.items.size(); ++i) {
        const QString text = metrics.elidedText(place.items[i], Qt::ElideRight, 110);
        const int wide = metrics.horizontalAdvance(text) + 12;
        const bool last = i + 1 == place.items.size() && place.more == 0;
        if (x + wide > area.right() - (last ? 0 : 30)) {
            hidden += int(place.items.size()) - i;
            break;
        }
        painter->setPen(QPen(fill, 1));
        painter->setBrush(mixed(colors().panel, fill, colors().dark ? 0.25 : 0.18));
        painter->drawRoundedRect(QRectF(x + 0.5, top + 0.5, wide - 1, kChipHeight - 1), 4, 4);
        painter->setPen(colors().text);
        painter->drawText(QRect(x, top, wide, kChipHeight), Qt::AlignCenter, text);
        x += wide + 4;
    }
    if (hidden > 0) {
        painter->setFont(uiFont(11));
        painter->setPen(colors().dim);
        painter->drawText(QRect(x + 2, top, 60, kChipHeight), Qt::AlignVCenter,
                          QStringLiteral("+%1").arg(hidden));
    }
    return top + kChipHeight + 4;
}

int MomentDelegate::layoutSentence(QPainter* painter, const MomentRow& row, const QRect& area,
                                   int top) const {
    if (row.sentence.isEmpty())
        return top;
    const QFont font = uiFont(12);
    const int left = row.kind == RowKind::Process ? area.left() : area.left() + 6;
    const QRect room(left, top, area.right() - left, 400);
    const QRect used = QFontMetrics(font).boundingRect(room, Qt::TextWordWrap, row.sentence);
    if (painter) {
        painter->setFont(font);
        painter->setPen(colors().text);
        painter->drawText(room, Qt::TextWordWrap, row.sentence);
    }
    return top + used.height() + 3;
}

} // namespace forkscope::gui
