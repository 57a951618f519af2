// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A control group for one run, where there is one to be had: below our own group in the cgroup v2 tree (which
// a desktop delegates to its user), in the tree of the v1 pids controller (root alone), or both. It binds
// what it holds whoever runs it, root included: a limit of tasks, and an end that nothing can outrun. Where
// there is none every call does nothing, and the guard does the work alone. cgroups(7), cgroup-v2.rst
// "cgroup.kill".
//
// The groups are named after the warden's pid, so that whoever is left of warden, guard and engine finds
// them. Plain POSIX, no state but paths.
#include <cstdint>
#include <optional>
#include <string>

#include <sys/types.h>

namespace forkscope::run {

class RunCgroup {
  public:
    // `warden` names the run. Nothing is made yet.
    explicit RunCgroup(pid_t warden);

    // Makes the groups; at most `tasks` processes and threads are ever in them (0: no limit). What an earlier
    // run with the same number has left is ended.
    void create(std::uint64_t tasks);
    // Moves the calling process into them; its children are born there.
    void enter() const;
    // Tasks that are there now; nothing where nobody counts.
    std::optional<std::uint64_t> tasks() const;
    // From now on nothing in them starts anything any more, where the kernel can forbid it.
    void forbidForks() const;
    // SIGKILL to everything that they hold.
    void killAll() const;
    // The groups are gone; only possible when nothing is in them.
    void remove() const;
    // Ends and removes the groups of runs whose warden, guard and engine were all killed.
    static void sweep();
    // "cgroup.kill, pids.max", "" where there is none: what a run on this system has. Tries it.
    static std::string available();

  private:
    std::string unified_, pids_; // folders; empty where the system has no such tree
};

} // namespace forkscope::run
