// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program's text in its panel: file name, whether it was edited, Reset; the modules that it imports in
// tabs beside it. Keeps edits by the ProgramDesk as one types.
#include "gui/widgets/panel.h"
#include "gui/window/program_desk.h"

#include <QTimer>

class QPushButton;

namespace forkscope::gui {

struct Actions;
class BadgeGutter;
class CodeEditor;
class CodePane;
class SourceTabs;

class EditorPanel : public Panel {
    Q_OBJECT
  public:
    EditorPanel(const Actions& actions, QWidget* parent);

    ProgramDesk& desk() { return desk_; }
    // Of the program.
    CodeEditor* editor() const;
    BadgeGutter* gutter() const;
    SourceTabs* sources() const { return tabs_; }

    // Shows what a call of the desk gave. Ctrl+Z leads through the texts before it, also those of other days.
    void showText(const QString& text);
    // Another text of the same program, as if it were typed.
    void takeText(const QString& text);
    QString text() const;
    // Writes what is not yet kept; at once, not after the pause.
    void keepNow();
    void save();
    void reset();

    // A run has begun with the text as it is now; badges belong to it until the text differs.
    void markRan();
    // Shows text that the badges belong to (of a recording), or forgets it (null).
    void setRanText(const QString& text);
    bool isStale() const;
    void openSearch();

  signals:
    void failed(const QString& sentence);
    void staleChanged(bool stale);

  private:
    void textChanged();
    void refreshTitle();

    ProgramDesk desk_;
    CodePane* pane_ = nullptr;
    SourceTabs* tabs_ = nullptr;
    QPushButton* reset_ = nullptr;
    QTimer keepSoon_;
    QString ranText_;
    bool stale_ = false;
};

} // namespace forkscope::gui
