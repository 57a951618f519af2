// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Calls that a manager's server carries out. What such a call waits for there, a lock of threading or an item
// of queue.Queue, is told by nobody; that it waits is seen all the same.
#include "engine/drive/offers.h"

namespace forkscope::drive {

// Whether the call of a manager that this thread is in waits in the server for what another one must do: it
// has come there, and while everybody else stands nothing goes on in the server, nor is its answer on its
// way.
bool waitsInServer(const SurveyInput& input, const BusyThread& caller);

} // namespace forkscope::drive
