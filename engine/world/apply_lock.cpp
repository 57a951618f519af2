// SPDX-License-Identifier: GPL-3.0-or-later
// Locks and semaphores: who holds them, who waits, who handed over to whom.
#include "engine/world/effects.h"
#include "engine/world/world.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

// Whose hold a release ends: this thread's, else its process's, else the oldest (a semaphore, and a plain
// Lock too, may be released by someone else). end() when nobody holds it.
auto holderToEnd(std::vector<Holder>& holders, const Event& e) {
    auto found = std::find_if(holders.begin(), holders.end(), [&](const Holder& h) {
        return h.process == e.process && h.thread == e.thread;
    });
    if (found == holders.end())
        found = std::find_if(holders.begin(), holders.end(),
                             [&](const Holder& h) { return h.process == e.process; });
    return found == holders.end() ? holders.begin() : found;
}

void released(Lock& lock, const Event& e) {
    const auto holder = holderToEnd(lock.holders, e);
    if (holder == lock.holders.end() || holder->process != e.process)
        lock.releasedByOthers = true;
    if (holder != lock.holders.end()) {
        if (--holder->count > 0)
            return;
        lock.holders.erase(holder);
    }
    if (lock.value < 1 || (lock.isSemaphore() && lock.value < INT32_MAX))
        ++lock.value;
    if (lock.releases.size() >= std::size_t(std::max(lock.value, 1)))
        lock.releases.erase(lock.releases.begin());
    lock.releases.push_back({e.process, e.time, e.order, e.thread});
}

} // namespace

Lock* World::lockOf(const Event& e) {
    if (!e.object)
        return nullptr;
    const ObjectType type = typeOf(e.object);
    if (type == ObjectType::Lock)
        return &locks_[placeOf(e.object)];
    if (type != ObjectType::None)
        return nullptr;
    setObject(e.object, ObjectType::Lock, locks_.size());
    Lock& lock = locks_.emplace_back();
    lock.id = e.object;
    lock.kind = "Lock";
    lock.name = nameGiven(e.object);
    lock.creator = e.process;
    return &lock;
}

void World::applyLock(const Event& e, Index who, Effects* out) {
    Lock* lock = lockOf(e);
    if (!lock)
        return;
    if (out)
        out->locks.push_back(Index(lock - locks_.data()));
    if (e.kind == Kind::LockAcquire)
        return acquire(*lock, e, who, out);
    if (e.kind == Kind::LockRelease) {
        if (!e.has(trace::kFailed))
            released(*lock, e);
        return;
    }
    if (const auto kind = log_->text(e, Tag::ObjectKind); kind && !kind->empty())
        lock->kind = *kind;
    if (const ObjectId owner = log_->object(e, Tag::Owner))
        lock->owner = owner;
    // Seen in use before its creation was read: what was seen since counts from the initial value.
    const std::int64_t value = std::int64_t(lock->value) - lock->initial + e.value;
    lock->value = std::int32_t(std::clamp<std::int64_t>(value, 0, INT32_MAX));
    lock->initial = e.value;
    lock->creator = e.process;
    lock->line = e.line;
    lock->file = e.file;
}

void World::acquire(Lock& lock, const Event& e, Index who, Effects* out) {
    if (e.phase == Phase::Begin || e.phase == Phase::Wait) {
        addWaiter(lock.waiters, e);
        return beginWait(e, who, out);
    }
    const Time waitedSince = removeWaiter(lock.waiters, e);
    if (e.value == 1 && !e.has(trace::kFailed))
        acquired(lock, e, waitedSince, out);
    if (e.phase == Phase::End)
        endWait(e, who, out);
}

void World::acquired(Lock& lock, const Event& e, Time waitedSince, Effects* out) {
    lock.known = true;
    if (lock.isRecursive()) {
        const auto mine = std::find_if(lock.holders.begin(), lock.holders.end(), [&](const Holder& h) {
            return h.process == e.process && h.thread == e.thread;
        });
        if (mine != lock.holders.end()) {
            ++mine->count;
            return;
        }
    }
    lock.value = std::max(0, lock.value - 1);
    lock.holders.push_back({e.process, e.thread, 1, e.line, e.time, e.file});
    if (lock.releases.empty())
        return;
    const Release release = lock.releases.front();
    lock.releases.erase(lock.releases.begin());
    if (out && waitedSince >= 0 && release.at >= waitedSince)
        out->arrows.push_back({ArrowKind::HandOver, release.at, e.time, release.process, e.process, lock.id,
                               release.order, e.order, release.thread, e.thread});
}

// A process has ended: it waits no more, but what it held stays held. Where it was ended by force, two
// moments leave a lock in doubt: it may have taken the free lock and not come to say so, or have said that it
// gives it back and not done it.
void World::leaveLocks(const Process& p, bool isByItself, Effects* out) {
    for (Lock& lock : locks_) {
        const bool wasWaiting = removeProcess(lock.waiters, p.id);
        const bool isInDoubt = !isByItself && (p.releasing == lock.id || (wasWaiting && lock.value > 0));
        if (isInDoubt)
            lock.known = false;
        if (out && (wasWaiting || isInDoubt))
            out->locks.push_back(Index(&lock - locks_.data()));
    }
}

} // namespace forkscope::world
