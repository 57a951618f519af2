// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/step_delegate.h"

#include "gui/drive/step_model.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QPainter>

namespace forkscope::gui {
namespace {

constexpr int kSide = 8, kNumberWidth = 30, kGap = 8;
constexpr QSize kChip{30, 17};

void paintGround(QPainter& painter, const QRectF& ground, const StepRow& row, bool isCurrent,
                 QStyle::State state) {
    const Colors& c = colors();
    painter.setPen(Qt::NoPen);
    painter.setBrush(isCurrent                         ? c.accentTint
                     : state & QStyle::State_MouseOver ? c.hover
                                                       : QColor(Qt::transparent));
    if (row.kind == StepRow::Kind::Next)
        painter.setPen(QPen(c.accent, 1.2, Qt::DashLine));
    else if (state & QStyle::State_HasFocus && state & QStyle::State_Selected)
        painter.setPen(QPen(c.accent, 1.2));
    painter.drawRoundedRect(ground, 4, 4);
    if (!isCurrent || row.kind == StepRow::Kind::Next)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.accent);
    painter.drawRect(QRectF(ground.left(), ground.top(), 3, ground.height()));
}

void paintChip(QPainter& painter, const QRectF& chip, const StepRow& row) {
    const QColor own = colors().identity[std::size_t(std::max(0, row.identity)) % colors().identity.size()];
    painter.setPen(QPen(own, 1.2));
    painter.setBrush(mixed(colors().panel, own, 0.14));
    painter.drawRoundedRect(chip, 4, 4);
    painter.setFont(uiFont(11, QFont::Bold));
    painter.setPen(own);
    painter.drawText(chip, Qt::AlignCenter, row.tag);
}

} // namespace

QSize StepDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {option.rect.width(), kHeight};
}

void StepDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const StepRow& row = static_cast<const StepModel*>(index.model())->row(index.row());
    const Colors& c = colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF ground = QRectF(option.rect).adjusted(kSide, 1, -kSide, -1);
    paintGround(*painter, ground, row, index.row() == current_, option.state);

    QRectF place = ground.adjusted(0, 0, -kGap, 0);
    const QRectF number(place.left(), place.top(), kNumberWidth, place.height());
    place.setLeft(number.right() + kGap);
    painter->setFont(uiFont(12));
    if (row.kind == StepRow::Kind::Remark) {
        paintIcon(*painter, QStringLiteral("warning"), {number.right() - 14, number.center().y() - 7, 14, 14},
                  c.waitsLock.text);
    } else if (row.number > 0) {
        painter->setPen(row.kind == StepRow::Kind::Next ? c.text : c.dim);
        painter->drawText(number, Qt::AlignRight | Qt::AlignVCenter, QString::number(row.number));
    }
    if (!row.tag.isEmpty()) {
        paintChip(*painter, {{place.left(), place.center().y() - kChip.height() / 2.0}, kChip}, row);
        place.setLeft(place.left() + kChip.width() + kGap);
    }
    if (row.line > 0) {
        const QString line = StepModel::tr("line %1").arg(row.line);
        painter->setFont(uiFont(11));
        painter->setPen(c.dim);
        painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, line);
        place.setRight(place.right() - painter->fontMetrics().horizontalAdvance(line) - kGap);
    }
    const bool isRemark = row.kind == StepRow::Kind::Remark;
    painter->setFont(uiFont(12, row.kind == StepRow::Kind::Next ? QFont::DemiBold : QFont::Normal));
    painter->setPen(isRemark ? c.waitsLock.text : c.text);
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(row.what, Qt::ElideRight, int(place.width())));
    painter->restore();
}

} // namespace forkscope::gui
