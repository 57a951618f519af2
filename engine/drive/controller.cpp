// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/drive/controller.h"

#include <algorithm>
#include <csignal>

namespace forkscope::drive {

using trace::wire::Wish;

Controller::Controller(trace::TraceStore& store, const world::History& history, Settings settings)
    : history_(history), settings_(settings), gate_(store) {
    gate_.letTimeRun(settings_.timeRuns);
}

void Controller::set(const Settings& settings) {
    settings_ = settings;
    gate_.letTimeRun(settings_.timeRuns);
    change();
}

const Choice* Controller::choiceOf(std::string_view actor) const {
    const auto at =
        std::find_if(choices_.begin(), choices_.end(), [&](const Choice& c) { return c.actor == actor; });
    return at == choices_.end() ? nullptr : &*at;
}

Schedule scheduleOf(std::vector<TakenStep> taken) {
    Schedule schedule;
    for (TakenStep& one : taken)
        schedule.steps.push_back(std::move(one.step));
    return schedule;
}

std::vector<TakenStep> Controller::taken() const {
    std::vector<TakenStep> steps = steps_;
    for (TakenStep& taken : steps)
        if (taken.object)
            taken.step.object = history_.now().nameOf(taken.object);
    return steps;
}

// -- modes

void Controller::close(Mode mode) {
    if (mode_ == Mode::Free) {
        closedAt_ = Clock::now();
        closedSince_ = history_.end();
        takeIn();
        accounts_.forgetOutcomes();
        accounts_.forgetTasksToFeed();
        steps_.clear();
        gate_.close();
    }
    mode_ = mode;
    state_ = State::Settling;
    order_.reset();
    divergence_.reset();
    change();
}

void Controller::hold(bool stops) {
    const bool wasFree = mode_ == Mode::Free;
    close(Mode::Hold);
    mayStop_ = wasFree && stops;
    pausedUntil_ = Clock::now() + settings_.stopsAfter;
}

void Controller::goOn() {
    if (mode_ == Mode::Free)
        return;
    mode_ = Mode::Free;
    state_ = State::Free;
    order_.reset();
    granted_.reset();
    choices_.clear();
    busy_.clear();
    busySince_.clear();
    late_.clear();
    tried_.clear();
    gate_.open();
    letStoppedGoOn();
    change();
}

void Controller::follow(Schedule schedule) {
    close(Mode::Schedule);
    schedule_ = std::move(schedule);
    next_ = 0;
}

void Controller::shuffle(std::uint64_t seed) {
    close(Mode::Shuffle);
    random_.seed(seed);
}

void Controller::stopWhoComputes() {
    if (!mayStop_ || Clock::now() < pausedUntil_)
        return;
    mayStop_ = false;
    for (const BusyThread& b : busy_) {
        const bool isOnItsOwn = b.why == Busy::Runs || b.why == Busy::Computes || b.why == Busy::Starts;
        if (isOnItsOwn && b.process.value != 0 && lives_.signal(b.pid, SIGSTOP))
            stopped_.insert(b.pid);
    }
}

void Controller::letStoppedGoOn() {
    for (const std::int32_t pid : stopped_)
        lives_.signal(pid, SIGCONT);
    stopped_.clear();
}

// -- quiet

void Controller::takeIn() {
    accounts_.update(history_.log());
    for (const std::int32_t pid : accounts_.takeStarted())
        lives_.renew(pid);
}

// In this order: of who has terminated the trace, read after this, holds everything.
void Controller::look() {
    lives_.look();
    slots_ = gate_.look();
}

void Controller::decide(bool isRead) {
    if (mode_ == Mode::Free)
        return;
    takeIn();
    if (!isRead)
        return;
    const bool quiet = isQuiet();
    stopWhoComputes();
    if (!quiet || !looksStuck())
        stuckSince_.reset();
    if (quiet) {
        settle();
    } else if (state_ == State::Quiet) { // somebody was killed, a computation has come to its end, …
        state_ = State::Settling;
        change();
    }
}

void Controller::settle() {
    finishGrant();
    for (Choice& c : choices_)
        if (isTried(c))
            c.able = c.hasTimeOut ? Able::TimesOut : Able::No;
    const bool isSettled = stuckSince_ || !looksStuck();
    if (state_ == State::Quiet && !order_ && mode_ == Mode::Hold && isSettled)
        return;
    if (choices_.empty()) { // all have ended, or compute
        state_ = State::Quiet;
        return change();
    }
    advance();
}

// A retry leaves Blocked for a moment; when it stands there again for the same operation, nothing happened.
void Controller::finishGrant() {
    if (!granted_)
        return;
    const Granted g = *granted_;
    granted_.reset();
    const Choice* now = choiceOf(g.choice.actor);
    const bool inVain =
        g.how == How::GoesOn && now && now->stance == Stance::Blocked && now->count == g.choice.count;
    if (inVain &&
        mode_ == Mode::Schedule) { // it was of use once, so it will be: what it waits for is on its way
        --next_;
        vainSince_ = vainSince_.value_or(Clock::now());
        if (Clock::now() - *vainSince_ < settings_.lateAfter)
            return;
    }
    vainSince_.reset();
    if (inVain) {
        Vain& vain = tried_.try_emplace(g.choice.slot, Vain{Clock::now(), {}, false}).first->second;
        vain.last = Clock::now();
        const bool isComing = g.choice.able == Able::Yes;
        if (isComing != vain.isComing)
            vain.first = vain.last; // counted anew
        vain.isComing = isComing;
        return;
    }
    tried_.clear();
    Step step = stepOf(g.choice);
    step.how = g.how;
    if (now && now->stance == Stance::AtLine)
        step.toLine = now->line;
    record({std::move(step), g.choice.process, g.choice.thread, g.choice.file, g.choice.object});
}

void Controller::advance() {
    state_ = State::Settling;
    switch (mode_) {
    case Mode::Schedule:
        followNext();
        break;
    case Mode::Shuffle:
        pickAtRandom();
        break;
    default:
        if (!order_ || !continueOrder()) {
            order_.reset();
            state_ = State::Quiet;
        }
    }
    if (isStuck() && !lastsStuck())
        state_ = State::Settling;
    change();
}

// -- variables

Outcome Controller::ask(ProcessId process, std::uint8_t thread, std::uint32_t number, std::uint32_t about) {
    if (mode_ == Mode::Free)
        return Error{"Variables can be looked at while the program is held: pause it first."};
    const auto slots = gate_.look();
    const auto slot = std::find_if(slots.begin(), slots.end(), [&](const Slot& s) {
        return s.stream == process.value && s.number == thread && s.stands();
    });
    if (slot == slots.end())
        return Error{"It is not held at the moment: its variables can be looked at where it stops next."};
    const auto account = accounts_.processes().find(process.value);
    if (account != accounts_.processes().end() && stopped_.contains(account->second.pid))
        return Error{"It was stopped while it computes: let it go on to its next operation, and look then."};
    gate_.ask(slot->index, number, about);
    return forkscope::Done{};
}

// -- steps

void Controller::record(TakenStep taken) {
    taken.at = history_.end();
    steps_.push_back(std::move(taken));
    change();
}

Step Controller::stepOf(const Choice& choice) const {
    Step step;
    step.actor = choice.actor;
    step.what = choice.what;
    step.line = choice.line;
    step.how = choice.stance == Stance::Stopped   ? How::Computes
               : choice.able == Able::TimesOut    ? How::TimeIsUp
               : choice.stance == Stance::Blocked ? How::GoesOn
                                                  : How::Begins;
    return step;
}

void Controller::grant(const Choice& choice, Wish wish, std::uint32_t line) {
    state_ = State::Settling;
    if (choice.stance == Stance::Stopped) {
        stopped_.erase(choice.pid);
        record({stepOf(choice), choice.process, choice.thread, choice.file, {}});
        lives_.signal(choice.pid, SIGCONT);
        return;
    }
    granted_ = Granted{choice, stepOf(choice).how};
    busySince_.clear();
    if (choice.able == Able::TimesOut)
        wish = Wish::TimeUp;
    else if (choice.able == Able::Unknown && wish == Wish::Operation)
        wish = Wish::Look;
    gate_.grant(choice.slot, wish, line);
}

} // namespace forkscope::drive
