// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// forkscope-guard --inside -- COMMAND…: the last step into a sandbox. Nobody in there may open a descriptor
// of a process outside (ptrace(2), access mode checks: another user namespace), which is how a traced process
// finds the trace. So a process inside keeps the trace open, and FORKSCOPE_TRACE names that one; it becomes
// the guard's child and ends with the run.
namespace forkscope::run::guard {

// Becomes `command` (ends with null); comes back only when that fails, with an exit status.
int goInside(char** command);

} // namespace forkscope::run::guard
