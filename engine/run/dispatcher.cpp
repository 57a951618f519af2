// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/dispatcher.h"

#include "engine/run/guard/proc.h"

#include <algorithm>
#include <csignal>
#include <iterator>
#include <utility>

namespace forkscope::run {

using scheduling::JobId;
using scheduling::kMillisecond;
using scheduling::kWithoutEnd;
using scheduling::Time;

namespace {
// A process that wakes stands in line after this long at the latest.
constexpr Time kBetweenLooks = kMillisecond;
constexpr Time kSoonest = kMillisecond / 4;
// So often in a row has it been seen waiting, before its turn goes to the next: a print is no sleep.
constexpr int kIdleLooks = 2;
// Of two things that the plan has at one moment, an end and an arrival, the end comes first; real ones are
// some tenths of a millisecond late.
constexpr Time kInterruptsAfter = 2 * kMillisecond;
// Who arrives at the same moment as another has been started by then.
constexpr Time kArriveTogether = 50 * kMillisecond;

// '?': it went away just now, which the next look tells.
char stateOf(pid_t pid) {
    const auto stat = readProcStat(pid);
    return stat ? stat->state : '?';
}

constexpr char kStopped = 'T';

bool wantsProcessor(pid_t pid) {
    return stateOf(pid) == 'R';
}

// Neither running nor ready, stopped by somebody, or dead.
bool isWaiting(pid_t pid) {
    const char state = stateOf(pid);
    return state == 'S' || state == 'D';
}
} // namespace

Dispatcher::Dispatcher(const scheduling::Policy& policy, Clock clock)
    : policy_(policy), scheduler_(policy), clock_(std::move(clock)), nextBoost_(policy.boost) {}

Dispatcher::~Dispatcher() {
    release();
}

std::optional<JobId> Dispatcher::known(pid_t pid) const {
    for (JobId job = 0; job < jobs_.size(); ++job)
        if (jobs_[job].pid == pid && held_[job].phase != Phase::Gone)
            return job;
    return std::nullopt;
}

void Dispatcher::expect(pid_t pid, const std::string& name, Time burst, Time arrival) {
    if (isReleased_ || pid <= 1 || known(pid) || lives_.hasTerminated(pid))
        return;
    jobs_.push_back({pid, name});
    held_.push_back({});
    held_.back().burst = burst;
    lastArrival_ = clock_();
    starterRests_ = 0;
    scheduling::JobFigures figures;
    figures.arrival = std::min(lastArrival_, arrival);
    figures.firstRun = -1;
    plan_.jobs.push_back(figures);
}

void Dispatcher::add(pid_t pid, const std::string& name, Time burst, Time arrival) {
    expect(pid, name, burst, arrival);
    const std::optional<JobId> job = known(pid);
    if (!job || held_[*job].phase != Phase::Expected)
        return;
    const Time now = clock_();
    held_[*job].phase = Phase::Asleep;
    held_[*job].asleepSince = now;
    plan_.jobs[*job].arrival = std::min(now, arrival);
    lookAtWaiting(*job, now);
}

bool Dispatcher::wasHeld(pid_t pid, Time at) const {
    for (JobId job = 0; job < jobs_.size(); ++job) {
        if (jobs_[job].pid != pid)
            continue;
        const auto& stops = held_[job].stops;
        const auto after = std::ranges::upper_bound(stops, at, {}, &Held::Stop::begin);
        if (after != stops.begin() && at < std::prev(after)->end)
            return true;
    }
    return false;
}

// Not its turn. One that is asleep may have woken, or gone; one that is held may have been killed.
void Dispatcher::lookAtWaiting(JobId job, Time now) {
    Held& held = held_[job];
    const pid_t pid = jobs_[job].pid;
    if (lives_.hasTerminated(pid))
        return ends(job, now);
    if (held.phase != Phase::Asleep || comesBehindAnother(job, now))
        return;
    const bool hasStopped = held.stopsItself && stateOf(pid) == kStopped;
    if ((hasStopped || wantsProcessor(pid)) && lives_.signal(pid, SIGSTOP)) {
        held.phase = Phase::Ready;
        held.stops.push_back({hasStopped ? plan_.jobs[job].arrival : now, kWithoutEnd});
        held.stopsItself = held.stopsItself && !hasStopped;
        plan_.jobs[job].slept += now - held.asleepSince;
        scheduler_.arrives(job, held.burst);
    }
}

// Who has begun and has not come to its stop yet, as on a busy machine, was there before who came after it.
bool Dispatcher::comesBehindAnother(JobId job, Time now) const {
    return held_[job].stopsItself && now - lastArrival_ < kArriveTogether &&
           std::any_of(held_.begin(), held_.begin() + std::ptrdiff_t(job), isOnItsWay);
}

Time Dispatcher::usedBy(JobId job) {
    if (const auto used = drive::Lives::processorTime(jobs_[job].pid))
        held_[job].used = std::max<Time>(held_[job].used, used->count());
    return held_[job].used;
}

Time Dispatcher::usedInTurn() {
    return usedBy(turn_.job) - usedBefore_;
}

void Dispatcher::endStretch(Time now) {
    if (now > turnBegan_)
        append(plan_, {turn_.job, turnBegan_, now, turn_.level});
    plan_.jobs[turn_.job].used = usedBy(turn_.job);
    plan_.jobs[turn_.job].lastLevel = turn_.level;
}

void Dispatcher::stopTurn(Time now) {
    Held& held = held_[turn_.job];
    lives_.signal(jobs_[turn_.job].pid, SIGSTOP);
    held.phase = Phase::Ready;
    held.stops.push_back({now, kWithoutEnd});
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
    plan_.jobs[job].used = usedBy(job);
    lives_.forget(jobs_[job].pid);
}

bool Dispatcher::isInterrupted(Time now) {
    if (!scheduler_.mustInterrupt()) {
        interruptAt_.reset();
        return false;
    }
    interruptAt_ = interruptAt_.value_or(now + kInterruptsAfter);
    return now >= *interruptAt_;
}

void Dispatcher::lookAtRunning(Time now) {
    Held& held = held_[turn_.job];
    const pid_t pid = jobs_[turn_.job].pid;
    if (lives_.hasTerminated(pid))
        return ends(turn_.job, now);
    if (held.stopsItself && stateOf(pid) == kStopped) { // it had not come to that when it was first seen
        held.stopsItself = false;
        lives_.signal(pid, SIGCONT);
    }
    held.idleLooks = isWaiting(pid) ? held.idleLooks + 1 : 0;
    if (held.idleLooks >= kIdleLooks) {
        endStretch(now);
        held.phase = Phase::Asleep;
        held.asleepSince = now;
        held.idleLooks = 0;
        scheduler_.leaves();
    } else if (usedInTurn() >= turn_.atMost || isInterrupted(now)) {
        stopTurn(now);
    }
}

bool Dispatcher::mayMoreArrive(Time now) {
    if (policy_.kind != scheduling::PolicyKind::ShortestJob || starter_ <= 1)
        return false;
    starterRests_ = isWaiting(starter_) ? starterRests_ + 1 : 0;
    const bool isAny = std::ranges::any_of(held_, isOnItsWay);
    return (isAny || starterRests_ < kIdleLooks) && now - lastArrival_ < kArriveTogether;
}

void Dispatcher::giveTurn(Time now) {
    if (scheduler_.isIdle() && mayMoreArrive(now))
        return;
    while (scheduler_.isIdle()) {
        const std::optional<scheduling::Scheduler::Turn> next = scheduler_.next();
        if (!next)
            return;
        turn_ = *next;
        turnBegan_ = now;
        interruptAt_.reset();
        Held& held = held_[turn_.job];
        held.phase = Phase::Running;
        held.idleLooks = 0;
        held.stops.back().end = clock_();
        usedBefore_ = usedBy(turn_.job);
        if (!lives_.signal(jobs_[turn_.job].pid, SIGCONT)) {
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
        if (held_[job].phase != Phase::Running && held_[job].phase != Phase::Gone)
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
    for (JobId job = 0; job < held_.size(); ++job)
        if (held_[job].phase == Phase::Ready)
            lives_.signal(jobs_[job].pid, SIGCONT);
}

} // namespace forkscope::run
