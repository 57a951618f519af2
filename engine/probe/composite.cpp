// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/composite.h"

#include "engine/probe/traced_function.h"

namespace forkscope::probe {

namespace {
PyObject* makeHidden(const Call& call) {
    const Making making(call.receiver(), Hiding::All);
    return call.run();
}

void hideWhatItMakes(PyObject* module, const char* name) {
    const ErrorGuard guard;
    if (const Ref type = Ref::take(PyObject_GetAttrString(module, name)))
        hookFunction(type.get(), "__init__", makeHidden);
}
} // namespace

Making::Making(PyObject* object, Hiding how)
    : outerObject_(thisThread().making), outerHiding_(thisThread().hiding),
      outermost_(outerObject_ != object) {
    ThreadState& t = thisThread();
    t.making = object;
    if (how > t.hiding)
        t.hiding = how;
}

Making::~Making() {
    thisThread().making = outerObject_;
    thisThread().hiding = outerHiding_;
}

void patchComposites(PyObject* module) {
    patchConditions(module);
    patchEvents(module);
    patchBarriers(module);
}

void patchPool(PyObject* module) {
    hideWhatItMakes(module, "Pool");
}

void patchExecutor(PyObject* module) {
    hideWhatItMakes(module, "ProcessPoolExecutor");
}

} // namespace forkscope::probe
