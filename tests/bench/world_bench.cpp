// SPDX-License-Identifier: GPL-3.0-or-later
// World::apply events a second, the World at a random time of a long trace, appends to a Track. Links
// forkscope_world.
#include "engine/world/history.h"

#include <benchmark/benchmark.h>

#include <array>
#include <memory>
#include <random>
#include <string>
#include <utility>

namespace {

using namespace forkscope;
using trace::Event;
using trace::Field;
using trace::Kind;
using trace::Log;
using trace::ObjectId;
using trace::Phase;
using trace::ProcessId;
using trace::Tag;

constexpr std::uint32_t kProcesses = 8;

class Traffic {
  public:
    explicit Traffic(Log& log) : log_(log), file_(log.internPath("shop.py")) {
        for (std::uint32_t p = 1; p <= kProcesses; ++p)
            add(p, Kind::ProcessBegin, Phase::Point, {}, std::int32_t(1000 + p), "main");
        for (std::size_t i = 0; i < locks_.size(); ++i) {
            locks_[i] = log.intern(100 + i);
            add(1, Kind::LockCreate, Phase::Point, locks_[i], 1);
        }
        for (std::size_t i = 0; i < queues_.size(); ++i) {
            queues_[i] = log.intern(200 + i);
            add(1, Kind::QueueCreate, Phase::Point, queues_[i], 0);
        }
    }

    // A `with lock:`; every fourth one is contended.
    void lock() {
        const std::uint32_t p = process();
        const ObjectId id = locks_[random_() % locks_.size()];
        if (random_() % 4 == 0) {
            const std::uint32_t other = 1 + p % kProcesses;
            add(p, Kind::LockAcquire, Phase::Point, id, 1);
            add(other, Kind::LockAcquire, Phase::Begin, id, 0);
            add(p, Kind::LockRelease, Phase::Point, id, 0);
            add(other, Kind::LockAcquire, Phase::End, id, 1);
            add(other, Kind::LockRelease, Phase::Point, id, 0);
        } else {
            add(p, Kind::LockAcquire, Phase::Point, id, 1);
            add(p, Kind::LockRelease, Phase::Point, id, 0);
        }
    }
    void put() {
        const std::uint32_t p = process();
        const ObjectId id = queues_[random_() % queues_.size()];
        add(p, Kind::QueuePut, Phase::Begin, id, 0, "('bun', 17)", Tag::Preview);
        add(p, Kind::QueuePut, Phase::End, id, 0);
        add(p, Kind::QueueFeed, Phase::Point, id, 40);
        ++inside_[id.value & 1];
    }
    void get() {
        const std::uint32_t p = process();
        const ObjectId id = queues_[random_() % queues_.size()];
        std::int64_t& inside = inside_[id.value & 1];
        if (inside == 0)
            return;
        --inside;
        add(p, Kind::QueueGet, Phase::Begin, id, 0);
        add(p, Kind::QueueGet, Phase::End, id, 40, "('bun', 17)", Tag::Preview);
    }
    // Half lock events, half queue events.
    void mixed(std::size_t events) {
        while (log_.size() < events) {
            lock();
            put();
            lock();
            get();
        }
    }
    void kernel(std::size_t events) {
        constexpr std::array kKinds{Kind::CpuRun, Kind::CpuReady, Kind::CpuRun, Kind::CpuBlock};
        for (std::size_t i = 0; log_.size() < events; ++i) {
            const std::uint32_t pid = 1000 + process();
            add(0, kKinds[i % kKinds.size()], Phase::Point, log_.intern(pid), std::int32_t(pid));
        }
    }

  private:
    std::uint32_t process() { return 1 + std::uint32_t(random_() % kProcesses); }
    void add(std::uint32_t process, Kind kind, Phase phase, ObjectId object, std::int32_t value,
             std::string_view text = {}, Tag tag = Tag::Type) {
        Event e;
        e.time = time_ += 200;
        e.process = {process};
        e.object = object;
        e.value = value;
        e.line = 14;
        e.file = file_;
        e.kind = kind;
        e.phase = phase;
        if (!text.empty()) {
            const Field field{tag, true, 0, text};
            e.detail = log_.addFields({&field, 1});
        }
        log_.append(e);
    }

    Log& log_;
    trace::FileId file_;
    trace::Time time_ = 0;
    std::mt19937 random_{42};
    std::array<ObjectId, 4> locks_;
    std::array<ObjectId, 2> queues_;
    std::array<std::int64_t, 2> inside_{};
};

void applyAll(benchmark::State& state, const Log& log) {
    for (auto _ : state) {
        world::World world(log);
        for (std::size_t i = 0; i < log.size(); ++i)
            world.apply(log[i]);
        benchmark::DoNotOptimize(world.time());
    }
    state.SetItemsProcessed(std::int64_t(state.iterations() * log.size()));
}

void worldApplyLocks(benchmark::State& state) {
    Log log;
    Traffic traffic(log);
    while (log.size() < 1'000'000)
        traffic.lock();
    applyAll(state, log);
}

void worldApplyMixed(benchmark::State& state) {
    Log log;
    Traffic(log).mixed(1'000'000);
    applyAll(state, log);
}

void worldApplyKernel(benchmark::State& state) {
    Log log;
    Traffic(log).kernel(1'000'000);
    applyAll(state, log);
}

void historyAdvanceMixed(benchmark::State& state) {
    Log log;
    Traffic(log).mixed(1'000'000);
    for (auto _ : state) {
        world::History history(log);
        benchmark::DoNotOptimize(history.advance());
    }
    state.SetItemsProcessed(std::int64_t(state.iterations() * log.size()));
}

void worldAtRandomTime(benchmark::State& state, const Log& log) {
    world::History history(log);
    history.advance();
    std::mt19937_64 random(7);
    for (auto _ : state)
        benchmark::DoNotOptimize(history.at(trace::Time(random() % std::uint64_t(history.end()))).order());
}

void worldAtRandomTimeMixed(benchmark::State& state) {
    Log log;
    Traffic(log).mixed(1'000'000);
    worldAtRandomTime(state, log);
}

// With 10^5 items in the queues for most of the trace.
void worldAtRandomTimeFullQueue(benchmark::State& state) {
    Log log;
    Traffic traffic(log);
    for (int i = 0; i < 100'000; ++i)
        traffic.put();
    traffic.mixed(1'000'000);
    worldAtRandomTime(state, log);
}

void trackAppend(benchmark::State& state) {
    const auto intervals = std::size_t(state.range(0));
    for (auto _ : state) {
        world::Track track;
        for (std::size_t i = 0; i < intervals; ++i)
            track.append(trace::Time(i * 300), world::LaneState(i % 7),
                         {std::uint32_t(i % std::size_t(state.range(1))), 14, {1}});
        benchmark::DoNotOptimize(track.end());
        state.counters["bytes_per_interval"] = double(track.memoryBytes()) / double(intervals);
    }
    state.SetItemsProcessed(std::int64_t(state.iterations() * intervals));
}

void trackFind(benchmark::State& state) {
    world::Track track;
    const auto intervals = std::size_t(state.range(0));
    for (std::size_t i = 0; i < intervals; ++i)
        track.append(trace::Time(i * 300), world::LaneState(i % 7));
    std::mt19937_64 random(3);
    for (auto _ : state)
        benchmark::DoNotOptimize(track.find(trace::Time(random() % (intervals * 300))));
}

BENCHMARK(worldApplyLocks)->Unit(benchmark::kMillisecond);
BENCHMARK(worldApplyMixed)->Unit(benchmark::kMillisecond);
BENCHMARK(worldApplyKernel)->Unit(benchmark::kMillisecond);
BENCHMARK(historyAdvanceMixed)->Unit(benchmark::kMillisecond);
BENCHMARK(worldAtRandomTimeMixed)->Unit(benchmark::kMillisecond);
BENCHMARK(worldAtRandomTimeFullQueue)->Unit(benchmark::kMillisecond);
// So many different notes.
BENCHMARK(trackAppend)->ArgsProduct({{100'000, 10'000'000}, {5, 10'000'000}})->Unit(benchmark::kMillisecond);
BENCHMARK(trackFind)->Arg(10'000'000);

} // namespace

BENCHMARK_MAIN();
