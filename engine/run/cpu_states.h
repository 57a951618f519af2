// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which threads of the program have a processor, which could use one, which wait: from the kernel's
// context-switch records where they are permitted, else sampled from /proc. The window says which. Main
// thread only; never blocks; a call takes at most a few milliseconds.
//
//     auto cpu = CpuStates::create();
//     cpu->attach(guardPid);                 // the guard is there, but has not started the program yet
//     … the guard is told to go on …
//     each tick: cpu->track(pid) for each process that has become known, then cpu->drain(startNs, changes,
//     20'000)
//
// The records are inherited from parent to child at fork. That is why `attach` wants the guard and not the
// program, and before it forks: every descendant is covered then, whoever its parent is later. The guard
// itself is left out.
#include "engine/run/cpu_source.h"

#include <QString>

#include <memory>
#include <optional>

namespace forkscope::run {

class CpuStates {
  public:
    // Takes the sampler when the kernel refuses, or when FORKSCOPE_NO_PERF is set to anything but 0.
    static std::unique_ptr<CpuStates> create();
    // For a given source; `reason`, in words, why not a better one.
    CpuStates(std::unique_ptr<CpuSource> source, bool sampled, QString reason);

    // Once, before `root` forks. When records turn out to be impossible now, or `root` has children already,
    // the sampler takes over and reason() says why. Fails only when there is no such process.
    Outcome attach(pid_t root);
    // A process of the program has become known. Needed for the sampler, harmless otherwise.
    void track(pid_t pid);
    // Appends what has happened since the last call, in order of time, at most about `max` changes (the rest
    // comes next time). `startNs`: CLOCK_MONOTONIC at the start of the run.
    void drain(std::uint64_t startNs, std::vector<CpuChange>& out, std::size_t max);

    QString source() const; // "kernel context switches" or "sampled from /proc"
    QString reason() const; // why it is sampled; empty when it is not
    bool sampled() const { return sampled_; }
    // Switches that the kernel had to drop since the buffers were full: states may be wrong for a moment.
    std::uint64_t lost() const { return source_->lost(); }
    // A sentence that the user should see, once for each thing to say: records were lost.
    std::optional<QString> takeNote();

  private:
    void useSampler(QString reason);

    std::unique_ptr<CpuSource> source_;
    bool sampled_;
    QString reason_;
    bool lossSaid_ = false;
};

} // namespace forkscope::run
