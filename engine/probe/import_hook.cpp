// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/import_hook.h"

namespace forkscope::probe {

namespace {
const Patch* gPatches = nullptr;
std::size_t gPatchCount = 0;
PyObject* gLoaderType = nullptr;
PyObject* gFinder = nullptr;

constinit Name kLoader{"loader"};
constinit Name kModuleLoader{"__loader__"};
constinit Name kSpec{"__spec__"};
constinit Name kModuleName{"__name__"};
constinit Name kFindSpec{"find_spec"};
constinit Name kCreateModule{"create_module"};
constinit Name kExecModule{"exec_module"};

struct LoaderObject {
    PyObject_HEAD PyObject* real;
};

const Patch* patchFor(PyObject* name) {
    for (std::size_t i = 0; i < gPatchCount; ++i)
        if (PyUnicode_CompareWithASCIIString(name, gPatches[i].module) == 0)
            return &gPatches[i];
    return nullptr;
}

PyObject* realLoader(PyObject* self) {
    return reinterpret_cast<LoaderObject*>(self)->real;
}

PyObject* loaderCreate(PyObject* self, PyObject* spec) {
    const Ref create = attribute(realLoader(self), kCreateModule);
    if (!create)
        Py_RETURN_NONE;
    return PyObject_CallFunctionObjArgs(create.get(), spec, nullptr);
}

PyObject* loaderExec(PyObject* self, PyObject* module) {
    const Ref real = Ref::share(realLoader(self));
    if (const Ref spec = attribute(module, kSpec))
        PyObject_SetAttr(spec.get(), kLoader.get(), real.get());
    PyErr_Clear();
    PyObject_SetAttr(module, kModuleLoader.get(), real.get());
    PyErr_Clear();
    PyObject* result = PyObject_CallMethodObjArgs(real.get(), kExecModule.get(), module, nullptr);
    if (!result)
        return nullptr;
    const Ref name = attribute(module, kModuleName);
    const Patch* patch = name && PyUnicode_Check(name.get()) ? patchFor(name.get()) : nullptr;
    if (patch)
        patch->apply(module);
    return result;
}

PyObject* loaderGetattr(PyObject* self, PyObject* name) {
    PyObject* found = PyObject_GenericGetAttr(self, name);
    if (found || !PyErr_ExceptionMatches(PyExc_AttributeError))
        return found;
    PyErr_Clear();
    return PyObject_GetAttr(realLoader(self), name);
}

void loaderDealloc(PyObject* self) {
    PyTypeObject* type = Py_TYPE(self);
    Py_XDECREF(realLoader(self));
    reinterpret_cast<freefunc>(PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(type);
}

Ref loaderAround(PyObject* real) {
    auto* type = reinterpret_cast<PyTypeObject*>(gLoaderType);
    auto allocate =
        reinterpret_cast<PyObject* (*)(PyTypeObject*, Py_ssize_t)>(PyType_GetSlot(type, Py_tp_alloc));
    Ref loader = Ref::take(allocate(type, 0));
    if (loader) {
        Py_INCREF(real);
        reinterpret_cast<LoaderObject*>(loader.get())->real = real;
    }
    return loader;
}

// find_spec(name, path=None, target=None)
PyObject* finderFind(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject*) {
    if (count < 1 || !PyUnicode_Check(args[0]) || !patchFor(args[0]))
        Py_RETURN_NONE;
    PyObject* path = count > 1 ? args[1] : Py_None;
    PyObject* target = count > 2 ? args[2] : Py_None;
    PyObject* finders = PySys_GetObject("meta_path"); // borrowed
    const Ref all = Ref::take(finders ? PySequence_List(finders) : nullptr);
    if (!all) {
        PyErr_Clear();
        Py_RETURN_NONE;
    }
    for (Py_ssize_t i = 0; i < PyList_Size(all.get()); ++i) {
        PyObject* finder = PyList_GetItem(all.get(), i);
        if (finder == gFinder)
            continue;
        const Ref find = attribute(finder, kFindSpec);
        if (!find)
            continue;
        Ref spec = Ref::take(PyObject_CallFunctionObjArgs(find.get(), args[0], path, target, nullptr));
        if (!spec)
            return nullptr;
        if (spec.get() == Py_None)
            continue;
        const Ref real = attribute(spec.get(), kLoader);
        if (real && real.get() != Py_None && attribute(real.get(), kExecModule))
            if (const Ref loader = loaderAround(real.get()))
                PyObject_SetAttr(spec.get(), kLoader.get(), loader.get());
        PyErr_Clear();
        return spec.release();
    }
    Py_RETURN_NONE;
}

PyMethodDef gLoaderMethods[] = {
    {"create_module", loaderCreate, METH_O, nullptr}, {"exec_module", loaderExec, METH_O, nullptr}, {}};
PyMethodDef gFinderMethods[] = {{"find_spec", asMethod(finderFind), METH_FASTCALL | METH_KEYWORDS, nullptr},
                                {}};

bool makeTypes() {
    PyType_Slot loaderSlots[] = {{Py_tp_dealloc, asSlot(loaderDealloc)},
                                 {Py_tp_getattro, asSlot(loaderGetattr)},
                                 {Py_tp_methods, gLoaderMethods},
                                 {0, nullptr}};
    PyType_Spec loader = {"_forkscope.loader", sizeof(LoaderObject), 0, Py_TPFLAGS_DEFAULT, loaderSlots};
    gLoaderType = PyType_FromSpec(&loader);
    PyType_Slot finderSlots[] = {{Py_tp_methods, gFinderMethods}, {0, nullptr}};
    PyType_Spec finder = {"_forkscope.finder", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, finderSlots};
    const Ref finderType = Ref::take(PyType_FromSpec(&finder));
    gFinder = finderType ? PyObject_CallObject(finderType.get(), nullptr) : nullptr;
    return gLoaderType && gFinder;
}
} // namespace

bool patchAfterImport(const Patch* table, std::size_t count) {
    gPatches = table;
    gPatchCount = count;
    PyObject* finders = PySys_GetObject("meta_path");
    if (!finders || !makeTypes() || !PyList_Check(finders) || PyList_Insert(finders, 0, gFinder) < 0) {
        PyErr_Clear();
        return false;
    }
    for (std::size_t i = 0; i < count; ++i)
        if (const Ref module = loadedModule(table[i].module))
            table[i].apply(module.get());
    PyErr_Clear();
    return true;
}

} // namespace forkscope::probe
