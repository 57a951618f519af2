// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The command line without a window: forkscope run | show | export | lessons. Needs no display. Exit
// statuses: the program's own; 128+n for signal n; 123 a schedule could not be followed; 124 time-out; 125
// Forkscope's own failure; 2 wrong usage. With --times and with --shuffle: 1 where a run ended badly;
// with --schedule and --times: 1 where two replays differ.
#include <optional>

namespace forkscope::cli {

inline constexpr int kNotFollowed = 123;
inline constexpr int kOwnFailure = 125;
inline constexpr int kUsage = 2;

// Handles the command that argv[1] names, with an application object of its own; nothing when the window is
// meant.
std::optional<int> runCommand(int argc, char** argv);

} // namespace forkscope::cli
