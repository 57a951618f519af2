// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program with a window, from its arguments to its exit status.

namespace forkscope::gui {

// forkscope [FILE.py | LESSON-ID | FILE.fscope]
int runWindow(int argc, char** argv);

} // namespace forkscope::gui
