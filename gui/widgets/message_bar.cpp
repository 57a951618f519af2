// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/message_bar.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace forkscope::gui {

MessageBar::MessageBar(QWidget* parent) : QWidget(parent) {
    mark_ = new QLabel(this);
    text_ = makeLabel(QString(), 13, QFont::Normal, false, this);
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    count_ = makeLabel(QString(), 12, QFont::Normal, true, this);
    close_ = makeSmallButton(QString(), QStringLiteral("cross"), this);
    close_->setToolTip(tr("Close this message"));
    close_->setAccessibleName(tr("Close this message"));
    connect(close_, &QPushButton::clicked, this, &MessageBar::closeTop);

    row_ = new QHBoxLayout(this);
    row_->setContentsMargins(14, 5, 8, 5);
    row_->setSpacing(10);
    row_->addWidget(mark_);
    row_->addWidget(text_, 1);
    row_->addWidget(count_);
    row_->addWidget(close_);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(&Theme::instance(), &Theme::changed, this, &MessageBar::showMark);
    hide();
}

void MessageBar::show(const QString& sentence, Kind kind) {
    for (const Message& message : messages_)
        if (message.sentence == sentence)
            return;
    push({sentence, kind, {}});
}

void MessageBar::ask(const QString& sentence, const QList<MessageChoice>& choices) {
    push({sentence, Kind::Note, choices});
}

void MessageBar::push(const Message& message) {
    // A question stays on top until it is answered.
    const bool questionOpen = !messages_.isEmpty() && !messages_.last().choices.isEmpty();
    if (questionOpen && message.choices.isEmpty())
        messages_.insert(messages_.size() - 1, message);
    else
        messages_.append(message);
    if (messages_.size() > kMost)
        messages_.removeFirst();
    refresh();
}

void MessageBar::clear() {
    messages_.clear();
    refresh();
}

QString MessageBar::text() const {
    return messages_.isEmpty() ? QString() : messages_.last().sentence;
}

void MessageBar::refresh() {
    setVisible(!messages_.isEmpty());
    if (messages_.isEmpty())
        return;
    const Message& top = messages_.last();
    showMark();
    text_->setText(top.sentence);
    const int more = int(messages_.size()) - 1;
    count_->setText(more > 0 ? tr("%1 more").arg(more) : QString());
    count_->setVisible(more > 0);
    close_->setVisible(top.choices.isEmpty());
    buildChoices(top.choices);
    setAccessibleName(top.sentence);
    update();
}

// A picture in the theme's colours: made anew when they change.
void MessageBar::showMark() {
    if (messages_.isEmpty())
        return;
    const Message& top = messages_.last();
    const QString markName = !top.choices.isEmpty()    ? QStringLiteral("question")
                             : top.kind == Kind::Error ? QStringLiteral("warning")
                                                       : QStringLiteral("info");
    mark_->setPixmap(icon(markName).pixmap(QSize(18, 18), devicePixelRatio()));
}

void MessageBar::buildChoices(const QList<MessageChoice>& choices) {
    bool hadKeys = false;
    for (QPushButton* button : choiceButtons_) { // one of them may be the one just pressed
        hadKeys |= button->hasFocus();
        button->disconnect(this);
        button->hide();
        button->deleteLater();
    }
    choiceButtons_.clear();
    for (int i = 0; i < choices.size(); ++i) {
        QPushButton* button = i == 0 ? makePrimaryButton(choices[i].text, QString(), this)
                                     : makeButton(choices[i].text, QString(), this);
        button->setAutoDefault(true); // Return presses it
        connect(button, &QPushButton::clicked, this, [this, i] { answer(i); });
        row_->insertWidget(row_->indexOf(close_), button);
        button->show();
        choiceButtons_.append(button);
    }
    if (hadKeys && !choiceButtons_.isEmpty()) // another message came meanwhile
        choiceButtons_.first()->setFocus(Qt::OtherFocusReason);
}

void MessageBar::takeKeys() {
    if (choiceButtons_.isEmpty())
        return;
    hadKeys_ = window()->focusWidget();
    choiceButtons_.first()->setFocus(Qt::OtherFocusReason);
}

void MessageBar::closeTop() {
    if (!messages_.isEmpty())
        messages_.removeLast();
    refresh();
}

void MessageBar::answer(int choice) {
    const std::function<void()> act = messages_.last().choices.value(choice).act;
    if (hadKeys_)
        hadKeys_->setFocus(Qt::OtherFocusReason);
    hadKeys_ = nullptr;
    closeTop();
    if (act)
        act();
}

void MessageBar::paintEvent(QPaintEvent*) {
    if (messages_.isEmpty())
        return;
    const Colors& c = colors();
    const bool error = messages_.last().kind == Kind::Error;
    QPainter painter(this);
    painter.fillRect(rect(), error ? c.errorTint : c.warningTint);
    painter.fillRect(QRect(0, 0, 4, height()), error ? c.ended.fill : c.waitsLock.fill);
}

} // namespace forkscope::gui
