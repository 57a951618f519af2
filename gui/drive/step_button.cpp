// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/step_button.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QPainter>

namespace forkscope::gui {

static QString textOf(Verdict verdict) {
    switch (verdict) {
    case Verdict::WouldBlock:
    case Verdict::MayTry:
        return StepButton::tr("Try");
    case Verdict::TimesOut:
        return StepButton::tr("Time");
    default:
        return StepButton::tr("Step");
    }
}

static QString nameOf(const DriveRow& row) {
    switch (row.verdict) {
    case Verdict::WouldBlock:
    case Verdict::MayTry:
        if (row.isBegun)
            return StepButton::tr("Try whether %1 can go on").arg(row.tag);
        return StepButton::tr("Try: %1 begins to %2").arg(row.tag, row.next);
    case Verdict::TimesOut:
        return StepButton::tr("Let the time of %1 run out").arg(row.tag);
    case Verdict::Cannot:
        return StepButton::tr("%1 cannot go on").arg(row.tag);
    default:
        if (row.isBegun)
            return StepButton::tr("Step: %1 goes on").arg(row.tag);
        return StepButton::tr("Step: %1 will %2").arg(row.tag, row.next);
    }
}

StepButton::StepButton(Size size, QWidget* parent) : QPushButton(parent), size_(size) {
    setCursor(Qt::PointingHandCursor);
    // On a card the panel has the keys.
    setFocusPolicy(size == Size::Large ? Qt::NoFocus : Qt::TabFocus);
    if (size == Size::Small)
        setStyleSheet(QStringLiteral("QPushButton { min-height: 0; padding: 0; }"));
    connect(this, &QPushButton::clicked, this, [this] {
        if (usable_)
            emit stepClicked();
    });
    connect(&Theme::instance(), &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void StepButton::setRow(const DriveRow& row, bool taken) {
    actor_ = row.actor;
    usable_ = taken && row.canStep();
    tries_ = row.verdict != Verdict::CanGoOn;
    if (size_ == Size::Large) {
        setEnabled(usable_);
        if (const QString sheet = row.key < 0
                                      ? QStringLiteral("QPushButton { padding: 0 6px; }")
                                      : QStringLiteral("QPushButton { text-align: left; padding: 0 10px; }");
            sheet != styleSheet())
            setStyleSheet(sheet);
        setLook(this, tries_ ? "plain" : "primary");
    }
    key_ = row.key;
    setText(textOf(row.verdict));
    const QString name = nameOf(row);
    setAccessibleName(name);
    QString tip = row.key < 0 ? name : QStringLiteral("%1 (%2)").arg(name).arg(row.key);
    if (size_ == Size::Small)
        tip = row.fullText() + QLatin1Char('\n') + tip;
    setToolTip(tip);
    setAccessibleDescription(row.spoken());
    update();
}

void StepButton::paintKey(QPainter& painter, const QRectF& cap, const QColor& ink) const {
    painter.setPen(QPen(ink, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(cap, 4, 4);
    painter.setFont(uiFont(11, QFont::DemiBold));
    painter.setPen(ink);
    painter.drawText(cap, Qt::AlignCenter, QString::number(key_));
}

void StepButton::paintEvent(QPaintEvent* event) {
    if (size_ == Size::Small)
        return paintSmall();
    QPushButton::paintEvent(event);
    if (key_ < 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = !isEnabled() ? colors().faint : !tries_ ? colors().onAccent : colors().text;
    paintKey(painter, {width() - 28.5, (height() - 18) / 2.0, 18, 18}, ink);
}

// Where there is little room the key alone, with the sign of going on.
void StepButton::paintSmall() {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isFilled = usable_ && !tries_;
    const QColor ground = isFilled ? colors().accent : colors().raised;
    const QColor ink = !usable_ ? colors().faint : isFilled ? colors().onAccent : colors().text;
    const bool isHot = usable_ && (underMouse() || isDown());
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(QPen(hasFocus() ? colors().text
                        : isFilled ? colors().accent
                                   : colors().dim,
                        hasFocus() ? 2 : 1));
    painter.setBrush(isHot ? mixed(ground, ink, isDown() ? 0.3 : 0.16) : ground);
    painter.drawRoundedRect(frame, 5, 5);
    const bool isTight = width() < kSmallWidth;
    const double cap = std::min(isTight ? 13.0 : 15.0, frame.height() - 4);
    const QRectF key(frame.right() - cap - (isTight ? 2 : 3), frame.center().y() - cap / 2, cap, cap);
    const double right = key_ < 0 ? frame.right() : key.left();
    const QRectF word(frame.left() + (isTight ? 4 : 5), frame.top(), right - frame.left() - 6,
                      frame.height());
    if (key_ >= 0)
        paintKey(painter, key, ink);
    painter.setFont(uiFont(isTight ? 10 : 11, QFont::DemiBold));
    if (painter.fontMetrics().horizontalAdvance(text()) > word.width() + 1) {
        paintIcon(painter, QStringLiteral("play"), {word.center().x() - 5, word.center().y() - 5, 10, 10},
                  ink);
        return;
    }
    painter.setPen(ink);
    painter.drawText(word, (key_ < 0 ? Qt::AlignHCenter : Qt::AlignLeft) | Qt::AlignVCenter, text());
}

} // namespace forkscope::gui
