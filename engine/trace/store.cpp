// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/store.h"

#include "engine/trace/clock.h"

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
#include <utility>

namespace forkscope::trace {

namespace {
constexpr std::uint64_t kShortestLineNs = 10'000'000; // below it the rate is not good enough
constexpr std::uint32_t kLeastAhead = 16;             // units: 1 MiB
constexpr std::uint32_t kMostAhead = 512;             // 32 MiB
constexpr std::size_t kFileBytes = std::size_t(wire::kMaxUnits) * wire::kUnitBytes;

std::uint64_t clockNs(clockid_t clock) {
    timespec t{};
    clock_gettime(clock, &t);
    return std::uint64_t(t.tv_sec) * 1'000'000'000u + std::uint64_t(t.tv_nsec);
}

// Both at one moment, as nearly as it can be had: the attempt with the least time in between of three.
std::pair<std::uint64_t, std::uint64_t> counterAndClock() {
    std::pair<std::uint64_t, std::uint64_t> best;
    std::uint64_t least = UINT64_MAX;
    for (int attempt = 0; attempt < 3; ++attempt) {
        const std::uint64_t before = timeStampCounter();
        const std::uint64_t ns = clockNs(CLOCK_MONOTONIC);
        const std::uint64_t after = timeStampCounter();
        if (after - before < least) {
            least = after - before;
            best = {before + (after - before) / 2, ns};
        }
    }
    return best;
}

// The kernel's own choice says whether the counter is fit to be a clock.
bool kernelUsesCounter() {
    char name[8] = {};
    const int fd =
        open("/sys/devices/system/clocksource/clocksource0/current_clocksource", O_RDONLY | O_CLOEXEC);
    const ssize_t n = fd >= 0 ? read(fd, name, sizeof name - 1) : -1;
    if (fd >= 0)
        close(fd);
    return kHasTimeStampCounter && n > 0 && std::strcmp(name, "tsc\n") == 0;
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
    startNs_ = clockNs(CLOCK_MONOTONIC);
    startUnixNs_ = clockNs(CLOCK_REALTIME);
    unitLimit_ = unitsFor(quotaBytes);
    mendHeader();
    h->nextSeq = 1;
    h->nextUnit = wire::kHeaderUnits;
    h->nextStream = wire::kEngineStream + 1;
    usedBefore_ = wire::kHeaderUnits;
    counterUsable_ = kernelUsesCounter();
    fitClock();
    writer_.open(mapping_, wire::kEngineStream, {mapping_, mapUnits, keepUnits, nullptr});
}

TraceStore::~TraceStore() {
    setStopping();
    munmap(mapping_, kFileBytes);
    close(fd_);
}

// What the engine alone writes. Costs nothing where nobody has touched it.
void TraceStore::mendHeader() {
    wire::Header& h = header();
    const auto mend = [](auto& place, auto value) {
        if (place != value)
            place = value;
    };
    if (std::memcmp(h.magic, wire::kMagic, sizeof h.magic) != 0)
        std::memcpy(h.magic, wire::kMagic, sizeof h.magic);
    mend(h.version, wire::kVersion);
    mend(h.headerUnits, wire::kHeaderUnits);
    mend(h.startNs, startNs_);
    mend(h.startUnixNs, startUnixNs_);
    mend(h.enginePid, std::uint32_t(getpid()));
    mend(h.unitLimit, unitLimit_);
    mend(h.stopping, std::uint32_t(stopping_));
}

std::string TraceStore::path() const {
    return "/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(fd_);
}

wire::GateSlot* TraceStore::gateSlots() {
    return reinterpret_cast<wire::GateSlot*>(static_cast<char*>(mapping_) + wire::kGateOffset);
}

wire::GateQuestion* TraceStore::gateQuestions() {
    return reinterpret_cast<wire::GateQuestion*>(static_cast<char*>(mapping_) + wire::kQuestionOffset);
}

std::span<const std::byte> TraceStore::bytes() const {
    const auto* h = static_cast<const wire::Header*>(mapping_);
    const auto units =
        std::clamp(h->nextUnit.load(std::memory_order_acquire), wire::kHeaderUnits, wire::kMaxUnits);
    return {static_cast<const std::byte*>(mapping_), std::size_t(units) * wire::kUnitBytes};
}

std::uint64_t TraceStore::startNs() const {
    return startNs_;
}

std::uint64_t TraceStore::nanosecondsSinceStart() const {
    return clockNs(CLOCK_MONOTONIC) - startNs();
}

bool TraceStore::quotaReached() const {
    return static_cast<const wire::Header*>(mapping_)->quotaWaiters.load(std::memory_order_relaxed) > 0;
}

std::int64_t TraceStore::quotaBytes() const {
    return std::int64_t(unitLimit_ - wire::kHeaderUnits) * std::int64_t(wire::kUnitBytes);
}

void TraceStore::raiseQuota(std::int64_t moreBytes) {
    unitLimit_ = unitsFor(quotaBytes() + moreBytes);
    header().unitLimit.store(unitLimit_, std::memory_order_relaxed);
    wake(header().unitLimit);
}

void TraceStore::tend() {
    mendHeader();
    prepareAhead();
    fitClock();
}

// One line through the first moment and now: the longer the run, the better the rate, and the base is always
// recent.
void TraceStore::fitClock() {
    if (!counterUsable_)
        return;
    const auto [counter, ns] = counterAndClock();
    if (firstCounter_ == 0) {
        firstCounter_ = counter;
        firstNs_ = ns;
        return;
    }
    if (ns - firstNs_ < kShortestLineNs || counter <= firstCounter_)
        return;
    wire::ClockPage& page = header().clock;
    const std::uint32_t version = page.version.load(std::memory_order_relaxed);
    page.version.store(version + 1, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_release);
    page.counter.store(counter, std::memory_order_relaxed);
    page.ns.store(ns, std::memory_order_relaxed);
    page.rate.store(std::uint64_t((Wide128(ns - firstNs_) << 32) / (counter - firstCounter_)),
                    std::memory_order_relaxed);
    page.version.store(version + 2, std::memory_order_release);
}

void TraceStore::prepareAhead() {
    const std::uint32_t used = std::clamp(header().nextUnit.load(std::memory_order_relaxed), usedBefore_,
                                          wire::kMaxUnits); // it only ever grows
    const std::uint32_t ahead = std::clamp(2 * (used - usedBefore_), kLeastAhead, kMostAhead);
    const std::uint32_t until = std::min(used + ahead, unitLimit_);
    const std::uint32_t from = std::max(preparedUnits_, used);
    usedBefore_ = used;
    // Half a step at least, so that a slow writer does not mean a call each time.
    if (until < from + kLeastAhead / 2)
        return;
    // Where memory is short this fails, and the writer finds out for itself.
    if (fallocate(fd_, FALLOC_FL_KEEP_SIZE, off_t(from) * off_t(wire::kUnitBytes),
                  off_t(until - from) * off_t(wire::kUnitBytes)) == 0)
        preparedUnits_ = until;
}

void TraceStore::setStopping() {
    stopping_ = true;
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
