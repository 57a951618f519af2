// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program's terminal: its output and, below, a line to type into; between them, after an exception, the
// way to what it means. Knows no Session: bytes come by calls and go by signals.
#include <QWidget>

class QPushButton;

namespace forkscope::gui {

class ElidedLabel;
class ConsoleText;
class InputLine;

class ConsoleView : public QWidget {
    Q_OBJECT
  public:
    explicit ConsoleView(QWidget* parent = nullptr);

    void restart(int rows, int columns);
    void append(const QByteArray& bytes);
    void showExactly(const QByteArray& output);
    // Typing is possible while a program runs and the screen shows the present.
    void setInputEnabled(bool enabled);
    // Somebody in the program waits for a line: says who.
    void setAwaited(const QString& who);
    // An exception that the index knows: "AssertionError in P1", and the entry; "" there is none.
    void setError(const QString& what, const QString& slug);
    QWidget* errorStrip() const { return error_; }
    QPushButton* errorButton() const { return explain_; }

    ConsoleText* text() const { return text_; }
    InputLine* input() const { return input_; }

  signals:
    void inputEntered(const QByteArray& bytes);
    void endOfInput();
    void errorRequested(const QString& slug);

  private:
    QWidget* makeErrorStrip();
    void refreshHint();

    ConsoleText* text_ = nullptr;
    InputLine* input_ = nullptr;
    QPushButton* end_ = nullptr;
    QWidget* error_ = nullptr;
    ElidedLabel* errorText_ = nullptr;
    QPushButton* explain_ = nullptr;
    QString awaited_, errorSlug_;
};

} // namespace forkscope::gui
