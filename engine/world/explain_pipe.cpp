// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting at pipes in words: who could send, who could receive, and the end of file that never comes.
#include "engine/world/explain_wait.h"
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

std::string named(const World& world, const std::vector<ProcessId>& ids) {
    std::vector<std::string> labels;
    for (const ProcessId id : ids)
        labels.push_back(shortLabelOf(world, id));
    return listed(labels);
}

std::string receiveWait(const World& world, const Process& p, const PipeEnd& end) {
    const std::string name = world.nameOf(end.id);
    if (!end.items.empty())
        return "waits for data in " + name + ": " + counted(end.items.size(), "item") + " on the way";
    std::vector<ProcessId> writers = writersTo(world, end);
    const bool isOwn = std::erase(writers, p.id) > 0;
    if (!writers.empty())
        return "waits for data in " + name + ": " + named(world, writers) +
               (writers.size() == 1 ? " holds the other end" : " hold the other end");
    if (isOwn)
        return "waits for data in " + name +
               ": no one else can write, and its own copy of the other end is open, so the end of file never "
               "comes";
    return "waits for data in " + name + ": no one will ever write, all other ends are closed";
}

std::string sendWait(const World& world, const Process& p, const PipeEnd& end) {
    const PipeEnd* far = end.hasPeer() ? world.pipe(end.peer) : &end;
    std::vector<ProcessId> readers = far ? readersOf(world, *far) : std::vector<ProcessId>();
    const bool isOwn = std::erase(readers, p.id) > 0;
    std::string text = "waits at send: " + world.nameOf(end.id) + " is full";
    if (!readers.empty())
        return text + " until " + named(world, readers) + (readers.size() == 1 ? " receives" : " receive");
    return text + (isOwn ? ", and no one but itself could receive" : ", and no one holds the other end");
}

} // namespace

std::vector<ProcessId> writersTo(const World& world, const PipeEnd& end) {
    return end.hasPeer() ? holders(world, end.peer, kReadsAndWrites) : holders(world, end.id, kWrites);
}

std::vector<ProcessId> readersOf(const World& world, const PipeEnd& end) {
    return holders(world, end.id, end.hasPeer() ? kReadsAndWrites : kReads);
}

std::string pipeWait(const World& world, const Process& p, const Wait& wait) {
    if (wait.what == Kind::PipeWait)
        return "waits until one of " + counted(std::size_t(std::max(0, wait.value)), "object") + " is ready";
    const PipeEnd* end = world.pipe(wait.object);
    if (!end)
        return wait.what == Kind::PipeSend ? "waits at send: the pipe is full" : "waits for data in a pipe";
    return wait.what == Kind::PipeSend ? sendWait(world, p, *end) : receiveWait(world, p, *end);
}

} // namespace forkscope::world
