// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An event as the engine and the window see it: decoded, checked, ordered. Plain values, safe to copy; texts
// and rare numbers live in the Log that holds the event.
#include <string_view> // before <compare>: moc 6.4 cannot parse libstdc++'s <concepts> when it comes first

#include "engine/trace/vocabulary.h"

#include <compare>
#include <cstdint>

namespace forkscope::trace {

// Nanoseconds since the run began.
using Time = std::int64_t;

// Ids of different things are different types, so that they cannot be mixed up.
struct ProcessId { // stream number: one for each traced life of a process; pid reuse does no harm
    std::uint32_t value = 0;
    auto operator<=>(const ProcessId&) const = default;
};
struct ObjectId { // dense, in order of first appearance, from 1; 0 is none
    std::uint32_t value = 0;
    explicit operator bool() const { return value != 0; }
    auto operator<=>(const ObjectId&) const = default;
};
struct FileId { // index of a source file's path in the Log, from 1; 0 is none
    std::uint16_t value = 0;
    explicit operator bool() const { return value != 0; }
    auto operator<=>(const FileId&) const = default;
};

struct Event {
    Time time = 0;
    std::uint64_t order = 0; // rank in the trace, from 1 (`seq` in exports)
    ProcessId process;       // who; 0 is the engine itself, looking from outside
    ObjectId object;
    std::int32_t value = 0;
    std::uint32_t line = 0;   // in the learner's file, 0 when no such line is on the stack
    std::uint32_t detail = 0; // handle of the fields in the Log, 0 none
    FileId file;
    std::uint8_t thread = 0; // 0 is the main thread of its process
    Kind kind = Kind::None;
    Phase phase = Phase::Point;
    std::uint8_t flags = 0;

    bool has(Flag f) const { return (flags & f) != 0; }
};
static_assert(sizeof(Event) <= 48);

// One field of an event. `text` points into the Log and lives as long as it.
struct Field {
    Tag tag = Tag::End;
    bool isText = false;
    std::int64_t number = 0;
    std::string_view text;
};

} // namespace forkscope::trace
