// SPDX-License-Identifier: GPL-3.0-or-later
// Never built: each marked line breaks a thread rule, and check.sh sees that the analysis says so.
#include "engine/probe/released.h"
#include "engine/probe/stream.h"

namespace forkscope::probe {

void withoutTheInterpreter() {
    const InterpreterReleased released;
    note("nobody may touch the stream now");     // fault
    emit(Kind::Sleep, Phase::Point, 0, 0, 0, 0); // fault
}

void asItShouldBe() {
    { const InterpreterReleased released; }
    note("back under the lock");
}

} // namespace forkscope::probe
