// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/drive/controller.h"

#include <algorithm>
#include <csignal>

namespace forkscope::drive {

using trace::wire::Wish;

namespace {
constexpr std::chrono::milliseconds kTriedAgainAfter{50}, kInVainAfter{500};
}

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

bool Controller::isStuck() const {
    if (state_ != State::Quiet || choices_.empty())
        return false;
    const bool anybody = std::any_of(choices_.begin(), choices_.end(), [&](const Choice& c) {
        const bool isTimed = c.hasTimeOut && settings_.timeRuns;
        return isTimed || (!isInVain(c) && (c.canBeGranted() || isTried(c))); // that one will be tried again
    });
    const bool outside = std::any_of(busy_.begin(), busy_.end(), [&](const BusyThread& b) {
        const world::Help help = world::waitFor(history_.now(), {b.process, b.thread}).help;
        return b.why != Busy::Waits || help == world::Help::Outside || help == world::Help::Time;
    });
    return !anybody && !outside;
}

Schedule Controller::done() const {
    Schedule schedule;
    for (const Done& d : steps_) {
        schedule.steps.push_back(d.step);
        if (d.object)
            schedule.steps.back().object = history_.now().nameOf(d.object);
    }
    return schedule;
}

// -- modes

void Controller::close(Mode mode) {
    if (mode_ == Mode::Free) {
        closedAt_ = Clock::now();
        closedSince_ = history_.end();
        accounts_.update(history_.log());
        accounts_.forgetOutcomes();
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

// In this order: of who has terminated the trace, read after this, holds everything.
void Controller::look() {
    lives_.look();
    slots_ = gate_.look();
}

// Neither its own time without a processor counts nor ours: a look that comes late on a busy machine tells
// nothing about the time since the one before.
bool Controller::isLate(BusyThread& busy, Clock::time_point now) {
    constexpr std::chrono::milliseconds kShort{10}; // most operations are over by then
    constexpr std::chrono::milliseconds kLookIsLate{50};
    BusySince& since = busySince_.at(busy.actor);
    busy.sinceNs = std::chrono::nanoseconds(since.at.time_since_epoch()).count();
    if (now - since.at < kShort)
        return false;
    const auto queued = Lives::queuedFor(busy.pid);
    const auto passed = std::min<Clock::duration>(now - since.lookedAt, kLookIsLate);
    const auto waited = std::max(queued - since.queued, std::chrono::nanoseconds(0));
    if (since.lookedAt != since.at)
        since.counted += std::max(passed - waited, Clock::duration(0));
    since.lookedAt = now;
    since.queued = queued;
    return since.counted > (busy.why == Busy::Runs ? settings_.computesAfter : settings_.lateAfter);
}

// Since when each of those who go on does so.
void Controller::keepTime() {
    const auto now = Clock::now();
    std::map<std::string, BusySince> since;
    // Somebody may be waiting for who starts without having said so: a manager's address, the fork server.
    const bool anybodyStarts = std::any_of(busy_.begin(), busy_.end(), [&](const BusyThread& b) {
        return b.why == Busy::Starts && !late_.contains(b.actor);
    });
    for (const BusyThread& b : busy_) {
        const auto before = busySince_.find(b.actor);
        const bool goesOn = before != busySince_.end() && before->second.why == b.why &&
                            !(anybodyStarts && b.why == Busy::Runs);
        since[b.actor] = goesOn ? before->second : BusySince{b.why, now, now};
    }
    busySince_ = std::move(since);
    std::set<std::string> late;
    for (BusyThread& b : busy_) {
        if (b.why == Busy::Waits || b.why == Busy::Foreign || !isLate(b, now))
            continue;
        late.insert(b.actor);
        if (!late_.contains(b.actor) && mode_ != Mode::Free)
            record({b.actor, Kind::None, "", 0, How::Computes}, {});
        b.why = Busy::Computes;
    }
    late_ = std::move(late);
}

std::uint32_t Controller::slotGoingOn() const {
    return granted_ && granted_->choice.stance == Stance::Blocked ? granted_->choice.slot : kNoSlot;
}

bool Controller::isQuiet() {
    Survey now = survey(
        {slots_, accounts_, history_.now(), lives_, stopped_, closedSince_, gate_.clockLag(), slotGoingOn()});
    const bool isBehind = now.isBehind || gate_.look() != slots_;
    if (isBehind)
        return false;
    std::swap(choices_, now.choices);
    std::swap(busy_, now.busy);
    keepTime();
    if (now.busy.size() != busy_.size() || offersDiffer(now.choices))
        change();
    if (choices_.empty() && accounts_.processes().empty())
        return false;
    return std::all_of(busy_.begin(), busy_.end(), [](const BusyThread& b) {
        return b.why == Busy::Waits || b.why == Busy::Computes || b.why == Busy::Foreign;
    });
}

bool Controller::offersDiffer(const std::vector<Choice>& before) const {
    return !std::equal(choices_.begin(), choices_.end(), before.begin(), before.end(),
                       [](const Choice& a, const Choice& b) {
                           return a.actor == b.actor && a.count == b.count && a.stance == b.stance &&
                                  a.able == b.able && a.objectName == b.objectName;
                       });
}

void Controller::decide(bool isRead) {
    if (mode_ == Mode::Free)
        return;
    accounts_.update(history_.log());
    if (!isRead)
        return;
    const bool quiet = isQuiet();
    stopWhoComputes();
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
    if (state_ == State::Quiet && !order_ && mode_ == Mode::Hold)
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
        vain.isComing = g.choice.able == Able::Yes;
        return;
    }
    tried_.clear();
    Step step = stepOf(g.choice);
    step.how = g.how;
    if (now && now->stance == Stance::AtLine)
        step.toLine = now->line;
    record(std::move(step), g.choice.object);
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
    change();
}

bool Controller::isInVain(const Choice& choice) const {
    const auto at = choice.stance == Stance::Blocked ? tried_.find(choice.slot) : tried_.end();
    if (at == tried_.end())
        return false;
    const Vain& vain = at->second;
    return vain.last - vain.first > (vain.isComing ? Clock::duration(settings_.lateAfter) : kInVainAfter);
}

// What is not counted (a message of another program, a worker's order to leave) may come at any time.
bool Controller::isTried(const Choice& choice) const {
    const auto at = choice.stance == Stance::Blocked ? tried_.find(choice.slot) : tried_.end();
    return at != tried_.end() && Clock::now() - at->second.last < kTriedAgainAfter;
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

void Controller::record(Step step, ObjectId object) {
    steps_.push_back({std::move(step), object});
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
        record(stepOf(choice), {});
        lives_.signal(choice.pid, SIGCONT);
        return;
    }
    granted_ = Granted{choice, stepOf(choice).how};
    busySince_.clear();
    gate_.grant(choice.slot, choice.able == Able::TimesOut ? Wish::TimeUp : wish, line);
}

} // namespace forkscope::drive
