// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/pipe_level.h"

#include "engine/probe/stream.h"

namespace forkscope::probe {

using trace::wire::kMaxPipeLevels;
using trace::wire::PipeLevel;

namespace {
constexpr std::uint32_t kTries = 8; // places beside the one where a queue belongs

PipeLevel* levelOf(std::uint64_t queue) {
    auto* table =
        reinterpret_cast<PipeLevel*>(reinterpret_cast<char*>(&header()) + trace::wire::kLevelOffset);
    const auto home = std::uint32_t(queue * 0x9e3779b97f4a7c15ull >> 32);
    for (std::uint32_t step = 0; step < kTries; ++step) {
        PipeLevel& level = table[(home + step) % kMaxPipeLevels];
        std::uint64_t owner = level.queue.load(std::memory_order_acquire);
        if (owner == 0 && level.queue.compare_exchange_strong(owner, queue))
            return &level;
        if (owner == queue)
            return &level;
    }
    return nullptr;
}

void change(std::uint64_t queue, std::int64_t by) {
    if (PipeLevel* level = levelOf(queue))
        level->sure.fetch_add(by, std::memory_order_acq_rel);
}
} // namespace

void emptyLevel(std::uint64_t queue) {
    if (PipeLevel* level = levelOf(queue))
        level->sure.store(0, std::memory_order_release);
}

void raiseLevel(std::uint64_t queue) {
    change(queue, 1);
}

void lowerLevel(std::uint64_t queue) {
    change(queue, -1);
}

bool isFilledForSure(std::uint64_t queue) {
    const PipeLevel* level = levelOf(queue);
    return level && level->sure.load(std::memory_order_acquire) > 0;
}

} // namespace forkscope::probe
