// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Shares out one processor among real processes by a policy: whoever has not the turn is stopped (SIGSTOP),
// whoever has it goes on (SIGCONT) until its own CPU clock says that its slice is used up, it sleeps, or it
// is gone. The decisions are scheduling::Scheduler's; this only tells it what happens, and does what it says.
//
// A process that waits for something (a sleep, a lock, a pipe) is not stopped: it does not want the
// processor. When the kernel says that it could go on it is stopped at once and stands in line. So all that a
// process does between its waking and the next look comes on top of the policy; measured figures say how
// much. The processes must be kept to one processor by whoever starts them.
//
// Plain C++, one thread. Whoever owns it calls look() as often as it says; who is held when it goes away goes
// on.
#include "engine/drive/lives.h"
#include "engine/scheduling/plan.h"
#include "engine/scheduling/scheduler.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace forkscope::run {

class Dispatcher {
  public:
    using Clock = std::function<scheduling::Time()>; // ns since the start of the run
    Dispatcher(const scheduling::Policy& policy, Clock clock);
    ~Dispatcher();
    Dispatcher(const Dispatcher&) = delete;
    Dispatcher& operator=(const Dispatcher&) = delete;

    // A process that was forked just now and has not begun yet: it stands in line before who comes after it,
    // however late add() hears of it.
    void expect(pid_t pid, const std::string& name, scheduling::Time burst, scheduling::Time arrival);
    // A process that is there from now on. `burst`: what it says that it needs, for the shortest job first; 0
    // when it says nothing. It began at `arrival`, by the same clock, and stops itself right after that
    // (probe/self.cpp), so that it runs no moment before its turn. No effect when it is gone already, or
    // known.
    void add(pid_t pid, const std::string& name, scheduling::Time burst, scheduling::Time arrival);
    // The process that starts the jobs. Those that arrive at one moment it starts one after another: whose
    // policy picks among all that are there waits for it.
    void setStarter(pid_t pid) { starter_ = pid; }
    // Looks at everybody and decides. The ns after which to look again.
    scheduling::Time look();
    // Everybody goes on, and nobody is held any more.
    void release();

    struct Job {
        pid_t pid;
        std::string name;
    };
    const std::vector<Job>& jobs() const { return jobs_; }
    // In the order of jobs(). Up to the last look.
    const scheduling::Plan& measured() const { return plan_; }
    const scheduling::Policy& policy() const { return policy_; }
    // It could have gone on at this time and was stopped, since it had not the turn: it was ready.
    bool wasHeld(pid_t pid, scheduling::Time at) const;

  private:
    enum class Phase { Expected, Asleep, Ready, Running, Gone };
    struct Held {
        scheduling::Time burst = 0;
        Phase phase = Phase::Expected;
        bool stopsItself = true;          // as it begins; has not been seen yet
        int idleLooks = 0;                // in a row, with the turn, but waiting
        scheduling::Time asleepSince = 0; // in phase Asleep
        scheduling::Time used = 0;        // of the processor, when last looked at
        struct Stop {
            scheduling::Time begin, end;
        };
        std::vector<Stop> stops{}; // in order of time; the last one without an end as long as it is held
    };
    std::optional<scheduling::JobId> known(pid_t pid) const;
    // It was started, and has not come to its first stop.
    static bool isOnItsWay(const Held& held) {
        return held.phase == Phase::Expected || (held.phase == Phase::Asleep && held.stopsItself);
    }
    bool comesBehindAnother(scheduling::JobId job, scheduling::Time now) const;
    void lookAtWaiting(scheduling::JobId job, scheduling::Time now);
    bool isInterrupted(scheduling::Time now);
    void lookAtRunning(scheduling::Time now);
    void ends(scheduling::JobId job, scheduling::Time now);
    void stopTurn(scheduling::Time now);
    void endStretch(scheduling::Time now);
    void giveTurn(scheduling::Time now);
    bool mayMoreArrive(scheduling::Time now);
    scheduling::Time
    usedBy(scheduling::JobId job); // of the processor; the last that was seen, when it is gone
    scheduling::Time usedInTurn();

    scheduling::Policy policy_;
    scheduling::Scheduler scheduler_;
    Clock clock_;
    drive::Lives lives_;
    std::vector<Job> jobs_;
    std::vector<Held> held_; // in the same order
    scheduling::Plan plan_;
    scheduling::Scheduler::Turn turn_{};          // of the running one
    scheduling::Time turnBegan_ = 0;              // by the clock
    scheduling::Time usedBefore_ = 0;             // by its CPU clock
    std::optional<scheduling::Time> interruptAt_; // of the running one; none: nobody wants to
    scheduling::Time nextBoost_;
    pid_t starter_ = -1;   // not known yet
    int starterRests_ = 0; // looks in a row at which it waited
    scheduling::Time lastArrival_ = 0;
    bool isReleased_ = false;
};

} // namespace forkscope::run
