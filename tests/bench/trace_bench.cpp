// SPDX-License-Identifier: GPL-3.0-or-later
// What one record costs its writer, by where it goes: a ring that stays in the cache, the append-only memory
// file that Forkscope uses, an append-only file on a disk. The writer is the product's; only its memory
// differs. Also what reading costs, and what happens to an appending process when the disk is full:
//     bench_trace --full-disk FOLDER     FOLDER on a small file system, see compare.sh
#include "engine/trace/reader.h"
#include "engine/trace/store.h"

#include <benchmark/benchmark.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace forkscope::trace;

namespace {
std::uint64_t now() {
    timespec t{};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return std::uint64_t(t.tv_sec) * 1'000'000'000u + std::uint64_t(t.tv_nsec);
}

// A file mapped chunk by chunk, as the probe does it.
struct Backing {
    int fd = -1;
    bool reuse = false; // ring: one chunk of the greatest size for ever
    void* kept = nullptr;
    wire::Header* header = nullptr;
    int failure = 0;

    static void* map(void* context, std::uint32_t unit, std::uint32_t units) {
        auto& b = *static_cast<Backing*>(context);
        if (b.reuse) {
            b.header->nextUnit = wire::kHeaderUnits;
            if (b.kept)
                return b.kept;
        }
        const std::size_t bytes = std::size_t(b.reuse ? 16 : units) * wire::kUnitBytes;
        void* p = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, b.fd,
                       off_t(unit) * off_t(wire::kUnitBytes));
        if (p == MAP_FAILED)
            return nullptr;
        // A full disk or memory is an error here, where it can be handled, and not a SIGBUS at some later
        // store.
        if (madvise(p, bytes, MADV_POPULATE_WRITE) != 0 && errno != EINVAL) {
            b.failure = errno;
            munmap(p, bytes);
            return nullptr;
        }
        b.kept = b.reuse ? p : nullptr;
        return p;
    }
    static void release(void* context, void* address, std::uint32_t units) {
        if (!static_cast<Backing*>(context)->reuse)
            munmap(address, std::size_t(units) * wire::kUnitBytes);
    }
};

constexpr std::int64_t kRoom = std::int64_t(3) << 30;

void appendLoop(benchmark::State& state, StreamWriter& writer, wire::Header& header, int fd) {
    const std::uint64_t start = now();
    std::uint64_t records = 0;
    for (auto _ : state) {
        if (!writer.append(Kind::LockRelease, Phase::Point, 0, 7, 1u << 20 | 12, 0, 0, now() - start)) {
            state.SkipWithError("no room");
            return;
        }
        // Before the file is full: begin again with fresh pages.
        if (++records % 60'000'000 == 0) {
            state.PauseTiming();
            fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                      wire::kHeaderUnits * off_t(wire::kUnitBytes), off_t(kRoom));
            header.nextUnit = wire::kHeaderUnits;
            state.ResumeTiming();
        }
    }
}

void ring(benchmark::State& state) {
    auto store = TraceStore::create(kRoom);
    Backing backing{(*store)->descriptor(), true, nullptr, &(*store)->header(), 0};
    StreamWriter writer;
    writer.open(&(*store)->header(), 1, {&backing, Backing::map, Backing::release, nullptr});
    appendLoop(state, writer, (*store)->header(), backing.fd);
}
void memoryFile(benchmark::State& state) {
    auto store = TraceStore::create(kRoom);
    Backing backing{(*store)->descriptor(), false, nullptr, &(*store)->header(), 0};
    StreamWriter writer;
    writer.open(&(*store)->header(), 1, {&backing, Backing::map, Backing::release, nullptr});
    appendLoop(state, writer, (*store)->header(), backing.fd);
}
void diskFile(benchmark::State& state) {
    auto store = TraceStore::create(kRoom); // for its header alone
    char name[] = "bench-trace-XXXXXX";
    Backing backing{mkstemp(name), false, nullptr, &(*store)->header(), 0};
    unlink(name);
    if (backing.fd < 0 || ftruncate(backing.fd, off_t(4) << 30) != 0) {
        state.SkipWithError("no file here");
        return;
    }
    StreamWriter writer;
    writer.open(&(*store)->header(), 1, {&backing, Backing::map, Backing::release, nullptr});
    appendLoop(state, writer, (*store)->header(), backing.fd);
    close(backing.fd);
}
BENCHMARK(ring);
BENCHMARK(memoryFile);
BENCHMARK(diskFile);

// Of four processes, each of which writes so many in a row: few, or more than the reader keeps in order by
// place.
void readerEvents(benchmark::State& state) {
    const auto inARow = std::uint64_t(state.range(0));
    auto store = TraceStore::create(kRoom);
    Backing backing{(*store)->descriptor(), false, nullptr, &(*store)->header(), 0};
    StreamWriter writers[4];
    constexpr int kEvents = 1'000'000;
    for (std::uint32_t p = 0; p < 4; ++p)
        writers[p].open(&(*store)->header(), p + 1, {&backing, Backing::map, Backing::release, nullptr});
    for (std::uint64_t i = 0; i < kEvents; ++i)
        writers[i / inARow % 4].append(Kind::LockRelease, Phase::Point, 0, i % 16 + 1, 0, 0, 0, i);
    for (auto _ : state) {
        Log log;
        Reader reader(log);
        do
            reader.read((*store)->bytes(), 50'000, true);
        while (reader.backlog());
        benchmark::DoNotOptimize(log.size());
    }
    state.SetItemsProcessed(state.iterations() * kEvents);
}
BENCHMARK(readerEvents)->Arg(3)->Arg(200'000)->Unit(benchmark::kMillisecond);

// Appends to a file in `folder` until the file system is full; says how that showed. Ends by a signal if the
// claim of the design is wrong.
int fillDisk(const char* folder) {
    auto store = TraceStore::create(kRoom);
    const std::string name = std::string(folder) + "/full.trace";
    Backing backing{open(name.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), false, nullptr,
                    &(*store)->header(), 0};
    if (backing.fd < 0 || ftruncate(backing.fd, off_t(4) << 30) != 0) {
        std::fprintf(stderr, "cannot write in %s: %s\n", folder, std::strerror(errno));
        return 1;
    }
    StreamWriter writer;
    writer.open(&(*store)->header(), 1, {&backing, Backing::map, Backing::release, nullptr});
    std::uint64_t records = 0;
    while (writer.append(Kind::LockRelease, Phase::Point, 0, 7, 0, 0, 0, records))
        ++records;
    std::printf("{\"records_before_full\": %llu, \"told_by\": \"%s\", \"lost_counted\": %llu}\n",
                static_cast<unsigned long long>(records), std::strerror(backing.failure),
                static_cast<unsigned long long>((*store)->header().lostRecords.load()));
    unlink(name.c_str());
    return backing.failure ? 0 : 1;
}
} // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::strcmp(argv[1], "--full-disk") == 0)
        return fillDisk(argv[2]);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
