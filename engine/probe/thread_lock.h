// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// threading.Lock and threading.RLock that the learner's own lines make. Their types stay the interpreter's
// own: the method tables behind them (PyMethodDef, descrobject.h: laid out alike in CPython 3.9 to 3.13, and
// checked before it is touched) point to functions of ours. A lock that we do not know, every library's, goes
// straight on after one look into the SideTable. Where anything is not as expected, the locks stay untold.
#include "engine/probe/python.h"

namespace forkscope::probe {

void patchThreadLocks(PyObject* module);    // _thread
void hookRLockFactory(PyObject* threading); // threading.RLock, a function

} // namespace forkscope::probe
