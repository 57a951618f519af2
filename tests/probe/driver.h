// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Drives one program through the gate, one grant at a time: a small counterpart of the probe's gate, for its
// tests. A program is quiet when every traced process stands at the gate or is gone, every process that was
// started has begun, and every item that was put is in its pipe; only then the next actor is let go.
// Accounted for from records and slots, never guessed from load.
#include "engine/trace/log.h"
#include "engine/trace/reader.h"
#include "engine/trace/store.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace forkscope::probe_test {

// Who stands at the gate: a thread of a process, by the path of the process.
struct Actor {
    std::string name;
    std::uint32_t slot = 0;
    bool blocked = false;
};

struct DriveResult {
    std::vector<std::string> choices;    // who was let go, in order
    std::vector<std::string> operations; // of the learner's code, in order, as text
    std::string output;
    std::string trouble; // "" when it ran to its end
};

// Returns the index of the actor to let go; -1 ends the run.
using Choose = std::function<int(const std::vector<Actor>& actors, std::size_t step)>;

class Driver {
  public:
    Driver(std::string probeFolder, std::vector<std::string> command);
    DriveResult run(const Choose& choose);

  private:
    struct Process {
        std::string path;
        std::uint32_t stream = 0;
        bool helper = false;
        bool leaving = false;
    };
    void start();
    void see(const trace::Event& event);
    void readTrace();
    bool isGone(int pid) const;
    bool quiet(std::vector<Actor>& actors);
    bool waitUntilQuiet(std::vector<Actor>& actors);
    void grant(std::uint32_t slot);
    std::string finish();

    std::string probeFolder_;
    std::vector<std::string> command_;
    std::unique_ptr<trace::TraceStore> store_;
    trace::Log log_;
    trace::Reader reader_{log_};
    std::size_t seen_ = 0;
    std::map<int, Process> processes_;             // by pid
    std::set<int> starting_;                       // started, not begun
    std::map<std::uint32_t, int> unfed_;           // by object
    std::map<std::uint32_t, std::size_t> triedAt_; // by slot: progress when it was found blocked
    std::size_t progress_ = 0;
    DriveResult result_;
    int child_ = -1;
    int output_ = -1;
};

} // namespace forkscope::probe_test
