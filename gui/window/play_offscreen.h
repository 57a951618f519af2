// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Without a display: the lesson or file is played in the terminal, then a picture of the window is made.
#include <QString>

namespace forkscope::gui {

bool hasDisplay();
// `what` as on the command line; empty: the first lesson. Needs a QApplication on the offscreen platform.
// Exit status.
int playOffscreen(const QString& what);

} // namespace forkscope::gui
