// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which programs the learner did not write, and what was chosen for each: asked once, remembered by path and
// text (QSettings). Foreign are programs of lessons that are neither the installed ones nor below a folder
// that the setting trust/folders lists, and files that carry a mark: the origin that a browser notes when it
// downloads a file (the attribute user.xdg.origin.url of the freedesktop.org "Common Extended Attributes"),
// or user.forkscope.untrusted of any value. Main thread; no widgets.
#include "gui/window/program_desk.h"

#include <QString>

namespace forkscope::gui {

enum class Trust {
    Own,     // written here, or installed with Forkscope: nothing to ask
    Unknown, // foreign, and never asked
    Plain,   // foreign; runs as any other
    Sandbox, // foreign; runs within a sandbox
};

// Of a program whose text is `text`. Another text under the same path is another program.
Trust trustIn(const OpenProgram& program, const QString& text);
// Plain or Sandbox; Unknown forgets, so that it is asked again.
void rememberTrust(const OpenProgram& program, const QString& text, Trust trust);

} // namespace forkscope::gui
