// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Drives one run of a program through the gate: one grant at a time, and the next only when the program is
// quiet. Quiet is accounted for: every gate slot stands AtGate or Blocked with all grants used or its process
// has terminated (pidfd_open(2)); every announced process has begun and its main thread has come to the gate;
// every item that was put has been fed into its pipe. Single thread; one Controller, one run.
#include "engine/trace/log.h"
#include "engine/trace/reader.h"
#include "engine/trace/store.h"
#include "tests/programs/replay/accounts.h"
#include "tests/programs/replay/program_process.h"
#include "tests/programs/replay/schedule.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace forkscope::replay {

struct Run {
    Schedule steps;
    std::string output;
    int status = 0;                              // waitpid(2)
    std::vector<std::string> gated, gate, whole; // accounts.h
    std::size_t vain = 0; // retries that found the object taken after all; they count as no step
    double seconds = 0;
};

// Which of the steps that are possible now comes next: its index, or a sentence why none of them.
using Choose = std::function<Result<std::size_t>(const Schedule& done, const Schedule& possible)>;
Choose chooseAtRandom(std::uint64_t seed);
Choose follow(const Schedule& schedule);

class Controller {
  public:
    static Result<Run> drive(const Command& command, const Choose& choose);

  private:
    struct Candidate {
        Step step;
        trace::wire::GateSlot* slot = nullptr;
        std::uint32_t number = 0; // of the slot
    };

    explicit Controller(std::unique_ptr<trace::TraceStore> store);
    ~Controller();

    Result<Run> run(const Command& command, const Choose& choose);
    Outcome step(const Choose& choose, Run& run);
    Outcome waitUntilQuiet();
    std::string whyNotQuiet(); // "" when it is
    std::string whoRuns();
    std::string whoIsExpected();
    void readTrace();
    bool terminated(std::int32_t pid);
    bool allTerminated();
    std::vector<Candidate> candidates();
    bool canGoOn(const trace::wire::GateSlot& slot, trace::Kind kind);
    Step pendingStep(std::uint32_t number);
    void grant(const Candidate& candidate);
    std::string situation();

    std::unique_ptr<trace::TraceStore> store_;
    trace::Log log_;
    trace::Reader reader_{log_};
    Accounts accounts_;
    ProgramProcess program_;
    std::map<std::int32_t, int> pidfds_; // by pid; -1: it has terminated
    std::set<std::uint32_t> tried_;      // slots whose last retry was in vain, until another step
};

} // namespace forkscope::replay
