// SPDX-License-Identifier: GPL-3.0-or-later
// Reasons in words: a wait with the chain behind it, since when, what would end it; deadlocks.
#include "engine/world/explain.h"
#include "engine/world/explain_wait.h"
#include "engine/world/nouns.h"
#include "engine/world/phrases.h"

#include <algorithm>

namespace forkscope::world {

namespace {

constexpr std::size_t kLinksTold = 4; // of a chain
constexpr int kThreadsTold = 3;

// Whether the words of this link end with the name of `next`, so that ", which …" may follow.
bool endsWith(const World& world, const WaitFor& link, ThreadRef next) {
    switch (link.obstacle) {
    case Obstacle::LockHeld: {
        const Lock* lock = world.lock(link.object);
        const Managed* managed = world.managedObject(link.object);
        if (managed)
            return managed->owners.size() == 1 &&
                   ThreadRef{managed->owners[0].process, managed->owners[0].thread} == next;
        return lock && lock->holders.size() == 1 &&
               ThreadRef{lock->holders[0].process, lock->holders[0].thread} == next;
    }
    case Obstacle::ProcessAlive:
        return next.thread == 0 && link.process.value != 0;
    case Obstacle::ThreadAlive:
        return true;
    default:
        return false;
    }
}

// "P1 and P2 wait for each other for ever".
Words eachOther(const World& world, const std::vector<WaitFor>& circle) {
    std::vector<Words> names;
    for (const WaitFor& link : circle)
        names.push_back(noun::shortActor(world, link.waiter.process, link.waiter.thread));
    if (names.size() == 1)
        return names[0] + " waits for itself for ever";
    return listed(names) + " wait for each other for ever";
}

// What stands after the last link: who goes on, or how the chain closes.
Words endOfChain(const World& world, const WaitChain& chain) {
    if (chain.end == ChainEnd::Circle) {
        if (chain.closes == 0 && chain.links.size() > 1)
            return ": they wait for each other for ever";
        return ": " +
               eachOther(world, {chain.links.begin() + std::ptrdiff_t(chain.closes), chain.links.end()});
    }
    return chain.end == ChainEnd::TooLong ? ", and so on" : "";
}

// ", which sleeps until 1.41 s", "; P1 buyer waits at get: orders is empty".
Words continued(const World& world, const WaitFor& link, ThreadRef next, const Words& does) {
    return (endsWith(world, link, next) ? ", which "
                                        : "; " + noun::actor(world, next.process, next.thread) + " ") +
           does;
}

// One who runs and is not named at the end of the link is named in it already, or one of many.
bool isWorthTelling(const World& world, const WaitFor& link, ThreadRef next) {
    return endsWith(world, link, next) || waitFor(world, next).waits();
}

Words chainWords(const World& world, const WaitChain& chain, Time at) {
    const std::size_t told = std::min(chain.links.size(), kLinksTold);
    Words text;
    for (std::size_t i = 0; i < told; ++i) {
        const WaitFor& link = chain.links[i];
        const bool isLast = i + 1 == chain.links.size();
        const ThreadRef next = isLast ? chain.last : chain.links[i + 1].waiter;
        const bool closes = isLast && chain.end == ChainEnd::Circle;
        const bool goesOn = !closes && next != link.waiter && isWorthTelling(world, link, next);
        const Words does = link.help == Help::Time
                               ? stateWords(world, link.waiter, at)
                               : waitWords(world, link, goesOn && endsWith(world, link, next));
        text += i == 0 ? does : continued(world, chain.links[i - 1], link.waiter, does);
        if (isLast && goesOn)
            text += continued(world, link, next, stateWords(world, next, at));
        if (!isLast && !goesOn)
            return text;
    }
    if (const std::size_t more = chain.links.size() - told; more > 0)
        text += ", and so on: " + std::to_string(more) + " more behind that";
    return text + endOfChain(world, chain);
}

// What would let it go on, where the first sentence does not say so by itself.
Words helpWords(const World& world, const WaitFor& wait) {
    const Words name = wait.object ? noun::object(world, wait.object) : "it";
    switch (wait.obstacle) {
    case Obstacle::LockHeld:
        if (wait.help == Help::Nobody)
            return "Nobody else can release " + name + ": it waits for ever";
        return wait.gone.empty() ? Words() : "It goes on only if somebody else releases " + name;
    case Obstacle::LockHeldByItself:
        return "It could go on only if somebody else released " + name + ": a Lock can be taken only once";
    case Obstacle::LockNotReleased:
        return "It goes on when somebody releases " + name;
    case Obstacle::QueueEmpty:
        return "It goes on when somebody puts an item into " + name;
    case Obstacle::QueueFull:
        return "It goes on when somebody takes an item out of " + name;
    case Obstacle::QueueUnfinished:
        return "It goes on when task_done() has been called for each of them";
    case Obstacle::NotNotified:
        return "It goes on when somebody calls notify()";
    case Obstacle::EventNotSet:
        return "It goes on when somebody calls set()";
    case Obstacle::PipeEmpty: {
        const bool hasOther = std::any_of(wait.who.begin(), wait.who.end(), [&](const ThreadRef& t) {
            return t.process != wait.waiter.process;
        });
        return hasOther ? "It goes on when somebody sends, or all have closed the other end" : Words();
    }
    case Obstacle::Terminal:
        return "It goes on when a line is typed";
    default:
        return {};
    }
}

// "It has waited since 0.10 s at line 15, for 0.41 s now, and gives up at 2.10 s."
Words sinceWords(const World& world, const Reason& reason) {
    const WaitFor& own = reason.chain.links.front();
    Words text = "It has waited since " + noun::moment(own.since);
    if (own.line != 0)
        text += " at " + noun::line(own.line, own.file);
    text += ", for " + formatTime(reason.at - own.since) + " now";
    if (own.until > reason.at)
        text += ", and gives up at " + noun::moment(own.until);
    const Process* p = world.process(reason.who.process);
    if (p && p->finalizing && reason.who.thread == 0)
        text += ", in the exit handlers of multiprocessing";
    text += ".";
    if (reason.chain.end == ChainEnd::Circle)
        return text;
    const Words help = helpWords(world, own);
    return help.empty() ? text : text + " " + help + ".";
}

// The subject of a sentence: "P2 buyer", "loader of P1 buyer".
Words subjectOf(const World& world, ThreadRef who) {
    if (who.thread == 0)
        return noun::process(world, who.process);
    return noun::thread(world, who.process, who.thread) + " of " + noun::process(world, who.process);
}

Words predicateOf(const World& world, const Reason& reason) {
    return reason.chain.links.empty() ? stateWords(world, reason.who, reason.at)
                                      : chainWords(world, reason.chain, reason.at);
}

// Its threads that the learner's lines started.
Words threadsWords(const World& world, const Process& p, Time at) {
    int told = 0;
    Words text;
    for (const Thread& t : p.threads) {
        if (!p.alive() || !t.isLearners() || !t.alive())
            continue;
        if (!text.empty())
            text += " ";
        if (told++ == kThreadsTold)
            return text + "It has more threads.";
        const Reason reason = reasonOf(world, ThreadRef{p.id, t.number}, at, {});
        text += "Its thread " + noun::thread(world, p.id, t.number) + " " + predicateOf(world, reason) + ".";
    }
    return text;
}

} // namespace

std::vector<Words> wordsOf(const World& world, const Reason& reason) {
    if (reason.doing == Doing::NotThere)
        return {reason.who.thread == 0 ? "This process does not exist at this moment."
                                       : "This thread does not exist at this moment."};
    std::vector<Words> paragraphs{subjectOf(world, reason.who) + " " + predicateOf(world, reason) + "."};
    if (reason.doing == Doing::Waits)
        paragraphs.push_back(sinceWords(world, reason));
    const Process* p = world.process(reason.who.process);
    if (Words threads = p && reason.who.thread == 0 ? threadsWords(world, *p, reason.at) : Words();
        !threads.empty())
        paragraphs.push_back(std::move(threads));
    return paragraphs;
}

std::vector<Words> wordsOf(const World& world, const ObjectReason& reason) {
    if (!reason.object)
        return {"This object does not exist at this moment."};
    return {objectWords(world, reason.object) + "."};
}

std::string titleOf(const World& world, const Deadlock& deadlock) {
    return eachOther(world, deadlock.circle).text();
}

Words wordsOf(const World& world, const Deadlock& deadlock) {
    return eachOther(world, deadlock.circle) + ": " + detailsOf(world, deadlock);
}

Words detailsOf(const World& world, const Deadlock& deadlock) {
    Words text;
    for (std::size_t i = 0; i < deadlock.circle.size(); ++i) {
        const WaitFor& link = deadlock.circle[i];
        text += (i == 0 ? "" : "; ") + noun::shortActor(world, link.waiter.process, link.waiter.thread) +
                noun::atLine(link.line, link.file) + " " + waitWords(world, link);
    }
    text += ".";
    if (deadlock.kind == DeadlockKind::Standstill)
        text += " Nobody else goes on who could help.";
    if (deadlock.behind.empty())
        return text;
    std::vector<Words> behind;
    for (const WaitFor& link : deadlock.behind)
        behind.push_back(noun::shortActor(world, link.waiter.process, link.waiter.thread));
    return text + " " + listed(behind) + (behind.size() == 1 ? " waits" : " wait") + " behind them.";
}

} // namespace forkscope::world
