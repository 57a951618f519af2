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
bool isBookkeeping(Kind kind);           // not an event for people: file.name, output, …
std::string_view phaseName(Phase phase); // "begin", "end", "point" (also for Wait, which see)
std::string_view fieldName(Tag tag);     // "preview"; "" for a number that is no tag
std::string_view valueName(Kind kind,
                           Phase phase); // key of an event's `value` in exports; "" where it means nothing

} // namespace forkscope::trace
