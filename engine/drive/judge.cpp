// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/drive/judge.h"

#include "engine/world/explain_wait.h"

namespace forkscope::drive {

using world::Help;
using world::Obstacle;
using world::Wait;
using world::WaitFor;
using world::World;

bool hasEnded(std::int32_t pid, const SurveyInput& input) {
    return input.lives.hadTerminated(pid) || input.accounts.wasReaped(pid);
}

bool waitsForProcess(Kind kind) {
    return kind == Kind::ProcessJoin || kind == Kind::ProcessWait;
}

const world::Thread* threadIn(const World& world, ProcessId process, std::uint8_t number) {
    const world::Process* p = world.process(process);
    return p && number < p->threads.size() ? &p->threads[number] : nullptr;
}

namespace {

bool mayBlock(Kind kind) {
    switch (kind) {
    case Kind::LockAcquire:
    case Kind::QueueGet:
    case Kind::QueuePut:
    case Kind::QueueJoin:
    case Kind::ProcessJoin:
    case Kind::ProcessWait:
    case Kind::ThreadJoin:
    case Kind::EventWait:
    case Kind::ConditionWait:
    case Kind::BarrierWait:
    case Kind::PipeRecv:
    case Kind::PoolTask:
    case Kind::ExecutorTask:
    case Kind::SocketAccept:
    case Kind::SocketRecv:
        return true;
    default:
        return false;
    }
}

// Of an operation that has not begun.
WaitFor whatWouldKeep(const Choice& choice, const Slot& slot, const SurveyInput& input) {
    Wait wait;
    wait.what = choice.what;
    wait.object = choice.object;
    if (waitsForProcess(choice.what)) {
        wait.pid = std::int32_t(slot.object);
        if (const world::Process* p = input.world.processByPid(wait.pid))
            wait.process = p->id;
    } else if (choice.what == Kind::ThreadJoin) {
        wait.value = std::int32_t(slot.object);
    }
    return world::waitFor(input.world, {choice.process, choice.thread}, wait);
}

// terminate() keeps the lock of the pipe to the workers for good: who is not reading then never gets a task.
bool isTerminated(const Choice& choice, const World& world) {
    const world::Pool* pool = world.pool(choice.object);
    return pool && pool->terminated && pool->creator != choice.process;
}

bool isTaskThere(const Choice& choice, const SurveyInput& input, bool& isKnown) {
    const std::int64_t waiting = input.accounts.tasksWaiting(choice.object);
    isKnown = waiting >= 0;
    return waiting > 0;
}

// Nobody has the other end open any more, not even who reads: it gets the end of file at once.
bool meetsEndOfPipe(const World& world, world::ObjectId object) {
    const world::PipeEnd* end = world.pipe(object);
    const bool isKnown = end && (end->peer || end->line != 0);
    return isKnown && end->items.empty() && end->openSends.empty() && world::writersTo(world, *end).empty();
}

// Where the World's answer is about a wait that has begun, or is not sure.
bool judgeByItsOwn(Choice& choice, const Slot& slot, const SurveyInput& input) {
    const World& world = input.world;
    const auto say = [&](bool canGoOn, Obstacle obstacle) {
        choice.able = canGoOn ? Able::Yes : choice.stance == Stance::Blocked ? Able::No : Able::Blocks;
        choice.obstacle.obstacle = obstacle;
        choice.obstacle.help = canGoOn ? Help::Coming : choice.obstacle.help;
        return true;
    };
    switch (choice.what) {
    case Kind::ProcessJoin:
    case Kind::ProcessWait:
        if (slot.object == 0)
            return false;
        return say(hasEnded(std::int32_t(slot.object), input), Obstacle::ProcessAlive);
    case Kind::PoolTask:
    case Kind::ExecutorTask: {
        if (isTerminated(choice, world))
            return say(false, Obstacle::Task);
        bool isKnown = true;
        const bool isThere = isTaskThere(choice, input, isKnown);
        if (!isKnown && !isThere)
            return choice.able = Able::Unknown, true;
        return say(isThere, Obstacle::Task);
    }
    case Kind::QueuePut: {
        const world::Queue* queue = world.queue(choice.object);
        if (!queue || queue->maxsize > 0)
            return false;
        return say(true, Obstacle::None);
    }
    case Kind::PipeRecv:
    case Kind::PipePoll:
        return meetsEndOfPipe(world, choice.object) && say(true, Obstacle::PipeReady);
    case Kind::SocketAccept: // once it waits, somebody from outside may come
        return choice.stance == Stance::AtGate && choice.obstacle.help == Help::Outside &&
               say(false, Obstacle::Network);
    case Kind::ConditionWait:
        return choice.stance == Stance::AtGate && say(false, Obstacle::NotNotified);
    case Kind::BarrierWait: {
        const world::Barrier* barrier = world.barrier(choice.object);
        if (choice.stance != Stance::AtGate || !barrier)
            return false;
        const bool isLast = std::int64_t(barrier->arrived.size()) + 1 >= barrier->parties;
        return say(isLast || barrier->broken, Obstacle::PartiesMissing);
    }
    default:
        return false;
    }
}

Able ableBy(const WaitFor& wait, bool isBlocked) {
    switch (wait.help) {
    case Help::NotNeeded:
    case Help::Coming:
    case Help::Time:
        return Able::Yes;
    case Help::NotKnown:
    case Help::Outside:
        return Able::Unknown;
    default:
        return isBlocked ? Able::No : Able::Blocks;
    }
}

} // namespace

void judge(Choice& choice, const Slot& slot, const SurveyInput& input) {
    const bool isBlocked = choice.stance == Stance::Blocked;
    choice.able = Able::Yes;
    if (!isBlocked && !mayBlock(choice.what))
        return;
    const world::Thread* thread = threadIn(input.world, choice.process, choice.thread);
    const bool isTold = isBlocked && thread && thread->wait.what == choice.what;
    choice.obstacle = isTold ? world::waitFor(input.world, {choice.process, choice.thread})
                             : whatWouldKeep(choice, slot, input);
    if (!judgeByItsOwn(choice, slot, input))
        choice.able = isBlocked && !isTold ? Able::Unknown : ableBy(choice.obstacle, isBlocked);
    if (choice.able == Able::No && slot.hasDeadline())
        choice.able = Able::TimesOut;
    if (choice.able == Able::Blocks && slot.neverWaits())
        choice.able = Able::Fails;
}

} // namespace forkscope::drive
