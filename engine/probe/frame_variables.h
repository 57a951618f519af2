// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The variables of a frame, each list new and of pairs (name, value), in the order in which the code names
// them. `frame.f_locals` is not asked before 3.13: it copies the variables into a dict that stays in the
// frame, so that objects live on after the program has dropped them, and it overwrites what the program has
// put into its own locals(). They are taken by PyFrame_GetVar (3.12+) or from the frame's memory, whose
// layout is checked against what the frame says of itself. While a list is read no collection may run.
#include "engine/probe/python.h"

namespace forkscope::probe {

// Of a function or class body; empty of a module, whose variables are the globals, and where the frame cannot
// be read.
Ref localsOf(PyFrameObject* frame);
Ref globalsOf(PyFrameObject* frame);
// Of the program's main module, where no line of the program is on the stack.
Ref globalsOfMain();

// The cyclic collector stands still while this lives: it calls finalizers of the program's.
class CollectorPaused {
  public:
    CollectorPaused();
    ~CollectorPaused();
    CollectorPaused(const CollectorPaused&) = delete;
    CollectorPaused& operator=(const CollectorPaused&) = delete;

  private:
    bool wasOn_;
};

} // namespace forkscope::probe
