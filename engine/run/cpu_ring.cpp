// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/cpu_ring.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <linux/perf_event.h>

namespace forkscope::run {
namespace {

// perf_event_open(2): what sample_id_all puts at the end of each record, for TID | TIME | CPU.
struct SampleId {
    std::uint32_t pid, tid;
    std::uint64_t time;
    std::uint32_t cpu, reserved;
};
static_assert(sizeof(SampleId) == 24);

struct TaskBody { // PERF_RECORD_FORK and PERF_RECORD_EXIT
    std::uint32_t pid, parentPid, tid, parentTid;
    std::uint64_t time;
};

struct LostBody { // PERF_RECORD_LOST
    std::uint64_t id, lost;
};

constexpr std::size_t kHeaderSize = sizeof(perf_event_header);
constexpr std::size_t kLargestRecord = 256; // those that we ask for are at most 56 bytes

template <class T> T readAs(const std::byte* bytes) {
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

CpuState stateAfterSwitch(std::uint16_t misc) {
    if (!(misc & PERF_RECORD_MISC_SWITCH_OUT))
        return CpuState::Run;
    return misc & PERF_RECORD_MISC_SWITCH_OUT_PREEMPT ? CpuState::Ready : CpuState::Block;
}

} // namespace

CpuRing::CpuRing(perf_event_mmap_page* page, const std::byte* data, std::size_t bytes)
    : page_(page), data_(data), mask_(bytes - 1) {}

void CpuRing::refresh() {
    const auto* head = reinterpret_cast<const std::uint64_t*>(&page_->data_head);
    head_ = __atomic_load_n(head, __ATOMIC_ACQUIRE);
}

void CpuRing::release() {
    auto* tail = reinterpret_cast<std::uint64_t*>(&page_->data_tail);
    __atomic_store_n(tail, tail_, __ATOMIC_RELEASE);
}

void CpuRing::copyOut(std::uint64_t from, std::byte* to, std::size_t bytes) const {
    const std::size_t at = from & mask_;
    const std::size_t first = std::min(bytes, mask_ + 1 - at);
    std::memcpy(to, data_ + at, first);
    std::memcpy(to + first, data_, bytes - first);
}

const CpuRecord* CpuRing::front() {
    std::array<std::byte, kLargestRecord> record;
    while (!hasFront_ && tail_ + kHeaderSize <= head_) {
        perf_event_header header;
        copyOut(tail_, reinterpret_cast<std::byte*>(&header), sizeof header);
        if (header.size < kHeaderSize || header.size > head_ - tail_) {
            ++lost_; // never seen; the only way on is where the kernel writes next
            tail_ = head_;
            break;
        }
        const std::size_t size = std::min<std::size_t>(header.size, record.size());
        copyOut(tail_, record.data(), size);
        if (size == header.size)
            hasFront_ = decode(record.data(), header.type, header.misc, size);
        tail_ += header.size;
    }
    return hasFront_ ? &front_ : nullptr;
}

void CpuRing::pop() {
    hasFront_ = false;
}

bool CpuRing::decode(const std::byte* record, std::uint32_t type, std::uint16_t misc, std::size_t size) {
    if (size < kHeaderSize + sizeof(SampleId))
        return false;
    const std::byte* body = record + kHeaderSize;
    const auto id = readAs<SampleId>(record + size - sizeof(SampleId));
    const std::size_t bodySize = size - kHeaderSize - sizeof(SampleId);
    if (type == PERF_RECORD_LOST && bodySize >= sizeof(LostBody)) {
        lost_ += readAs<LostBody>(body).lost;
        return false;
    }
    if (type == PERF_RECORD_SWITCH) {
        front_ = {id.time, pid_t(id.pid), pid_t(id.tid), stateAfterSwitch(misc)};
    } else if ((type == PERF_RECORD_FORK || type == PERF_RECORD_EXIT) && bodySize >= sizeof(TaskBody)) {
        const auto task = readAs<TaskBody>(body);
        front_ = {id.time, pid_t(task.pid), pid_t(task.tid),
                  type == PERF_RECORD_FORK ? CpuState::Ready : CpuState::Exit};
    } else {
        return false;
    }
    return front_.pid > 0 && front_.tid > 0; // -1: it was reaped before it left the processor for good
}

} // namespace forkscope::run
