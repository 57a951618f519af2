// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A run as a timeline in text, growing downwards: a narrow column for each process and object, a row for
// what one thread did before another did something, and beside it what happened in words. Made from the same
// History that the window draws; follows it one call behind, since an object's name comes a moment after the
// object.
#include "engine/cli/timeline_columns.h"
#include "engine/world/history.h"

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace forkscope::cli {

class TextTimeline {
  public:
    // `colours`: with ANSI colours. `width`: columns of the terminal, at least 60 are used. Rows go to
    // `print` without newline.
    TextTimeline(bool colours, std::size_t width, std::function<void(const std::string&)> print);

    // How to read it; `program` is whose lines are meant.
    std::vector<std::string> legend(const std::string& program) const;
    // Prints rows for what was new at the last call; what nobody could read is counted instead of printed.
    void follow(const world::History& history);
    // Prints the rest.
    void finish(const world::History& history);

  private:
    // Adjacent doings of one thread of one process; who 0 is what the engine saw.
    struct Row {
        trace::Time time = 0;
        trace::ProcessId who;
        std::uint8_t thread = 0;
        std::string words;
        std::string cells; // as things were after the last of them
    };

    void printUpTo(const world::History& history, std::size_t end);
    void take(const world::History& history, const trace::Event& event);
    void add(const trace::Event& event, std::string clause);
    void flush();
    std::string clauseOf(const trace::Event& event, trace::Time waited) const;
    std::string printClause(const trace::Event& event);
    void output(std::string_view bytes);
    void outputLine(std::string line);
    bool wasToldBy(const std::string& line);

    bool colours_;
    std::size_t width_;
    std::function<void(const std::string&)> print_;
    TimelineColumns columns_;
    std::optional<world::World> world_; // after the events before seen_
    std::size_t seen_ = 0;
    std::size_t known_ = 0; // where the last call ended
    std::optional<Row> row_;
    std::size_t rows_ = 0, passed_ = 0; // of this call
    std::string pendingOutput_;         // the beginning of a line
    std::deque<std::string> told_;      // lines whose print has a row already
};

} // namespace forkscope::cli
