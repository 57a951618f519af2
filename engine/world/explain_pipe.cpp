// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting at pipes in words: who could send, who could receive, and the end of file that never comes.
#include "engine/world/explain_wait.h"
#include "engine/world/nouns.h"
#include "engine/world/phrases.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;

namespace {

std::vector<ProcessId> holders(const World& world, ObjectId end, std::uint8_t use) {
    std::vector<ProcessId> found;
    for (const Process& p : world.processes())
        if (p.alive() && (p.ends.use(end) & use) != 0)
            found.push_back(p.id);
    return found;
}

// An end may be on its way in a message, or in the arguments of a process that has not unpacked them.
bool mayTravel(const World& world) {
    for (const Process& p : world.processes())
        if (p.alive() && p.role != ProcessRole::Helper && (!p.traced || p.began < 0 || p.endsAreGuessed))
            return true;
    for (const Queue& queue : world.queues())
        if (queue.depth() > 0)
            return true;
    return std::any_of(world.pipes().begin(), world.pipes().end(),
                       [](const PipeEnd& end) { return !end.items.empty(); });
}

// Nobody but perhaps itself holds the other end, as far as was told.
bool isSure(const World& world, const WaitFor& wait) {
    return wait.help != Help::NotKnown && !mayTravel(world);
}

Words receiveWait(const World& world, const WaitFor& wait, const PipeEnd& end) {
    const Words text = "waits for data in " + noun::object(world, end.id);
    if (!end.items.empty())
        return text + ": " + counted(end.items.size(), "item") + " on the way";
    std::vector<ProcessId> writers = writersTo(world, end);
    const bool isOwn = std::erase(writers, wait.waiter.process) > 0;
    if (!writers.empty())
        return text + ": " + noun::processes(world, writers) +
               (writers.size() == 1 ? " holds the other end" : " hold the other end");
    if (!isSure(world, wait))
        return text + "; it is not known who holds the other end";
    if (isOwn)
        return text +
               ": no one else can write, and its own copy of the other end is open, so the end of file "
               "never comes";
    return text + ": no one will ever write, all other ends are closed";
}

Words sendWait(const World& world, const WaitFor& wait, const PipeEnd& end) {
    const PipeEnd* far = end.hasPeer() ? world.pipe(end.peer) : &end;
    std::vector<ProcessId> readers = far ? readersOf(world, *far) : std::vector<ProcessId>();
    const bool isOwn = std::erase(readers, wait.waiter.process) > 0;
    const Words text = "waits at send: " + noun::object(world, end.id) + " is full";
    if (!readers.empty())
        return text + " until " + noun::processes(world, readers) +
               (readers.size() == 1 ? " receives" : " receive");
    if (wait.help == Help::NotKnown)
        return text + "; it is not known who holds the other end";
    return text + (isOwn ? ", and no one but itself could receive" : ", and no one holds the other end");
}

} // namespace

std::vector<ProcessId> writersTo(const World& world, const PipeEnd& end) {
    return end.hasPeer() ? holders(world, end.peer, kReadsAndWrites) : holders(world, end.id, kWrites);
}

std::vector<ProcessId> readersOf(const World& world, const PipeEnd& end) {
    return holders(world, end.id, end.hasPeer() ? kReadsAndWrites : kReads);
}

Words pipeWait(const World& world, const WaitFor& wait) {
    if (wait.what == Kind::PipeWait)
        return "waits until one of " + counted(std::size_t(std::max(0, wait.number)), "object") + " is ready";
    const PipeEnd* end = world.pipe(wait.object);
    if (!end)
        return wait.what == Kind::PipeSend ? "waits at send: the pipe is full" : "waits for data in a pipe";
    return wait.what == Kind::PipeSend ? sendWait(world, wait, *end) : receiveWait(world, wait, *end);
}

} // namespace forkscope::world
