// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Sockets that the learner's own lines listen on, accept from and connect with (Lib/socket.py). Those within
// the standard library are its own business, but create_server() and create_connection() are the learner's
// calls.
#include "engine/probe/python.h"
#include "engine/probe/stream.h"

namespace forkscope::probe {

void patchSockets(PyObject* module); // socket

// Tag::Path from a socket's address: "127.0.0.1:8080", or the path of a local one.
void addAddress(FieldBuffer& fields, PyObject* address);
// By its fileno(), which runs code of the library only; -1 when it is closed.
int descriptorOfSocket(PyObject* socket);

} // namespace forkscope::probe
