// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/nouns.h"

#include "engine/world/explain.h"
#include "engine/world/phrases.h"

#include <algorithm>

namespace forkscope::world::noun {

namespace {

// Links name a process as the World does, whatever number it was asked by.
Words linked(const World& world, ProcessId id, std::uint8_t thread, std::string text) {
    const Process* p = world.process(id);
    return p ? Words(std::move(text), Target::to(p->id, thread)) : Words(std::move(text));
}

bool isTold(const World& world, ProcessId id, std::uint8_t number) {
    const Process* p = world.process(id);
    return p && number < p->threads.size() && p->threads[number].isLearners();
}

} // namespace

Words process(const World& world, ProcessId id) {
    return linked(world, id, 0, world.labelOf(id));
}

Words shortProcess(const World& world, ProcessId id) {
    return linked(world, id, 0, shortLabelOf(world, id));
}

Words processes(const World& world, const std::vector<ProcessId>& ids) {
    std::vector<Words> labels;
    for (const ProcessId id : ids)
        labels.push_back(shortProcess(world, id));
    return listed(labels);
}

Words processWithPid(const World& world, std::int32_t pid) {
    const Process* p = world.processByPid(pid);
    return p ? process(world, p->id) : Words("process " + std::to_string(pid));
}

Words actor(const World& world, ProcessId id, std::uint8_t thread) {
    return linked(world, id, isTold(world, id, thread) ? thread : 0, actorLabelOf(world, id, thread));
}

Words shortActor(const World& world, ProcessId id, std::uint8_t thread) {
    return linked(world, id, isTold(world, id, thread) ? thread : 0, shortActorLabelOf(world, id, thread));
}

Words thread(const World& world, ProcessId id, std::uint8_t number) {
    const Process* p = world.process(id);
    return p && number < p->threads.size() ? linked(world, id, number, threadName(p->threads[number]))
                                           : Words();
}

Words waiters(const World& world, const std::vector<Waiter>& waiters) {
    std::vector<Words> labels;
    for (const Waiter& w : waiters) {
        Words label = shortActor(world, w.process, w.thread);
        if (std::find(labels.begin(), labels.end(), label) == labels.end())
            labels.push_back(std::move(label));
    }
    return listed(labels);
}

Words object(const World& world, ObjectId id) {
    return {world.nameOf(id), Target::to(id)};
}

Words line(std::uint32_t line, FileId file) {
    return line == 0 ? Words() : Words("line " + std::to_string(line), Target::toLine(line, file));
}

Words atLine(std::uint32_t number, FileId file) {
    return number == 0 ? Words() : " (" + line(number, file) + ")";
}

Words moment(Time at) {
    return {formatTime(at), Target::toMoment(at)};
}

} // namespace forkscope::world::noun
