// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/stream.h"

#include "engine/probe/python.h"
#include "engine/probe/released.h"
#include "engine/probe/self.h"
#include "engine/probe/thread.h"
#include "engine/trace/clock.h"

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

namespace forkscope::probe {

namespace wire = trace::wire;

namespace detail {
wire::Header* gHeader = nullptr;
bool gTracing = false;
} // namespace detail

namespace {
struct StreamState {
    trace::StreamWriter writer;
    bool open = false;
    bool interpreter = true;   // false: it is going or gone
    void* inherited = nullptr; // the parent's chunk, still mapped in a forked child
    std::size_t inheritedBytes = 0;
    char path[4096] = {};
};
constinit StreamState gStream;

// Memory for every page now: a page that cannot be had later would be a SIGBUS in the program.
bool populate(int fd, void* address, std::size_t bytes, off_t offset) {
    if (madvise(address, bytes, MADV_POPULATE_WRITE) == 0)
        return true;
    return errno == EINVAL && fallocate(fd, 0, offset, off_t(bytes)) == 0;
}

void* mapFile(std::size_t bytes, off_t offset, bool needed) {
    const int fd = open(gStream.path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return nullptr;
    void* address = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, offset);
    const bool good = address != MAP_FAILED && (!needed || populate(fd, address, bytes, offset));
    close(fd);
    if (!good && address != MAP_FAILED)
        munmap(address, bytes);
    return good ? address : nullptr;
}

void* mapChunk(void*, std::uint32_t unit, std::uint32_t units) {
    const int error = errno;
    void* address =
        mapFile(std::size_t(units) * wire::kUnitBytes, off_t(unit) * off_t(wire::kUnitBytes), true);
    errno = error;
    // Units that were taken and cannot be mapped are lost; to try again for each record would use up the
    // quota.
    if (!address)
        disable("The trace has no more room in memory, or cannot be reached any more: this process goes on "
                "untraced.");
    return address;
}

void releaseChunk(void*, void* address, std::uint32_t units) {
    munmap(address, std::size_t(units) * wire::kUnitBytes);
}

bool waitForRoom(void*) {
    wire::Header& h = header();
    const std::uint32_t limit = h.unitLimit.load();
    {
        const InterpreterReleased released(gStream.interpreter);
        h.quotaWaiters.fetch_add(1);
        while (h.unitLimit.load() == limit && !h.stopping.load() && !engineGone())
            futexWait(h.unitLimit, limit, 1'000'000'000);
        h.quotaWaiters.fetch_sub(1);
    }
    return h.unitLimit.load() != limit && !h.stopping.load();
}

bool openStream() {
    const std::uint32_t number = header().nextStream.fetch_add(1);
    if (number >= wire::kMaxStreams) {
        header().untracedProcesses.fetch_add(1);
        detail::gTracing = false;
        return false;
    }
    if (gStream.inherited)
        munmap(gStream.inherited, gStream.inheritedBytes);
    gStream.inherited = nullptr;
    gStream.writer.open(detail::gHeader, number, {nullptr, mapChunk, releaseChunk, waitForRoom});
    gStream.open = true;
    writeProcessBegin();
    return true;
}
} // namespace

const char* attachStream(const char* path) {
    if (std::strlen(path) >= sizeof gStream.path)
        return "the path of the trace is too long";
    std::strcpy(gStream.path, path);
    void* mapping = mapFile(wire::kHeaderBytes, 0, false);
    if (!mapping)
        return "the trace cannot be opened";
    auto* h = static_cast<wire::Header*>(mapping);
    if (std::memcmp(h->magic, wire::kMagic, sizeof h->magic) != 0 || h->version != wire::kVersion) {
        munmap(mapping, wire::kHeaderBytes);
        return "the trace is of another version";
    }
    detail::gHeader = h;
    detail::gTracing = true;
    return nullptr;
}

const char* streamPath() {
    return gStream.path;
}

std::uint64_t monotonicNs() {
    std::uint64_t ns;
    if (detail::gHeader && trace::readClock(detail::gHeader->clock, ns))
        return ns;
    timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return std::uint64_t(t.tv_sec) * 1'000'000'000u + std::uint64_t(t.tv_nsec);
}

bool emit(Kind kind, Phase phase, std::uint8_t flags, std::uint64_t object, std::uint32_t site,
          std::int32_t value, const FieldBuffer* fields) {
    if (!detail::gTracing)
        return false;
    if (!gStream.open && !openStream())
        return false;
    ThreadState& t = thisThread();
    if (!t.known && gStream.interpreter)
        introduceThread(t);
    if (t.helper)
        flags |= trace::kHelper;
    return gStream.writer.append(kind, phase, flags, object, site, value, t.number,
                                 monotonicNs() - detail::gHeader->startNs, fields);
}

std::uint32_t ensureStream() {
    if (!detail::gTracing || (!gStream.open && !openStream()))
        return 0;
    return gStream.writer.stream();
}

void forgetStream() {
    if (!gStream.open)
        return;
    gStream.inherited = gStream.writer.chunk();
    gStream.inheritedBytes = std::size_t(gStream.writer.chunkUnits()) * wire::kUnitBytes;
    gStream.writer.forget();
    gStream.open = false;
}

void leaveInterpreter() {
    gStream.interpreter = false;
}

void disable(const char* sentence) {
    if (!detail::gTracing)
        return;
    note(sentence);
    detail::gTracing = false;
}

void note(const char* sentence) {
    // Only into a chunk that is there: the reason may be that no other can be had.
    if (!gStream.open || !gStream.writer.chunk())
        return;
    FieldBuffer fields;
    fields.add(Tag::Type, "probe");
    fields.add(Tag::Message, sentence);
    gStream.writer.append(Kind::Note, Phase::Point, 0, 0, 0, 0, thisThread().number,
                          monotonicNs() - detail::gHeader->startNs, &fields);
}

long futexWait(std::atomic<std::uint32_t>& word, std::uint32_t expected, std::uint64_t timeoutNs) {
    const timespec timeout{time_t(timeoutNs / 1'000'000'000u), long(timeoutNs % 1'000'000'000u)};
    return syscall(SYS_futex, &word, FUTEX_WAIT, expected, timeoutNs ? &timeout : nullptr, nullptr, 0);
}

void futexWake(std::atomic<std::uint32_t>& word) {
    syscall(SYS_futex, &word, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

bool engineGone() {
    return kill(pid_t(header().enginePid), 0) != 0 && errno == ESRCH;
}

} // namespace forkscope::probe
