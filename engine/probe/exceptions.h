// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Exceptions that nobody handled: type, message, traceback as text, and the learner's line where it was
// raised. The text is built without calling code of the program: no `__str__`, no `__repr__` of its classes.
#include "engine/probe/python.h"

namespace forkscope::probe {

// The exception that is pending now (it stays so). `ended`: it ends the process. SystemExit is none.
void tellPending(bool ended);

// An exception that somebody handles, and that is worth telling all the same.
void tellHandled(PyObject* exception);

// A class in which a pool or executor sends an exception of a task to the parent: its constructor takes the
// exception, whose traceback is still there, as its first argument.
void hookCarrier(PyObject* module, const char* name);

// threading: exceptions that end a thread.
void hookThreadExceptions(PyObject* module);

// The interpreter's audit event `sys.excepthook` (PEP 578) tells of exceptions that end the main program;
// `os.exec`, `os.kill` and `os.killpg` come the same way.
void installAuditHook();

} // namespace forkscope::probe
