// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A file that the program opened. Plain values; texts are views into the Log.
#include "engine/trace/event.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace forkscope::world {

using trace::FileId;
using trace::ObjectId;
using trace::ProcessId;
using trace::Time;

struct OpenFile {
    ProcessId process;
    std::int32_t descriptor = -1;
    std::string_view mode;
    Time since = 0;

    bool operator==(const OpenFile&) const = default;
};
struct File {
    ObjectId id;
    std::string_view path;
    std::vector<OpenFile> openers;
    std::uint64_t bytesRead = 0, bytesWritten = 0;

    bool operator==(const File&) const = default;
};

} // namespace forkscope::world
