// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Find in the program's text: Ctrl+F opens it, Return and Shift+Return go on and back, Esc closes it.
#include <QWidget>

class QLabel;
class QLineEdit;

namespace forkscope::gui {

class CodeEditor;

class SearchBar : public QWidget {
    Q_OBJECT
  public:
    SearchBar(CodeEditor* editor, QWidget* parent);

    void open(); // with the selected text, if it is short
    QLineEdit* field() const { return field_; }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void find(bool forward, bool fromStart);
    void close();

    CodeEditor* editor_;
    QLineEdit* field_ = nullptr;
    QLabel* verdict_ = nullptr;
};

} // namespace forkscope::gui
