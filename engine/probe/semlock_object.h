// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The C++ subclass of `_multiprocessing.SemLock`: what it adds to each object, and the base's methods as
// plain C functions. For semlock.cpp and lock_class.cpp only.
#include "engine/probe/python.h"

#include <cstdint>
#include <semaphore.h>

namespace forkscope::probe {

// What we add at the end of each SemLock object. Copied by fork like the rest of it.
struct SemLockExtra {
    std::uint64_t id;
    sem_t* handle;
    int maxValue;
    int initial;
    bool hidden;
    bool recursive; // RLock
};

// A method of the base class as a plain C function, so that calling it builds no tuple and looks nothing up.
struct BaseMethod {
    PyObject* descriptor = nullptr;
    PyCFunction function = nullptr;
    int flags = 0;
};

struct SemLockType {
    PyObject* base = nullptr;
    PyObject* type = nullptr;
    Py_ssize_t offset = 0; // of the SemLockExtra
    BaseMethod acquire, release, isMine;
    PyObject* tryArguments = nullptr; // (False,)
    bool bound = false;
};
namespace detail {
extern SemLockType gSem;
}

// Of an object of our type.
inline SemLockExtra& extraOf(PyObject* self) {
    return *reinterpret_cast<SemLockExtra*>(reinterpret_cast<char*>(self) + detail::gSem.offset);
}
// The SemLock of a Lock, or the object itself if it is one. Borrowed from it; null for anything else.
PyObject* semLockOf(PyObject* lock);

PyObject* callNoArguments(const BaseMethod& method, PyObject* self);
// `block` and `timeout` may be null: not given.
PyObject* baseAcquire(PyObject* self, PyObject* block, PyObject* timeout);
PyObject* tryAcquire(PyObject* self);
PyObject* baseRelease(PyObject* self);
// False where the original would refuse: released too often, or not by the owner.
bool mayRelease(PyObject* self);
// release(), traced; semlock.cpp.
PyObject* releaseTraced(PyObject* self);

// Derives our type from `base` with these methods, which take over the documents of those that they stand
// for. False, with no exception set, when that cannot be done.
bool makeSemLockType(PyObject* base, PyMethodDef* methods);
// `_rebuild`, for objects that come by pickle.
PyObject* rebuildSemLock(PyObject* type, PyObject* args);

} // namespace forkscope::probe
