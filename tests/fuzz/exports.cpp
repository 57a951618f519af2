// SPDX-License-Identifier: GPL-3.0-or-later
// The exports of a hostile trace are JSON whatever its texts and numbers are.
#include "engine/trace/export_jsonl.h"
#include "engine/trace/export_perfetto.h"
#include "tests/fuzz/json_check.h"
#include "tests/fuzz/read_script.h"

#include <string>

namespace {
forkscope::fuzz::ScriptedTrace memory;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace forkscope;
    trace::Log log;
    fuzz::readScript(memory, {data, size}, log, [] {});
    fuzz::require(trace::exportJsonLines(log, [](std::string_view line) {
        fuzz::require(line.ends_with('\n') && line.find('\n') == line.size() - 1);
        fuzz::require(fuzz::isJson(line));
        return true;
    }));
    std::string whole;
    fuzz::require(trace::exportPerfetto(log, [&](std::string_view piece) {
        whole += piece;
        return true;
    }));
    fuzz::require(fuzz::isJson(whole));
    return 0;
}
