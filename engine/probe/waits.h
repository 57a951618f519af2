// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// os.wait, wait3, wait4, waitpid, waitid: who waits for children, and each child that is reaped by them,
// whoever calls (the learner, subprocess, asyncio). Children of multiprocessing are told of by their Popen
// (process.cpp).
#include "engine/probe/operation.h"
#include "engine/probe/python.h"

#include <sys/types.h>

namespace forkscope::probe {

// In module posix, under whose names os has them too.
void hookWaits(PyObject* posix, PyObject* os);

// While one lives, what this thread reaps is told by whoever made it.
class ReapedElsewhere {
  public:
    ReapedElsewhere();
    ~ReapedElsewhere();
    ReapedElsewhere(const ReapedElsewhere&) = delete;
    ReapedElsewhere& operator=(const ReapedElsewhere&) = delete;

  private:
    bool outer_;
};

// While one lives, this thread's subprocess.Popen object is starting its child. One that could not exec is
// reaped before anybody hears of it.
class StartingProgram {
  public:
    explicit StartingProgram(PyObject* popen);
    ~StartingProgram();
    StartingProgram(const StartingProgram&) = delete;
    StartingProgram& operator=(const StartingProgram&) = delete;
    static bool active();

  private:
    PyObject* outer_;
};

// A child with this pid (-1: any) is there and has not ended: waiting for it takes time. Reaps nothing.
bool childStillRuns(pid_t pid);
// status: exit status, or -signal.
void tellReaped(std::int32_t pid, std::int32_t status, std::uint32_t site);
// Python's way of one number for both: os.waitstatus_to_exitcode(). False for a child that has only stopped.
bool statusOfWait(int raw, std::int32_t& status);

} // namespace forkscope::probe
