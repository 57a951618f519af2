// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One event, one line of JSON: t, seq, proc, pid, ev, phase, obj, name, file, line, and what belongs to the
// event. Other tools rely on these keys; README.md in this folder lists them.
#include "engine/trace/directory.h"

#include <functional>
#include <string>
#include <string_view>

namespace forkscope::trace {

class JsonLines {
  public:
    explicit JsonLines(const Log& log) : log_(log), directory_(log) {}

    // Names may be known a moment after the object: let it see events as early as possible, write them later.
    void learn(const Event& event) { directory_.learn(event); }
    // The line with its newline; empty for bookkeeping.
    std::string line(const Event& event);

  private:
    const Log& log_;
    Directory directory_;
    std::uint64_t written_ = 0;
};

// The whole Log, piece by piece; stops where `sink` says false.
bool exportJsonLines(const Log& log, const std::function<bool(std::string_view)>& sink);

} // namespace forkscope::trace
