// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The interpreter lock is given up while this lives: other threads of the program go on while one of them
// sleeps.
#include "engine/probe/python.h"
#include "engine/trace/thread_annotations.h"

namespace forkscope::probe {

class FORKSCOPE_SCOPED_ROLE InterpreterReleased {
  public:
    // `isThere` false: the interpreter is gone, there is no lock to give up.
    explicit InterpreterReleased(bool isThere = true) FORKSCOPE_ENTERS(interpreterGivenUp)
        : thread_(isThere ? PyEval_SaveThread() : nullptr) {}
    ~InterpreterReleased() FORKSCOPE_LEAVES() {
        if (thread_)
            PyEval_RestoreThread(thread_);
    }
    InterpreterReleased(const InterpreterReleased&) = delete;
    InterpreterReleased& operator=(const InterpreterReleased&) = delete;

  private:
    PyThreadState* thread_;
};

} // namespace forkscope::probe
