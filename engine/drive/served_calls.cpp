// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/drive/served_calls.h"

#include <algorithm>

namespace forkscope::drive {

namespace {
std::int32_t threadIdOf(const SurveyInput& input, const BusyThread& thread) {
    const auto slot = std::ranges::find_if(input.seen, [&](const Slot& s) {
        return s.stream == thread.process.value && s.number == thread.thread &&
               s.state != trace::wire::SlotState::Gone;
    });
    return slot == input.seen.end() ? thread.pid : std::int32_t(slot->tid);
}

// By themselves such calls come to their end.
bool sleepsInServer(const world::Process& server, const world::Waiter& serving) {
    return serving.thread < server.threads.size() && server.threads[serving.thread].wait.what == Kind::Sleep;
}
} // namespace

bool waitsInServer(const SurveyInput& input, const BusyThread& caller) {
    const world::Process* process = input.world.process(caller.process);
    if (!process || caller.thread >= process->threads.size())
        return false;
    const world::Wait& wait = process->threads[caller.thread].wait;
    const world::Managed* managed =
        wait.what == Kind::ManagerCall ? input.world.managedObject(wait.object) : nullptr;
    // Which of its threads serves whom is not told, so all that were asked for must have come.
    if (!managed || managed->served.empty() || managed->served.size() < managed->calls.size())
        return false;
    const world::Process* server = input.world.process(managed->served.front().process);
    const bool sleeps = !server || std::ranges::any_of(managed->served, [&](const world::Waiter& w) {
        return sleepsInServer(*server, w);
    });
    // The server first: when it has answered before, the caller runs by now, or stands elsewhere.
    return !sleeps && Lives::areAllAsleep(server->pid) &&
           Lives::isAsleep(caller.pid, threadIdOf(input, caller));
}

} // namespace forkscope::drive
