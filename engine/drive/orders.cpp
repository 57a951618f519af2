// SPDX-License-Identifier: GPL-3.0-or-later
// The Controller's ways to choose: the learner's orders, a schedule, chance.
#include "engine/drive/controller.h"

#include "engine/trace/names.h"

#include <algorithm>

namespace forkscope::drive {

using trace::wire::Wish;
using Goal = Order::Goal;

namespace {
constexpr std::size_t kMostStepsOfAnOrder = 100'000;
constexpr std::chrono::seconds kHandledAfter{2}; // what threads of a library's do takes no longer

Wish wishOf(Goal goal) {
    return goal == Goal::Line ? Wish::Line : goal == Goal::ToLine ? Wish::ToLine : Wish::Operation;
}
} // namespace

Outcome Controller::give(const Order& order) {
    if (mode_ == Mode::Free)
        return Error{"The program runs freely: pause it first."};
    if (state_ != State::Quiet)
        return Error{"The last step is not done yet: somebody is still running."};
    if (order.goal != Goal::HandOver) {
        const Choice* choice = choiceOf(order.actor);
        if (!choice)
            return Error{order.actor + " does not stand at the gate."};
        if (!choice->canBeGranted() || isTried(*choice))
            return Error{sentenceOf(history_.now(), *choice)};
    } else if (!history_.now().lock(order.lock)) {
        return Error{"This lock is not known."};
    }
    mode_ = Mode::Hold;
    order_ = order;
    orderSteps_ = 0;
    orderOwner_ = ownerOf(order.lock);
    if (!continueOrder()) {
        order_.reset();
        return Error{"Nobody can go on."};
    }
    change();
    return Outcome{forkscope::Done{}};
}

bool Controller::goalReached(const Choice* choice) const {
    const Order& o = *order_;
    switch (o.goal) {
    case Goal::Step:
        return orderSteps_ > 0;
    case Goal::Line:
        return orderSteps_ > 0 && choice && choice->stance == Stance::AtLine;
    case Goal::ToLine:
        return orderSteps_ > 0 && choice && choice->stance != Stance::Blocked && choice->line == o.line &&
               (!o.file || choice->file == o.file);
    default:
        return false;
    }
}

// False: it is done, or cannot be done any further.
bool Controller::continueOrder() {
    if (order_->goal == Goal::HandOver)
        return continueHandOver();
    const Choice* choice = choiceOf(order_->actor);
    if (!choice || !choice->canBeGranted() || goalReached(choice) || orderSteps_ >= kMostStepsOfAnOrder)
        return false;
    // What would block is done all the same when it is the first step: the learner wants to see it wait.
    const bool stopsThere = order_->goal == Goal::UntilBlocked || order_->goal == Goal::UntilEnd;
    if (orderSteps_ > 0 && stopsThere && choice->able == Able::TimesOut)
        return false;
    ++orderSteps_;
    grant(*choice, wishOf(order_->goal), order_->line);
    return true;
}

ProcessId Controller::ownerOf(ObjectId id) const {
    const world::Lock* lock = history_.now().lock(id);
    return lock && !lock->holders.empty() ? lock->holders.front().process : ProcessId{};
}

// Who has the lock goes on, until it has given it back; then one who waits for it, or wants it, gets it.
bool Controller::continueHandOver() {
    const ProcessId owner = ownerOf(order_->lock);
    if (orderSteps_ >= kMostStepsOfAnOrder || (owner.value != 0 && owner != orderOwner_))
        return false;
    const auto can = [](const Choice& c) { return c.able == Able::Yes || c.able == Able::Unknown; };
    const auto wants = [&](const Choice& c) {
        return c.what == Kind::LockAcquire && c.object == order_->lock;
    };
    const auto find = [&](auto fits) {
        return std::find_if(choices_.begin(), choices_.end(),
                            [&](const Choice& c) { return can(c) && fits(c); });
    };
    auto next = choices_.end();
    if (owner.value != 0)
        next = find([&](const Choice& c) { return c.process == owner; });
    else
        next = find([&](const Choice& c) { return wants(c) && c.stance == Stance::Blocked; });
    if (next == choices_.end())
        next = find([&](const Choice& c) { return wants(c) && c.process != orderOwner_; });
    if (next == choices_.end()) // in turn
        next = std::find_if(choices_.begin(), choices_.end(), [&](const Choice& c) {
            return can(c) && (steps_.empty() || c.actor > steps_.back().step.actor);
        });
    if (next == choices_.end())
        next = find([](const Choice&) { return true; });
    if (next == choices_.end())
        return false;
    ++orderSteps_;
    grant(*next);
    return true;
}

void Controller::pickAtRandom() {
    std::vector<const Choice*> possible, timeOuts;
    for (const Choice& c : choices_)
        if (c.canBeGranted())
            (c.able == Able::TimesOut ? timeOuts : possible).push_back(&c);
    if (possible.empty() && !settings_.timeRuns) // else the clock does it
        possible = std::move(timeOuts);
    if (possible.empty()) { // not yet, or not at all
        state_ = State::Quiet;
        return;
    }
    grant(*possible[random_() % possible.size()]);
}

std::string Controller::whyNot(const Step& wanted) const {
    const Choice* choice = choiceOf(wanted.actor);
    if (!choice) {
        const bool busy = std::any_of(busy_.begin(), busy_.end(),
                                      [&](const BusyThread& b) { return b.actor == wanted.actor; });
        return busy ? wanted.actor + " is still running" : "there is no " + wanted.actor + " at the gate";
    }
    Step there = stepOf(*choice);
    there.object = choice->objectName;
    return "instead " + sentenceOf(history_.now(), *choice) + " (" + textOf(there) + ")";
}

// It computes, or waits for threads that nobody holds (join() of a pool).
bool Controller::isComing(const std::string& actor) {
    const auto busy =
        std::find_if(busy_.begin(), busy_.end(), [&](const BusyThread& b) { return b.actor == actor; });
    if (busy == busy_.end())
        return false;
    if (busy->why == Busy::Computes) {
        const auto since = Clock::time_point(std::chrono::nanoseconds(busy->sinceNs));
        return Clock::now() - since < settings_.lateAfter;
    }
    notThereSince_ = notThereSince_.value_or(Clock::now());
    return Clock::now() - *notThereSince_ < kHandledAfter;
}

void Controller::followNext() {
    while (next_ < schedule_.steps.size() && schedule_.steps[next_].how == How::Computes)
        ++next_;
    if (next_ >= schedule_.steps.size()) {
        state_ = State::Quiet;
        if (!settings_.goesOnFreely)
            mode_ = Mode::Hold;
        else if (!looksStuck()) // let go, it would wait for ever
            goOn();
        return;
    }
    const Step& wanted = schedule_.steps[next_];
    const Choice* choice = choiceOf(wanted.actor);
    Step there = choice ? stepOf(*choice) : Step{};
    // A name is compared where it is the learner's; "Lock 2" is our own, and may be its only one for a
    // moment.
    const bool isNamed = wanted.object.find(' ') == std::string::npos;
    if (choice && isNamed && choice->objectName.find(' ') == std::string::npos)
        there.object = choice->objectName;
    if (choice && choice->canBeGranted() && !isTried(*choice) && fits(wanted, there)) {
        ++next_;
        notThereSince_.reset();
        return grant(*choice, wanted.toLine != 0 ? Wish::ToLine : Wish::Operation, wanted.toLine);
    }
    if (isComing(wanted.actor))
        return;
    notThereSince_.reset();
    divergence_ = {next_ + 1, "Step " + std::to_string(next_ + 1) + " of the schedule, '" + textOf(wanted) +
                                  "', cannot be done: " + whyNot(wanted)};
    mode_ = Mode::Hold;
    state_ = State::Quiet;
}

} // namespace forkscope::drive
