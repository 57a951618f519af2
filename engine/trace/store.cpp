// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/store.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <linux/futex.h>
#include <new>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace forkscope::trace {

namespace {
constexpr std::size_t kFileBytes = std::size_t(wire::kMaxUnits) * wire::kUnitBytes;

std::uint64_t clockNs(clockid_t clock) {
    timespec t{};
    clock_gettime(clock, &t);
    return std::uint64_t(t.tv_sec) * 1'000'000'000u + std::uint64_t(t.tv_nsec);
}

Error failure(const char* what) {
    return {std::string("The trace could not be made: ") + what + " failed (" + std::strerror(errno) +
            "). Close other programs to free memory, then run again."};
}

void* mapUnits(void* context, std::uint32_t unit, std::uint32_t) {
    return static_cast<char*>(context) + std::size_t(unit) * wire::kUnitBytes;
}
void keepUnits(void*, void*, std::uint32_t) {} // the whole file stays mapped here

void wake(std::atomic<std::uint32_t>& word) {
    syscall(SYS_futex, &word, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

std::uint32_t unitsFor(std::int64_t bytes) {
    const auto units = std::uint64_t(std::max<std::int64_t>(bytes, 0)) / wire::kUnitBytes;
    return std::uint32_t(
        std::clamp<std::uint64_t>(units + wire::kHeaderUnits, wire::kHeaderUnits + 2, wire::kMaxUnits));
}
} // namespace

Result<std::unique_ptr<TraceStore>> TraceStore::create(std::int64_t quotaBytes) {
    const int fd = memfd_create("forkscope-trace", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0)
        return failure("memfd_create");
    void* mapping = MAP_FAILED;
    if (ftruncate(fd, off_t(kFileBytes)) != 0 || fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_SEAL) != 0 ||
        (mapping = mmap(nullptr, kFileBytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, fd, 0)) ==
            MAP_FAILED) {
        const Error error = failure("making room for it");
        close(fd);
        return error;
    }
    return std::unique_ptr<TraceStore>(new TraceStore(fd, mapping, quotaBytes));
}

TraceStore::TraceStore(int fd, void* mapping, std::int64_t quotaBytes) : fd_(fd), mapping_(mapping) {
    auto* h = new (mapping_) wire::Header{};
    std::memcpy(h->magic, wire::kMagic, sizeof h->magic);
    h->version = wire::kVersion;
    h->headerUnits = wire::kHeaderUnits;
    h->startNs = clockNs(CLOCK_MONOTONIC);
    h->startUnixNs = clockNs(CLOCK_REALTIME);
    h->enginePid = std::uint32_t(getpid());
    h->nextSeq = 1;
    h->nextUnit = wire::kHeaderUnits;
    h->unitLimit = unitsFor(quotaBytes);
    h->nextStream = wire::kEngineStream + 1;
    writer_.open(mapping_, wire::kEngineStream, {mapping_, mapUnits, keepUnits, nullptr});
}

TraceStore::~TraceStore() {
    setStopping();
    munmap(mapping_, kFileBytes);
    close(fd_);
}

std::string TraceStore::path() const {
    return "/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(fd_);
}

wire::GateSlot* TraceStore::gateSlots() {
    return reinterpret_cast<wire::GateSlot*>(static_cast<char*>(mapping_) + wire::kGateOffset);
}

std::span<const std::byte> TraceStore::bytes() const {
    const auto* h = static_cast<const wire::Header*>(mapping_);
    const auto units =
        std::clamp(h->nextUnit.load(std::memory_order_acquire), wire::kHeaderUnits, wire::kMaxUnits);
    return {static_cast<const std::byte*>(mapping_), std::size_t(units) * wire::kUnitBytes};
}

std::uint64_t TraceStore::startNs() const {
    return static_cast<const wire::Header*>(mapping_)->startNs;
}

std::uint64_t TraceStore::nanosecondsSinceStart() const {
    return clockNs(CLOCK_MONOTONIC) - startNs();
}

bool TraceStore::quotaReached() const {
    return static_cast<const wire::Header*>(mapping_)->quotaWaiters.load(std::memory_order_relaxed) > 0;
}

std::int64_t TraceStore::quotaBytes() const {
    const auto* h = static_cast<const wire::Header*>(mapping_);
    return std::int64_t(h->unitLimit.load(std::memory_order_relaxed) - wire::kHeaderUnits) *
           std::int64_t(wire::kUnitBytes);
}

void TraceStore::raiseQuota(std::int64_t moreBytes) {
    header().unitLimit.store(unitsFor(quotaBytes() + moreBytes), std::memory_order_relaxed);
    wake(header().unitLimit);
}

void TraceStore::setStopping() {
    header().stopping.store(1, std::memory_order_release);
    wake(header().unitLimit);
}

void TraceStore::write(Kind kind, std::int32_t value, std::uint64_t time, const FieldBuffer* fields,
                       std::uint64_t object) {
    writer_.append(kind, Phase::Point, 0, object, 0, value, 0, time, fields);
}

void TraceStore::writeUnsequenced(Kind kind, std::int32_t value, std::uint64_t time, std::uint64_t object) {
    writer_.append(kind, Phase::Point, 0, object, 0, value, 0, time, nullptr, false);
}

} // namespace forkscope::trace
