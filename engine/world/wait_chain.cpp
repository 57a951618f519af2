// SPDX-License-Identifier: GPL-3.0-or-later
// The chain behind a wait: from one who waits to one of those that could help, until somebody goes on.
#include "engine/world/wait_chain.h"

#include <algorithm>

namespace forkscope::world {

namespace {

constexpr std::size_t kLongestChain = 64;

// How far somebody is from going on.
int distance(const World& world, ThreadRef thread) {
    const WaitFor wait = waitFor(world, thread);
    switch (wait.help) {
    case Help::NotNeeded:
        return 0;
    case Help::Time:
        return 1;
    case Help::Coming:
        return 2;
    default:
        return wait.until >= 0 ? 3 : 4;
    }
}

// Where any would do, the nearest to going on; where each must, the farthest from it.
ThreadRef nextOf(const World& world, const WaitFor& wait) {
    const bool wantsFarthest = wait.help == Help::AllOf;
    ThreadRef best = wait.who.front();
    int bestDistance = distance(world, best);
    for (const ThreadRef& t : wait.who) {
        const int d = distance(world, t);
        const bool isBetter = wantsFarthest ? d > bestDistance : d < bestDistance;
        if (isBetter || (d == bestDistance && best == wait.waiter)) {
            best = t;
            bestDistance = d;
        }
    }
    return best;
}

ChainEnd endAt(const World& world, const WaitFor& wait) {
    const Process* p = world.process(wait.waiter.process);
    if (!p || p->began < 0)
        return ChainEnd::New;
    const bool isHeld = wait.waiter.thread < p->threads.size() && p->threads[wait.waiter.thread].held;
    if (isHeld || p->stopped)
        return ChainEnd::Held;
    switch (wait.help) {
    case Help::NotNeeded:
        return p->traced ? ChainEnd::Runs : ChainEnd::NotKnown;
    case Help::Time:
        return ChainEnd::Sleeps;
    case Help::Coming:
        return ChainEnd::Coming;
    case Help::Anyone:
        return ChainEnd::Anyone;
    case Help::Nobody:
        return ChainEnd::Nobody;
    case Help::Outside:
        return ChainEnd::Outside;
    case Help::OneOf:
    case Help::AllOf:
        return ChainEnd::TimesOut;
    case Help::NotKnown:
        break;
    }
    return ChainEnd::NotKnown;
}

// Whether there is somebody behind it to look at.
bool leadsOn(const World& world, const WaitFor& wait) {
    if (wait.who.empty())
        return false;
    if (wait.help == Help::Anyone) // any holder of it, or somebody else
        return wait.obstacle == Obstacle::LockHeld || wait.obstacle == Obstacle::LockHeldByItself ||
               wait.obstacle == Obstacle::PipeEmpty || wait.obstacle == Obstacle::PipeFull;
    const ChainEnd end = endAt(world, wait);
    return (wait.help == Help::OneOf || wait.help == Help::AllOf) && end != ChainEnd::Held;
}

} // namespace

WaitChain waitChain(const World& world, ThreadRef thread) {
    WaitChain chain;
    chain.last = thread;
    for (;;) {
        WaitFor link = waitFor(world, chain.last);
        chain.last = link.waiter;
        const auto seen = std::find_if(chain.links.begin(), chain.links.end(),
                                       [&](const WaitFor& l) { return l.waiter == link.waiter; });
        if (seen != chain.links.end()) {
            const bool isSure = std::none_of(seen, chain.links.end(),
                                             [](const WaitFor& l) { return l.help == Help::Anyone; });
            chain.end = isSure ? ChainEnd::Circle : ChainEnd::Anyone;
            chain.closes = std::size_t(seen - chain.links.begin());
            return chain;
        }
        const bool isEnd = !leadsOn(world, link);
        if (isEnd)
            chain.end = endAt(world, link);
        chain.until = link.until;
        const bool isLink = link.waits() && link.help != Help::Time;
        if (isLink || chain.links.empty())
            chain.links.push_back(std::move(link));
        if (isEnd)
            return chain;
        if (chain.links.size() >= kLongestChain) {
            chain.end = ChainEnd::TooLong;
            return chain;
        }
        chain.last = nextOf(world, chain.links.back());
    }
}

} // namespace forkscope::world
