// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/exercise/predict_view.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace forkscope::gui {

PredictView::PredictView(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Your prediction"));
    headline_ = makeLabel(QString(), 18, QFont::DemiBold, false, this);
    about_ = makeLabel(QString(), 13, QFont::Normal, true, this);
    for (QLabel* label : {headline_, about_})
        label->setWordWrap(true);
    lock_ = makePrimaryButton(tr("Lock in my answer"), QStringLiteral("lock"), this);
    moment_ = makeButton(QString(), QString(), this);
    again_ = makeLinkButton(tr("Predict again"), this);
    for (QPushButton* button : {lock_, moment_})
        button->setFixedHeight(34);
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(16, 8, 16, 14);
    column_->setSpacing(8);
    column_->addWidget(headline_);
    column_->addWidget(about_);
    column_->addSpacing(4);
    column_->addSpacing(6);
    column_->addWidget(lock_, 0, Qt::AlignLeft);
    column_->addWidget(moment_, 0, Qt::AlignLeft);
    column_->addWidget(again_, 0, Qt::AlignLeft);
    connect(lock_, &QPushButton::clicked, this, [this] {
        if (state_ == State::Choosing && chosen_ >= 0)
            emit lockedIn(chosen_);
    });
    connect(moment_, &QPushButton::clicked, this, &PredictView::momentRequested);
    connect(again_, &QPushButton::clicked, this, &PredictView::againRequested);
    connect(&Theme::instance(), &Theme::changed, this, &PredictView::refresh);
}

void PredictView::setOptions(const QStringList& options) {
    qDeleteAll(rows_);
    rows_.clear();
    for (int i = 0; i < options.size(); ++i) {
        auto* row = new OptionRow(i + 1, options[i], this);
        connect(row, &OptionRow::pressed, this, [this, i] { choose(i); });
        connect(row, &OptionRow::moved, this, [this, i](int step) {
            const int other = int((i + step + rows_.size()) % rows_.size());
            choose(other);
            rows_[other]->setFocus(Qt::TabFocusReason);
        });
        column_->insertWidget(3 + i, row);
        rows_.append(row);
    }
    startOver();
}

void PredictView::choose(int index) {
    if (state_ != State::Choosing || index >= rows_.size())
        return;
    chosen_ = index;
    refresh();
}

void PredictView::showRunning() {
    state_ = State::Running;
    refresh();
}

void PredictView::showVerdict(int right, const QString& moment) {
    state_ = State::Decided;
    right_ = right;
    moment_->setVisible(!moment.isEmpty());
    moment_->setText(tr("Show the moment that decides: %1").arg(moment));
    refresh();
}

void PredictView::showEarlier(int chosen, int right) {
    choose(chosen);
    isEarlier_ = true;
    showVerdict(right, QString());
}

void PredictView::startOver() {
    state_ = State::Choosing;
    isEarlier_ = false;
    chosen_ = right_ = -1;
    refresh();
}

QString PredictView::verdict() const {
    return headline_->text();
}

void PredictView::refresh() {
    const bool isDecided = state_ == State::Decided;
    headline_->setText(state_ == State::Choosing  ? tr("What will happen?")
                       : state_ == State::Running ? tr("The program runs …")
                       : right_ < 0               ? tr("This run decided nothing")
                       : right_ == chosen_        ? tr("You were right")
                                                  : tr("It came out otherwise"));
    about_->setText(state_ == State::Choosing  ? tr("Choose, then lock your answer in. The real run decides.")
                    : state_ == State::Running ? tr("Your answer is locked in.")
                    : right_ < 0 ? tr("None of the answers fits what this run did. Predict again.")
                    : isEarlier_ ? tr("Decided by an earlier run of yours.")
                                 : tr("Decided by the run that is shown."));
    for (int i = 0; i < rows_.size(); ++i) {
        const auto mark = !isDecided || right_ < 0 ? OptionRow::Mark::None
                          : i == right_            ? OptionRow::Mark::Right
                          : i == chosen_           ? OptionRow::Mark::Wrong
                                                   : OptionRow::Mark::None;
        rows_[i]->set(i == chosen_, state_ == State::Choosing, mark);
    }
    lock_->setVisible(!isDecided);
    lock_->setEnabled(state_ == State::Choosing && chosen_ >= 0);
    if (!isDecided)
        moment_->hide();
    again_->setVisible(isDecided);
}

// -- one answer

OptionRow::OptionRow(int number, const QString& text, QWidget* parent) : PressRow(parent) {
    text_ = makeLabel(text, 13, QFont::Medium, false, this);
    text_->setWordWrap(true);
    remark_ = makeLabel(QString(), 12, QFont::Normal, true, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(40, 10, 14, 10);
    column->setSpacing(2);
    column->addWidget(text_);
    column->addWidget(remark_);
    name_ = tr("Answer %1: %2").arg(number).arg(text);
}

void OptionRow::set(bool isChosen, bool isFree, Mark mark) {
    isChosen_ = isChosen;
    mark_ = mark;
    const QString remark = mark == Mark::Right && isChosen ? tr("your answer, and what the run did")
                           : mark == Mark::Right           ? tr("what the run did")
                           : isChosen && !isFree           ? tr("your answer")
                                                           : QString();
    remark_->setText(remark);
    remark_->setVisible(!remark.isEmpty());
    setPressable(isFree);
    setAccessibleName(isChosen && isFree ? tr("%1, chosen").arg(name_)
                      : remark.isEmpty() ? name_
                                         : QStringLiteral("%1, %2").arg(name_, remark));
    update();
}

void OptionRow::keyPressEvent(QKeyEvent* event) {
    if (isPressable() && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        return emit moved(event->key() == Qt::Key_Up ? -1 : 1);
    PressRow::keyPressEvent(event);
}

void OptionRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = colors();
    const QColor edge = mark_ == Mark::Right   ? c.running.fill
                        : mark_ == Mark::Wrong ? c.ended.fill
                        : isChosen_            ? c.accent
                                               : c.line;
    painter.setPen(QPen(edge, isChosen_ || mark_ != Mark::None || hasFocus() ? 1.8 : 1));
    painter.setBrush(isChosen_ && mark_ == Mark::None ? c.accentTint : c.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 7, 7);
    const QRectF sign(14, 11, 16, 16);
    if (mark_ != Mark::None)
        return paintVerdict(painter, sign, mark_ == Mark::Right);
    painter.setPen(QPen(isChosen_ ? c.accent : c.dim, 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(sign.adjusted(1, 1, -1, -1));
    if (isChosen_) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.accent);
        painter.drawEllipse(sign.adjusted(4.5, 4.5, -4.5, -4.5));
    }
}

} // namespace forkscope::gui
