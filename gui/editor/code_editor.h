// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The text of a program, in QScintilla, without margins of its own: line numbers and badges are drawn by the
// BadgeGutter beside it.
#include <QList>
#include <Qsci/qsciscintilla.h>

namespace forkscope::gui {

class PythonLexer;

// How a line is tinted: by the most telling state of the processes that stand on it.
enum class LineTint { Run = 0, Wait = 1, Queue = 2, Trouble = 3 };

class CodeEditor : public QsciScintilla {
    Q_OBJECT
  public:
    explicit CodeEditor(QWidget* parent = nullptr);

    // Replaces the text and forgets undo: another program. Lines count from 1 here and everywhere outside of
    // QScintilla.
    void load(const QString& text);
    // Replaces the text so that Ctrl+Z brings the old one back.
    void replaceAll(const QString& text);
    void goToLine(int line, bool takeFocus);
    // Scrolls so that these are in sight, at least the first of them; the cursor stays.
    void showLines(const QList<int>& lines);
    int currentLine() const;
    int currentColumn() const;

    int lineHeight() const;
    // Pixels from the top of the viewport to the top of a line; may be outside of what is visible.
    int lineTop(int line) const;
    int lineAt(int y) const;

    void setTints(const QList<QPair<int, LineTint>>& lines);

  signals:
    void viewMoved(); // scrolled, resized, or lines came and went

  protected:
    void resizeEvent(QResizeEvent* event) override;
    // A file is for the window to open; text is dropped into the program.
    void dragEnterEvent(QDragEnterEvent* event) override;

  private:
    void setUpBehaviour();
    void applyTheme();
    void applyColors(); // what does not belong to the lexer

    PythonLexer* lexer_ = nullptr;
    QList<QPair<int, LineTint>> tints_;
};

} // namespace forkscope::gui
