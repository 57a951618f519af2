// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A run as a timeline in text, growing downwards: one column for each process and lock, one row for each
// moment at which something happened, and beside it what happened in words. Made from the same History that
// the window draws.
#include "engine/world/history.h"

#include <functional>
#include <string>
#include <vector>

namespace forkscope::cli {

class TextTimeline {
  public:
    // `colours`: with ANSI colours. Rows go to `print` without newline.
    TextTimeline(bool colours, std::function<void(const std::string&)> print);

    // Prints a row for each noteworthy event that is new; bursts are counted instead of printed.
    void follow(const world::History& history);

  private:
    void row(const world::World& world, const trace::Event& event);
    void header(const world::World& world);
    std::string processCell(const world::World& world, const world::Process& process) const;
    std::string lockCell(const world::World& world, const world::Lock& lock) const;
    std::string painted(const char* colour, const std::string& text) const;

    bool colours_;
    std::function<void(const std::string&)> print_;
    std::size_t seen_ = 0;
    std::size_t columnsShown_ = 0;
};

} // namespace forkscope::cli
