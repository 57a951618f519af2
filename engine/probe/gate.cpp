// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/gate.h"
#include "engine/probe/line_step.h"
#include "engine/probe/released.h"
#include "engine/probe/room.h"
#include "engine/probe/self.h"
#include "engine/probe/variables.h"

#include <cerrno>
#include <cstring>
#include <poll.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace forkscope::probe {

namespace {
using trace::wire::GateMode;
using trace::wire::GateQuestion;
using trace::wire::GateSlot;
using trace::wire::SlotState;
using trace::wire::Wish;

constinit bool gEngineGone = false; // nobody will ever let us go: the gate counts as open
constinit pthread_key_t gSlotKey = 0;
constinit pthread_once_t gSlotKeyOnce = PTHREAD_ONCE_INIT;

void slotGone(void* slot) {
    static_cast<GateSlot*>(slot)->state.store(std::uint32_t(SlotState::Gone), std::memory_order_release);
}
void makeSlotKey() {
    pthread_key_create(&gSlotKey, slotGone);
}

GateSlot* gateSlots() {
    return reinterpret_cast<GateSlot*>(reinterpret_cast<char*>(&header()) + trace::wire::kGateOffset);
}

// This thread's slot; null when the table is full, and then the thread is traced but never held.
GateSlot* slotOfThread() {
    ThreadState& t = thisThread();
    if (t.slot)
        return t.slot;
    const std::uint32_t stream = ensureStream();
    const std::uint32_t number = t.unheld ? trace::wire::kMaxGateSlots : header().nextGateSlot.fetch_add(1);
    if (stream == 0 || number >= trace::wire::kMaxGateSlots) {
        t.unheld = true;
        return nullptr;
    }
    t.slot = gateSlots() + number;
    t.slot->stream.store(stream);
    t.slot->thread.store(std::uint32_t(syscall(SYS_gettid)));
    t.slot->number.store(t.number);
    t.slot->state.store(std::uint32_t(SlotState::Running), std::memory_order_release);
    pthread_once(&gSlotKeyOnce, makeSlotKey);
    pthread_setspecific(gSlotKey, t.slot);
    return t.slot;
}

GateQuestion& questionTo(const GateSlot& slot) {
    char* start = reinterpret_cast<char*>(&header());
    return reinterpret_cast<GateQuestion*>(start + trace::wire::kQuestionOffset)[&slot - gateSlots()];
}

bool held() {
    return !gateFree() && !header().stopping.load();
}

std::uint64_t clockWord() {
    return header().programClock.load(std::memory_order_acquire);
}
std::uint64_t programNow(std::uint64_t word) {
    return trace::wire::programNs(word, monotonicNs());
}
bool hasTimeOut(const Waiting& w) {
    return w.deadline > trace::wire::kNoPatience;
}

// The learner has said that its time is up, and so it is for the operation that this wait is a part of.
void endTime(Waiting& w) {
    w.isOver = true;
    if (Operation* operation = thisThread().operation)
        operation->endTime();
}

// Sleeps until the bell rings, a signal comes or `ns` are over; true when a signal handler raised.
bool sleepOn(std::atomic<std::uint32_t>& bell, std::uint32_t before, std::uint64_t ns) {
    bool interrupted = false;
    {
        const InterpreterReleased released;
        const long result = futexWait(bell, before, ns);
        interrupted = result != 0 && errno == EINTR;
    }
    return interrupted && PyErr_CheckSignals() < 0;
}

// Says in the slot what it stands for.
void show(GateSlot& slot, SlotState state, Waiting& w) {
    slot.kind.store(std::uint32_t(w.kind));
    slot.object.store(w.object);
    slot.line.store(w.site & 0xfffff);
    slot.deadline.store(w.deadline);
    if (!w.stood)
        slot.count.fetch_add(1);
    w.stood = true;
    slot.taken.store(slot.grant.load()); // a grant that came when the last wait was over by itself is void
    slot.state.store(std::uint32_t(state), std::memory_order_release);
    header().engineWake.fetch_add(1);
    futexWake(header().engineWake);
}

// In this order, and whoever drives reads them the other way round: a grant that has been used must never be
// seen beside a thread that still seems to stand.
void takeGrant(GateSlot& slot, std::uint32_t grant) {
    slot.state.store(std::uint32_t(SlotState::Running), std::memory_order_release);
    slot.taken.store(grant, std::memory_order_release);
}

Stand stand(GateSlot& slot, SlotState state, Waiting& w) {
    constexpr std::uint64_t kLookUp = 1'000'000'000; // now and then see whether the engine is still there
    GateQuestion& question = questionTo(slot);
    show(slot, state, w);
    const std::uint64_t arrivals = slot.count.load();
    Stand result = Stand::Try;
    while (held()) {
        const std::uint32_t bell = question.bell.load(std::memory_order_acquire);
        if (!answer(question, w.site)) {
            result = Stand::Raised;
            break;
        }
        const std::uint32_t grant = slot.grant.load(std::memory_order_acquire);
        if (grant != slot.taken.load()) {
            if (Wish(slot.wish.load()) == Wish::TimeUp && hasTimeOut(w)) {
                endTime(w);
                result = Stand::Due;
            }
            takeGrant(slot, grant);
            break;
        }
        std::uint64_t ns = kLookUp;
        if (const std::uint64_t clock = clockWord(); hasTimeOut(w) && !trace::wire::isClockStanding(clock)) {
            const std::uint64_t now = programNow(clock);
            if (now >= w.deadline) {
                w.isOver = true;
                result = Stand::Due;
                break;
            }
            ns = w.deadline - now < ns ? w.deadline - now : ns;
        }
        if (sleepOn(question.bell, bell, ns)) {
            result = Stand::Raised;
            break;
        }
        if (slot.count.load() != arrivals)
            return Stand::Again;
        if (ns == kLookUp && engineGone()) {
            gEngineGone = true;
            break;
        }
    }
    slot.state.store(std::uint32_t(SlotState::Running), std::memory_order_release);
    return result;
}
} // namespace

Waiting::Waiting(Kind k, std::uint64_t o, std::uint32_t s, double seconds)
    : kind(k), object(o), site(s), clock(clockWord()),
      deadline(seconds < 0 ? 0 : programNow(clock) + std::uint64_t(seconds * 1e9)) {}

bool Waiting::wasHeld() const {
    const std::uint64_t now = clockWord();
    return now != clock || trace::wire::isClockStanding(now);
}

bool Waiting::hasTimeLeft() const {
    if (!wasHeld() || !hasTimeOut(*this) || isOver || site == 0 || !gateHoldsThisThread())
        return false;
    const Operation* operation = thisThread().operation;
    return programNow(clockWord()) < deadline && !(operation && operation->isTimeUp());
}

double Waiting::secondsLeft() const {
    const std::uint64_t now = programNow(clockWord());
    return isOver || now >= deadline ? 0 : double(deadline - now) / 1e9;
}

Ref Waiting::otherTime() const {
    const bool isOther = stood || isOver || wasHeld();
    return Ref::take(hasTimeOut(*this) && isOther ? PyFloat_FromDouble(secondsLeft()) : nullptr);
}

bool gateHoldsThisThread() {
    ThreadState& t = thisThread();
    if (!t.known && ensureStream())
        introduceThread(t);
    return !t.helper && !t.aside && !gEngineGone && !header().stopping.load() && slotOfThread();
}

bool passGate(Kind kind, std::uint64_t object, std::uint32_t site, std::int32_t pid, Manner manner) {
    GateSlot* slot = slotOfThread();
    if (!slot || !held())
        return true;
    Stand result = Stand::Again;
    while (result == Stand::Again) {
        emit(Kind::GateWait, Phase::Point, 0, object, site, std::int32_t(kind));
        Waiting waiting(kind, pid > 0 ? std::uint64_t(pid) : object, site, -1);
        if (manner == Manner::NeverWaits)
            waiting.deadline = trace::wire::kNoPatience;
        result = stand(*slot, SlotState::AtGate, waiting);
    }
    stepLines(*slot);
    if (result == Stand::Raised)
        return false;
    emit(Kind::GateGo, Phase::Point, 0, object, site, std::int32_t(kind));
    return true;
}

bool enter(Operation& operation, std::int32_t pid, Manner manner) {
    if (!gateHolds(operation.site()) || operation.isInner())
        return true;
    operation.add(trace::kGated);
    return passGate(operation.kind(), operation.object(), operation.site(), pid, manner);
}

Stand standBlocked(Waiting& waiting) {
    GateSlot* slot = slotOfThread();
    Stand result = slot ? Stand::Again : Stand::Try;
    while (result == Stand::Again)
        result = stand(*slot, SlotState::Blocked, waiting);
    if (slot)
        stepLines(*slot);
    return result;
}

namespace {
// Whether the thread can be woken at all: it is there, and nobody has stopped it.
bool canWake(const GateSlot& slot) {
    const char now = kernelStateOf(int(slot.thread.load()));
    return std::strchr("ZXTt", now) == nullptr; // 0, of who has gone, is found as well
}

// Null: of a thread in a slot without a turn.
trace::wire::SleepTurn* turnOf(const GateSlot& slot) {
    char* turns = reinterpret_cast<char*>(&header()) + trace::wire::kSleepOffset;
    const std::ptrdiff_t index = &slot - gateSlots();
    return index < std::ptrdiff_t(trace::wire::kMaxSleepTurns)
               ? reinterpret_cast<trace::wire::SleepTurn*>(turns) + index
               : nullptr;
}

// visit(slot, since)
template <class Visit> void eachAsleepOn(std::uint64_t object, Visit visit) {
    const std::uint32_t used = header().nextGateSlot.load();
    for (std::uint32_t i = 0; i < used && i < trace::wire::kMaxSleepTurns; ++i) {
        GateSlot& slot = gateSlots()[i];
        const std::uint32_t since = turnOf(slot)->load();
        if (since != 0 && slot.object.load() == object)
            visit(slot, since);
    }
}
} // namespace

void fallAsleep(Waiting& waiting) {
    GateSlot* slot = slotOfThread();
    if (!slot)
        return;
    const std::uint32_t now = header().engineWake.fetch_add(1) + 1;
    if (trace::wire::SleepTurn* turn = turnOf(*slot))
        turn->store(now == 0 ? 1 : now);
    show(*slot, SlotState::Blocked, waiting);
}

bool isNextToWake() {
    const GateSlot* own = slotOfThread();
    const trace::wire::SleepTurn* turn = own ? turnOf(*own) : nullptr;
    if (!turn)
        return true;
    bool isNext = true;
    eachAsleepOn(own->object.load(), [&](const GateSlot& slot, std::uint32_t since) {
        const bool isBefore = std::int32_t(since - turn->load()) < 0; // the count may come round
        isNext = isNext && !(isBefore && canWake(slot));
    });
    return isNext;
}

bool isAnyToWake(std::uint64_t object) {
    bool isAny = false;
    eachAsleepOn(object, [&](const GateSlot& slot, std::uint32_t) { isAny = isAny || canWake(slot); });
    return isAny;
}

PyObject* sleepInLine() {
    std::atomic<std::uint32_t>& bell = questionTo(*slotOfThread()).bell;
    const std::uint32_t before = bell.load();
    if (!isNextToWake()) {
        const InterpreterReleased released;
        futexWait(bell, before, std::uint64_t(kSleepSlice * 1e9));
    }
    return PyErr_CheckSignals() < 0 ? nullptr : Ref::share(Py_False).release();
}

Asleep stillAsleep(Waiting& waiting) {
    GateSlot* slot = slotOfThread();
    if (!slot || !held() || gEngineGone)
        return Asleep::Open;
    if (hasTimeOut(waiting) && programNow(clockWord()) >= waiting.deadline)
        return Asleep::Due;
    if (slot->state.load() != std::uint32_t(SlotState::Blocked)) // a signal's handler stood here meanwhile
        show(*slot, SlotState::Blocked, waiting);
    if (!answer(questionTo(*slot), waiting.site))
        PyErr_Clear(); // in the middle of a library's wait there is nobody to raise to
    const std::uint32_t grant = slot->grant.load(std::memory_order_acquire);
    if (grant == slot->taken.load())
        return Asleep::Still;
    const bool isDue = hasTimeOut(waiting) && Wish(slot->wish.load()) == Wish::TimeUp;
    takeGrant(*slot, grant);
    if (isDue) {
        endTime(waiting);
        return Asleep::Due;
    }
    slot->state.store(std::uint32_t(SlotState::Blocked), std::memory_order_release);
    return Asleep::Still;
}

void wakeUp() {
    GateSlot* slot = slotOfThread();
    if (!slot)
        return;
    if (trace::wire::SleepTurn* turn = turnOf(*slot))
        turn->store(0);
    slot->state.store(std::uint32_t(SlotState::Running), std::memory_order_release);
    eachAsleepOn(slot->object.load(), [](const GateSlot& other, std::uint32_t) {
        questionTo(other).bell.fetch_add(1);
        futexWake(questionTo(other).bell);
    });
}

bool standAfterSleep(const Operation& operation) {
    if (!operation.slept() || !gateHolds(operation.site()))
        return true;
    Waiting waiting(operation.kind(), operation.object(), operation.site(), -1);
    return standBlocked(waiting) != Stand::Raised;
}

namespace {
bool isWished(Wish wish) {
    const GateSlot* slot = slotOfThread();
    return slot && Wish(slot->wish.load()) == wish;
}

bool isEmpty(PyObject* queue) {
    const ErrorGuard guard;
    static constinit Name kEmpty{"empty"};
    const Ref empty = Ref::take(queue ? PyObject_CallMethodObjArgs(queue, kEmpty.get(), nullptr) : nullptr);
    return empty.get() == Py_True;
}

bool isTaskThere(int reader, PyObject* queue) {
    constexpr int kOnItsWayMs = 100; // whoever lets us go knows that there is one, or wishes for a look
    if (reader < 0)
        return !isEmpty(queue);
    const InterpreterReleased released;
    pollfd fd{reader, POLLIN, 0};
    return poll(&fd, 1, gateFree() || isWished(Wish::Look) ? 0 : kOnItsWayMs) != 0;
}
} // namespace

bool standForTask(Kind kind, std::uint64_t object, int reader, PyObject* queue) {
    if (gateFree() || !gateHoldsThisThread())
        return true;
    emit(Kind::GateWait, Phase::Point, 0, object, 0, std::int32_t(kind));
    Waiting waiting(kind, object, 0, -1);
    bool isThere = false;
    while (!isThere && !gateFree() && gateHoldsThisThread()) {
        if (standBlocked(waiting) == Stand::Raised)
            return false;
        isThere = isTaskThere(reader, queue);
    }
    emit(Kind::GateGo, Phase::Point, 0, object, 0, std::int32_t(kind));
    return true;
}

} // namespace forkscope::probe
