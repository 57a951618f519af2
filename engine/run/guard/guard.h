// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The guard's life: start the program, be the parent of everything that it leaves behind, tell the engine,
// end all when the engine asks or is gone. One thread, one loop; the only place of the guard that waits for
// children.
#include "engine/run/guard/leftovers.h"
#include "engine/run/guard/run_cgroup.h"
#include "engine/run/guard/start_program.h"

#include <deque>

namespace forkscope::run::guard {

class Guard {
  public:
    explicit Guard(Options options) : options_(std::move(options)), cgroup_(options_.warden) {}
    int run(); // exit status of the guard

  private:
    bool prepare();
    bool mayBegin();
    bool start();
    void watch();
    void endAll();
    void unlinkNames();

    bool reap(); // false: no child is left
    bool countProcesses();
    bool readRequests(); // false: end the run
    bool readSignals();  // false: end the run
    void report(Report report, pid_t pid = 0, int status = 0, std::uint32_t detail = 0);
    void flush();

    Options options_;
    RunCgroup cgroup_;
    Leftovers leftovers_;
    bool isAsked_ = false, tooMany_ = false, killed_ = false;
    int signals_ = -1; // signalfd
    sigset_t programMask_{};
    std::deque<Message> unsent_; // the engine may be busy: never wait for it
    std::int64_t lastPid_ = 0;
    std::uint64_t countedLast_ = 0;
};

} // namespace forkscope::run::guard
