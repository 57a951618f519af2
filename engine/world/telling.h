// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One event in words, by subject. Used inside this folder.
#include "engine/world/phrases.h"
#include "engine/world/world.h"

#include <string>
#include <string_view>

namespace forkscope::world {

// What the sentences ask of an event.
struct Telling {
    const World& world;
    const Event& e;

    std::string name() const { return e.object ? world.nameOf(e.object) : "it"; }
    std::string text(trace::Tag tag) const { return plain(world.log().text(e, tag).value_or("")); }
    std::string preview(std::string_view instead) const {
        const std::string shown = text(trace::Tag::Preview);
        return shown.empty() ? std::string(instead) : shown;
    }
    std::string target() const {
        const auto pid = world.log().number(e, trace::Tag::Pid);
        return pid ? processWithPid(world, std::int32_t(*pid)) : "a process";
    }
    bool begins() const { return e.phase == trace::Phase::Begin; }
    bool waits() const { return e.phase == trace::Phase::Wait || (begins() && e.has(trace::kWaits)); }
    bool ends() const { return e.phase == trace::Phase::End; }
    bool failed() const { return e.has(trace::kFailed); }
};

std::string kindOfObject(const Telling& t, std::string_view usual); // "RLock"
std::string withArticle(std::string_view noun);                     // "a Lock", "an RLock", "an Event"

std::string processEvent(const Telling& t); // "" for kinds of other subjects; so are all of these
std::string threadEvent(const Telling& t);
std::string lockEvent(const Telling& t);
std::string queueEvent(const Telling& t);
std::string syncEvent(const Telling& t); // Condition, Event, Barrier
std::string pipeEvent(const Telling& t); // and sockets
std::string sharedEvent(const Telling& t);
std::string managerEvent(const Telling& t);
std::string poolEvent(const Telling& t); // and executors

} // namespace forkscope::world
