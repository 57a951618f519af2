// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/drive/choice.h"

#include "engine/trace/names.h"
#include "engine/world/reason.h"

namespace forkscope::drive {

namespace {
std::string placeOf(const Choice& choice) {
    return choice.line == 0 ? std::string() : " at line " + std::to_string(choice.line);
}

std::string obstacleOf(const world::World& world, const Choice& choice) {
    return choice.obstacle.waits() ? world::wordsOf(world, choice.obstacle).text() : std::string("it waits");
}
} // namespace

const char* outcomeWithoutWaiting(Kind what) {
    switch (what) {
    case Kind::QueueGet:
        return "raise Empty";
    case Kind::QueuePut:
        return "raise Full";
    case Kind::BarrierWait:
        return "raise BrokenBarrierError";
    case Kind::ProcessJoin:
    case Kind::ProcessWait:
    case Kind::ThreadJoin:
        return "return at once";
    case Kind::SocketAccept:
    case Kind::SocketRecv:
        return "raise BlockingIOError";
    default:
        return "return False";
    }
}

std::string sentenceOf(const world::World& world, const Choice& choice) {
    if (choice.stance == Stance::Stopped)
        return choice.actor + " computes" + placeOf(choice) + " and was stopped there.";
    if (choice.stance == Stance::AtLine)
        return choice.actor + " stands before line " + std::to_string(choice.line) + ".";
    std::string what(trace::kindName(choice.what));
    if (!choice.objectName.empty())
        what += " of " + choice.objectName;
    what += placeOf(choice);
    switch (choice.able) {
    case Able::Yes:
        return choice.actor + (choice.stance == Stance::Blocked ? " can go on: " : " is next to do ") + what +
               ".";
    case Able::Blocks:
        return choice.actor + " is next to do " + what + ", and would block: " + obstacleOf(world, choice) +
               ".";
    case Able::Fails:
        return choice.actor + " is next to do " + what + ", and would " + outcomeWithoutWaiting(choice.what) +
               ": " + obstacleOf(world, choice) + ".";
    case Able::TimesOut:
        return choice.actor + " is in " + what + " with a time-out, and " + obstacleOf(world, choice) +
               "; a step lets its time run out.";
    case Able::No:
        return choice.actor + " cannot go on in " + what + ": " + obstacleOf(world, choice) + ".";
    case Able::Unknown:
        break;
    }
    return choice.actor + " is next to do " + what + "; whether it can go on, a try will tell.";
}

} // namespace forkscope::drive
