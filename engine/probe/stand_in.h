// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An object that a function of the library gets in place of a queue or connection of its own (the loop of a
// pool's worker, of an executor's, of a manager's server): one or two of its methods go through us,
// everything else is the real object's. So each turn of such a loop is seen, without a frame of ours, without
// anything changed in what is sent or stored.
#include "engine/probe/python.h"

namespace forkscope::probe {

// `self` is the real bound method, to be called.
struct StandInMethod {
    const char* name;
    FastKeywordFunction function;
};

// Empty, with no exception set, when it cannot be made.
Ref standInFor(PyObject* real, StandInMethod first, StandInMethod second = {});

} // namespace forkscope::probe
