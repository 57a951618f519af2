// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/drive_card.h"

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

// "Step" with its key at the right, drawn as a key of the keyboard.
class StepButton : public QPushButton {
  public:
    using QPushButton::QPushButton;
    void setKey(int key) {
        key_ = key;
        setStyleSheet(key < 0 ? QStringLiteral("QPushButton { padding: 0 6px; }")
                              : QStringLiteral("QPushButton { text-align: left; padding: 0 10px; }"));
        update();
    }

  protected:
    void paintEvent(QPaintEvent* event) override {
        QPushButton::paintEvent(event);
        if (key_ < 0)
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool isFilled = property("look").toString() == QLatin1String("primary");
        const QColor ink = !isEnabled() ? colors().faint : isFilled ? colors().onAccent : colors().text;
        const QRectF cap(width() - 28.5, (height() - 18) / 2.0, 18, 18);
        painter.setPen(QPen(ink, 1));
        painter.drawRoundedRect(cap, 4, 4);
        painter.setFont(uiFont(11, QFont::DemiBold));
        painter.drawText(cap, Qt::AlignCenter, QString::number(key_));
    }

  private:
    int key_ = -1;
};

QString buttonText(Verdict verdict) {
    switch (verdict) {
    case Verdict::WouldBlock:
    case Verdict::MayTry:
        return DriveCard::tr("Try");
    case Verdict::TimesOut:
        return DriveCard::tr("Time");
    default:
        return DriveCard::tr("Step");
    }
}

QString buttonName(const DriveRow& row) {
    switch (row.verdict) {
    case Verdict::WouldBlock:
    case Verdict::MayTry:
        if (row.isBegun)
            return DriveCard::tr("Try whether %1 can go on").arg(row.tag);
        return DriveCard::tr("Try: %1 begins to %2").arg(row.tag, row.next);
    case Verdict::TimesOut:
        return DriveCard::tr("Let the time of %1 run out").arg(row.tag);
    default:
        if (row.isBegun)
            return DriveCard::tr("Step: %1 goes on").arg(row.tag);
        return DriveCard::tr("Step: %1 will %2").arg(row.tag, row.next);
    }
}

StateColor verdictColor(const DriveRow& row) {
    if (row.verdict == Verdict::CanGoOn)
        return colors().running;
    if (row.verdict == Verdict::MayTry)
        return colors().ready;
    if (row.verdict == Verdict::Busy)
        return colors().sleeping;
    return row.wait == Tone::WaitsQueue ? colors().waitsQueue : colors().waitsLock;
}

QString verdictSign(const DriveRow& row) {
    switch (row.verdict) {
    case Verdict::CanGoOn:
        return QStringLiteral("tick");
    case Verdict::MayTry:
        return QStringLiteral("question");
    case Verdict::TimesOut:
        return QStringLiteral("moon");
    case Verdict::Busy:
        return QStringLiteral("play");
    default:
        return symbolFor(row.wait);
    }
}

void drawElided(QPainter& painter, const QRectF& where, const QString& text) {
    painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, int(where.width())));
}

} // namespace

DriveCard::DriveCard(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    step_ = new StepButton(this);
    step_->setCursor(Qt::PointingHandCursor);
    step_->setFocusPolicy(Qt::NoFocus); // the panel has the keys
    more_ = makeSmallButton(QString(), QStringLiteral("dots"), this);
    more_->setFocusPolicy(Qt::NoFocus);
    connect(step_, &QPushButton::clicked, this, &DriveCard::stepClicked);
    connect(more_, &QPushButton::clicked, this, [this] {
        emit chosen();
        emit menuRequested(more_->mapToGlobal(QPoint(0, more_->height() + 2)));
    });
    connect(&Theme::instance(), &Theme::changed, this, QOverload<>::of(&QWidget::update));
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
    step_->setEnabled(taken_ && row_.canStep());
    more_->setEnabled(taken_ && row_.canStep());
    step_->setText(buttonText(row_.verdict));
    step_->setAccessibleName(buttonName(row_));
    step_->setToolTip(row_.key < 0 ? buttonName(row_)
                                   : QStringLiteral("%1 (%2)").arg(buttonName(row_)).arg(row_.key));
    more_->setAccessibleName(tr("More ways to let %1 go on").arg(row_.tag));
    more_->setToolTip(more_->accessibleName());
    setLook(step_, row_.verdict == Verdict::CanGoOn ? "primary" : "plain");
    static_cast<StepButton*>(step_)->setKey(row_.key);
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
    const StateColor color = verdictColor(row_);
    paintIcon(painter, verdictSign(row_), QRectF(left, top + 1, 15, 15), color.text);
    const bool hasReason = !row_.reason.isEmpty();
    painter.setFont(uiFont(12, QFont::DemiBold));
    painter.setPen(color.text);
    drawElided(painter, {left + 20.0, double(top), end - left - 20, 17}, row_.able);
    if (!hasReason)
        return;
    painter.setFont(uiFont(11));
    painter.setPen(colors().dim);
    drawElided(painter, {left + 20.0, top + 16.0, end - left - 20, 17}, row_.reason);
}

} // namespace forkscope::gui
