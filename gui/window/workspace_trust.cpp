// SPDX-License-Identifier: GPL-3.0-or-later
// The question before the first run of a program that somebody else wrote.
#include "engine/run/sandbox.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/editor_panel.h"
#include "gui/window/toolbar.h"
#include "gui/window/trust.h"
#include "gui/window/workspace.h"

namespace forkscope::gui {

void Workspace::chooseTrust(Trust trust, const std::function<void()>& then) {
    const ProgramDesk& desk = editor_->desk();
    rememberTrust(desk.current(), desk.original(), trust);
    stateChanged();
    then();
}

void Workspace::askForTrust(const std::function<void()>& then) {
    const Outcome possible = run::checkSandbox();
    QString question =
        tr("%1 was written by somebody else. In a sandbox it has no network, does not see your "
           "home folder, and writes to a scratch folder alone.")
            .arg(editor_->desk().current().fileName());
    QList<MessageChoice> choices;
    if (possible)
        choices << MessageChoice{tr("Run in a sandbox"), [this, then] { chooseTrust(Trust::Sandbox, then); }};
    else
        question = tr("%1 was written by somebody else. %2")
                       .arg(editor_->desk().current().fileName(), QString::fromStdString(possible.error()));
    choices << MessageChoice{tr("Run without a sandbox"), [this, then] { chooseTrust(Trust::Plain, then); }};
    messages_->ask(question, choices);
    messages_->takeKeys();
}

// Own programs have nothing to show here.
void Workspace::showTrust() {
    const ProgramDesk& desk = editor_->desk();
    const Trust trust = trustIn(desk.current(), desk.original());
    toolbar_->setTrust(trust == Trust::Sandbox ? tr("Sandbox")
                       : trust == Trust::Plain ? tr("No sandbox")
                                               : QString());
}

} // namespace forkscope::gui
