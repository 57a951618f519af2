// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/code_editor.h"

#include "gui/editor/python_lexer.h"
#include "gui/theme/theme.h"

#include <Qsci/qscicommandset.h>

#include <QDragEnterEvent>
#include <QMimeData>

namespace forkscope::gui {

static constexpr int kFirstTint = 10; // marker number of LineTint::Run

CodeEditor::CodeEditor(QWidget* parent) : QsciScintilla(parent), lexer_(new PythonLexer(this)) {
    setUpBehaviour();
    lexer_->applyTheme();
    setLexer(lexer_);
    applyColors();
    connect(&Theme::instance(), &Theme::changed, this, &CodeEditor::applyTheme);
    connect(this, &QsciScintillaBase::SCN_UPDATEUI, this, &CodeEditor::viewMoved);
    connect(this, &QsciScintilla::linesChanged, this, &CodeEditor::viewMoved);
}

void CodeEditor::setUpBehaviour() {
    setAccessibleName(tr("Program text"));
    setUtf8(true);
    setEolMode(EolUnix);
    setFrameShape(QFrame::NoFrame);
    for (int margin = 0; margin < 5; ++margin)
        setMarginWidth(margin, 0);
    setMarginLineNumbers(1, false);
    setFolding(NoFoldStyle);
    setTabWidth(4);
    setIndentationsUseTabs(false);
    setTabIndents(true);
    setBackspaceUnindents(true);
    setAutoIndent(true);
    setBraceMatching(SloppyBraceMatch);
    setCaretLineVisible(true);
    SendScintilla(SCI_SETCARETLINEVISIBLEALWAYS, 1UL); // a line chosen elsewhere is seen without the focus
    setCaretWidth(2);
    setScrollWidth(1);
    setScrollWidthTracking(true);
    SendScintilla(SCI_SETEXTRAASCENT, 2);
    SendScintilla(SCI_SETEXTRADESCENT, 1);
    SendScintilla(SCI_SETMARGINLEFT, 0UL, 6L);
    SendScintilla(SCI_SETENDATLASTLINE, 1UL);
    // Keys that belong to the window, and two of Scintilla's that surprise a learner (they cut or swap whole
    // lines).
    constexpr int ctrl = Qt::CTRL, shift = Qt::SHIFT, alt = Qt::ALT;
    for (const int key :
         {alt | Qt::Key_Home, ctrl | Qt::Key_T, ctrl | Qt::Key_D, ctrl | Qt::Key_L, ctrl | Qt::Key_U,
          ctrl | shift | Qt::Key_L, ctrl | shift | Qt::Key_T, ctrl | shift | Qt::Key_U})
        if (QsciCommand* command = standardCommands()->boundTo(key))
            command->setKey(0);
}

void CodeEditor::applyTheme() {
    lexer_->applyTheme();
    applyColors();
}

void CodeEditor::applyColors() {
    const Colors& c = colors();
    const CodeColors& k = c.code;
    setPaper(c.panel);
    setColor(k.plain);
    setCaretForegroundColor(c.text);
    setCaretLineBackgroundColor(k.currentLine);
    setSelectionBackgroundColor(k.selection);
    resetSelectionForegroundColor();
    setMatchedBraceForegroundColor(k.braceMatch);
    setMatchedBraceBackgroundColor(c.panel);
    setUnmatchedBraceForegroundColor(k.error);
    setUnmatchedBraceBackgroundColor(c.panel);
    setMarginsBackgroundColor(c.panel);
    setMarginsForegroundColor(k.lineNumber);
    setWhitespaceForegroundColor(k.whitespace);
    const QColor tints[] = {c.running.fill, c.waitsLock.fill, c.waitsQueue.fill, c.ended.fill};
    for (int i = 0; i < 4; ++i) {
        const int marker = kFirstTint + i;
        markerDefine(Background, marker);
        setMarkerBackgroundColor(mixed(c.panel, tints[i], c.dark ? 0.16 : 0.13), marker);
    }
    emit viewMoved();
}

void CodeEditor::load(const QString& text) {
    setScrollWidth(1); // of the text before; what this one needs is found again
    setText(text);
    convertEols(EolUnix);
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    setModified(false);
    setCursorPosition(0, 0);
    setTints({});
}

void CodeEditor::replaceAll(const QString& newText) {
    if (newText == text())
        return;
    beginUndoAction();
    selectAll();
    replaceSelectedText(newText);
    endUndoAction();
    setCursorPosition(0, 0);
}

void CodeEditor::goToLine(int line, bool takeFocus) {
    if (line < 1 || line > lines())
        return;
    setCursorPosition(line - 1, 0);
    const int first = firstVisibleLine();
    const int visible = int(SendScintilla(SCI_LINESONSCREEN));
    if (line - 1 < first + 1 || line - 1 > first + visible - 2)
        setFirstVisibleLine(std::max(0, line - 1 - visible / 3));
    if (takeFocus)
        setFocus(Qt::OtherFocusReason);
}

void CodeEditor::showLines(const QList<int>& lines) {
    if (lines.isEmpty())
        return;
    const auto [top, bottom] = std::ranges::minmax(lines);
    const int visible = viewport()->height() / std::max(1, lineHeight());
    const int first = firstVisibleLine() + 1;
    if (top >= first && bottom < first + visible)
        return;
    const int spare = std::max(1, (visible - (bottom - top + 1)) / 2);
    setFirstVisibleLine(std::max(0, top - 1 - spare));
}

int CodeEditor::currentLine() const {
    int line = 0, column = 0;
    getCursorPosition(&line, &column);
    return line + 1;
}

int CodeEditor::currentColumn() const {
    int line = 0, column = 0;
    getCursorPosition(&line, &column);
    return column + 1;
}

int CodeEditor::lineHeight() const {
    return int(SendScintilla(SCI_TEXTHEIGHT, 0UL));
}

int CodeEditor::lineTop(int line) const {
    return (line - 1 - firstVisibleLine()) * lineHeight();
}

int CodeEditor::lineAt(int y) const {
    return firstVisibleLine() + 1 + y / std::max(1, lineHeight());
}

void CodeEditor::setTints(const QList<QPair<int, LineTint>>& lines) {
    if (lines == tints_)
        return;
    tints_ = lines;
    for (int i = 0; i < 4; ++i)
        markerDeleteAll(kFirstTint + i);
    for (const auto& [line, tint] : lines)
        if (line >= 1 && line <= this->lines())
            markerAdd(line - 1, kFirstTint + int(tint));
}

void CodeEditor::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls())
        event->ignore();
    else
        QsciScintilla::dragEnterEvent(event);
}

void CodeEditor::resizeEvent(QResizeEvent* event) {
    QsciScintilla::resizeEvent(event);
    emit viewMoved();
}

} // namespace forkscope::gui
