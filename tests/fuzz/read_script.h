// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the targets over a trace have in common: a script is played, and read as a Session reads.
#include "engine/trace/reader.h"
#include "tests/fuzz/trace_script.h"

#include <cstdlib>

namespace forkscope::fuzz {

// A property that holds whatever the input is; the fuzzer takes an abort for a finding.
inline void require(bool holds) {
    if (!holds)
        std::abort();
}

// `seen` is called after each look of the reader.
inline void readScript(ScriptedTrace& memory, std::span<const std::uint8_t> script, trace::Log& log,
                       const std::function<void()>& seen) {
    constexpr std::size_t kWindow = 64; // of the reader: small, so that a short script reaches beyond it
    trace::Reader reader(log, kWindow);
    const auto look = [&](std::size_t maxEvents, bool patient) {
        (void)reader.read(memory.bytes(), maxEvents, patient);
        seen();
    };
    memory.play(script, look);
    // As at the end of a run. Each round takes at least one record from every chunk with a backlog.
    int rounds = 0;
    do {
        look(8192, false);
        require(++rounds < 100'000);
    } while (reader.backlog() || reader.waiting());
}

} // namespace forkscope::fuzz
