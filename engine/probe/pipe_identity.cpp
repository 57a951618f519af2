// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/pipe_identity.h"

#include "engine/probe/queue_identity.h"
#include "engine/probe/shared.h"
#include "engine/probe/site.h"
#include "engine/probe/stream.h"

#include <cstring>

namespace forkscope::probe {

namespace {
constinit Name kMayRead{"_readable"};
constinit Name kMayWrite{"_writable"};
constinit Name kTargetOfProcess{"_target"};
constinit Name kModuleOfTarget{"__module__"};

// SideEntry::extra of a connection that has come by pickle and belongs to nobody yet.
constexpr std::int32_t kArrived = -1;
constexpr std::size_t kArrivals = 64;         // beyond that it shows with the first use
constinit PyObject* gArrived[kArrivals] = {}; // borrowed, valid while the SideTable knows them
constinit std::size_t gArrivedCount = 0;

// Ids of the ends that are shown, by descriptor: the collector of cycles forgets what the SideTable knows of
// an object before the object's `__del__` runs.
constexpr int kDescriptors = 1024;
constinit std::uint64_t gShownAt[kDescriptors] = {};

void noteDescriptor(PyObject* connection, const SideEntry& entry) {
    const int descriptor = descriptorOf(connection);
    if (descriptor >= 0 && descriptor < kDescriptors)
        gShownAt[descriptor] = entry.hidden ? 0 : entry.id;
}

bool runsLibraryCode(PyObject* process) {
    const Ref target = process ? plainAttribute(process, kTargetOfProcess) : Ref();
    const Ref module = target && target.get() != Py_None ? attribute(target.get(), kModuleOfTarget) : Ref();
    char name[64];
    copyText(module.get(), name, sizeof name);
    return std::strncmp(name, "multiprocessing.", 16) == 0 ||
           std::strncmp(name, "concurrent.futures.", 19) == 0;
}
} // namespace

SideEntry* rememberPipe(PyObject* connection, bool hidden) {
    const std::uint64_t id = idOfPipe(descriptorOf(connection));
    SideEntry* entry = id ? SideTable::remember(connection) : nullptr;
    if (!entry)
        return nullptr;
    entry->id = id;
    entry->role = kPipeRole;
    entry->hidden = hidden;
    entry->extra = 0;
    noteDescriptor(connection, *entry);
    return entry;
}

std::uint64_t idOfDyingPipe(PyObject* connection) {
    const int descriptor = descriptorOf(connection);
    if (descriptor < 0)
        return 0;
    if (const SideEntry* entry = SideTable::find(connection))
        return entry->role == kPipeRole && !entry->hidden ? entry->id : 0;
    const std::uint64_t shown = descriptor < kDescriptors ? gShownAt[descriptor] : 0;
    return shown && shown == idOfPipe(descriptor) ? shown : 0;
}

std::int32_t endsOf(PyObject* connection) {
    const Ref read = plainAttribute(connection, kMayRead);
    const Ref write = plainAttribute(connection, kMayWrite);
    return (read.get() == Py_False ? 0 : 1) | (write.get() == Py_False ? 0 : 2);
}

void tellPipeOpened(PyObject* connection, std::uint32_t site) {
    const ErrorGuard guard;
    if (const SideEntry* entry = rememberPipe(connection, false))
        emit(Kind::PipeOpen, Phase::Point, 0, entry->id, site, endsOf(connection));
}

SideEntry* shownPipe(PyObject* connection) {
    if (!connection)
        return nullptr;
    SideEntry* entry = SideTable::find(connection);
    if (entry && entry->role == kPipeRole && entry->extra == kArrived) {
        settleArrivedPipes(calledByLibrary());
        entry = SideTable::find(connection);
    }
    if (!entry) {
        if (calledByLibrary())
            rememberPipe(connection, true);
        else
            tellPipeOpened(connection, currentSite());
        entry = SideTable::find(connection);
    }
    return entry && entry->role == kPipeRole && !entry->hidden ? entry : nullptr;
}

void pipeArrives(PyObject* connection) {
    if (gArrivedCount == kArrivals)
        return;
    const ErrorGuard guard;
    SideEntry* entry = rememberPipe(connection, true);
    if (!entry)
        return;
    entry->extra = kArrived;
    gArrived[gArrivedCount++] = connection;
}

void pipeIsQueues(PyObject* connection) {
    SideEntry* entry = SideTable::find(connection);
    if (entry && entry->role == kPipeRole)
        *entry = {entry->object, entry->watcher, 0, 0, 0, true};
}

void settleArrivedPipes(bool hidden) {
    const std::size_t count = gArrivedCount;
    gArrivedCount = 0;
    for (std::size_t i = 0; i < count; ++i) {
        SideEntry* entry = SideTable::find(gArrived[i]);
        if (!entry || entry->role != kPipeRole || entry->extra != kArrived)
            continue;
        entry->extra = 0;
        entry->hidden = hidden;
        noteDescriptor(gArrived[i], *entry);
        if (!hidden)
            emit(Kind::PipeOpen, Phase::Point, 0, entry->id, currentSite(), endsOf(gArrived[i]));
    }
}

void settleArrivals(PyObject* process) {
    const ErrorGuard guard;
    settleArrivedSegments();
    if (gArrivedCount > 0)
        settleArrivedPipes(runsLibraryCode(process));
}

} // namespace forkscope::probe
