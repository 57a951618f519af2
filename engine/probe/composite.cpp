// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/composite.h"

namespace forkscope::probe {

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

} // namespace forkscope::probe
