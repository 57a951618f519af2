// SPDX-License-Identifier: GPL-3.0-or-later
// The live reader over a shared file whose writer is hostile, and writes between two looks of the reader.
#include "engine/trace/reader.h"
#include "tests/fuzz/read_script.h"

namespace {
forkscope::fuzz::ScriptedTrace memory;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace forkscope;
    trace::Log log;
    fuzz::readScript(memory, {data, size}, log, [] {});
    trace::Time before = 0;
    for (std::size_t i = 0; i < log.size(); ++i) {
        const trace::Event& e = log[i];
        fuzz::require(e.time >= before && e.order == i + 1);
        before = e.time;
        (void)log.fields(e);
        (void)log.path(e.file);
        fuzz::require(!e.object || log.rawId(e.object) != 0);
    }
    return 0;
}
