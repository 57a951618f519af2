// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Pipe(), Connection, connection.wait(), Listener and Client (Lib/multiprocessing/connection.py). A message
// is stamped before it can be read, an end of a pipe before it is closed.
#include "engine/probe/python.h"

namespace forkscope::probe {

void patchConnection(PyObject* module); // multiprocessing.connection
void patchMessages(PyObject* module);   // part of it: send, recv, poll
void patchListener(PyObject* module);   // part of it: Listener, Client

} // namespace forkscope::probe
