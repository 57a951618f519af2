// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The scheduler that the learner is: holds a run at the gate, offers who can go on, lets one thread do one
// operation, and offers the next choice when the program is quiet again.
//
// Quiet is accounted for, never guessed: each thread stands at the gate with all its grants used, or waits in
// the kernel for something that the World knows and that is not there, or has gone; each started child has
// come to the gate; each item that was put is in its pipe; each outcome of a pool's task has reached its
// parent. Who computes for longer than Settings::computesAfter is no longer waited for, and from then on the
// schedule is inexact.
//
// Whoever owns it calls look(), then takes in the trace to its end, then decide(), again and again while
// isSettling(), and now and then otherwise. Nothing here waits or owns a thread. The TraceStore and the
// History must outlive it.
#include "engine/drive/accounts.h"
#include "engine/drive/choice.h"
#include "engine/drive/gate_table.h"
#include "engine/drive/lives.h"
#include "engine/drive/offers.h"
#include "engine/drive/schedule.h"
#include "engine/world/history.h"

#include <chrono>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace forkscope::drive {

enum class Mode : std::uint8_t {
    Free,     // nobody is held
    Hold,     // the learner grants
    Schedule, // a schedule does
    Shuffle   // chance does
};

enum class State : std::uint8_t {
    Free,     // Mode::Free
    Settling, // somebody still goes on
    Quiet     // choices are offered; in Schedule and Shuffle only when nothing can be done any more
};

// What the learner wants done. Ends early where the actor is blocked, and with it all who could help.
struct Order {
    enum class Goal : std::uint8_t {
        Step, // one operation; of who is Blocked: that it goes on; of who is Stopped: that it computes
        Line, // up to the next line of the learner's
        UntilBlocked, // operation after operation, until it cannot go on
        UntilEnd,     // the same, until the process or thread has ended
        ToLine,       // until it stands before `line` of `file`
        HandOver      // whoever is needed goes on until somebody else has `lock`
    };
    Goal goal = Goal::Step;
    std::string actor; // not of HandOver
    FileId file;       // of ToLine; none: the file that it is in
    std::uint32_t line = 0;
    ObjectId lock;
};

struct Settings {
    // Time during which it is ready but gets no processor does not count: a slow machine is no computing.
    std::chrono::milliseconds computesAfter{200};
    // For processes that start or end, and what is on its way through a pipe.
    std::chrono::milliseconds lateAfter{10'000};
    // A pause stops (SIGSTOP) who has not come to the gate by then.
    std::chrono::milliseconds stopsAfter{60};
    bool timeRuns = false;     // time-outs of those who are held: run on, or stand still (default)
    bool goesOnFreely = false; // at the end of a schedule: Free; else Hold
};

// A step that was taken, as the run saw it.
struct TakenStep {
    Step step;
    ProcessId process;
    std::uint8_t thread = 0;
    FileId file;     // of `step.line`
    ObjectId object; // 0: none, or not known
    Time at = 0;     // when it was done, and nothing of it was under way any more
};

Schedule scheduleOf(std::vector<TakenStep> taken);

// A replay that could not go on.
struct Divergence {
    std::size_t step = 0; // from 1
    std::string sentence; // "Step 3 of the schedule, 'main/1 …', cannot be done: main/1 stands before …"
};

class Controller {
  public:
    Controller(trace::TraceStore& store, const world::History& history, Settings settings = {});

    // -- what is going on
    Mode mode() const { return mode_; }
    State state() const { return state_; }
    bool isSettling() const { return state_ == State::Settling; }
    // Offered in State::Quiet; else those who already stand, whose `able` may still change.
    const std::vector<Choice>& choices() const { return choices_; }
    const std::vector<BusyThread>& busy() const { return busy_; }
    const Choice* choiceOf(std::string_view actor) const; // null: it does not stand
    // Quiet, nobody can be granted, and nobody goes on by itself or waits for the keyboard: seen again and
    // again for a while.
    bool isStuck() const;
    // The steps since the gate was closed, with the names that are known by now.
    Schedule done() const { return scheduleOf(taken()); }
    // The same with when and where.
    std::vector<TakenStep> taken() const;
    std::size_t stepCount() const { return steps_.size(); }
    const std::optional<Divergence>& divergence() const { return divergence_; }
    // Of Mode::Schedule: steps that were replayed.
    std::size_t replayed() const { return next_; }
    const Settings& settings() const { return settings_; }
    void set(const Settings& settings);
    // Raised by one with every change of what is above.
    std::uint64_t version() const { return version_; }

    // -- what is to be done
    // Also out of the middle of an order, a schedule, a shuffle. `stops`: who makes no operation gets
    // SIGSTOP.
    void hold(bool stops = true);
    void goOn(); // Mode::Free
    void follow(Schedule schedule);
    void shuffle(std::uint64_t seed);
    // One order at a time; the sentence says why it cannot be done.
    Outcome give(const Order& order);
    // Asks a thread that stands for all its variables (`about` 0) or one's repr (wire::variableHash). No
    // step.
    Outcome ask(ProcessId process, std::uint8_t thread, std::uint32_t number, std::uint32_t about);
    bool hasOrder() const { return order_.has_value(); }

    void look();
    // `isRead`: all that was written before look() is in the History.
    void decide(bool isRead);

  private:
    using Clock = std::chrono::steady_clock;
    struct Granted { // and not yet known what became of it
        Choice choice;
        How how = How::Begins;
    };

    void close(Mode mode);
    void takeIn(); // what the trace tells anew
    void change() { ++version_; }
    bool isQuiet();
    bool looksStuck() const;
    bool lastsStuck();
    std::uint32_t slotGoingOn() const; // whose grant out of a wait is under way; kNoSlot: nobody's
    void keepTime();
    bool offersDiffer(const std::vector<Choice>& before) const;
    bool isLate(BusyThread& busy, Clock::time_point now);
    std::chrono::milliseconds computesAfter() const;
    bool isLost(const BusyThread& feeds) const;
    void stopWhoComputes();
    void letStoppedGoOn();
    void settle();
    void finishGrant();
    void advance();
    bool continueOrder();
    bool continueHandOver();
    bool goalReached(const Choice* choice) const;
    void followNext();
    bool isComing(const std::string& actor);
    void pickAtRandom();
    void grant(const Choice& choice, trace::wire::Wish wish = trace::wire::Wish::Operation,
               std::uint32_t line = 0);
    void record(TakenStep taken); // `at` is put in
    Step stepOf(const Choice& choice) const;
    std::string whyNot(const Step& wanted) const;
    ProcessId ownerOf(ObjectId lock) const;
    bool isInVain(const Choice& choice) const; // tried again and again since the last step
    bool isTried(const Choice& choice) const;  // just now

    const world::History& history_;
    Settings settings_;
    GateTable gate_;
    Lives lives_;
    Accounts accounts_;
    Mode mode_ = Mode::Free;
    State state_ = State::Free;
    std::uint64_t version_ = 0;
    std::vector<Slot> slots_; // as look() found them
    std::vector<Choice> choices_;
    std::vector<BusyThread> busy_;
    struct BusySince {
        Clock::time_point at, lookedAt;
        std::chrono::nanoseconds queued{0}; // without a processor until lookedAt
        Clock::duration counted{0};         // of the time since `at`
    };
    // A process may do two things at once: its feeder has an item, and its main thread starts another.
    std::map<std::pair<std::string, Busy>, BusySince> busySince_;
    std::set<std::string> late_; // actors that are not waited for
    std::set<std::int32_t> stopped_;
    struct Vain {
        Clock::time_point first, last;
        bool isComing = false; // nothing keeps it, says the World
    };
    std::map<std::uint32_t, Vain> tried_; // slots whose last retries were in vain, until another step
    std::optional<Granted> granted_;
    std::optional<Order> order_;
    ProcessId orderOwner_; // who had the lock when a HandOver was ordered
    std::size_t orderSteps_ = 0;
    std::vector<TakenStep> steps_;
    Schedule schedule_;
    std::size_t next_ = 0;
    std::optional<Divergence> divergence_;
    std::mt19937_64 random_;
    Clock::time_point closedAt_, pausedUntil_;
    std::optional<Clock::time_point> notThereSince_; // who does its next step
    std::optional<Clock::time_point> vainSince_;     // of a schedule: its next step was tried in vain
    std::optional<Clock::time_point> stuckSince_;
    bool mayStop_ = false; // a pause is under way
    Time closedSince_ = 0;
};

} // namespace forkscope::drive
