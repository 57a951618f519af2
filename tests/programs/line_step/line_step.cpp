// SPDX-License-Identifier: GPL-3.0-or-later
// A trial of stepping by lines: an extension module as the probe is one (stable ABI, one binary for 3.9
// to 3.13), whose gate() turns on line tracing for frames that are already running, lets ten lines of the
// learner's file go by, reads the variables at each, and turns itself off. No frame of its own, no Python
// code run.
//
// PyEval_SetTrace is not in the stable ABI but exported by every CPython: looked up by name. A C trace
// function gets line events of all frames of its thread, also of those entered before (ceval.c up to 3.11;
// since 3.12 legacy_tracing.c, which instruments the code of running frames).
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x03090000
#include <Python.h>

#include <dlfcn.h>

namespace {
using TraceFunction = int (*)(PyObject*, PyFrameObject*, int, PyObject*);
using SetTrace = void (*)(TraceFunction, PyObject*);
constexpr int kLineEvent = 2;  // PyTrace_LINE, cpython/pystate.h
constexpr long kOptimized = 1; // CO_OPTIMIZED: locals live in the frame, f_locals is a copy

SetTrace setTrace = nullptr;
PyObject* steps = nullptr; // list of (line, {name: repr})
int left = 0;
bool readVariables = true;

// Types whose text can be had without running anybody's code.
bool isPlain(PyObject* value) {
    return PyLong_CheckExact(value) || PyUnicode_CheckExact(value) || PyFloat_CheckExact(value) ||
           PyBool_Check(value) || value == Py_None || PyBytes_CheckExact(value);
}

PyObject* textOf(PyObject* value) {
    if (isPlain(value))
        return PyObject_Repr(value);
    PyObject* name = PyObject_GetAttrString(reinterpret_cast<PyObject*>(Py_TYPE(value)), "__name__");
    PyObject* text = name ? PyUnicode_FromFormat("<%U>", name) : nullptr;
    Py_XDECREF(name);
    return text;
}

bool isOptimized(PyObject* frame) {
    PyObject* code = PyObject_GetAttrString(frame, "f_code");
    PyObject* flags = code ? PyObject_GetAttrString(code, "co_flags") : nullptr;
    const bool optimized = flags && (PyLong_AsLong(flags) & kOptimized);
    Py_XDECREF(flags);
    Py_XDECREF(code);
    return optimized;
}

// Up to 3.12 the frame keeps the dictionary behind f_locals, and with it every value: an object would live
// longer than without us. So the copy is emptied again; a module's dictionary and 3.13's proxy are the
// variables themselves and stay.
PyObject* variablesOf(PyObject* frame) {
    PyObject* texts = PyDict_New();
    PyObject* locals = PyObject_GetAttrString(frame, "f_locals");
    PyObject* items = locals ? PyMapping_Items(locals) : nullptr;
    for (Py_ssize_t i = 0; items && i < PyList_Size(items); ++i) {
        PyObject* pair = PyList_GetItem(items, i);
        PyObject* text = textOf(PyTuple_GetItem(pair, 1));
        if (text)
            PyDict_SetItem(texts, PyTuple_GetItem(pair, 0), text);
        Py_XDECREF(text);
    }
    if (locals && PyDict_CheckExact(locals) && isOptimized(frame))
        PyDict_Clear(locals);
    Py_XDECREF(items);
    Py_XDECREF(locals);
    return texts;
}

// Returns 0 always: whatever goes wrong here must not reach the program.
int onTrace(PyObject*, PyFrameObject* frame, int what, PyObject*) {
    if (what != kLineEvent)
        return 0;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyObject* variables = readVariables ? variablesOf(reinterpret_cast<PyObject*>(frame)) : PyDict_New();
    PyObject* step = Py_BuildValue("(iN)", PyFrame_GetLineNumber(frame), variables);
    if (step)
        PyList_Append(steps, step);
    Py_XDECREF(step);
    if (--left == 0)
        setTrace(nullptr, nullptr);
    PyErr_Clear();
    PyErr_Restore(type, value, traceback);
    return 0;
}

// The gate: called like an operation of the learner's, from frames that run already.
PyObject* gate(PyObject*, PyObject* count) {
    left = int(PyLong_AsLong(count));
    if (setTrace && left > 0)
        setTrace(onTrace, nullptr);
    Py_RETURN_NONE;
}
PyObject* taken(PyObject*, PyObject*) {
    Py_INCREF(steps);
    return steps;
}

PyMethodDef methods[] = {{"gate", gate, METH_O, nullptr}, {"taken", taken, METH_NOARGS, nullptr}, {}};
PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_line_step", nullptr, -1, methods, nullptr, nullptr, nullptr, nullptr};
} // namespace

PyMODINIT_FUNC PyInit__line_step() {
    setTrace = reinterpret_cast<SetTrace>(dlsym(RTLD_DEFAULT, "PyEval_SetTrace"));
    steps = PyList_New(0);
    return PyModule_Create(&module);
}
