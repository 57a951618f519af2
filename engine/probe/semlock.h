// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Lock, RLock, Semaphore, BoundedSemaphore: `_multiprocessing.SemLock` is replaced by a C++ subclass of it,
// which catches `acquire`, `release` and `with` of everything built on it
// (Modules/_multiprocessing/semaphore.c, same layout of calls in 3.9 to 3.13). Order: a release is stamped
// before sem_post(3), an acquire after sem_trywait(3) or sem_wait(3) has taken.
#include "engine/probe/python.h"

#include <cstdint>

namespace forkscope::probe {

// For module _multiprocessing.
void patchSemLockType(PyObject* module);
// For module multiprocessing.synchronize: tells of new locks, with the class that the learner used.
void patchSemLockClass(PyObject* module);

// `object` is a Lock (its `_semlock` is taken) or a SemLock. From now on it is part of something larger and
// not shown.
void hideSemaphore(PyObject* object);
// The same for the attribute `name` of `object`; no effect where there is none.
void hideSemaphoreOf(PyObject* object, const Name& name);
// sem_getvalue(3) of a Lock's semaphore; -1 when it has none.
int semaphoreValue(PyObject* lock);
// 0 when it is no traced semaphore.
std::uint64_t semaphoreId(PyObject* lock);
// Not shown, or no semaphore of ours.
bool isHiddenSemaphore(PyObject* lock);
// This thread holds it.
bool isMine(PyObject* lock);

// While one lives, the first lock that this thread makes and shows is told only when it is known what it is a
// part of: the RLock that Condition(), Value() and Array() make for themselves.
class OwnLock {
  public:
    OwnLock();
    ~OwnLock(); // tells it as a lock of its own, if nobody has
    OwnLock(const OwnLock&) = delete;
    OwnLock& operator=(const OwnLock&) = delete;
    // Tells the lock, if `lock` is the one. `what`: the class or function that makes it, where the learner's
    // line calls it directly.
    void tell(PyObject* lock, std::uint64_t owner, const char* what);
    // True: it will be told later.
    static bool keeps(PyObject* lock);

  private:
    Ref lock_;
    OwnLock* outer_;
};

} // namespace forkscope::probe
