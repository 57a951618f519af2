// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What stands after the trace in a recording: sections, each with a sum over itself (format.md). Bytes in,
// bytes out; no files.
#include "engine/trace/recording.h"

#include <string>
#include <string_view>
#include <vector>

namespace forkscope::trace {

// Trusts nothing: a section that does not fit its sum is left out, one that does not fit its length ends the
// reading. `damage` gets a sentence for each.
std::vector<Section> readSections(std::string_view bytes, std::vector<std::string>& damage);

std::string sectionBytes(const Section& section);

} // namespace forkscope::trace
