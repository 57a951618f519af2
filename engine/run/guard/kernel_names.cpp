// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/guard/kernel_names.h"

#include "engine/trace/vocabulary.h"
#include "engine/trace/wire.h"

#include <algorithm>
#include <atomic>
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

void addName(trace::Kind kind, std::string name, KernelNames& names) {
    if (kind == trace::Kind::LockCreate && isSemaphoreName(name))
        names.semaphores.push_back(std::move(name));
    else if (kind == trace::Kind::SharedCreate && isSegmentName(name))
        names.segments.push_back(name.substr(name.starts_with('/')));
}

} // namespace

std::size_t NameFinder::readChunk(std::span<const std::byte> records, std::uint32_t& read) {
    const std::size_t from = read;
    std::size_t at = from;
    while (at + sizeof(wire::ShortRecord) <= records.size()) {
        if (std::uint8_t(copyAt<std::uint64_t>(records, at) >> 48) == wire::kShortMark) {
            at += sizeof(wire::ShortRecord); // never one with fields
            continue;
        }
        if (at + sizeof(wire::Record) > records.size())
            break;
        const auto r = copyAt<wire::Record>(records, at);
        const std::size_t length = sizeof r * (1 + (r.seqThread >> 48 & 0xff));
        if (std::uint8_t(r.seqThread >> 56) != wire::checkOf(r) || at + length > records.size()) {
            at += wire::kGrain; // no record: one may begin later
            continue;
        }
        const auto kind = trace::Kind(std::uint8_t(r.timeKind >> 48));
        if (kind == trace::Kind::LockCreate || kind == trace::Kind::SharedCreate)
            addName(kind, nameField(records.subspan(at + sizeof r, length - sizeof r)), names_);
        at += length;
    }
    read = std::uint32_t(at);
    return at - from;
}

bool NameFinder::look(std::span<const std::byte> trace, std::size_t budget) {
    if (trace.size() < wire::kHeaderBytes)
        return true;
    const auto next = copyAt<std::uint32_t>(trace, offsetof(wire::Header, nextUnit));
    const std::size_t units = std::min<std::size_t>({trace.size() / wire::kUnitBytes, wire::kMaxUnits, next});
    if (read_.size() < units)
        read_.resize(units);
    bool allBeforeRead = true;
    for (std::size_t unit = std::max<std::size_t>(firstOpen_, wire::kHeaderUnits); unit < units;) {
        const auto entry =
            copyAt<std::uint64_t>(trace, wire::kDirectoryOffset + unit * sizeof(std::uint64_t));
        const std::size_t length = entry >> 1 & 0x7fffffff;
        const bool isChunk = (entry & 1) != 0 && length > 0 && unit + length <= units;
        bool isRead = false;
        if (isChunk) {
            const auto chunk = trace.subspan(unit * wire::kUnitBytes, length * wire::kUnitBytes);
            // In this order: what is closed grows no more.
            isRead = copyAt<std::uint32_t>(chunk, offsetof(wire::ChunkHeader, closed)) == 1;
            std::atomic_thread_fence(std::memory_order_acquire);
            const std::size_t used = copyAt<std::uint32_t>(chunk, offsetof(wire::ChunkHeader, used));
            std::atomic_thread_fence(std::memory_order_acquire);
            const auto records = chunk.subspan(sizeof(wire::ChunkHeader));
            const std::size_t taken = readChunk(records.first(std::min(used, records.size())), read_[unit]);
            if (taken >= budget)
                return false;
            budget -= taken;
        }
        unit += isChunk ? length : 1;
        allBeforeRead = allBeforeRead && isRead;
        if (allBeforeRead)
            firstOpen_ = unit;
    }
    return true;
}

KernelNames namesIn(std::span<const std::byte> trace) {
    NameFinder finder;
    finder.look(trace, trace.size() + 1);
    return finder.names();
}

std::span<const std::byte> mapTrace(int fd) {
    struct stat info {};
    if (fstat(fd, &info) != 0 || info.st_size <= 0)
        return {};
    const auto size = std::size_t(info.st_size);
    void* const mapping = mmap(nullptr, size, PROT_READ, MAP_SHARED | MAP_NORESERVE, fd, 0);
    if (mapping == MAP_FAILED)
        return {};
    return {static_cast<const std::byte*>(mapping), size};
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
