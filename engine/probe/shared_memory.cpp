// SPDX-License-Identifier: GPL-3.0-or-later
// SharedMemory: made, attached to, closed, unlinked. ShareableList, which lies in one: its elements too.
#include "engine/probe/gate.h"
#include "engine/probe/kernel_name.h"
#include "engine/probe/operation.h"
#include "engine/probe/preview.h"
#include "engine/probe/self.h"
#include "engine/probe/shared.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

namespace {
constinit Name kSegmentFile{"_fd"};
constinit Name kSegmentMap{"_mmap"};
constinit Name kSegmentName{"_name"};
constinit Name kSegmentSize{"_size"};
constinit Name kListSegment{"shm"};
constinit thread_local bool tMakingList = false;

constexpr std::size_t kSegmentArrivals = 64;                 // beyond that they are told at once
constinit PyObject* gArrivedSegments[kSegmentArrivals] = {}; // borrowed, valid while the SideTable knows them
constinit std::size_t gArrivedSegmentCount = 0;

std::uint64_t idOfSegment(PyObject* segment) {
    if (const SideEntry* known = SideTable::find(segment))
        return known->id;
    const ErrorGuard guard;
    const Ref file = plainAttribute(segment, kSegmentFile);
    const std::uint64_t id = idOfBlock(int(numberOr(file.get(), -1)), 0, 0);
    if (SideEntry* entry = id ? SideTable::remember(segment) : nullptr)
        entry->id = id;
    return id;
}

void tellSegment(PyObject* segment, bool created, const char* kind) {
    const ErrorGuard guard;
    const std::uint64_t id = idOfSegment(segment);
    const CallSite site = currentCallSite();
    if (!created && isHelperProcess() &&
        gArrivedSegmentCount < kSegmentArrivals) { // a child to be of the fork server
        gArrivedSegments[gArrivedSegmentCount++] = segment;
        return;
    }
    const Ref size = plainAttribute(segment, kSegmentSize);
    const std::int64_t bytes = numberOr(size.get(), 0);
    char name[256];
    FieldBuffer fields;
    if (created)
        fields.add(Tag::ObjectKind, kind);
    fields.add(Tag::Name, name, copyText(plainAttribute(segment, kSegmentName).get(), name, sizeof name));
    if (site.site)
        fields.add(Tag::Call, callName(site, kind));
    emit(created ? Kind::SharedCreate : Kind::SharedOpen, Phase::Point, 0, id, site.site,
         bytes > INT32_MAX ? INT32_MAX : std::int32_t(bytes), &fields);
}

// SharedMemory(name=None, create=False, size=0)
PyObject* segmentInit(const Call& call) {
    PyObject* result = call.run();
    PyObject* create = call.argument(2, "create");
    if (result && call.receiver() && !tMakingList)
        tellSegment(call.receiver(), create && PyObject_IsTrue(create) == 1, "SharedMemory");
    return result;
}

PyObject* segmentClose(const Call& call) {
    PyObject* segment = call.receiver();
    const Ref map = segment ? plainAttribute(segment, kSegmentMap) : Ref();
    const std::uint64_t id = map && map.get() != Py_None ? idOfSegment(segment) : 0;
    PyObject* result = call.run();
    if (result && id)
        emit(Kind::SharedClose, Phase::Point, 0, id, currentSite(), 0);
    return result;
}

PyObject* segmentUnlink(const Call& call) {
    const std::uint64_t id = call.receiver() ? idOfSegment(call.receiver()) : 0;
    PyObject* result = call.run();
    const ErrorGuard guard;
    if (id)
        emit(Kind::SharedUnlink, Phase::Point, result ? 0 : trace::kFailed, id, currentSite(), 0);
    return result;
}

// ShareableList(sequence=None, *, name=None): makes a segment unless it is given only a name.
PyObject* listInit(const Call& call) {
    PyObject* sequence = call.argument(1, "sequence");
    PyObject* name = call.argument(-1, "name");
    const bool creates = !name || name == Py_None || (sequence && sequence != Py_None);
    const bool outer = tMakingList;
    tMakingList = true;
    PyObject* result = call.run();
    tMakingList = outer;
    const Ref segment = result && call.receiver() ? plainAttribute(call.receiver(), kListSegment) : Ref();
    if (segment && !outer)
        tellSegment(segment.get(), creates, "ShareableList");
    return result;
}

std::uint64_t idOfList(const Call& call) {
    const Ref segment = call.count > 1 ? plainAttribute(call.receiver(), kListSegment) : Ref();
    return segment && segment.get() != Py_None ? idOfSegment(segment.get()) : 0;
}

void addElement(FieldBuffer& fields, const Call& call, PyObject* shown) {
    const ErrorGuard guard;
    std::int64_t index = numberOr(call.args[1], 0);
    if (index < 0)
        index += PyObject_Size(call.receiver());
    addPreview(fields, shown);
    fields.add(Tag::Index, index);
}

PyObject* listRead(const Call& call) {
    const std::uint64_t id = idOfList(call);
    if (!id)
        return call.run();
    Operation operation(Kind::SharedRead, id, currentSite());
    if (!enter(operation))
        return nullptr;
    PyObject* result = call.run();
    if (!result) // also the end of an iteration
        return nullptr;
    FieldBuffer fields;
    addElement(fields, call, result);
    operation.point(0, &fields);
    return result;
}

// There is no lock: stamped before, so that no read of the new value comes first.
PyObject* listWrite(const Call& call) {
    const std::uint64_t id = idOfList(call);
    if (!id || call.count != 3)
        return call.run();
    Operation operation(Kind::SharedWrite, id, currentSite());
    if (!enter(operation))
        return nullptr;
    FieldBuffer fields;
    addElement(fields, call, call.args[2]);
    operation.point(0, &fields);
    PyObject* result = call.run();
    if (!result)
        operation.point(0, &fields, trace::kFailed);
    return result;
}
} // namespace

void settleArrivedSegments() {
    const std::size_t count = gArrivedSegmentCount;
    gArrivedSegmentCount = 0;
    for (std::size_t i = 0; i < count; ++i)
        if (SideTable::find(gArrivedSegments[i]))
            tellSegment(gArrivedSegments[i], false, "");
}

void patchSharedMemory(PyObject* module) {
    const ErrorGuard guard;
    hookFunction(module, "_make_filename", tellKernelName);
    if (const Ref segment = Ref::take(PyObject_GetAttrString(module, "SharedMemory"))) {
        hookFunction(segment.get(), "__init__", segmentInit);
        hookFunction(segment.get(), "close", segmentClose);
        hookFunction(segment.get(), "unlink", segmentUnlink);
    }
    PyErr_Clear();
    if (const Ref list = Ref::take(PyObject_GetAttrString(module, "ShareableList"))) {
        hookFunction(list.get(), "__init__", listInit);
        hookFunction(list.get(), "__getitem__", listRead);
        hookFunction(list.get(), "__setitem__", listWrite);
    }
}

} // namespace forkscope::probe
