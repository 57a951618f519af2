// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/frame_variables.h"

#include "engine/probe/interpreter.h"

#include <cstring>

namespace forkscope::probe {

namespace {
constinit Name kFrameSize{"__basicsize__"};
constinit Name kCellContents{"cell_contents"};
constinit Name kCellNames{"co_cellvars"};
constinit Name kCodeFlags{"co_flags"};
constinit Name kFrameGlobals{"f_globals"};
constinit Name kFrameLocals{"f_locals"};
constinit Name kFreeNames{"co_freevars"};
constinit Name kLocalNames{"co_varnames"};

// -- the frame's memory, 3.9 to 3.12

struct FrameLayout {
    std::ptrdiff_t frame;                       // of the pointer to the inner frame, 0: there is none
    std::ptrdiff_t code, globals, locals, fast; // fast 0: at the end of the object
};
constexpr FrameLayout kUpTo310{0, 32, 48, 56, 0};
constexpr FrameLayout kOf311{24, 32, 8, 24, 72};
constexpr FrameLayout kOf312{24, 0, 24, 40, 72};

const FrameLayout* layout() {
    const int minor = interpreter().minor;
    return minor == 9 || minor == 10 ? &kUpTo310 : minor == 11 ? &kOf311 : minor == 12 ? &kOf312 : nullptr;
}

PyObject* pointerAt(const char* memory, std::ptrdiff_t offset) {
    PyObject* pointer;
    std::memcpy(&pointer, memory + offset, sizeof pointer);
    return pointer;
}

// Null where this is not the memory that it should be.
const char* memoryOf(PyFrameObject* frame, PyObject* code, PyObject* globals) {
    const FrameLayout* l = layout();
    if (!l)
        return nullptr;
    const char* memory = reinterpret_cast<const char*>(frame);
    if (l->frame)
        memory = reinterpret_cast<const char*>(pointerAt(memory, l->frame));
    const bool fits =
        memory && pointerAt(memory, l->code) == code && pointerAt(memory, l->globals) == globals;
    return fits ? memory : nullptr;
}

std::ptrdiff_t fastOffset(PyFrameObject* frame) {
    if (layout()->fast)
        return layout()->fast;
    const Ref size = attribute(reinterpret_cast<PyObject*>(Py_TYPE(frame)), kFrameSize);
    return numberOr(size.get(), 0) - std::ptrdiff_t(sizeof(PyObject*));
}

// -- names

Py_ssize_t countOf(const Ref& names) {
    return names && PyTuple_CheckExact(names.get()) ? PyTuple_Size(names.get()) : 0;
}

bool isIn(const Ref& names, PyObject* name) {
    for (Py_ssize_t i = 0; i < countOf(names); ++i)
        if (PyTuple_GetItem(names.get(), i) == name ||
            PyUnicode_Compare(PyTuple_GetItem(names.get(), i), name) == 0)
            return true;
    return false;
}

// `value` null: the variable has none now.
void addPair(const Ref& pairs, PyObject* name, PyObject* value) {
    const Ref pair = Ref::take(value ? PyTuple_Pack(2, name, value) : nullptr);
    if (pair)
        PyList_Append(pairs.get(), pair.get());
}

Ref contentsOf(PyObject* cell) {
    char type[8];
    copyTypeName(cell, type, sizeof type);
    return std::strcmp(type, "cell") == 0 ? attribute(cell, kCellContents) : Ref::share(cell);
}

struct VariableNames {
    explicit VariableNames(PyObject* code)
        : locals(attribute(code, kLocalNames)), cells(attribute(code, kCellNames)),
          free(attribute(code, kFreeNames)) {}
    Ref locals, cells, free;
};

// -- function bodies

void addByMemory(const Ref& pairs, const VariableNames& names, const char* fast) {
    const bool sharesPlaces = interpreter().minor >= 11; // an argument that a closure uses stands there once
    std::ptrdiff_t place = 0;
    const auto next = [&] { return pointerAt(fast, std::ptrdiff_t(sizeof(PyObject*)) * place++); };
    for (Py_ssize_t i = 0; i < countOf(names.locals); ++i) {
        PyObject* name = PyTuple_GetItem(names.locals.get(), i);
        PyObject* value = next();
        addPair(pairs, name, value && isIn(names.cells, name) ? contentsOf(value).get() : value);
    }
    for (const Ref* some : {&names.cells, &names.free})
        for (Py_ssize_t i = 0; i < countOf(*some); ++i) {
            PyObject* name = PyTuple_GetItem(some->get(), i);
            if (sharesPlaces && some == &names.cells && isIn(names.locals, name))
                continue;
            PyObject* cell = next();
            addPair(pairs, name, cell ? contentsOf(cell).get() : nullptr);
        }
}

void addByName(const Ref& pairs, const VariableNames& names, PyFrameObject* frame) {
    for (const Ref* some : {&names.locals, &names.cells, &names.free})
        for (Py_ssize_t i = 0; i < countOf(*some); ++i) {
            PyObject* name = PyTuple_GetItem(some->get(), i);
            if (some != &names.locals && isIn(names.locals, name))
                continue;
            const Ref value = Ref::take(interpreter().frameVariable(frame, name));
            PyErr_Clear();
            addPair(pairs, name, value.get());
        }
}

Ref ofFunction(PyFrameObject* frame, PyObject* code, PyObject* globals) {
    Ref pairs = Ref::take(PyList_New(0));
    const VariableNames names(code);
    if (interpreter().frameVariable)
        addByName(pairs, names, frame);
    else if (const char* memory = memoryOf(frame, code, globals))
        addByMemory(pairs, names, memory + fastOffset(frame));
    else
        return Ref();
    return pairs;
}

// What a class body fills is a dict, unless a metaclass has another idea.
Ref ofClass(PyFrameObject* frame, PyObject* code, PyObject* globals) {
    Ref space;
    if (interpreter().minor >= 13)
        space = attribute(reinterpret_cast<PyObject*>(frame), kFrameLocals);
    else if (const char* memory = memoryOf(frame, code, globals))
        space = Ref::share(pointerAt(memory, layout()->locals));
    const bool isOwn = space && space.get() != globals && PyDict_CheckExact(space.get());
    return Ref::take(isOwn ? PyDict_Items(space.get()) : nullptr);
}

Ref itemsOf(PyObject* dictionary) {
    return Ref::take(dictionary && PyDict_CheckExact(dictionary) ? PyDict_Items(dictionary) : nullptr);
}

// gc.isenabled(), gc.disable() or gc.enable(), 3.9.
bool collector39(const char* function) {
    PyObject* module = interpreter().collectorModule;
    const Ref result = Ref::take(module ? PyObject_CallMethod(module, function, nullptr) : nullptr);
    PyErr_Clear();
    return result.get() == Py_True;
}
} // namespace

Ref localsOf(PyFrameObject* frame) {
    constexpr std::int64_t kOptimized = 1; // CO_OPTIMIZED: a function's variables have places of their own
    const Ref code = Ref::take(reinterpret_cast<PyObject*>(PyFrame_GetCode(frame)));
    const Ref globals = attribute(reinterpret_cast<PyObject*>(frame), kFrameGlobals);
    const Ref flags = attribute(code.get(), kCodeFlags);
    return numberOr(flags.get(), 0) & kOptimized ? ofFunction(frame, code.get(), globals.get())
                                                 : ofClass(frame, code.get(), globals.get());
}

Ref globalsOf(PyFrameObject* frame) {
    return itemsOf(attribute(reinterpret_cast<PyObject*>(frame), kFrameGlobals).get());
}

Ref globalsOfMain() {
    const Ref module = loadedModule("__main__");
    return itemsOf(module && PyModule_CheckExact(module.get()) ? PyModule_GetDict(module.get()) : nullptr);
}

CollectorPaused::CollectorPaused() {
    if (interpreter().collectorOff && interpreter().collectorOn) {
        wasOn_ = interpreter().collectorOff() != 0;
        return;
    }
    wasOn_ = collector39("isenabled");
    collector39("disable");
}

CollectorPaused::~CollectorPaused() {
    if (!wasOn_)
        return;
    if (interpreter().collectorOn)
        interpreter().collectorOn();
    else
        collector39("enable");
}

} // namespace forkscope::probe
