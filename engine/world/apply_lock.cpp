// SPDX-License-Identifier: GPL-3.0-or-later
// Locks and semaphores: who holds them, who waits, who handed over to whom.
#include "engine/world/effects.h"
#include "engine/world/world.h"

#include <algorithm>

namespace forkscope::world {

using trace::Field;
using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

auto waiterOf(std::vector<Waiter>& waiters, const Event& e) {
    return std::find_if(waiters.begin(), waiters.end(),
                        [&](const Waiter& w) { return w.process == e.process && w.thread == e.thread; });
}

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
    if (const auto holder = holderToEnd(lock.holders, e); holder != lock.holders.end()) {
        if (--holder->count > 0)
            return;
        lock.holders.erase(holder);
    }
    if (lock.isSemaphore() || lock.value < 1)
        ++lock.value;
    if (lock.releases.size() >= std::size_t(std::max(lock.value, 1)))
        lock.releases.erase(lock.releases.begin());
    lock.releases.push_back({e.process, e.time, e.order});
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
    for (const Field& f : log_->fields(e))
        if (f.tag == Tag::ObjectKind && !f.text.empty())
            lock->kind = f.text;
    // Seen in use before its creation was read: what was seen since counts from the initial value.
    lock->value = std::max(0, lock->value - lock->initial + e.value);
    lock->initial = e.value;
    lock->creator = e.process;
    lock->line = e.line;
    lock->file = e.file;
}

void World::acquire(Lock& lock, const Event& e, Index who, Effects* out) {
    const auto waiter = waiterOf(lock.waiters, e);
    if (e.phase == Phase::Begin || e.phase == Phase::Wait) {
        if (waiter == lock.waiters.end())
            lock.waiters.push_back({e.process, e.thread, e.line, e.time, e.file});
        return beginWait(e, who, out);
    }
    const Time waitedSince = waiter == lock.waiters.end() ? -1 : waiter->since;
    if (waiter != lock.waiters.end())
        lock.waiters.erase(waiter);
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
                               release.order, e.order});
}

// A process has ended: it waits no more, but what it held stays held. Where it was ended by force, two
// moments leave a lock in doubt: it may have taken the free lock and not come to say so, or have said that it
// gives it back and not done it.
void World::leaveLocks(const Process& p, bool isByItself, Effects* out) {
    for (Lock& lock : locks_) {
        const auto gone = std::remove_if(lock.waiters.begin(), lock.waiters.end(),
                                         [&](const Waiter& w) { return w.process == p.id; });
        const bool wasWaiting = gone != lock.waiters.end();
        lock.waiters.erase(gone, lock.waiters.end());
        const bool isInDoubt = !isByItself && (p.releasing == lock.id || (wasWaiting && lock.value > 0));
        if (isInDoubt)
            lock.known = false;
        if (out && (wasWaiting || isInDoubt))
            out->locks.push_back(Index(&lock - locks_.data()));
    }
}

} // namespace forkscope::world
