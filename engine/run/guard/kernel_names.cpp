// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/guard/kernel_names.h"

#include "engine/trace/vocabulary.h"
#include "engine/trace/wire.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include <semaphore.h>
#include <sys/mman.h>
#include <sys/stat.h>

namespace forkscope::run {
namespace {

namespace wire = trace::wire;

template <class T> T copyAt(std::span<const std::byte> bytes, std::size_t offset) {
    T value;
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

std::string nameField(std::span<const std::byte> fields) {
    for (std::size_t at = 0; at + sizeof(wire::FieldHeader) <= fields.size();) {
        const auto head = copyAt<wire::FieldHeader>(fields, at);
        at += sizeof head;
        if (head.tag == 0 || at + head.length > fields.size())
            break;
        if (head.tag == std::uint8_t(trace::Tag::Name))
            return {reinterpret_cast<const char*>(fields.data()) + at, head.length};
        at += head.length;
    }
    return {};
}

// One that shm_open(3) makes a file of.
bool isSegmentName(std::string_view name) {
    name.remove_prefix(name.starts_with('/'));
    return !name.empty() && name.size() < 255 && name[0] != '.' && name.find('/') == std::string_view::npos &&
           name.find('\0') == std::string_view::npos;
}

void scanChunk(std::span<const std::byte> records, KernelNames& names) {
    for (std::size_t at = 0; at + sizeof(wire::Record) <= records.size();) {
        if (std::uint8_t(copyAt<std::uint64_t>(records, at) >> 48) == wire::kShortMark) {
            at += sizeof(wire::ShortRecord); // never one with fields
            continue;
        }
        const auto r = copyAt<wire::Record>(records, at);
        const std::size_t length = sizeof r * (1 + (r.seqThread >> 48 & 0xff));
        if (std::uint8_t(r.seqThread >> 56) != wire::checkOf(r) || at + length > records.size()) {
            at += wire::kGrain; // no record: one may begin later
            continue;
        }
        const auto kind = trace::Kind(std::uint8_t(r.timeKind >> 48));
        if (kind == trace::Kind::KernelName || kind == trace::Kind::SharedCreate) {
            std::string name = nameField(records.subspan(at + sizeof r, length - sizeof r));
            if (kind == trace::Kind::KernelName && isSemaphoreName(name))
                names.semaphores.push_back(std::move(name));
            else if (isSegmentName(name))
                names.segments.push_back(name.substr(name.starts_with('/')));
        }
        at += length;
    }
}

} // namespace

// A scan of its own and not trace::Reader: a trace of a gigabyte holds tens of millions of events, of which
// some dozens matter here, and the guard must not need gigabytes to look for them.
KernelNames namesIn(std::span<const std::byte> trace) {
    KernelNames names;
    if (trace.size() < wire::kHeaderBytes)
        return names;
    const auto next = copyAt<std::uint32_t>(trace, offsetof(wire::Header, nextUnit));
    const std::size_t units = std::min<std::size_t>({trace.size() / wire::kUnitBytes, wire::kMaxUnits, next});
    for (std::size_t unit = wire::kHeaderUnits; unit < units; ++unit) {
        const auto entry =
            copyAt<std::uint64_t>(trace, wire::kDirectoryOffset + unit * sizeof(std::uint64_t));
        const std::size_t length = entry >> 1 & 0x7fffffff;
        if ((entry & 1) == 0 || length == 0 || unit + length > units)
            continue;
        const std::size_t offset = unit * wire::kUnitBytes;
        const auto used = copyAt<std::uint32_t>(trace, offset + offsetof(wire::ChunkHeader, used));
        const std::size_t room = length * wire::kUnitBytes - sizeof(wire::ChunkHeader);
        scanChunk(trace.subspan(offset + sizeof(wire::ChunkHeader), std::min<std::size_t>(used, room)),
                  names);
    }
    return names;
}

KernelNames namesIn(int traceFd) {
    struct stat info {};
    if (fstat(traceFd, &info) != 0 || info.st_size <= 0)
        return {};
    const auto size = std::size_t(info.st_size);
    void* const mapping = mmap(nullptr, size, PROT_READ, MAP_SHARED | MAP_NORESERVE, traceFd, 0);
    if (mapping == MAP_FAILED)
        return {};
    auto names = namesIn({static_cast<const std::byte*>(mapping), size});
    munmap(mapping, size);
    return names;
}

std::vector<std::string> semaphoreNames(std::span<const std::byte> trace) {
    return namesIn(trace).semaphores;
}

bool isSemaphoreName(std::string_view name) {
    return name.starts_with("/mp-") && name.size() < 64 && name.find('/', 1) == std::string_view::npos &&
           name.find('\0') == std::string_view::npos;
}

std::size_t unlinkSemaphores(const std::vector<std::string>& names) {
    return std::size_t(
        std::ranges::count_if(names, [](const std::string& name) { return sem_unlink(name.c_str()) == 0; }));
}

} // namespace forkscope::run
