// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and writing a Value, an Array, or the fields of a shared structure. All go through the object's
// lock, and are stamped while it is held: the trace has them in the order in which they happened.
//
// The library does this in Python: a property (or `__getitem__`) that acquires, touches the ctypes object and
// releases. Where the lock is free it is done here instead, with the same calls, which pays for the tracing;
// what would wait or raise is left to the original, and told from within when it releases the lock.
#include "engine/probe/gate.h"
#include "engine/probe/operation.h"
#include "engine/probe/preview.h"
#include "engine/probe/semlock.h"
#include "engine/probe/semlock_object.h"
#include "engine/probe/shared.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

#include <cstring>

namespace forkscope::probe {

namespace {
constinit Name kRawObject{"_obj"};
constinit Name kAcquireOfIt{"acquire"};
constinit Name kFieldValue{"value"};
constinit Name kAccessorName{"__name__"};
constinit Name kGetter{"fget"};
constinit Name kSetter{"fset"};
constinit Name kPropertyCache{"prop_cache"};
constinit PyObject* gPropertyType = nullptr;

// The semaphore whose acquire() stands on the wrapper as an attribute; null when it is something else.
PyObject* semaphoreOfShared(PyObject* wrapper) {
    const Ref acquire = plainAttribute(wrapper, kAcquireOfIt);
    return acquire && PyCFunction_Check(acquire.get()) ? semLockOf(PyCFunction_GetSelf(acquire.get()))
                                                       : nullptr;
}

// The lock of a shared object, got without waiting; told as a part of the access.
class HeldForAccess {
  public:
    HeldForAccess(PyObject* wrapper, std::uint32_t site) : site_(site) {
        PyObject* semaphore = gateFree() ? semaphoreOfShared(wrapper) : nullptr;
        if (!semaphore || extraOf(semaphore).hidden)
            return;
        PyObject* taken = tryAcquire(semaphore);
        PyErr_Clear();
        Py_XDECREF(taken);
        if (taken != Py_True)
            return;
        semaphore_ = Ref::share(semaphore);
        emit(Kind::LockAcquire, Phase::Point, trace::kInner, extraOf(semaphore).id, site, 1);
    }
    ~HeldForAccess() {
        if (!semaphore_)
            return;
        const ErrorGuard guard;
        emit(Kind::LockRelease, Phase::Point, trace::kInner, extraOf(semaphore_.get()).id, site_, 0);
        Py_XDECREF(baseRelease(semaphore_.get()));
    }
    HeldForAccess(const HeldForAccess&) = delete;
    HeldForAccess& operator=(const HeldForAccess&) = delete;
    explicit operator bool() const { return bool(semaphore_); }

  private:
    Ref semaphore_;
    std::uint32_t site_;
};

void tellAccess(Kind kind, std::uint64_t id, std::uint32_t site, PyObject* shown, std::int64_t index = -1) {
    FieldBuffer fields;
    addPreview(fields, shown);
    if (index >= 0)
        fields.add(Tag::Index, index);
    emit(kind, Phase::Point, thisThread().operation ? trace::kInner : 0, id, site, 0, &fields);
}

// -- `value` and other fields

// The original is about to release the lock that it has acquired for the access.
void tellField(Operation& operation, PyObject*, bool) {
    if (operation.told())
        return;
    const ErrorGuard guard;
    const Ref raw = plainAttribute(operation.subject(), kRawObject);
    const Ref field = raw ? Ref::take(PyObject_GetAttrString(raw.get(), operation.call())) : Ref();
    if (!field)
        return;
    FieldBuffer fields;
    addPreview(fields, field.get());
    if (std::strcmp(operation.call(), "value") != 0 && std::strcmp(operation.call(), "raw") != 0)
        fields.add(Tag::Name, operation.call());
    operation.point(0, &fields);
}

template <Kind kind> PyObject* accessField(const Call& call) {
    PyObject* wrapper = call.receiver();
    const std::uint64_t id = wrapper ? idOfShared(wrapper) : 0;
    char name[64]; // "getvalue", "setvalue"
    if (!id || copyText(attribute(call.original, kAccessorName).get(), name, sizeof name) < 4)
        return call.run();
    Operation operation(kind, id, currentSite());
    if (!enter(operation))
        return nullptr;
    operation.setSubject(wrapper);
    operation.setCall(name + 3);
    operation.whenReleased(tellField);
    PyObject* result = call.run();
    if (result)
        tellField(operation, nullptr, true);
    return result;
}

PyObject* readValue(const Call& call) {
    PyObject* wrapper = call.receiver();
    const std::uint64_t id = call.count == 1 ? idOfShared(wrapper) : 0;
    if (!id)
        return call.run();
    const std::uint32_t site = currentSite();
    PyObject* value = nullptr;
    {
        const HeldForAccess held(wrapper, site);
        if (!held)
            return accessField<Kind::SharedRead>(call);
        const Ref raw = plainAttribute(wrapper, kRawObject);
        value = raw ? PyObject_GetAttr(raw.get(), kFieldValue.get()) : nullptr;
        if (value)
            tellAccess(Kind::SharedRead, id, site, value);
    }
    if (value)
        return value;
    PyErr_Clear();
    return call.run();
}

PyObject* writeValue(const Call& call) {
    PyObject* wrapper = call.receiver();
    const std::uint64_t id = call.count == 2 ? idOfShared(wrapper) : 0;
    if (!id)
        return call.run();
    const std::uint32_t site = currentSite();
    bool written = false;
    {
        const HeldForAccess held(wrapper, site);
        if (!held)
            return accessField<Kind::SharedWrite>(call);
        const Ref raw = plainAttribute(wrapper, kRawObject);
        written = raw && PyObject_SetAttr(raw.get(), kFieldValue.get(), call.args[1]) == 0;
        // What is there now: a number may have been too large for its type.
        if (const Ref value = written ? attribute(raw.get(), kFieldValue) : Ref())
            tellAccess(Kind::SharedWrite, id, site, value.get());
    }
    if (written)
        Py_RETURN_NONE;
    PyErr_Clear();
    return call.run();
}

// -- elements of an Array

// Place of an element; -1 for a slice, -2 for what the original has to refuse.
std::int64_t elementOf(PyObject* raw, PyObject* index) {
    if (!PyLong_Check(index))
        return PySlice_Check(index) ? -1 : -2;
    const Py_ssize_t size = PyObject_Size(raw);
    const std::int64_t at = numberOr(index, INT64_MAX);
    const std::int64_t element = at < 0 ? at + size : at;
    return element >= 0 && element < size ? element : -2;
}

// Contended: read once more, under the same lock, what has been read or written.
void tellElement(Operation& operation, PyObject*, bool) {
    if (operation.told())
        return;
    const ErrorGuard guard;
    PyObject* index = PyTuple_GetItem(operation.subject(), 1);
    const Ref raw = plainAttribute(PyTuple_GetItem(operation.subject(), 0), kRawObject);
    const Ref shown = Ref::take(raw ? PyObject_GetItem(raw.get(), index) : nullptr);
    if (!shown)
        return;
    const std::int64_t element = elementOf(raw.get(), index);
    FieldBuffer fields;
    addPreview(fields, shown.get());
    if (element >= 0)
        fields.add(Tag::Index, element);
    operation.point(0, &fields);
}

PyObject* accessElement(Kind kind, const Call& call, std::uint64_t id, std::uint32_t site) {
    const Ref subject = Ref::take(PyTuple_Pack(2, call.args[0], call.args[1]));
    if (!subject) {
        PyErr_Clear();
        return call.run();
    }
    Operation operation(kind, id, site);
    if (!enter(operation))
        return nullptr;
    operation.setSubject(subject.get());
    operation.whenReleased(tellElement);
    PyObject* result = call.run();
    if (result)
        tellElement(operation, nullptr, true);
    return result;
}

// `touch(raw)` reads or writes and returns what is to be shown, null when it has failed.
template <class Touch> bool touchElement(Kind kind, const Call& call, PyObject*& otherwise, Touch touch) {
    PyObject* wrapper = call.receiver();
    const std::uint64_t id = wrapper ? idOfShared(wrapper) : 0;
    const Ref raw = id ? plainAttribute(wrapper, kRawObject) : Ref();
    const std::int64_t element = raw ? elementOf(raw.get(), call.args[1]) : -2;
    if (element == -2) {
        otherwise = call.run();
        return false;
    }
    const std::uint32_t site = currentSite();
    {
        const HeldForAccess held(wrapper, site);
        if (!held) {
            otherwise = accessElement(kind, call, id, site);
            return false;
        }
        if (const Ref shown = touch(raw.get())) {
            tellAccess(kind, id, site, shown.get(), element);
            return true;
        }
    }
    PyErr_Clear();
    otherwise = call.run();
    return false;
}

PyObject* readElement(const Call& call) {
    PyObject* result = nullptr;
    if (call.count != 2)
        return call.run();
    touchElement(Kind::SharedRead, call, result, [&](PyObject* raw) {
        result = PyObject_GetItem(raw, call.args[1]);
        return Ref::share(result);
    });
    return result;
}

PyObject* writeElement(const Call& call) {
    PyObject* otherwise = nullptr;
    if (call.count != 3)
        return call.run();
    if (!touchElement(Kind::SharedWrite, call, otherwise, [&](PyObject* raw) {
            if (PyObject_SetItem(raw, call.args[1], call.args[2]) < 0)
                return Ref();
            return PySlice_Check(call.args[1]) ? Ref::share(call.args[2])
                                               : Ref::take(PyObject_GetItem(raw, call.args[1]));
        }))
        return otherwise;
    Py_RETURN_NONE;
}

// -- hooks over properties

Ref tracedProperty(PyObject* property, Hook get, Hook set) {
    const Ref getter = attribute(property, kGetter);
    const Ref setter = attribute(property, kSetter);
    if (!getter || !setter || isTracedFunction(getter.get()))
        return Ref();
    const Ref tracedGetter = Ref::take(wrapFunction(getter.get(), get));
    const Ref tracedSetter = Ref::take(wrapFunction(setter.get(), set));
    if (!tracedGetter || !tracedSetter)
        return Ref();
    return Ref::take(
        PyObject_CallFunctionObjArgs(gPropertyType, tracedGetter.get(), tracedSetter.get(), nullptr));
}

// make_property(name): the fields of a structure.
PyObject* makeProperty(const Call& call) {
    PyObject* property = call.run();
    if (!property)
        return nullptr;
    const ErrorGuard guard;
    Ref traced = tracedProperty(property, accessField<Kind::SharedRead>, accessField<Kind::SharedWrite>);
    if (!traced)
        return property;
    const Ref module = loadedModule("multiprocessing.sharedctypes");
    const Ref cache = module ? attribute(module.get(), kPropertyCache) : Ref();
    if (cache && PyDict_Check(cache.get()))
        PyDict_SetItem(cache.get(), call.argument(0, "name"), traced.get());
    Py_DECREF(property);
    return traced.release();
}

// Properties that the module has made while it was imported.
void replaceProperty(PyObject* module, const char* className, const char* name, Hook get, Hook set) {
    const Ref type = Ref::take(PyObject_GetAttrString(module, className));
    const Ref property = Ref::take(type ? PyObject_GetAttrString(type.get(), name) : nullptr);
    const Ref traced = property ? tracedProperty(property.get(), get, set) : Ref();
    if (traced)
        PyObject_SetAttrString(type.get(), name, traced.get());
    const Ref cache = traced ? attribute(module, kPropertyCache) : Ref();
    if (cache && PyDict_Check(cache.get()))
        PyDict_SetItemString(cache.get(), name, traced.get());
    PyErr_Clear();
}
} // namespace

void patchSharedAccess(PyObject* module) {
    const ErrorGuard guard;
    const Ref builtins = loadedModule("builtins");
    gPropertyType = builtins ? PyObject_GetAttrString(builtins.get(), "property") : nullptr;
    if (!gPropertyType)
        return;
    replaceProperty(module, "Synchronized", "value", readValue, writeValue);
    replaceProperty(module, "SynchronizedString", "value", readValue, writeValue);
    replaceProperty(module, "SynchronizedString", "raw", accessField<Kind::SharedRead>,
                    accessField<Kind::SharedWrite>);
    hookFunction(module, "make_property", makeProperty);
    if (const Ref array = Ref::take(PyObject_GetAttrString(module, "SynchronizedArray"))) {
        hookFunction(array.get(), "__getitem__", readElement);
        hookFunction(array.get(), "__setitem__", writeElement);
    }
}

} // namespace forkscope::probe
