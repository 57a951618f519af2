// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program's terminal: its output and, below, a line to type into. Knows no Session: bytes come by calls
// and go by signals.
#include <QWidget>

class QPushButton;

namespace forkscope::gui {

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

    ConsoleText* text() const { return text_; }
    InputLine* input() const { return input_; }

  signals:
    void inputEntered(const QByteArray& bytes);
    void endOfInput();

  private:
    void refreshHint();

    ConsoleText* text_ = nullptr;
    InputLine* input_ = nullptr;
    QPushButton* end_ = nullptr;
    QString awaited_;
};

} // namespace forkscope::gui
