// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/identity.h"

#include <cstdlib>
#include <sys/stat.h>
#include <unistd.h>

namespace forkscope::probe {

namespace {
constexpr std::uint64_t kShared = 1ull << 63; // known by something that all processes see
constinit std::uint32_t gFresh = 0;

// splitmix64's finisher: every bit of the input moves half of the output's.
std::uint64_t mix(std::uint64_t x) {
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9ull;
    x = (x ^ x >> 27) * 0x94d049bb133111ebull;
    return x ^ x >> 31;
}

std::uint64_t idOfInode(int descriptor, std::uint64_t salt) {
    struct stat s;
    if (descriptor < 0 || fstat(descriptor, &s) != 0)
        return 0;
    return mix(mix(std::uint64_t(s.st_ino) + salt) ^ std::uint64_t(s.st_dev)) | kShared;
}

// Open addressing with linear probing; removal moves the followers up, so there are no tombstones.
struct Table {
    SideEntry* entries = nullptr;
    std::size_t room = 0; // power of two
    std::size_t used = 0;
};
constinit Table gTable;

std::size_t placeOf(PyObject* object) {
    return std::size_t(mix(reinterpret_cast<std::uintptr_t>(object) >> 4)) & (gTable.room - 1);
}

SideEntry* slotFor(PyObject* object) {
    std::size_t at = placeOf(object);
    while (gTable.entries[at].object && gTable.entries[at].object != object)
        at = (at + 1) & (gTable.room - 1);
    return &gTable.entries[at];
}

bool grow() {
    const Table old = gTable;
    const std::size_t room = old.room ? old.room * 2 : 64;
    auto* entries = static_cast<SideEntry*>(std::calloc(room, sizeof(SideEntry)));
    if (!entries)
        return false;
    gTable = {entries, room, old.used};
    for (std::size_t i = 0; i < old.room; ++i)
        if (old.entries[i].object)
            *slotFor(old.entries[i].object) = old.entries[i];
    std::free(old.entries);
    return true;
}

void erase(PyObject* object) {
    if (!gTable.room)
        return;
    SideEntry* entry = slotFor(object);
    if (!entry->object)
        return;
    PyObject* watcher = entry->watcher;
    std::size_t hole = std::size_t(entry - gTable.entries);
    *entry = {};
    --gTable.used;
    for (std::size_t at = (hole + 1) & (gTable.room - 1); gTable.entries[at].object;
         at = (at + 1) & (gTable.room - 1)) {
        const std::size_t home = placeOf(gTable.entries[at].object);
        const bool stays = hole <= at ? hole < home && home <= at : hole < home || home <= at;
        if (stays)
            continue;
        gTable.entries[hole] = gTable.entries[at];
        gTable.entries[at] = {};
        hole = at;
    }
    Py_DECREF(watcher);
}

PyObject* objectGone(PyObject* address, PyObject*) {
    erase(static_cast<PyObject*>(PyLong_AsVoidPtr(address)));
    PyErr_Clear();
    Py_RETURN_NONE;
}
PyMethodDef gObjectGone = {"gone", objectGone, METH_O, nullptr};
} // namespace

std::uint64_t idOfName(const char* name) {
    std::uint64_t h = 1469598103934665603ull; // FNV-1a
    for (; *name; ++name)
        h = (h ^ static_cast<unsigned char>(*name)) * 1099511628211ull;
    return mix(h) | kShared;
}

std::uint64_t freshId() {
    return (std::uint64_t(getpid()) << 32 | ++gFresh) & ~kShared;
}

std::uint64_t idOfPipe(int descriptor) {
    return idOfInode(descriptor, 0x70697065);
}

std::uint64_t idOfFile(int descriptor) {
    return idOfInode(descriptor, 0x66696c65);
}

std::uint64_t idOfBlock(int descriptor, std::uint64_t offset, std::uint64_t lock) {
    const std::uint64_t file = idOfInode(descriptor, 0x626c6f636b);
    return file ? mix(file ^ mix(offset + 1) ^ mix(lock)) | kShared : 0;
}

SideEntry* SideTable::find(PyObject* object) {
    if (!gTable.room)
        return nullptr;
    SideEntry* entry = slotFor(object);
    return entry->object ? entry : nullptr;
}

SideEntry* SideTable::remember(PyObject* object) {
    const ErrorGuard guard;
    const Ref address = Ref::take(PyLong_FromVoidPtr(object));
    const Ref callback =
        Ref::take(address ? PyCFunction_NewEx(&gObjectGone, address.get(), nullptr) : nullptr);
    Ref watcher = Ref::take(callback ? PyWeakref_NewRef(object, callback.get()) : nullptr);
    if (!watcher || (gTable.used * 2 >= gTable.room && !grow()))
        return nullptr;
    SideEntry* entry = slotFor(object);
    if (entry->object)
        return entry;
    *entry = {};
    entry->object = object;
    entry->watcher = watcher.release();
    ++gTable.used;
    return entry;
}

} // namespace forkscope::probe
