// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/drive/gate_table.h"

#include "engine/trace/names.h"

#include <algorithm>
#include <chrono>
#include <climits>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace forkscope::drive {

using trace::wire::GateMode;
using trace::wire::GateSlot;
using trace::wire::SlotState;
using trace::wire::Wish;

namespace {
void wakeAll(void* word) {
    syscall(SYS_futex, word, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

void ring(trace::wire::GateQuestion& question) {
    question.bell.fetch_add(1, std::memory_order_release);
    wakeAll(&question.bell);
}

std::uint64_t monotonicNs() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::uint64_t(std::chrono::nanoseconds(now).count());
}

// The lower half is what who sleeps waits on (little-endian machines only, as the whole trace).
void setClock(trace::wire::Header& header, bool stands) {
    const std::uint64_t now = monotonicNs();
    const std::uint64_t word = header.programClock.load();
    if (trace::wire::isClockStanding(word) == stands)
        return;
    header.programClock.store(stands ? trace::wire::stoppedClock(word, now)
                                     : trace::wire::goingClock(word, now));
    wakeAll(&header.programClock);
}

std::uint32_t slotsUsed(trace::TraceStore& store) {
    return std::min(store.header().nextGateSlot.load(), trace::wire::kMaxGateSlots);
}

// `taken` before `state`: the thread leaves its state before it uses its grant.
Slot copyOf(GateSlot& slot, std::uint32_t index) {
    Slot s;
    s.index = index;
    s.taken = slot.taken.load(std::memory_order_acquire);
    s.state = SlotState(std::min(slot.state.load(std::memory_order_acquire), std::uint32_t(SlotState::Gone)));
    s.grant = slot.grant.load(std::memory_order_acquire);
    s.stream = slot.stream.load();
    s.tid = slot.thread.load();
    s.number = std::uint8_t(std::min(slot.number.load(), 255u));
    const std::uint32_t kind = slot.kind.load();
    s.kind = kind < 256 && trace::isKind(std::uint8_t(kind)) ? trace::Kind(kind) : trace::Kind::None;
    s.line = slot.line.load();
    s.object = slot.object.load();
    s.count = slot.count.load();
    s.deadline = slot.deadline.load();
    return s;
}
} // namespace

void GateTable::close() {
    store_->header().gateMode.store(std::uint32_t(GateMode::Drive));
    setClock(store_->header(), store_->header().gateTime.load() == 0);
}

void GateTable::open() {
    setClock(store_->header(), false);
    store_->header().gateMode.store(std::uint32_t(GateMode::Free));
    // By a grant, not by a bare wake-up: who is just about to sleep finds it. One that is left over is void
    // at the next stay.
    const std::uint32_t used = slotsUsed(*store_);
    for (std::uint32_t i = 0; i < used; ++i)
        if (copyOf(store_->gateSlots()[i], i).stands())
            grant(i, Wish::Operation);
}

bool GateTable::isClosed() const {
    return store_->header().gateMode.load() != std::uint32_t(GateMode::Free);
}

void GateTable::letTimeRun(bool runs) {
    store_->header().gateTime.store(runs);
    if (isClosed())
        setClock(store_->header(), !runs);
}

std::uint64_t GateTable::clockLag() const {
    const std::uint64_t now = monotonicNs();
    return now - trace::wire::programNs(store_->header().programClock.load(), now);
}

std::vector<Slot> GateTable::look() const {
    std::vector<Slot> slots;
    const std::uint32_t used = slotsUsed(*store_);
    slots.reserve(used);
    for (std::uint32_t i = 0; i < used; ++i)
        slots.push_back(copyOf(store_->gateSlots()[i], i));
    return slots;
}

Slot GateTable::look(std::uint32_t index) const {
    return copyOf(store_->gateSlots()[std::min(index, trace::wire::kMaxGateSlots - 1)], index);
}

void GateTable::grant(std::uint32_t index, Wish wish, std::uint32_t line) {
    if (index >= trace::wire::kMaxGateSlots)
        return;
    GateSlot& slot = store_->gateSlots()[index];
    slot.wishLine.store(line);
    slot.wish.store(std::uint32_t(wish));
    slot.grant.fetch_add(1, std::memory_order_release);
    ring(store_->gateQuestions()[index]);
}

void GateTable::ask(std::uint32_t index, std::uint32_t number, std::uint32_t about) {
    if (index >= trace::wire::kMaxGateSlots)
        return;
    trace::wire::GateQuestion& question = store_->gateQuestions()[index];
    question.about.store(about);
    question.asked.store(number, std::memory_order_release);
    ring(question);
}

} // namespace forkscope::drive
