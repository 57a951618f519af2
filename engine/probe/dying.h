// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who was sent a signal that ends it is gone a moment later, and how much later is chance. At a closed gate
// that moment is waited for before this process asks whether it has ended: is_alive() and exitcode then say
// the same each time that an order is repeated.
#include <cstdint>

namespace forkscope::probe {

// This process sends `signal`. Of those that end nobody, and of groups, no note is taken.
void noteSignal(std::int64_t pid, std::int32_t signal);

// Returns at once where no such signal was sent, where the gate is open or does not hold this thread, and
// where the other one catches, ignores or blocks the signal or is stopped; else when it has ended, after a
// second at the latest. With the interpreter lock, which is given up meanwhile.
void waitForItsEnd(std::int32_t pid);

} // namespace forkscope::probe
