// SPDX-License-Identifier: GPL-3.0-or-later
// Queues: an item goes from the caller's hand to its process's buffer, is written to the pipe by the feeder
// thread, and is taken from there.
//
// The pipe is first in, first out, so items are matched by order. Two things may make the reported order
// differ from the real one: a get may be reported before the feed of its item, and two gets may be reported
// the other way round. The preview of what was got settles both, where there is one.
#include "engine/world/effects.h"
#include "engine/world/world.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

constexpr std::size_t kTakenKept = 8;

// An item that was put; see makeRoom() for a full queue.
void enter(Queue& queue, const Item& item) {
    const auto [buffer, isNew] = queue.buffers.try_emplace(item.producer);
    buffer->second.push_back(item);
    if (isNew)
        queue.producers.push_back(item.producer);
    ++queue.buffered;
    queue.unfinished += queue.isJoinable();
}

// Takes the item of this put out of its buffer; false when it is no longer there.
bool withdraw(Queue& queue, ProcessId producer, std::uint64_t putOrder) {
    ItemList& buffer = queue.buffers[producer];
    for (std::size_t i = buffer.size(); i-- > 0;) {
        if (buffer[i].putOrder != putOrder)
            continue;
        if (i + 1 == buffer.size())
            buffer.pop_back();
        else
            buffer.take(i);
        --queue.buffered;
        queue.unfinished -= queue.isJoinable();
        return true;
    }
    return false;
}

auto openPutOf(Queue& queue, const Event& e) {
    return std::find_if(queue.openPuts.begin(), queue.openPuts.end(),
                        [&](const OpenPut& p) { return p.process == e.process && p.thread == e.thread; });
}

bool matches(const Item& item, std::string_view preview) {
    return preview.empty() || item.preview.empty() || item.preview == preview;
}

// The get was reported before the feed: the item still seems to be at the front of somebody's buffer.
std::optional<Item> takeFromBuffer(Queue& queue, std::string_view preview) {
    ItemList* oldest = nullptr;
    for (auto& [producer, buffer] : queue.buffers) {
        const bool isOlder = !buffer.empty() && matches(buffer.front(), preview) &&
                             (!oldest || buffer.front().put < oldest->front().put);
        if (isOlder)
            oldest = &buffer;
    }
    if (!oldest)
        return {};
    const Item item = oldest->take(0);
    --queue.buffered;
    ++queue.feedsAhead[item.producer];
    return item;
}

// A bounded queue never holds more than its bound: where one more found room, the oldest has gone, and who
// took it is still to say so.
void makeRoom(Queue& queue) {
    while (queue.maxsize > 0 && queue.depth() > std::size_t(queue.maxsize)) {
        if (!queue.pipe.empty())
            queue.leaving.push_back(queue.pipe.take(0));
        else if (const auto item = takeFromBuffer(queue, {}))
            queue.leaving.push_back(*item);
        else
            return;
    }
}

// What a get took. What was got is a fact: when nothing fits, the pipe's front had it after all.
Item taken(Queue& queue, const Event& e, std::string_view preview) {
    std::optional<Item> item = takeMatching(queue.leaving, preview);
    if (!item)
        item = takeMatching(queue.pipe, preview);
    if (!item)
        item = takeFromBuffer(queue, preview);
    if (!item)
        item = takeMatching(queue.lost, preview);
    if (!item && !queue.leaving.empty())
        item = queue.leaving.take(0);
    if (!item && !queue.pipe.empty())
        item = queue.pipe.take(0);
    if (!item)
        item = Item{preview, 0, {}, e.time, 0};
    if (e.value > 0)
        item->bytes = std::uint32_t(e.value);
    if (item->preview.empty())
        item->preview = preview;
    return *item;
}

} // namespace

Queue* World::queueOf(const Event& e) {
    if (!e.object)
        return nullptr;
    const ObjectType type = typeOf(e.object);
    if (type == ObjectType::Queue)
        return &queues_[placeOf(e.object)];
    if (type != ObjectType::None)
        return nullptr;
    setObject(e.object, ObjectType::Queue, queues_.size());
    Queue& queue = queues_.emplace_back();
    queue.id = e.object;
    queue.kind = "Queue";
    queue.name = nameGiven(e.object);
    queue.creator = e.process;
    return &queue;
}

void World::applyQueue(const Event& e, Index who, Effects* out) {
    Queue* queue = queueOf(e);
    if (!queue)
        return;
    if (out)
        out->queues.push_back(Index(queue - queues_.data()));
    switch (e.kind) {
    case Kind::QueueCreate:
        if (const auto kind = log_->text(e, Tag::ObjectKind); kind && !kind->empty())
            queue->kind = *kind;
        queue->maxsize = std::max(e.value, 0);
        queue->creator = e.process;
        queue->line = e.line;
        queue->file = e.file;
        return;
    case Kind::QueuePut:
        return put(*queue, e, who, out);
    case Kind::QueueFeed:
        return feed(*queue, e);
    case Kind::QueueGet:
        return get(*queue, e, who, out);
    case Kind::QueueTaskDone:
        return taskDone(*queue, e);
    case Kind::QueueJoin:
        if (beginsWait(e))
            addWaiter(queue->joiners, e);
        else
            removeWaiter(queue->joiners, e);
        return applyWait(e, who, out);
    default:
        return;
    }
}

void World::put(Queue& queue, const Event& e, Index who, Effects* out) {
    if (e.phase == Phase::Begin || e.phase == Phase::Point) {
        if (const auto stale = openPutOf(queue, e); stale != queue.openPuts.end())
            queue.openPuts.erase(stale);
        const Item item{log_->text(e, Tag::Preview).value_or(""), 0, e.process, e.time, e.order};
        // Whether it has to wait is reported a moment later; a full queue takes nothing until then.
        const bool isFull = queue.maxsize > 0 && queue.depth() >= std::size_t(queue.maxsize);
        queue.openPuts.push_back({e.process, e.thread, isFull, item});
        if (!e.has(trace::kFailed) && !isFull)
            enter(queue, item);
    }
    const auto open = openPutOf(queue, e);
    if (beginsWait(e)) {
        addWaiter(queue.putters, e);
        if (open != queue.openPuts.end() && !open->waiting)
            open->waiting = withdraw(queue, e.process, open->item.putOrder);
        return beginWait(e, who, out);
    }
    if (e.phase == Phase::Begin)
        return;
    removeWaiter(queue.putters, e);
    const bool isDone = !e.has(trace::kFailed);
    queue.puts += isDone;
    if (open == queue.openPuts.end()) {
        if (isDone) // its beginning was not seen
            enter(queue, {{}, 0, e.process, e.time, e.order});
    } else {
        if (isDone && open->waiting)
            enter(queue, open->item);
        else if (!isDone && !open->waiting)
            withdraw(queue, e.process, open->item.putOrder);
        queue.openPuts.erase(open);
    }
    makeRoom(queue);
    if (e.phase == Phase::End)
        endWait(e, who, out);
}

// The oldest item of this process's buffer is now in the pipe; with the failed flag it could not be pickled.
void World::feed(Queue& queue, const Event& e) {
    if (!queue.feedsAhead.empty()) {
        if (const auto ahead = queue.feedsAhead.find(e.process); ahead != queue.feedsAhead.end()) {
            if (--ahead->second == 0)
                queue.feedsAhead.erase(ahead);
            return;
        }
    }
    Item item{{}, 0, e.process, e.time, 0};
    if (ItemList& buffer = queue.buffers[e.process]; !buffer.empty()) {
        item = buffer.front();
        buffer.pop_front();
        --queue.buffered;
    } else if (const auto open = openPutOf(queue, e); open != queue.openPuts.end() && open->waiting) {
        item = open->item; // it got room, and its feeder was quicker to say so
        open->waiting = false;
        queue.unfinished += queue.isJoinable();
    } else {
        for (std::size_t i = 0; i < queue.lost.size(); ++i)
            if (queue.lost[i].producer == e.process) {
                item = queue.lost.take(i);
                break;
            }
    }
    if (e.has(trace::kFailed))
        return;
    item.bytes = std::uint32_t(std::max(e.value, 0));
    queue.pipe.push_back(item);
    makeRoom(queue);
}

void World::get(Queue& queue, const Event& e, Index who, Effects* out) {
    if (beginsWait(e)) {
        addWaiter(queue.getters, e);
        return beginWait(e, who, out);
    }
    if (e.phase == Phase::Begin)
        return;
    removeWaiter(queue.getters, e);
    if (!e.has(trace::kFailed)) {
        const Item item = taken(queue, e, log_->text(e, Tag::Preview).value_or(""));
        ++queue.gets;
        if (queue.taken.size() == kTakenKept)
            queue.taken.pop_front();
        queue.taken.emplace_back(e.process, item);
        if (out && item.putOrder != 0)
            out->arrows.push_back({ArrowKind::Item, item.put, e.time, item.producer, e.process, queue.id,
                                   item.putOrder, e.order, 0, e.thread});
    }
    if (e.phase == Phase::End)
        endWait(e, who, out);
}

// The program's own count is right, except that a put which has begun may or may not be in it already.
void World::taskDone(Queue& queue, const Event& e) {
    if (e.has(trace::kFailed))
        return;
    queue.unfinished = std::max(0, queue.unfinished - 1);
    if (e.value < 0)
        return;
    const auto inFlight = std::int32_t(queue.openPuts.size());
    if (e.value > queue.unfinished || e.value < queue.unfinished - inFlight)
        queue.unfinished = e.value;
}

// A producer has ended: what its feeder thread had not written is lost. (The feeder is waited for at a normal
// end.)
void World::leaveQueues(const Process& p, Effects* out) {
    for (Queue& queue : queues_) {
        std::size_t changes = queue.buffered;
        if (const auto buffer = queue.buffers.find(p.id); buffer != queue.buffers.end()) {
            queue.buffered -= buffer->second.size();
            for (const Item& item : buffer->second)
                queue.lost.push_back(item);
            queue.buffers.erase(buffer);
        }
        changes -= queue.buffered;
        std::erase_if(queue.openPuts, [&](const OpenPut& put) { return put.process == p.id; });
        for (std::vector<Waiter>* waiters : {&queue.getters, &queue.putters, &queue.joiners})
            removeProcess(*waiters, p.id);
        if (out && changes > 0)
            out->queues.push_back(Index(&queue - queues_.data()));
    }
}

} // namespace forkscope::world
