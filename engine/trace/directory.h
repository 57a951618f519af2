// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who is who in a Log: the process and object behind an event, by the words that exports use. Learns from
// events as they pass; knows no states (that is the World's).
#include "engine/trace/log.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace forkscope::trace {

class Directory {
  public:
    explicit Directory(const Log& log) : log_(log) {}

    struct Actor {
        std::string path = "?"; // "main", "main/1", …
        std::string name;
        std::int32_t pid = 0;
    };

    void learn(const Event& event);
    // Whom the event is about: the process itself, or, for what the engine saw from outside, the one it saw.
    const Actor& actor(const Event& event) const;
    // Path of the latest process with this pid; "" for none.
    std::string_view pathOf(std::int32_t pid) const;
    std::string_view nameOf(ObjectId object) const; // the learner's variable, "" when not known

  private:
    void learnBegun(const Event& event);
    void learnStarted(const Event& event);
    Actor described(const Event& event, std::string_view parentPath) const;

    const Log& log_;
    Actor engine_{"forkscope", "forkscope", 0};
    std::unordered_map<std::uint32_t, Actor> byStream_;
    std::unordered_map<std::int32_t, Actor> byPid_;
    std::vector<std::string_view> names_; // by ObjectId
};

} // namespace forkscope::trace
