// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/seeds.h"

#include "engine/probe/self.h"
#include "engine/probe/stream.h"

namespace forkscope::probe {

namespace {
constinit PyObject* gSeed = nullptr; // random.seed, of the module's own generator
constinit bool gIsServed = false;    // forked by the fork server, which had `random` already

void seedNow() {
    const ErrorGuard guard;
    ensureStream(); // says who this process is
    std::uint64_t number = header().seed.load();
    for (const char* c = self().path; *c; ++c)
        number = (number ^ std::uint8_t(*c)) * 0x100000001b3ull;
    const Ref value = Ref::take(PyLong_FromUnsignedLongLong(number & INT64_MAX));
    const Ref done = Ref::take(PyObject_CallFunctionObjArgs(gSeed, value.get(), nullptr));
}

// A forked child has been given a seed of its own by `random` before us.
PyObject* seedInChild(PyObject*, PyObject*) {
    if (!gIsServed)
        seedNow();
    Py_RETURN_NONE;
}
PyMethodDef gSeedInChild = {"seed", seedInChild, METH_NOARGS, nullptr};
} // namespace

void patchRandom(PyObject* module) {
    if (!tracing() || header().seed.load() == 0)
        return;
    const ErrorGuard guard;
    gIsServed = isHelperProcess();
    gSeed = PyObject_GetAttrString(module, "seed");
    if (!gSeed)
        return;
    seedNow();
    const Ref posix = loadedModule("posix");
    const Ref inChild = Ref::take(PyCFunction_NewEx(&gSeedInChild, nullptr, nullptr));
    const Ref atFork = Ref::take(posix ? PyObject_GetAttrString(posix.get(), "register_at_fork") : nullptr);
    const Ref none = Ref::take(PyTuple_New(0));
    const Ref named = Ref::take(Py_BuildValue("{s:O}", "after_in_child", inChild.get()));
    if (atFork && none && named)
        const Ref registered = Ref::take(PyObject_Call(atFork.get(), none.get(), named.get()));
}

void seedServedChild() {
    if (gSeed && gIsServed)
        seedNow();
    gIsServed = false;
}

} // namespace forkscope::probe
