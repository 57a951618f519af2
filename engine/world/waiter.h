// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Somebody who waits at an object, and lists of them: one entry for each thread, in order of arrival.
#include "engine/trace/event.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace forkscope::world {

struct Waiter {
    trace::ProcessId process;
    std::uint8_t thread = 0;
    std::uint32_t line = 0;
    trace::Time since = 0;
    trace::FileId file;

    bool operator==(const Waiter&) const = default;
};

inline bool isBy(const Waiter& waiter, const trace::Event& e) {
    return waiter.process == e.process && waiter.thread == e.thread;
}

// Since when the thread that does `e` is among them; -1 when it is not.
inline trace::Time waitsSince(const std::vector<Waiter>& waiters, const trace::Event& e) {
    const auto found =
        std::find_if(waiters.begin(), waiters.end(), [&](const Waiter& w) { return isBy(w, e); });
    return found == waiters.end() ? -1 : found->since;
}

// Stays where it is, and since when it is, if it is among them already: `begin` may have said so before.
inline void addWaiter(std::vector<Waiter>& waiters, const trace::Event& e) {
    if (waitsSince(waiters, e) < 0)
        waiters.push_back({e.process, e.thread, e.line, e.time, e.file});
}

// Returns since when it waited, -1 when it did not.
inline trace::Time removeWaiter(std::vector<Waiter>& waiters, const trace::Event& e) {
    const trace::Time since = waitsSince(waiters, e);
    if (since >= 0)
        std::erase_if(waiters, [&](const Waiter& w) { return isBy(w, e); });
    return since;
}

// All threads of a process that is gone; false when none was there.
inline bool removeProcess(std::vector<Waiter>& waiters, trace::ProcessId process) {
    return std::erase_if(waiters, [&](const Waiter& w) { return w.process == process; }) > 0;
}

inline bool hasProcess(const std::vector<Waiter>& waiters, trace::ProcessId process) {
    return std::any_of(waiters.begin(), waiters.end(), [&](const Waiter& w) { return w.process == process; });
}

} // namespace forkscope::world
