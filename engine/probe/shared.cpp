// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/shared.h"

#include "engine/probe/semlock.h"
#include "engine/probe/site.h"
#include "engine/probe/thread.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

namespace {
constinit Name kWrapped{"_obj"};
constinit Name kSharedLock{"_lock"};
constinit Name kHeapWrapper{"_wrapper"};
constinit Name kHeapState{"_state"};
constinit Name kArenaFile{"fd"};
constinit Name kNameOfCtype{"__name__"};
constinit thread_local bool tMakingShared = false; // Value() calls RawValue()

// Where a ctypes object of the heap lies (Lib/multiprocessing/heap.py): `_wrapper._state` is
// ((arena, start, stop), size).
struct Place {
    int file = -1;
    std::int64_t start = 0;
    std::int64_t bytes = 0;
};

Place placeOfRaw(PyObject* raw) {
    const ErrorGuard guard;
    const Ref wrapper = plainAttribute(raw, kHeapWrapper);
    const Ref state = wrapper ? plainAttribute(wrapper.get(), kHeapState) : Ref();
    if (!state || !PyTuple_Check(state.get()) || PyTuple_Size(state.get()) != 2)
        return {};
    PyObject* block = PyTuple_GetItem(state.get(), 0);
    if (!PyTuple_Check(block) || PyTuple_Size(block) != 3)
        return {};
    const Ref file = plainAttribute(PyTuple_GetItem(block, 0), kArenaFile);
    return {int(numberOr(file.get(), -1)), numberOr(PyTuple_GetItem(block, 1), 0),
            numberOr(PyTuple_GetItem(state.get(), 1), 0)};
}

// "i" for a typecode, "c_int" or "Point" for a ctypes class.
void addCode(FieldBuffer& fields, PyObject* type) {
    char text[128];
    const Ref name = type && PyType_Check(type) ? attribute(type, kNameOfCtype) : Ref::share(type);
    fields.add(Tag::Type, text, copyText(name.get(), text, sizeof text));
}

void tellShared(PyObject* made, PyObject* type, const char* kind, OwnLock& own) {
    const ErrorGuard guard;
    const Ref lock = plainAttribute(made, kSharedLock);
    const Ref wrapped = lock ? plainAttribute(made, kWrapped) : Ref();
    const Place place = placeOfRaw(wrapped ? wrapped.get() : made);
    std::uint64_t id = wrapped ? idOfShared(made) : idOfBlock(place.file, std::uint64_t(place.start), 0);
    if (!id)
        id = freshId();
    own.tell(lock.get(), id, kind);
    const CallSite site = currentCallSite();
    FieldBuffer fields;
    fields.add(Tag::ObjectKind, kind);
    addCode(fields, type);
    if (const std::uint64_t guardian = isHiddenSemaphore(lock.get()) ? 0 : semaphoreId(lock.get()))
        fields.add(Tag::Lock, std::int64_t(guardian));
    fields.add(Tag::Call, callName(site, kind));
    emit(Kind::SharedCreate, Phase::Point, 0, id, site.site, std::int32_t(place.bytes), &fields);
}

PyObject* makeShared(const Call& call, const char* kind) {
    if (tMakingShared || thisThread().hiding == Hiding::All || currentSite() == 0)
        return call.run();
    OwnLock own;
    tMakingShared = true;
    PyObject* result = call.run();
    tMakingShared = false;
    if (result)
        tellShared(result, call.argument(0, "typecode_or_type"), kind, own);
    return result;
}
PyObject* makeValue(const Call& call) {
    return makeShared(call, "Value");
}
PyObject* makeArray(const Call& call) {
    return makeShared(call, "Array");
}
PyObject* makeRawValue(const Call& call) {
    return makeShared(call, "RawValue");
}
PyObject* makeRawArray(const Call& call) {
    return makeShared(call, "RawArray");
}
} // namespace

std::uint64_t idOfShared(PyObject* wrapper) {
    if (const SideEntry* known = SideTable::find(wrapper))
        return known->id;
    const ErrorGuard guard;
    const Ref raw = plainAttribute(wrapper, kWrapped);
    const Ref lock = plainAttribute(wrapper, kSharedLock);
    if (!raw)
        return 0;
    const Place place = placeOfRaw(raw.get());
    const std::uint64_t id = idOfBlock(place.file, std::uint64_t(place.start), semaphoreId(lock.get()));
    if (SideEntry* entry = id ? SideTable::remember(wrapper) : nullptr)
        entry->id = id;
    return id;
}

void patchSharedTypes(PyObject* module) {
    hookFunction(module, "Value", makeValue);
    hookFunction(module, "Array", makeArray);
    hookFunction(module, "RawValue", makeRawValue);
    hookFunction(module, "RawArray", makeRawArray);
    patchSharedAccess(module);
}

} // namespace forkscope::probe
