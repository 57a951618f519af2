// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Gutter, text and search bar together: what stands in the editor panel.
#include <QWidget>

namespace forkscope::gui {

class BadgeGutter;
class CodeEditor;
class SearchBar;

class CodePane : public QWidget {
    Q_OBJECT
  public:
    explicit CodePane(QWidget* parent = nullptr);

    CodeEditor* editor() const { return editor_; }
    BadgeGutter* gutter() const { return gutter_; }
    SearchBar* search() const { return search_; }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    CodeEditor* editor_ = nullptr;
    BadgeGutter* gutter_ = nullptr;
    SearchBar* search_ = nullptr;
};

} // namespace forkscope::gui
