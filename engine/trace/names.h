// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The words for kinds, phases and fields that stand in exports, checks and tours, and the way back.
#include "engine/trace/vocabulary.h"

#include <optional>
#include <string_view>

namespace forkscope::trace {

std::string_view kindName(Kind kind); // "lock.acquire"; "" for a number that is no kind
std::optional<Kind> kindFromName(std::string_view name);
bool isKind(std::uint8_t number);
// Not an event for people: file.name, output, …
constexpr bool isBookkeeping(Kind kind) {
    return kind >= Kind::FileName;
}
// What the kernel tells of CPUs: by thread, not by process, and outside the global order.
constexpr bool isKernels(Kind kind) {
    return kind == Kind::CpuRun || kind == Kind::CpuReady || kind == Kind::CpuBlock;
}
// What the program did, as people count it: one step of a timeline, one row of a list of events.
constexpr bool isStep(Kind kind) {
    return !isBookkeeping(kind) && !isKernels(kind);
}
std::string_view phaseName(Phase phase); // "begin", "end", "point" (also for Wait, which see)
std::string_view fieldName(Tag tag);     // "preview"; "" for a number that is no tag
std::string_view valueName(Kind kind,
                           Phase phase); // key of an event's `value` in exports; "" where it means nothing

} // namespace forkscope::trace
