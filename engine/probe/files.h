// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Files that the learner's own lines open: open, and each read, write and close when the bytes really move,
// below Python's buffers. `open` stays the interpreter's own and does all the work; the FileIO object at the
// bottom of what it returns then gets a subclass of ours as its type, of the same layout and the same name,
// whose methods tell and hand on. Nothing has touched the object yet at that moment, so all buffering, errors
// and modes are the original's.
#include "engine/probe/python.h"

namespace forkscope::probe {

void patchOpen(PyObject* module); // _io: open, as builtins and io know it too

} // namespace forkscope::probe
