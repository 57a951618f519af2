// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting at queues, pipes and sockets.
#include "engine/world/explain_wait.h"
#include "engine/world/wait_for.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;

namespace {

// Those that took items lately, the others that wait at get apart.
void addConsumers(const World& world, const Queue& queue, WaitFor& wait) {
    for (const auto& [process, item] : queue.taken)
        if (process != wait.waiter.process)
            addThreads(wait.who, world, process);
}

void getObstacle(const World& world, const Queue& queue, WaitFor& wait) {
    if (queue.depth() > 0) {
        wait.obstacle = queue.pipe.empty() ? Obstacle::QueueInBuffer : Obstacle::QueueReady;
        wait.help = Help::Coming;
        return;
    }
    for (const ProcessId id : queue.producers) {
        const Process* p = world.process(id);
        if (p && !p->alive())
            wait.gone.push_back(id);
        addThreads(wait.who, world, id);
    }
    wait.obstacle = Obstacle::QueueEmpty;
    wait.help = Help::Anyone;
}

// Ends travel in messages and in the arguments of new processes, so a holder may be one that has not said so
// yet.
Help othersAtPipe(const World& world, const std::vector<ProcessId>& ids, WaitFor& wait) {
    for (const ProcessId id : ids)
        addThreads(wait.who, world, id);
    return Help::Anyone;
}

} // namespace

void queueObstacle(const World& world, WaitFor& wait) {
    const Queue* queue = world.queue(wait.object);
    wait.help = queue ? Help::Anyone : Help::NotKnown;
    switch (wait.what) {
    case Kind::QueuePut:
        wait.obstacle = Obstacle::QueueFull;
        if (queue && queue->maxsize > 0 && queue->depth() < std::size_t(queue->maxsize))
            wait.help = Help::Coming; // by now there is room
        else if (queue)
            addConsumers(world, *queue, wait);
        break;
    case Kind::QueueJoin:
        wait.obstacle = Obstacle::QueueUnfinished;
        if (queue && queue->unfinished <= 0)
            wait.help = Help::Coming;
        else if (queue)
            addConsumers(world, *queue, wait);
        break;
    default:
        wait.obstacle = Obstacle::QueueEmpty;
        if (queue)
            getObstacle(world, *queue, wait);
    }
}

void pipeObstacle(const World& world, WaitFor& wait) {
    const PipeEnd* end = world.pipe(wait.object);
    const bool isSend = wait.what == Kind::PipeSend;
    wait.obstacle = isSend ? Obstacle::PipeFull : Obstacle::PipeEmpty;
    // Of a connection that no Pipe() made, the other end is not known.
    const bool isKnown = end && (end->peer || end->line != 0);
    if (end && !isSend && (!end->items.empty() || !end->openSends.empty())) {
        wait.obstacle = Obstacle::PipeReady;
        wait.help = Help::Coming;
        return;
    }
    if (!isKnown) {
        wait.help = Help::NotKnown;
        return;
    }
    if (isSend) {
        const PipeEnd* far = end->hasPeer() ? world.pipe(end->peer) : end;
        wait.help = far ? othersAtPipe(world, readersOf(world, *far), wait) : Help::NotKnown;
        // A message larger than the pipe goes through piece by piece while somebody reads.
        const bool isRead = far && !far->readers.empty();
        if (isRead)
            wait.help = Help::Coming;
        return;
    }
    wait.help = othersAtPipe(world, writersTo(world, *end), wait);
}

// Only where both ends are the program's own it is known what is on its way.
void socketObstacle(const World& world, WaitFor& wait) {
    wait.obstacle = Obstacle::Network;
    wait.help = Help::Outside;
    const Socket* socket = world.socket(wait.object);
    if (wait.what == Kind::SocketAccept && socket && socket->queued > 0)
        wait.help = Help::Coming;
    const Socket* peer = socket ? world.socket(socket->peer) : nullptr;
    if (wait.what != Kind::SocketRecv || !peer)
        return;
    const std::int64_t onItsWay = peer->sent - socket->received;
    wait.help = onItsWay > 0 ? Help::Coming : peer->closed || onItsWay != 0 ? Help::NotKnown : Help::Anyone;
}

} // namespace forkscope::world
