// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Sentences from the engine, one at a time in a slim bar: the newest is shown, the count says how many wait
// behind it, closing one shows the one before. A question carries buttons and stays until it is answered.
#include <QList>
#include <QPointer>
#include <QString>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace forkscope::gui {

struct MessageChoice {
    QString text;
    std::function<void()> act;
};

class MessageBar : public QWidget {
    Q_OBJECT
  public:
    enum class Kind { Note, Error };

    explicit MessageBar(QWidget* parent = nullptr);

    void show(const QString& sentence, Kind kind = Kind::Note);
    void ask(const QString& sentence, const QList<MessageChoice>& choices);
    // The keys go to the first choice of the question, and back when it is answered: for a question that is
    // the answer to what the learner has just done.
    void takeKeys();
    void clear();
    int count() const { return int(messages_.size()); }
    QString text() const; // of the message shown; empty when there is none

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    struct Message {
        QString sentence;
        Kind kind = Kind::Note;
        QList<MessageChoice> choices;
    };
    void push(const Message& message);
    void refresh();
    void showMark();
    void closeTop();
    void answer(int choice);
    void buildChoices(const QList<MessageChoice>& choices);

    static constexpr int kMost = 50; // older ones go
    QList<Message> messages_;
    QLabel* mark_ = nullptr;
    QLabel* text_ = nullptr;
    QLabel* count_ = nullptr;
    QHBoxLayout* row_ = nullptr;
    QPushButton* close_ = nullptr;
    QList<QPushButton*> choiceButtons_;
    QPointer<QWidget> hadKeys_; // before takeKeys()
};

} // namespace forkscope::gui
