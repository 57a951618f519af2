// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Exchanges C functions where the interpreter keeps them, for types that must stay what they are. Layouts
// that the stable ABI does not name are checked against what it does say, and memory that cannot be written
// is left alone: nothing here can fail the program.
#include "engine/probe/python.h"

namespace forkscope::probe {

// The methods of one builtin type, changed all together or not at all.
class MethodTable {
  public:
    explicit MethodTable(PyTypeObject* type) : type_(type) {}
    // The function behind a method of exactly these flags; null where there is none.
    PyCFunction original(const char* name, int flags) const;
    // Notes a change, if the method is there and does what `expected` does.
    void replace(const char* name, int flags, PyCFunction function, PyCFunction expected);
    // Makes all changes. False, and nothing is changed, when one of them is not possible.
    bool commit();

  private:
    struct Change {
        PyMethodDef* method;
        PyCFunction function;
    };
    PyTypeObject* type_;
    Change changes_[8] = {};
    int count_ = 0;
    bool good_ = true;
};

// A builtin function of a module, changed in place. Returns the original, null where nothing was changed.
PyCFunction replaceFunction(PyObject* module, const char* name, int flags, PyCFunction function);
// tp_new of a heap type. Returns the original, null where nothing was changed; a static type is left alone.
newfunc replaceNew(PyTypeObject* type, newfunc function);

} // namespace forkscope::probe
