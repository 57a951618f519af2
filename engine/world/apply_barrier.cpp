// SPDX-License-Identifier: GPL-3.0-or-later
// Barriers: who is there, who lets the others through, what breaks one.
#include "engine/world/effects.h"
#include "engine/world/world.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

// All are there, or nobody waits any more: those who were there are on their way.
void open(Barrier& barrier) {
    for (const Waiter& w : barrier.arrived)
        barrier.leaving.push_back(w);
    barrier.arrived.clear();
}

void arrive(Barrier& barrier, const Event& e) {
    removeWaiter(barrier.leaving, e); // its last return was not reported
    addWaiter(barrier.arrived, e);
    if (std::find(barrier.visitors.begin(), barrier.visitors.end(), e.process) == barrier.visitors.end())
        barrier.visitors.push_back(e.process);
}

void breakBarrier(Barrier& barrier, const Event& e, Effects* out) {
    open(barrier);
    if (barrier.broken)
        return;
    barrier.broken = true;
    barrier.brokenBy = deedOf(e);
    if (out)
        out->marks.push_back({MarkKind::Trouble, e.time, e.process, e.order});
}

} // namespace

void World::applyBarrier(const Event& e, Index who, Effects* out) {
    Barrier* barrier = edit(e.object, ObjectType::Barrier, barriers_, e);
    if (!barrier)
        return applyWait(e, who, out);
    if (out)
        out->objects.push_back(e.object);
    switch (e.kind) {
    case Kind::BarrierCreate:
        created(*barrier, e);
        barrier->parties = std::max(0, e.value);
        return;
    case Kind::BarrierBreak:
        if (log_->text(e, Tag::Call).value_or("") != "reset")
            return breakBarrier(*barrier, e, out);
        // Those who are there get a BrokenBarrierError; the barrier itself is as good as new.
        open(*barrier);
        barrier->broken = false;
        return;
    default:
        break;
    }
    if (e.phase == Phase::Begin || e.phase == Phase::Wait) {
        if (e.phase == Phase::Begin)
            arrive(*barrier, e);
        const bool isLast = !beginsWait(e) || (barrier->parties > 0 &&
                                               barrier->arrived.size() >= std::size_t(barrier->parties));
        if (isLast && e.phase == Phase::Begin && !barrier->broken) {
            barrier->lastComer = deedOf(e);
            ++barrier->rounds;
            open(*barrier);
        }
        if (beginsWait(e))
            beginWait(e, who, out);
        return;
    }
    const bool wasLetGo = waitsSince(barrier->leaving, e) >= 0;
    const Time since = wasLetGo ? removeWaiter(barrier->leaving, e) : removeWaiter(barrier->arrived, e);
    if (e.has(trace::kFailed)) {
        if (!wasLetGo) // timed out, or met a broken one: either way it is broken from now on
            breakBarrier(*barrier, e, out);
    } else if (const Deed& last = barrier->lastComer;
               out && wasLetGo && last.at >= since && last.process != e.process) {
        out->arrows.push_back({ArrowKind::Wake, last.at, e.time, last.process, e.process, barrier->id,
                               last.order, e.order, last.thread, e.thread});
    }
    if (e.phase == Phase::End)
        endWait(e, who, out);
}

} // namespace forkscope::world
