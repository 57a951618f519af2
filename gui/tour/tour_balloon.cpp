// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/tour/tour_balloon.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QRegularExpression>

namespace forkscope::gui {

static constexpr int kPadding = 18, kRadius = 9, kButtonHeight = 32;
static constexpr int kTipAt = 84, kTipInTarget = 20; // from the beginning of the balloon, of the target
static constexpr int kMostDots = 14;                 // more would run into the words beside them

static QString richText(const QString& says) {
    static const QRegularExpression bold(QStringLiteral("\\*\\*(.+?)\\*\\*"));
    static const QRegularExpression code(QStringLiteral("`(.+?)`"));
    QString html = says.toHtmlEscaped();
    html.replace(bold, QStringLiteral("<b>\\1</b>"));
    html.replace(code,
                 QStringLiteral("<span style=\"font-family:'%1'\">\\1</span>").arg(codeFont().family()));
    return QStringLiteral("<p style=\"line-height:140%\">%1</p>").arg(html);
}

TourBalloon::TourBalloon(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("tourBalloon"));
    setFocusPolicy(Qt::StrongFocus);
    build();
    applyColors();
    connect(&Theme::instance(), &Theme::changed, this, &TourBalloon::applyColors);
    hide();
}

void TourBalloon::build() {
    step_ = makeLabel(QString(), 12, QFont::DemiBold, false, this);
    leave_ = new QPushButton(tr("Leave"), this);
    leave_->setAccessibleName(tr("Leave the tour"));
    leave_->setToolTip(tr("Leave the tour (Esc)"));
    leave_->setProperty("balloon", "quiet");
    says_ = new QLabel(this);
    says_->setTextFormat(Qt::RichText);
    says_->setWordWrap(true);
    says_->setFont(uiFont(14));
    says_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    waits_ = makeLabel(QString(), 12, QFont::Normal, false, this);
    waits_->setWordWrap(true);
    skip_ = new QPushButton(tr("Skip"), this);
    skip_->setToolTip(tr("To the next step, without waiting for this one (Ctrl+Right)"));
    next_ = new QPushButton(tr("Next"), this);
    next_->setToolTip(tr("Return"));
    next_->setProperty("balloon", "next");
    next_->setMinimumWidth(86);
    for (QPushButton* button : {skip_, next_, leave_}) {
        button->setFixedHeight(kButtonHeight);
        button->setCursor(Qt::PointingHandCursor);
    }
    connect(skip_, &QPushButton::clicked, this, &TourBalloon::skipRequested);
    connect(next_, &QPushButton::clicked, this, &TourBalloon::nextRequested);
    connect(leave_, &QPushButton::clicked, this, &TourBalloon::leaveRequested);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addWidget(leave_);
    buttons->addStretch();
    buttons->addWidget(skip_);
    buttons->addWidget(next_);
    auto* column = new QVBoxLayout(this);
    const int edge = kTip + kPadding;
    column->setContentsMargins(edge, kTip + 14, edge, kTip + 14);
    column->setSpacing(8);
    column->addWidget(step_);
    column->addWidget(says_);
    column->addWidget(waits_);
    column->addSpacing(4);
    column->addLayout(buttons);
    setFixedWidth(kWidth + 2 * kTip);
    setTabOrder(next_, skip_);
    setTabOrder(skip_, leave_);
}

// The surface is dark in the light theme too, and so are its buttons.
void TourBalloon::applyColors() {
    const Colors& c = darkColors();
    const QString sheet = QStringLiteral(
        "QLabel { color: %1; background: transparent; }"
        "QPushButton { background: %2; color: %1; border: 1px solid %3; border-radius: 6px; padding: 0 14px;"
        " min-height: 28px; font-weight: 600; }"
        "QPushButton:hover { background: %4; } QPushButton:focus { border: 2px solid %1; }"
        "QPushButton[balloon=\"next\"] { background: %5; color: %6; border-color: %5; }"
        "QPushButton[balloon=\"next\"]:disabled { background: %2; color: %7; border-color: %3; }"
        "QPushButton[balloon=\"next\"]:focus { border: 2px solid %1; }"
        "QPushButton[balloon=\"quiet\"] { background: transparent; border-color: transparent; color: %7;"
        " padding: 0 2px; font-weight: 400; }"
        "QPushButton[balloon=\"quiet\"]:hover { color: %1; }");
    const QColor ground = mixed(c.raised, c.text, 0.04);
    setStyleSheet(sheet.arg(c.text.name(), ground.name(), mixed(c.line, c.text, 0.25).name(), c.hover.name(),
                            c.accent.name(), c.onAccent.name(), c.dim.name()));
    QPalette blue = palette();
    blue.setColor(QPalette::WindowText, c.accent);
    step_->setStyleSheet(QStringLiteral("color: %1;").arg(mixed(c.accent, c.text, 0.25).name()));
    waits_->setStyleSheet(QStringLiteral("color: %1;").arg(c.dim.name()));
    update();
}

// The height that was fixed for the text before would be the least for this one.
static void fitHeight(QLabel* label, int width) {
    label->setMinimumHeight(0);
    label->setFixedHeight(label->heightForWidth(width));
}

void TourBalloon::show(const TourPicture& picture) {
    const bool isNew = picture != picture_ || !isVisible();
    const bool hadFocus = next_->hasFocus() || skip_->hasFocus() || hasFocus() || leave_->hasFocus();
    picture_ = picture;
    step_->setText(tr("Step %1 of %2").arg(picture.step + 1).arg(picture.steps));
    says_->setText(richText(picture.isWaiting ? tr("The run goes on to the next stop.") : picture.says));
    waits_->setText(picture.isWaiting ? tr("Waiting until %1.").arg(picture.waitsFor) : QString());
    waits_->setVisible(picture.isWaiting && !picture.waitsFor.isEmpty());
    const bool isLast = picture.step + 1 >= picture.steps;
    next_->setText(isLast ? tr("Finish") : tr("Next"));
    next_->setEnabled(!picture.isWaiting);
    setAccessibleName(tr("Tour, step %1 of %2").arg(picture.step + 1).arg(picture.steps));
    setAccessibleDescription(text());
    const int room = kWidth - 2 * kPadding;
    fitHeight(says_, room);
    if (waits_->isVisibleTo(this))
        fitHeight(waits_, room);
    setFixedHeight(layout()->totalSizeHint().height());
    QWidget::show();
    if (!isNew)
        return;
    update();
    if (hadFocus || !picture.isWaiting)
        (picture.isWaiting ? static_cast<QWidget*>(this) : next_)->setFocus(Qt::OtherFocusReason);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString TourBalloon::text() const {
    QString plain = picture_.isWaiting ? waits_->text() : picture_.says;
    return plain.remove(QLatin1String("**")).remove(u'`');
}

QSize TourBalloon::surfaceSize() const {
    return size() - QSize(2 * kTip, 2 * kTip);
}

void TourBalloon::standAt(const BalloonPlace& place, const QRect& target) {
    side_ = place.side;
    const QRect all = place.rect.adjusted(-kTip, -kTip, kTip, kTip);
    const bool isVertical = side_ == BalloonSide::Below || side_ == BalloonSide::Above;
    const int wanted = isVertical ? target.center().x() - all.left() : target.center().y() - all.top();
    const int length = isVertical ? all.width() : all.height();
    // Near the balloon's beginning, as long as the target is there.
    const int nearest = std::min(wanted, target.left() - all.left() + kTipInTarget);
    tipAt_ = std::clamp(isVertical ? std::max(std::min(wanted, kTipAt), nearest) : wanted, 34, length - 34);
    move(all.topLeft());
    raise();
    update();
}

void TourBalloon::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Escape:
        return emit leaveRequested();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (skip_->hasFocus())
            return skip_->click();
        if (leave_->hasFocus())
            return leave_->click();
        if (next_->isEnabled())
            emit nextRequested();
        return;
    case Qt::Key_Right:
        if (event->modifiers() & Qt::ControlModifier)
            return emit skipRequested();
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

QPolygonF TourBalloon::tip() const {
    const double w = width(), h = height(), at = tipAt_, half = 9;
    switch (side_) {
    case BalloonSide::Below:
        return {{at - half, kTip + 0.5}, {at, 1.5}, {at + half, kTip + 0.5}};
    case BalloonSide::Above:
        return {{at - half, h - kTip - 0.5}, {at, h - 1.5}, {at + half, h - kTip - 0.5}};
    case BalloonSide::Right:
        return {{kTip + 0.5, at - half}, {1.5, at}, {kTip + 0.5, at + half}};
    case BalloonSide::Left:
        return {{w - kTip - 0.5, at - half}, {w - 1.5, at}, {w - kTip - 0.5, at + half}};
    case BalloonSide::Free:
        break;
    }
    return {};
}

void TourBalloon::paintDots(QPainter& painter) const {
    if (picture_.steps > kMostDots)
        return;
    const Colors& c = darkColors();
    const double y = step_->geometry().center().y() + 0.5;
    double x = width() - kTip - kPadding - 3;
    for (int i = picture_.steps - 1; i >= 0; --i, x -= 13) {
        const bool isHere = i == picture_.step;
        painter.setPen(isHere ? QPen(c.accent, 1.6) : QPen(Qt::NoPen));
        painter.setBrush(isHere ? QBrush(Qt::NoBrush) : i < picture_.step ? c.accent : c.faint);
        const double radius = isHere ? 3.6 : 2.8;
        painter.drawEllipse(QPointF(x, y), radius, radius);
    }
}

void TourBalloon::paintEvent(QPaintEvent*) {
    const Colors& c = darkColors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.addRoundedRect(QRectF(rect()).adjusted(kTip + 0.5, kTip + 0.5, -kTip - 0.5, -kTip - 0.5), kRadius,
                        kRadius);
    if (const QPolygonF peak = tip(); !peak.isEmpty()) {
        QPainterPath triangle;
        triangle.addPolygon(peak);
        triangle.closeSubpath();
        path = path.united(triangle);
    }
    QColor shade(0, 0, 0, 26);
    for (int i = 1; i <= 4; ++i) {
        painter.setPen(QPen(shade, i * 2));
        painter.drawPath(path.translated(0, 1.5));
    }
    painter.setPen(QPen(mixed(c.line, c.text, 0.3), 1));
    painter.setBrush(mixed(c.raised, c.text, 0.04));
    painter.drawPath(path);
    paintDots(painter);
}

} // namespace forkscope::gui
