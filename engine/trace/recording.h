// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A run kept in a file (.fscope): the bytes of the trace as they were in shared memory, then sections with
// what else belongs to the run (sources, settings). format.md draws it. Reading trusts nothing: what can be
// read is read, the rest is told.
#include "engine/trace/result.h"
#include "engine/trace/trace_file.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace forkscope::trace {

enum class SectionKind : std::uint32_t {
    Source = 1,   // name: path; content: the text as it was when the run began
    Settings = 2, // name: ""; content: JSON object
};

struct Section {
    SectionKind kind = SectionKind::Source;
    std::string name;
    std::string content;

    bool operator==(const Section&) const = default;
};

struct Recording {
    TraceFile trace; // whole units, for Reader::read()
    std::vector<Section> sections;
    std::vector<std::string> damage; // a sentence for each part that could not be read
};

// Writes beside `path` first and renames, so that a full disk never destroys what was there before.
// `mappedFrom`: descriptor of the file in memory that `trace` is a view of, -1: none. Its holes are not
// looked at, which would fill them with memory: a program that spoils the header can make the view 4 GiB
// long.
Outcome saveRecording(const std::string& path, std::span<const std::byte> trace,
                      std::span<const Section> sections, int mappedFrom = -1);

// Fails where the file cannot be read or is no recording at all; damage further in is told in the result. The
// trace stays in the file: whoever reads it gives it to the Reader (Reader::setKeeper), or takes all of it.
Result<Recording> openRecording(const std::string& path);
// The same with all of the trace in memory.
Result<Recording> loadRecording(const std::string& path);

} // namespace forkscope::trace
