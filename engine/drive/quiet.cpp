// SPDX-License-Identifier: GPL-3.0-or-later
// The Controller's judgement: whether the program is quiet, who computes or is late, whether all stand still.
#include "engine/drive/controller.h"

#include <algorithm>

namespace forkscope::drive {

namespace {
constexpr std::chrono::milliseconds kShort{10}; // most operations are over by then
constexpr std::chrono::milliseconds kLostAfter{1000};
constexpr std::chrono::milliseconds kTriedAgainAfter{50}, kInVainAfter{500};
// What the kernel says of a thread may be true for a moment only: a standstill is told when it lasts.
constexpr std::chrono::milliseconds kStandstillLasts{30};
} // namespace

// Neither its own time without a processor or at the disk counts nor ours: a look that comes late on a busy
// machine tells nothing about the time since the one before.
bool Controller::isLate(BusyThread& busy, Clock::time_point now) {
    constexpr std::chrono::milliseconds kLookIsLate{50};
    BusySince& since = busySince_.at({busy.actor, busy.why});
    busy.sinceNs = std::chrono::nanoseconds(since.at.time_since_epoch()).count();
    if (now - since.at < kShort)
        return false;
    const auto queued = Lives::queuedFor(busy.pid);
    const auto passed = std::min<Clock::duration>(now - since.lookedAt, kLookIsLate);
    const auto waited = std::max(queued - since.queued, std::chrono::nanoseconds(0));
    if (since.lookedAt != since.at && !Lives::isAnyAtDisk(busy.pid))
        since.counted += std::max(passed - waited, Clock::duration(0));
    since.lookedAt = now;
    since.queued = queued;
    return since.counted > (busy.why == Busy::Runs ? computesAfter() : settings_.lateAfter);
}

// A schedule in which nobody computed is waited for: a slow machine must not make its replay inexact.
std::chrono::milliseconds Controller::computesAfter() const {
    const bool isReplayed = mode_ == Mode::Schedule && next_ < schedule_.steps.size() && schedule_.isExact();
    return isReplayed ? std::max(settings_.computesAfter, settings_.lateAfter) : settings_.computesAfter;
}

// A feeder that has an item left sleeps only where others keep it or where it is told (a __reduce__ that
// sleeps). An item that was dropped nobody brings.
bool Controller::isLost(const BusyThread& feeds) const {
    const world::Process* p = history_.now().process(feeds.process);
    const bool isTold = p && std::any_of(p->threads.begin(), p->threads.end(), [](const auto& thread) {
                            return thread.number != 0 && !thread.isLearners() && thread.alive() &&
                                   thread.wait.what != Kind::None;
                        });
    return feeds.pid != 0 && !isTold && Lives::areAllAsleep(feeds.pid);
}

// Since when each of those who go on does so.
void Controller::keepTime() {
    const auto now = Clock::now();
    decltype(busySince_) since;
    // Somebody may be waiting for who starts without having said so: a manager's address, the fork server.
    const bool anybodyStarts = std::any_of(busy_.begin(), busy_.end(), [&](const BusyThread& b) {
        return b.why == Busy::Starts && !late_.contains(b.actor);
    });
    for (const BusyThread& b : busy_) {
        const auto before = busySince_.find({b.actor, b.why});
        const bool goesOn = before != busySince_.end() && !(anybodyStarts && b.why == Busy::Runs);
        since[{b.actor, b.why}] = goesOn ? before->second : BusySince{now, now};
    }
    busySince_ = std::move(since);
    std::set<std::string> late;
    for (BusyThread& b : busy_) {
        if (b.why == Busy::Waits || b.why == Busy::Foreign)
            continue;
        const auto passed = now - busySince_.at({b.actor, b.why}).at;
        if (passed >= kShort && Lives::isStopped(b.pid)) {
            b.why = Busy::Stopped;
            continue;
        }
        if (b.why == Busy::Feeds && passed >= kLostAfter && isLost(b)) {
            accounts_.forgetItemsOf(b.process.value);
            b.why = Busy::Waits;
            continue;
        }
        if (!isLate(b, now))
            continue;
        late.insert(b.actor);
        if (!late_.contains(b.actor) && mode_ != Mode::Free)
            record({{b.actor, Kind::None, "", 0, How::Computes}, b.process, b.thread, {}, {}});
        if (b.why == Busy::Feeds && b.pid == 0)
            accounts_.forgetOutcomes(); // their worker was killed: once is enough
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
        return b.why == Busy::Waits || b.why == Busy::Stopped || b.why == Busy::Computes ||
               b.why == Busy::Foreign;
    });
}

bool Controller::offersDiffer(const std::vector<Choice>& before) const {
    return !std::equal(choices_.begin(), choices_.end(), before.begin(), before.end(),
                       [](const Choice& a, const Choice& b) {
                           return a.actor == b.actor && a.count == b.count && a.stance == b.stance &&
                                  a.able == b.able && a.objectName == b.objectName;
                       });
}

// -- a standstill

bool Controller::isStuck() const {
    return state_ == State::Quiet && looksStuck();
}

bool Controller::looksStuck() const {
    if (choices_.empty())
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

bool Controller::lastsStuck() {
    stuckSince_ = stuckSince_.value_or(Clock::now());
    return Clock::now() - *stuckSince_ >= kStandstillLasts;
}

// -- retries

bool Controller::isInVain(const Choice& choice) const {
    const auto at = choice.stance == Stance::Blocked ? tried_.find(choice.slot) : tried_.end();
    if (at == tried_.end())
        return false;
    const Vain& vain = at->second;
    if (choice.able == Able::Yes && !vain.isComing)
        return false; // it was in vain before what it waits for came: a result, after a task that took long
    return vain.last - vain.first > (vain.isComing ? Clock::duration(settings_.lateAfter) : kInVainAfter);
}

// What is not counted (a message of another program, a worker's order to leave) may come at any time.
bool Controller::isTried(const Choice& choice) const {
    const auto at = choice.stance == Stance::Blocked ? tried_.find(choice.slot) : tried_.end();
    return at != tried_.end() && Clock::now() - at->second.last < kTriedAgainAfter;
}

} // namespace forkscope::drive
