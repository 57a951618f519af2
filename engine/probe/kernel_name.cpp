// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/kernel_name.h"

#include "engine/probe/stream.h"

namespace forkscope::probe {

PyObject* tellKernelName(const Call& call) {
    PyObject* name = call.run();
    if (!name)
        return nullptr;
    const ErrorGuard guard;
    char text[256];
    if (const std::size_t length = copyText(name, text, sizeof text)) {
        FieldBuffer fields;
        fields.add(Tag::Name, text, length);
        emit(Kind::KernelName, Phase::Point, 0, 0, 0, 0, &fields);
    }
    return name;
}

} // namespace forkscope::probe
