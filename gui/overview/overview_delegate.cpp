// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/overview_delegate.h"

#include "gui/home/pips.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace forkscope::gui {

static constexpr int kEdge = 8, kRead = 56, kCount = 54, kFigures = 80; // px

OverviewDelegate::OverviewDelegate(OverviewModel* model, QObject* parent)
    : QStyledItemDelegate(parent), model_(model) {}

int OverviewDelegate::most(int column) const {
    if (isCompact_)
        return 0;
    qsizetype most = 4;
    for (int i = 0; i < model_->rowCount(); ++i) {
        const LessonProgress& progress = model_->row(i).progress;
        most = std::max(most, (column == OverviewModel::Tours ? progress.tours : progress.exercises).size());
    }
    return int(most);
}

int OverviewDelegate::widthOf(int column) const {
    switch (column) {
    case OverviewModel::Read:
        return kRead;
    case OverviewModel::Tours:
    case OverviewModel::Exercises:
        return isCompact_ ? kFigures : kEdge + most(column) * kPipStep + kCount;
    default:
        return 0;
    }
}

void OverviewDelegate::paintLesson(QPainter& painter, const QRect& cell, const OverviewRow& row) const {
    const double middle = cell.center().y() + 0.5;
    const QPointF ring(cell.left() + kEdge + 9.5, middle);
    if (row.progress.lesson != Pip::Open)
        paintRing(painter, ring, row.progress.lesson);
    else {
        painter.setPen(QPen(colors().faint, 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(ring, 8.5, 8.5);
    }
    painter.setFont(uiFont(13, QFont::Medium));
    painter.setPen(colors().dim);
    painter.drawText(cell.adjusted(38, 0, 0, 0), Qt::AlignVCenter, row.lessonId);
    painter.setFont(uiFont(14, QFont::DemiBold));
    painter.setPen(colors().text);
    const QRect name = cell.adjusted(66, 0, -kEdge, 0);
    painter.drawText(name, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(row.title, Qt::ElideRight, name.width()));
}

void OverviewDelegate::paintPipsAndCount(QPainter& painter, const QRect& cell, const QList<Pip>& pips,
                                         bool round) const {
    const int column = round ? OverviewModel::Tours : OverviewModel::Exercises;
    if (!isCompact_)
        paintPips(painter, cell.left() + kEdge, cell.center().y() + 0.5, pips, round);
    painter.setFont(uiFont(12));
    painter.setPen(colors().dim);
    painter.drawText(cell.adjusted(kEdge + most(column) * kPipStep + 6, 0, 0, 0), Qt::AlignVCenter,
                     pips.isEmpty() ? tr("none")
                                    : tr("%1 of %2").arg(pips.count(Pip::Done)).arg(pips.size()));
}

void OverviewDelegate::paintPlace(QPainter& painter, const QRect& cell, const QString& words,
                                  bool isLink) const {
    painter.setFont(uiFont(13));
    painter.setPen(isLink ? colors().link : colors().dim);
    const QRect room = cell.adjusted(kEdge, 0, -kEdge, 0);
    painter.drawText(room, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(words, Qt::ElideRight, room.width()));
}

void OverviewDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const OverviewRow& row = model_->row(index.row());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colors().line, 1));
    painter->drawLine(QPointF(option.rect.left(), option.rect.bottom() + 0.5),
                      QPointF(option.rect.right() + 1, option.rect.bottom() + 0.5));
    const bool isChosen = option.state & QStyle::State_HasFocus;
    if (isChosen || option.state & QStyle::State_MouseOver) {
        painter->setPen(isChosen ? QPen(colors().accent, 1) : QPen(Qt::NoPen));
        painter->setBrush(colors().raised);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1.5, 3.5, -1.5, -3.5), 6, 6);
    }
    switch (index.column()) {
    case OverviewModel::Lesson:
        paintLesson(*painter, option.rect, row);
        break;
    case OverviewModel::Read:
        if (row.progress.isRead)
            paintIcon(*painter, QStringLiteral("tick"),
                      QRectF(option.rect.left() + kEdge, option.rect.center().y() - 8, 16, 16),
                      colors().running.text);
        break;
    case OverviewModel::Tours:
        paintPipsAndCount(*painter, option.rect, row.progress.tours, true);
        break;
    case OverviewModel::Exercises:
        paintPipsAndCount(*painter, option.rect, row.progress.exercises, false);
        break;
    default:
        paintPlace(*painter, option.rect, index.data(Qt::DisplayRole).toString(),
                   index.column() == OverviewModel::Next);
    }
    painter->restore();
}

} // namespace forkscope::gui
