// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/check/stuck.h"

#include "engine/drive/lives.h"

#include <algorithm>

namespace forkscope::check {

using world::ChainEnd;
using world::Process;
using world::ProcessRole;
using world::WaitChain;
using world::World;

namespace {

// Python's own servers wait by their nature.
bool isAboutProgram(const Process& p) {
    return p.alive() && p.role != ProcessRole::Helper && p.role != ProcessRole::Manager;
}

template <class Do> void eachChain(const World& world, Do&& what) {
    for (const Process& p : world.processes())
        if (isAboutProgram(p))
            for (const world::ThreadRef& thread : world::threadsOf(p))
                what(world::waitChain(world, thread));
}

bool isHopeless(const WaitChain& chain) {
    return !chain.links.empty() && (chain.end == ChainEnd::Circle || chain.end == ChainEnd::Nobody);
}

// Its code has ended, and its end waits for a feeder thread that nobody reads from. No event tells of that.
bool waitsForFeeder(const World& world, trace::ProcessId id) {
    const Process* p = world.process(id);
    const bool feeds =
        p && p->alive() && p->finalizing &&
        std::any_of(world.queues().begin(), world.queues().end(), [&](const world::Queue& queue) {
            const auto buffer = queue.buffers.find(p->id);
            return buffer != queue.buffers.end() && buffer->second.size() > 0;
        });
    return feeds && drive::Lives::writesToFullPipe(p->pid);
}

// As long as nobody goes on: somebody might then release a lock that the dead keep, or set an Event.
bool waitsForEver(const World& world, const WaitChain& chain) {
    const bool isTimed = std::any_of(chain.links.begin(), chain.links.end(),
                                     [](const world::WaitFor& link) { return link.until >= 0; });
    if (chain.end == ChainEnd::Runs || chain.end == ChainEnd::NotKnown)
        return waitsForFeeder(world, chain.last.process);
    return !isTimed && (isHopeless(chain) || chain.end == ChainEnd::Anyone);
}

} // namespace

std::vector<WaitChain> hopelessWaits(const World& world) {
    std::vector<WaitChain> chains;
    eachChain(world, [&](WaitChain chain) {
        if (isHopeless(chain))
            chains.push_back(std::move(chain));
    });
    return chains;
}

bool isAtStandstill(const World& world) {
    if (!world::deadlocks(world).empty())
        return true;
    bool isAnybody = false;
    for (const Process& p : world.processes()) {
        if (!isAboutProgram(p))
            continue;
        const auto threads = world::threadsOf(p);
        if (!p.traced || p.began < 0 || threads.empty())
            return false;
        for (const world::ThreadRef& thread : threads)
            if (!waitsForEver(world, world::waitChain(world, thread)))
                return false;
        isAnybody = true;
    }
    return isAnybody;
}

} // namespace forkscope::check
