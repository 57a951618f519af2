// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/queue_identity.h"

#include "engine/probe/pipe_identity.h"
#include "engine/probe/semlock.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

static_assert(kPipeRole < std::uint8_t(QueueRole::CallWriter) && kPipeRole > std::uint8_t(QueueRole::Writer));

namespace {
constinit Name kReader{"_reader"};
constinit Name kWriter{"_writer"};
constinit Name kConnectionHandle{"_handle"};
constinit Name kReadLock{"_rlock"};
constinit Name kWriteLock{"_wlock"};
constinit Name kRoom{"_sem"};
constinit Name kUnfinished{"_unfinished_tasks"};
constinit Name kQueueCondition{"_cond"};
constinit Name kLockOfCondition{"_lock"};

void rememberEnd(PyObject* queue, const Name& end, QueueRole role, std::uint64_t id, bool hidden) {
    const Ref connection = plainAttribute(queue, end);
    SideEntry* entry = connection ? SideTable::remember(connection.get()) : nullptr;
    if (!entry)
        return;
    entry->id = id;
    entry->role = std::uint8_t(role);
    entry->hidden = hidden;
    entry->extra = 0;
}

void hideWithin(PyObject* queue) {
    for (const Name* name : {&kReadLock, &kWriteLock, &kRoom, &kUnfinished})
        hideSemaphoreOf(queue, *name);
    if (const Ref condition = plainAttribute(queue, kQueueCondition))
        hideSemaphoreOf(condition.get(), kLockOfCondition);
}
} // namespace

int descriptorOf(PyObject* connection) {
    const Ref handle = plainAttribute(connection, kConnectionHandle);
    return int(numberOr(handle.get(), -1));
}

int readerOf(PyObject* queue) {
    const Ref connection = plainAttribute(queue, kReader);
    return connection ? descriptorOf(connection.get()) : -1;
}

SideEntry* rememberQueue(PyObject* queue, bool hidden) {
    const ErrorGuard guard;
    hideWithin(queue);
    // Workers of a Pool close the end that they do not use.
    std::uint64_t id = idOfPipe(readerOf(queue));
    if (const Ref writer = id ? Ref() : plainAttribute(queue, kWriter))
        id = idOfPipe(descriptorOf(writer.get()));
    if (!id)
        return nullptr;
    rememberEnd(queue, kReader, QueueRole::Reader, id, hidden);
    rememberEnd(queue, kWriter, QueueRole::Writer, id, hidden);
    SideEntry* entry = SideTable::remember(queue);
    if (!entry)
        return nullptr;
    entry->id = id;
    entry->role = std::uint8_t(QueueRole::Queue);
    entry->hidden = hidden;
    return entry;
}

void carriesCalls(PyObject* queue) {
    const ErrorGuard guard;
    rememberQueue(queue, true);
    const Ref writer = plainAttribute(queue, kWriter);
    if (SideEntry* end = writer ? SideTable::find(writer.get()) : nullptr)
        end->role = std::uint8_t(QueueRole::CallWriter);
}

void queueArrives(PyObject* queue) {
    const ErrorGuard guard;
    for (const Name* name : {&kReader, &kWriter})
        if (const Ref end = plainAttribute(queue, *name))
            pipeIsQueues(end.get());
}

SideEntry* shownQueue(const Call& call) {
    PyObject* queue = call.receiver();
    if (!queue)
        return nullptr;
    SideEntry* entry = SideTable::find(queue);
    if (!entry)
        entry = rememberQueue(queue, calledByLibrary());
    return entry && !entry->hidden ? entry : nullptr;
}

SideEntry* shownEnd(const Call& call, QueueRole role) {
    SideEntry* entry = call.receiver() ? SideTable::find(call.receiver()) : nullptr;
    return entry && entry->role == std::uint8_t(role) && !entry->hidden ? entry : nullptr;
}

} // namespace forkscope::probe
