// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/callable_name.h"

#include "engine/probe/traced_function.h"

#include <cstring>

namespace forkscope::probe {

namespace {
constinit Name kCallableName{"__qualname__"};
constinit Name kPartialType{"partial"};
constinit Name kPartialFunction{"func"};

bool isPartial(PyObject* callable) {
    static PyObject* type = nullptr;
    if (!type)
        if (const Ref functools = loadedModule("functools"))
            type = attribute(functools.get(), kPartialType).release();
    return type && reinterpret_cast<PyObject*>(Py_TYPE(callable)) == type;
}
} // namespace

PyObject* withoutPartial(PyObject* callable) {
    for (int depth = 0; depth < 8 && isPartial(callable); ++depth) {
        const Ref inner = plainAttribute(callable, kPartialFunction);
        if (!inner)
            break;
        callable = inner.get(); // the partial keeps it
    }
    return callable;
}

std::size_t copyCallableName(PyObject* callable, char* to, std::size_t room) {
    to[0] = '\0';
    if (!callable)
        return 0;
    callable = withoutPartial(callable);
    Ref name;
    if (PyType_Check(callable))
        name = plainAttribute(callable, kCallableName);
    else if (PyCFunction_Check(callable) || isPythonCallable(callable) || isTracedFunction(callable))
        name = attribute(callable, kCallableName);
    return name ? copyText(name.get(), to, room) : copyTypeName(callable, to, room);
}

void addMaker(FieldBuffer& fields, const char* call, PyObject* object) {
    char type[128];
    if (call[0] && std::strcmp(call, "__init__") != 0)
        fields.add(Tag::Call, call);
    else
        fields.add(Tag::Call, type, copyTypeName(object, type, sizeof type));
}

} // namespace forkscope::probe
