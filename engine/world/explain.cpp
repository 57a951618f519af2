// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/explain.h"

#include "engine/world/reason.h"

namespace forkscope::world {

namespace {

std::string joined(const std::vector<Words>& paragraphs) {
    std::string text;
    for (const Words& paragraph : paragraphs)
        text += (text.empty() ? "" : " ") + paragraph.text();
    return text;
}

// The sentences about one need no deadlocks: their own circle is in the chain.
const std::vector<Deadlock> kNotAsked;

} // namespace

std::string explainProcess(const World& world, ProcessId id, Time at) {
    return joined(wordsOf(world, reasonOf(world, ThreadRef{id}, at, kNotAsked)));
}

std::string explainThread(const World& world, ProcessId id, std::uint8_t thread, Time at) {
    return joined(wordsOf(world, reasonOf(world, ThreadRef{id, thread}, at, kNotAsked)));
}

std::string explainObject(const World& world, ObjectId id, Time at) {
    return joined(wordsOf(world, reasonOf(world, id, at, kNotAsked)));
}

std::vector<std::string> explainFullPipes(const World& world) {
    std::vector<std::string> sentences;
    for (const Queue& queue : world.queues())
        for (const auto& [id, items] : queue.buffers)
            if (const Process* p = world.process(id); p && p->alive() && items.size() > 0)
                sentences.push_back(world.labelOf(id) + " has put " +
                                    (items.size() == 1 ? "an item that does"
                                                       : std::to_string(items.size()) + " items that do") +
                                    " not fit into the pipe of " + world.nameOf(queue.id) +
                                    ", and cannot end before somebody takes " +
                                    (items.size() == 1 ? "it" : "them") + " out.");
    return sentences;
}

} // namespace forkscope::world
