// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/dispatcher.h"

#include <algorithm>
#include <utility>

namespace forkscope::run {

using scheduling::JobId;
using scheduling::kMillisecond;
using scheduling::kWithoutEnd;
using scheduling::Time;

namespace {
// A process that wakes stands in line after this long at the latest.
constexpr Time kBetweenLooks = 2 * kMillisecond;
constexpr Time kSoonest = kMillisecond / 4;
// So often in a row has it been seen waiting, before its turn goes to the next: a print is no sleep.
constexpr int kIdleLooks = 2;
} // namespace

Dispatcher::Dispatcher(const scheduling::Policy& policy, Clock clock)
    : policy_(policy), scheduler_(policy), clock_(std::move(clock)), nextBoost_(policy.boost) {}

Dispatcher::~Dispatcher() {
    release();
}

void Dispatcher::add(pid_t pid, const std::string& name, Time burst) {
    if (isReleased_ || std::ranges::any_of(held_, [pid](const Held& h) {
            return h.process.pid() == pid && h.phase != Phase::Gone;
        }))
        return;
    std::optional<HeldProcess> process = HeldProcess::open(pid);
    if (!process)
        return;
    jobs_.push_back({pid, name});
    const Time now = clock_();
    held_.push_back({std::move(*process), burst, Phase::Asleep, 0, now});
    scheduling::JobFigures figures;
    figures.arrival = now;
    figures.firstRun = -1;
    plan_.jobs.push_back(figures);
    lookAtWaiting(held_.size() - 1, now);
}

// Not its turn. One that is asleep may have woken, or gone; one that is held may have been killed.
void Dispatcher::lookAtWaiting(JobId job, Time now) {
    Held& held = held_[job];
    switch (held.process.state()) {
    case HeldProcess::State::Gone:
        ends(job, now);
        break;
    case HeldProcess::State::Runs:
        if (held.phase == Phase::Asleep && held.process.hold()) {
            held.phase = Phase::Ready;
            plan_.jobs[job].slept += now - held.asleepSince;
            scheduler_.arrives(job, held.burst);
        }
        break;
    default:
        break;
    }
}

Time Dispatcher::usedInTurn() const {
    return held_[turn_.job].process.used() - usedBefore_;
}

void Dispatcher::endStretch(Time now) {
    if (now > turnBegan_)
        append(plan_, {turn_.job, turnBegan_, now, turn_.level});
    plan_.jobs[turn_.job].used = held_[turn_.job].process.used();
    plan_.jobs[turn_.job].lastLevel = turn_.level;
}

void Dispatcher::stopTurn(Time now) {
    Held& held = held_[turn_.job];
    held.process.hold();
    held.phase = Phase::Ready;
    const Time used = usedInTurn();
    endStretch(now);
    scheduler_.stops(used);
}

void Dispatcher::ends(JobId job, Time now) {
    Held& held = held_[job];
    if (held.phase == Phase::Running) {
        endStretch(now);
        scheduler_.leaves();
    } else {
        scheduler_.removes(job);
        if (held.phase == Phase::Asleep)
            plan_.jobs[job].slept += now - held.asleepSince;
    }
    held.phase = Phase::Gone;
    plan_.jobs[job].end = now;
    plan_.jobs[job].isDone = plan_.jobs[job].firstRun >= 0;
    plan_.jobs[job].used = held.process.used();
}

void Dispatcher::lookAtRunning(Time now) {
    Held& held = held_[turn_.job];
    const HeldProcess::State state = held.process.state();
    if (state == HeldProcess::State::Gone)
        return ends(turn_.job, now);
    held.idleLooks = state == HeldProcess::State::Waits ? held.idleLooks + 1 : 0;
    if (held.idleLooks >= kIdleLooks) {
        endStretch(now);
        held.phase = Phase::Asleep;
        held.asleepSince = now;
        held.idleLooks = 0;
        scheduler_.leaves();
    } else if (usedInTurn() >= turn_.atMost || scheduler_.mustInterrupt()) {
        stopTurn(now);
    }
}

void Dispatcher::giveTurn(Time now) {
    while (scheduler_.isIdle()) {
        const std::optional<scheduling::Scheduler::Turn> next = scheduler_.next();
        if (!next)
            return;
        turn_ = *next;
        turnBegan_ = now;
        Held& held = held_[turn_.job];
        held.phase = Phase::Running;
        held.idleLooks = 0;
        usedBefore_ = held.process.used();
        if (!held.process.letGo()) {
            ends(turn_.job, now);
            continue;
        }
        Time& firstRun = plan_.jobs[turn_.job].firstRun;
        if (firstRun < 0)
            firstRun = now;
    }
}

Time Dispatcher::look() {
    if (isReleased_)
        return kWithoutEnd;
    const Time now = clock_();
    for (JobId job = 0; job < held_.size(); ++job)
        if (held_[job].phase == Phase::Asleep || held_[job].phase == Phase::Ready)
            lookAtWaiting(job, now);
    if (now >= nextBoost_) {
        scheduler_.boosts();
        nextBoost_ = now + policy_.boost;
    }
    if (!scheduler_.isIdle())
        lookAtRunning(now);
    giveTurn(now);
    if (scheduler_.isIdle() || turn_.atMost == kWithoutEnd)
        return kBetweenLooks;
    return std::clamp(turn_.atMost - usedInTurn(), kSoonest, kBetweenLooks);
}

void Dispatcher::release() {
    if (std::exchange(isReleased_, true))
        return;
    if (!scheduler_.isIdle())
        endStretch(clock_());
    for (const Held& held : held_)
        if (held.phase == Phase::Ready)
            held.process.letGo();
}

} // namespace forkscope::run
