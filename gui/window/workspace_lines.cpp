// SPDX-License-Identifier: GPL-3.0-or-later
// From a line to the editor, and from the editor's lines to when they ran.
#include "engine/run/interpreter.h"
#include "gui/editor/badge_gutter.h"
#include "gui/editor/code_editor.h"
#include "gui/editor/code_pane.h"
#include "gui/editor/source_tabs.h"
#include "gui/window/editor_panel.h"
#include "gui/window/line_popup.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/settings.h"
#include "gui/window/workspace.h"

#include <QFileInfo>

namespace forkscope::gui {

// A program that can't be compiled: the cursor goes where the sentence points.
void Workspace::showFault(const QString& program) {
    const Result<run::Interpreter> python = run::findInterpreter(settings_.interpreter());
    const run::ProgramFault fault = python ? run::checkProgram(*python, program) : run::ProgramFault();
    if (fault.line <= 0)
        return;
    layout_->reveal(editor_);
    editor_->sources()->show(QString());
    editor_->editor()->goToLine(fault.line, true);
    editor_->editor()->setTints({{fault.line, LineTint::Trouble}});
}

void Workspace::goToLine(const QString& path, int line) {
    const run::Session* session = runner_->session();
    const QString program = session ? session->spec().program : QString();
    const bool isProgram = path == program || QFileInfo(path) == QFileInfo(program);
    const CodePane* const module = editor_->sources()->pane(path);
    if (!isProgram && !module)
        return say(
            tr("That is line %1 of %2, which is not among the files of the program.").arg(line).arg(path));
    layout_->reveal(editor_);
    editor_->sources()->show(isProgram ? QString() : path);
    (isProgram ? editor_->editor() : module->editor())->goToLine(line, false);
}

// Of the text that ran: after an edit the numbers may mean other lines, which the editor's title says. No
// path: the program itself.
void Workspace::showLineHistory(const QString& path, int line, const QPoint& place) {
    const run::Session* session = runner_->session();
    if (!session)
        return;
    const world::History& history = session->history();
    const QString& file = path.isEmpty() ? session->spec().program : path;
    auto* popup = new LinePopup(history, fileOf(history.log(), file), line, sync_->shownTime(), this);
    connect(popup, &LinePopup::momentChosen, playhead_, &Playhead::moveTo);
    popup->showAt(place);
}

void Workspace::showHistoryOfCurrentLine() {
    layout_->reveal(editor_);
    const CodePane* const pane = editor_->sources()->current();
    const CodeEditor* const editor = pane->editor();
    const int line = editor->currentLine();
    const QPoint below(pane->gutter()->width(), editor->lineTop(line) + editor->lineHeight());
    showLineHistory(editor_->sources()->currentPath(), line, pane->gutter()->mapToGlobal(below));
}

} // namespace forkscope::gui
