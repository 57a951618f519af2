// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/drive_card.h"

#include "gui/drive/step_button.h"
#include "gui/inspector/process_rows.h"
#include "gui/inspector/tone_paint.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>

namespace forkscope::gui {
namespace {

constexpr int kHeight = 112, kPadding = 12, kStripe = 7;
constexpr int kButtonWidth = 86, kButtonHeight = 32, kMoreWidth = 26;
constexpr double kRadius = 8;

void drawElided(QPainter& painter, const QRectF& where, const QString& text) {
    painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, int(where.width())));
}

} // namespace

DriveCard::DriveCard(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    step_ = new StepButton(StepButton::Size::Large, this);
    more_ = makeSmallButton(QString(), QStringLiteral("dots"), this);
    more_->setFocusPolicy(Qt::NoFocus);
    connect(step_, &StepButton::stepClicked, this, &DriveCard::stepClicked);
    connect(more_, &QPushButton::clicked, this, [this] {
        emit chosen();
        emit menuRequested(more_->mapToGlobal(QPoint(0, more_->height() + 2)));
    });
    connect(&Theme::instance(), &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

QPushButton* DriveCard::stepButton() const {
    return step_;
}

QSize DriveCard::sizeHint() const {
    return {300, kHeight};
}

void DriveCard::show(const DriveRow& row) {
    if (row == row_)
        return;
    row_ = row;
    setAccessibleName(row.spoken());
    setToolTip(row.spoken());
    refreshButton();
    update();
}

void DriveCard::refreshButton() {
    const bool stands = row_.verdict != Verdict::Busy;
    step_->setVisible(stands);
    more_->setVisible(stands);
    step_->setRow(row_, taken_);
    more_->setEnabled(taken_ && row_.canStep());
    more_->setAccessibleName(tr("More ways to let %1 go on").arg(row_.tag));
    more_->setToolTip(more_->accessibleName());
}

void DriveCard::setChosen(bool chosen) {
    if (chosen == chosen_)
        return;
    chosen_ = chosen;
    update();
}

void DriveCard::setOrdersTaken(bool taken) {
    if (taken == taken_)
        return;
    taken_ = taken;
    refreshButton();
}

void DriveCard::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const int right = width() - kPadding - 4, bottom = height() - kPadding;
    more_->setGeometry(right - kMoreWidth, bottom - kButtonHeight, kMoreWidth, kButtonHeight);
    step_->setGeometry(right - kMoreWidth - 4 - kButtonWidth, bottom - kButtonHeight, kButtonWidth,
                       kButtonHeight);
}

void DriveCard::mousePressEvent(QMouseEvent* event) {
    emit chosen();
    event->accept();
}

void DriveCard::contextMenuEvent(QContextMenuEvent* event) {
    emit chosen();
    emit menuRequested(event->globalPos());
}

void DriveCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(rect()).adjusted(4, 4, -4, -4);
    if (chosen_) {
        painter.setPen(QPen(colors().accent, 2));
        painter.drawRoundedRect(card.adjusted(-3, -3, 3, 3), kRadius + 3, kRadius + 3);
    }
    painter.setPen(QPen(toneColor(row_.tone).fill, 1.6));
    painter.setBrush(colors().raised);
    painter.drawRoundedRect(card, kRadius, kRadius);
    paintStripe(painter, {card.left() + 4, card.top() + 5, kStripe, card.height() - 10}, row_.tone);
    paintHead(painter);
    paintNext(painter);
    paintVerdict(painter);
}

void DriveCard::paintHead(QPainter& painter) const {
    const int left = kPadding + 12, top = 10;
    painter.setFont(uiFont(11, QFont::DemiBold));
    const int pillText = painter.fontMetrics().horizontalAdvance(row_.state);
    const QRectF pill(width() - kPadding - 4 - pillText - 30, top, pillText + 30, 20);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(colors().raised, toneColor(row_.tone).fill, 0.22));
    painter.drawRoundedRect(pill, 10, 10);
    const QColor ink = toneColor(row_.tone).text;
    if (const QString sign = symbolFor(row_.tone); !sign.isEmpty())
        paintIcon(painter, sign, {pill.left() + 6, pill.top() + 4, 12, 12}, ink);
    painter.setPen(ink);
    painter.drawText(pill.adjusted(21, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row_.state);

    painter.setFont(uiFont(13, QFont::Bold));
    painter.setPen(colors().identity[std::size_t(std::max(0, row_.number)) % colors().identity.size()]);
    painter.drawText(QRectF(left, top, 60, 20), Qt::AlignLeft | Qt::AlignVCenter, row_.tag);
    const int after = left + painter.fontMetrics().horizontalAdvance(row_.tag) + 8;
    painter.setFont(uiFont(13, QFont::DemiBold));
    painter.setPen(colors().text);
    drawElided(painter, {double(after), double(top), pill.left() - after - 6, 20}, row_.name);
}

void DriveCard::paintNext(QPainter& painter) const {
    const QRectF inset(kPadding + 12, 35, width() - 2 * kPadding - 16, 26);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors().panel);
    painter.drawRoundedRect(inset, 4, 4);
    double right = inset.right() - 8;
    if (row_.line > 0) {
        const QString line = tr("line %1").arg(row_.line);
        painter.setFont(uiFont(11));
        painter.setPen(colors().dim);
        painter.drawText(QRectF(inset.left(), inset.top(), right - inset.left(), inset.height()),
                         Qt::AlignRight | Qt::AlignVCenter, line);
        right -= painter.fontMetrics().horizontalAdvance(line) + 8;
    }
    painter.setFont(uiFont(12));
    painter.setPen(colors().text);
    const QString text = row_.nextText();
    drawElided(painter, {inset.left() + 8, inset.top(), right - inset.left() - 8, inset.height()}, text);
}

void DriveCard::paintVerdict(QPainter& painter) const {
    const int left = kPadding + 12, top = height() - kPadding - kButtonHeight;
    const double end = row_.verdict == Verdict::Busy ? width() - kPadding : step_->x() - 6;
    const StateColor color = toneColor(row_.verdictTone());
    paintIcon(painter, row_.verdictSign(), QRectF(left, top + 1, 15, 15), color.text);
    const bool hasReason = !row_.reason.isEmpty() || !row_.timeText.isEmpty();
    painter.setFont(uiFont(12, QFont::DemiBold));
    painter.setPen(color.text);
    drawElided(painter, {left + 20.0, double(top), end - left - 20, 17}, row_.able);
    if (!hasReason)
        return;
    painter.setFont(uiFont(11));
    painter.setPen(colors().dim);
    drawElided(painter, {left + 20.0, top + 16.0, end - left - 20, 17},
               row_.timeText.isEmpty() ? row_.reason : row_.timeText);
}

} // namespace forkscope::gui
