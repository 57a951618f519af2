// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a condition has to remember of the events so far. Used inside this folder.
#include "engine/condition/node.h"
#include "engine/world/world.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace forkscope::condition {

// How many events there were like a pattern. Names may become known later than what they name, so events are
// counted by who and what took part, and names are compared when the number is asked for.
class EventCounter {
  public:
    explicit EventCounter(const EventPattern& pattern) : pattern_(pattern) {}

    void take(const trace::Event& e, const world::World& after);
    std::int64_t count(const world::World& world) const;

  private:
    struct Tally {
        trace::ProcessId by;
        std::int32_t to = 0; // pid, 0 none
        trace::ObjectId on;
        std::int64_t count = 0;
    };
    // What the beginning of an operation told, for its end.
    struct Begun {
        trace::ObjectId on;
        std::int32_t to = 0;
        bool hasText = false;
    };
    using Thread = std::uint64_t;

    bool isOver(const trace::Event& e, const world::World& after) const;
    bool hasText(const trace::Event& e, const trace::Log& log) const;
    void add(trace::ProcessId by, std::int32_t to, trace::ObjectId on);

    EventPattern pattern_;
    std::vector<Tally> tallies_;
    std::unordered_map<Thread, std::vector<Begun>> begun_;
};

// How often a text was printed; also where it came in pieces.
class TextCounter {
  public:
    explicit TextCounter(std::string text) : text_(std::move(text)) {}

    void take(std::string_view printed);
    std::int64_t count() const { return count_; }

  private:
    std::string text_, rest_;
    std::int64_t count_ = 0;
};

} // namespace forkscope::condition
