// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/batch/outcome_delegate.h"

#include "gui/batch/outcome_model.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>

namespace forkscope::gui {

using batch::GroupBy;
using batch::PreviewLine;

namespace {

constexpr int kSide = 14, kTop = 9, kBottom = 9;
constexpr int kBarHeight = 12, kHead = 18; // the line with bar and count
constexpr int kAfterHead = 4, kCodeLine = 17, kRemark = 18;
constexpr int kSpanRow = 28, kSpanLabel = 124;
constexpr int kMostWordLines = 4;

const OutcomeModel& modelOf(const QModelIndex& index) {
    return *static_cast<const OutcomeModel*>(index.model());
}

int countWidth(const OutcomeModel& model) {
    const QString widest = QStringLiteral("%1 of %1 · 100 %").arg(model.total());
    return QFontMetrics(uiFont(12, QFont::DemiBold)).horizontalAdvance(widest) + 2;
}

bool isCode(const OutcomeModel& model) {
    return model.grouping() == GroupBy::Printed || model.grouping() == GroupBy::PrintedOrder;
}

QString wordsOf(const OutcomeModel& model, int row) {
    return model.group(row).preview.empty() ? QString() : model.group(row).preview.front().text;
}

int wordsHeight(const OutcomeModel& model, int row, int width) {
    const QFontMetrics metrics(uiFont(13));
    const QRect needed =
        metrics.boundingRect(QRect(0, 0, width, 10000), Qt::TextWordWrap, wordsOf(model, row));
    return std::min(needed.height(), kMostWordLines * metrics.lineSpacing());
}

} // namespace

QSize OutcomeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const OutcomeModel& model = modelOf(index);
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    if (model.grouping() == GroupBy::Duration)
        return {width, kSpanRow};
    const int text = isCode(model) ? int(model.group(index.row()).preview.size()) * kCodeLine
                                   : wordsHeight(model, index.row(), width - 2 * kSide);
    const int remark = model.remark(index.row()).isEmpty() ? 0 : kRemark;
    return {width, kTop + kHead + kAfterHead + text + remark + kBottom};
}

QRect OutcomeDelegate::barRoom(const OutcomeModel& model, int row, const QRect& area) {
    Q_UNUSED(row);
    const bool isSpan = model.grouping() == GroupBy::Duration;
    const int left = area.left() + kSide + (isSpan ? kSpanLabel : 0);
    const int right = area.right() - kSide - countWidth(model) - 10;
    const int head = isSpan ? area.height() : kHead, top = isSpan ? area.top() : area.top() + kTop;
    return {left, top + (head - kBarHeight) / 2, std::max(8, right - left), kBarHeight};
}

// Spans are compared with each other, outcomes with all runs.
double OutcomeDelegate::barShare(const OutcomeModel& model, int row) {
    const int whole = model.grouping() == GroupBy::Duration ? model.mostRuns() : model.total();
    return whole == 0 ? 0 : double(model.group(row).runs.size()) / whole;
}

void OutcomeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const OutcomeModel& model = modelOf(index);
    const int row = index.row();
    const QRect area = option.rect;
    const bool isSpan = model.grouping() == GroupBy::Duration;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(*painter, option);
    const QRect bar = barRoom(model, row, area);
    paintBar(*painter, model, row, bar);
    painter->setFont(uiFont(12, QFont::DemiBold));
    painter->setPen(model.group(row).runs.empty() ? colors().faint : colors().text);
    painter->drawText(
        QRect(bar.right() + 10, bar.top() - 10, area.right() - kSide - bar.right() - 9, kBarHeight + 20),
        Qt::AlignRight | Qt::AlignVCenter, model.countText(row));
    const QRect text = area.adjusted(kSide, kTop + kHead + kAfterHead, -kSide, -kBottom);
    if (isSpan) {
        painter->setFont(uiFont(12));
        painter->drawText(
            QRect(area.left() + kSide, area.top(), kSpanLabel - 8, area.height()),
            Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(uiFont(12)).elidedText(wordsOf(model, row), Qt::ElideRight, kSpanLabel - 8));
    } else if (isCode(model)) {
        paintCode(*painter, model, row, text);
    } else {
        paintWords(*painter, model, row, text);
    }
    if (const QString remark = model.remark(row); !remark.isEmpty() && !isSpan) {
        QRect line(text.left(), area.bottom() + 1 - kBottom - kRemark + 2, text.width(), kRemark);
        if (model.group(row).troubled > 0) {
            paintIcon(*painter, QStringLiteral("warning"), QRectF(line.left(), line.top() + 2, 14, 14),
                      colors().ended.text);
            line.setLeft(line.left() + 19);
        }
        painter->setFont(uiFont(12));
        painter->setPen(model.group(row).troubled > 0 ? colors().ended.text : colors().dim);
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, remark);
    }
    painter->restore();
}

void OutcomeDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option) {
    const QRectF box = QRectF(option.rect).adjusted(6.5, 1.5, -6.5, -1.5);
    const bool isSelected = option.state & QStyle::State_Selected;
    if (!isSelected && !(option.state & QStyle::State_MouseOver && option.state & QStyle::State_Enabled))
        return;
    painter.setPen(isSelected && option.state & QStyle::State_HasFocus ? QPen(colors().accent, 1)
                                                                       : QPen(Qt::NoPen));
    painter.setBrush(isSelected ? colors().accentTint : colors().raised);
    painter.drawRoundedRect(box, 6, 6);
}

void OutcomeDelegate::paintBar(QPainter& painter, const OutcomeModel& model, int row, const QRect& room) {
    const auto& group = model.group(row);
    QPainterPath shape;
    shape.addRoundedRect(room, 3, 3);
    painter.fillPath(shape, colors().dark ? colors().raised : colors().window);
    if (group.runs.empty())
        return;
    painter.save();
    painter.setClipPath(shape);
    const int filled = std::max(3, int(room.width() * barShare(model, row) + 0.5));
    const int troubled = int(filled * double(group.troubled) / double(group.runs.size()) + 0.5);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRect(room.left(), room.top(), filled - troubled, room.height()), colors().accent);
    const QRect bad(room.left() + filled - troubled, room.top(), troubled, room.height());
    painter.fillRect(bad, colors().ended.fill);
    painter.setBrushOrigin(bad.topLeft());
    painter.fillRect(bad, QBrush(mixed(colors().ended.fill, Qt::black, 0.35), Qt::BDiagPattern));
    painter.restore();
}

// Lines of the output with their numbers, as in the console.
void OutcomeDelegate::paintCode(QPainter& painter, const OutcomeModel& model, int row, QRect area) {
    const QFont font = codeFont(12), small = codeFont(11);
    const QFontMetrics metrics(font);
    int gutter = 0;
    for (const PreviewLine& line : model.group(row).preview)
        if (line.number > 0)
            gutter =
                std::max(gutter, QFontMetrics(small).horizontalAdvance(QString::number(line.number)) + 10);
    for (const PreviewLine& line : model.group(row).preview) {
        const QRect whole(area.left(), area.top(), area.width(), kCodeLine);
        if (line.number > 0) {
            painter.setFont(small);
            painter.setPen(colors().faint);
            painter.drawText(whole.adjusted(0, 0, gutter - 10 - whole.width(), 0),
                             Qt::AlignRight | Qt::AlignVCenter, QString::number(line.number));
        }
        painter.setFont(font);
        painter.setPen(line.number > 0 ? colors().text : colors().dim);
        QString text = line.text;
        for (QChar& c : text)
            if (c < QLatin1Char(' '))
                c = QLatin1Char(' ');
        painter.drawText(whole.adjusted(gutter, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(text, Qt::ElideRight, whole.width() - gutter));
        area.setTop(area.top() + kCodeLine);
    }
}

void OutcomeDelegate::paintWords(QPainter& painter, const OutcomeModel& model, int row, const QRect& area) {
    painter.setFont(uiFont(13));
    painter.setPen(colors().text);
    painter.drawText(QRect(area.left(), area.top(), area.width(), wordsHeight(model, row, area.width())),
                     Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, wordsOf(model, row));
}

} // namespace forkscope::gui
