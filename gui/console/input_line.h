// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where the learner types what the program reads. Return sends the line, Up and Down walk through earlier
// lines, Ctrl+D on an empty line asks for the end of the input.
#include <QLineEdit>
#include <QStringList>

namespace forkscope::gui {

class InputLine : public QLineEdit {
    Q_OBJECT
  public:
    explicit InputLine(QWidget* parent = nullptr);

  signals:
    void lineEntered(const QString& line);
    void endOfInput();

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void submit();
    void walk(int step);

    QStringList history_;
    qsizetype place_ = 0; // in history_; its size: the line being typed
    QString draft_;
};

} // namespace forkscope::gui
