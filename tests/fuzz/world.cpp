// SPDX-License-Identifier: GPL-3.0-or-later
// World, History and the sentences, fed by whatever the reader makes of a hostile trace.
#include "engine/world/explain.h"
#include "tests/fuzz/read_script.h"

namespace {

using namespace forkscope;

fuzz::ScriptedTrace memory;

void explainAll(const world::World& world, trace::Time at) {
    for (const world::Process& p : world.processes()) {
        fuzz::require(world.process(p.id) != nullptr);
        fuzz::require(!world::explainProcess(world, p.id, at).empty());
        fuzz::require(!world.labelOf(p.id).empty());
    }
    const auto explain = [&](trace::ObjectId id) {
        (void)world::explainObject(world, id, at);
        (void)world.nameOf(id);
    };
    for (const world::Lock& lock : world.locks())
        explain(lock.id);
    for (const world::Queue& queue : world.queues())
        explain(queue.id);
    for (const world::File& file : world.files())
        explain(file.id);
}

void explainLanes(const world::History& history) {
    constexpr std::size_t kIntervals = 64; // of each lane, the last ones
    for (std::size_t lane = 0; lane < history.laneCount(); ++lane) {
        const world::Track& track = history.lane(lane).track;
        for (std::size_t i = track.size() - std::min(track.size(), kIntervals); i < track.size(); ++i)
            (void)world::explainInterval(history, lane, i);
        (void)track.find(history.end() / 2);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    trace::Log log;
    world::History history(log);
    fuzz::readScript(memory, {data, size}, log, [&] { history.advance(); });
    history.extendTo(history.end() + 1);
    explainAll(history.now(), history.end());
    explainLanes(history);
    const trace::Time middle = history.end() / 2;
    const world::World back = history.at(middle);
    explainAll(back, middle);
    constexpr std::size_t kEvents = 256;
    for (std::size_t i = 0; i < std::min(log.size(), kEvents); ++i) {
        (void)world::explainEvent(back, log[i]);
        (void)world::explainWhat(history.now(), log[i]);
    }
    return 0;
}
