// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// multiprocessing managers (CPython, Lib/multiprocessing/managers.py). A manager is known by the address of
// its server, a shared object (the referent) by that address and the id that the server gives it: both are
// the same in the server and in every client.
#include "engine/probe/python.h"

#include <cstdint>

namespace forkscope::probe {

void patchManagers(PyObject* module); // multiprocessing.managers

// Id of a manager by its address: a path, or (host, port). `referent`: the server's id of one of its objects,
// or null. 0 where the address is none of these.
std::uint64_t idOfManaged(PyObject* address, PyObject* referent);

void hookManagerServer(PyObject* module); // manager_server.cpp

} // namespace forkscope::probe
