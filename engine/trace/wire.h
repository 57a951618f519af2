// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The bytes of a trace, as both sides of the shared memory see them; format.md draws them.
//
// One file (a memfd sealed against shrinking) is mapped by the engine and, piece by piece, by every traced
// process. It begins with a header region and goes on in units of 64 KiB. A process takes some units for
// itself (one atomic add), says so in the directory, and appends records to this chunk; a record is published
// by one release store to the chunk's `used`. So a killed process loses nothing that it had published, and
// nobody waits.
//
// Rules: every field says who writes it. Readers may find any bytes here, since the traced program can
// scribble over what it has mapped: they copy first and validate then. A change of layout raises kVersion;
// the probe refuses a file of another version. Included by the probe (stable ABI, no Qt, no exceptions): only
// C++20 headers that need no library at run time.
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace forkscope::trace::wire {

inline constexpr char kMagic[8] = {'F', 'O', 'R', 'K', 'S', 'C', 'P', 'E'};
inline constexpr std::uint32_t kVersion = 2;
inline constexpr std::size_t kUnitBytes = 64 * 1024;
inline constexpr std::uint32_t kMaxUnits = 65536;        // 4 GiB of records at the most
inline constexpr std::uint32_t kMaxStreams = 16384;      // processes of one run
inline constexpr std::uint32_t kMaxGateSlots = 4096;     // threads that can be held at one time
inline constexpr std::uint32_t kChunkMagic = 0x4b4e4843; // "CHNK"
inline constexpr std::uint32_t kEngineStream = 0;        // the engine writes its own observations as stream 0

// How the gate treats an operation (DESIGN.md, "Drive").
enum class GateMode : std::uint32_t { Free = 0, Hold = 1, Drive = 2 };

// Lets a process read CLOCK_MONOTONIC from the processor's time stamp counter (clock.h). Written by the
// engine a few times a second; version is odd while it does, 0 where the counter is not to be used.
struct ClockPage {
    std::atomic<std::uint32_t> version;
    std::uint32_t reserved;
    std::atomic<std::uint64_t> counter; // at one moment
    std::atomic<std::uint64_t> ns;      // CLOCK_MONOTONIC at the same moment
    std::atomic<std::uint64_t> rate;    // ns for each count, 32 binary places
};

// Offset 0 of the file. Written by the engine before the program starts, except where noted.
struct Header {
    char magic[8];
    std::uint32_t version;
    std::uint32_t headerUnits; // units before the first chunk
    std::uint64_t startNs; // CLOCK_MONOTONIC at the start of the run; all times in records count from here
    std::uint64_t startUnixNs; // the same moment on the wall clock
    std::uint32_t enginePid;
    std::uint32_t reserved0;
    alignas(64) std::atomic<std::uint64_t> nextSeq;  // probes: one global order, starts at 1
    alignas(64) std::atomic<std::uint32_t> nextUnit; // probes: next free unit
    std::atomic<std::uint32_t> unitLimit;            // engine: the quota; may be raised while running
    std::atomic<std::uint32_t> quotaWaiters;         // probes: futex waiters on unitLimit
    std::atomic<std::uint32_t> nextStream;           // probes: next stream number, starts at 1
    std::atomic<std::uint32_t> untracedProcesses;    // probes: processes that got no stream
    std::atomic<std::uint64_t> lostRecords;          // probes: records that could not be stored
    alignas(64) std::atomic<std::uint32_t> gateMode; // engine: GateMode
    std::atomic<std::uint32_t> engineWake;   // futex: bumped by probes when a thread comes to the gate
    std::atomic<std::uint32_t> nextGateSlot; // probes
    std::atomic<std::uint32_t> stopping;     // engine: 1 when the run is being ended
    std::atomic<std::uint32_t>
        gateTime;                    // engine: 0 the program's time-outs stand still while it is held, 1 run
    std::atomic<std::uint32_t> seed; // engine: 0 none, else `random` begins with it in each process
    std::atomic<std::uint64_t> programClock; // engine: see programNs(); futex on its lower half
    alignas(64) ClockPage clock;
};

// The clock by which time-outs run: CLOCK_MONOTONIC without the time for which the program was held, so that
// it stands while the program is held. `word`, in Header::programClock: bit 0 set, it stands, at the ns in
// the other bits; else those are the ns by which it is behind. 0 until the gate is closed for the first time.
inline constexpr bool isClockStanding(std::uint64_t word) {
    return (word & 1) != 0;
}
inline constexpr std::uint64_t programNs(std::uint64_t word, std::uint64_t monotonicNs) {
    return isClockStanding(word) ? word >> 1 : monotonicNs - (word >> 1);
}
inline constexpr std::uint64_t stoppedClock(std::uint64_t word, std::uint64_t monotonicNs) {
    return programNs(word, monotonicNs) << 1 | 1;
}
inline constexpr std::uint64_t goingClock(std::uint64_t word, std::uint64_t monotonicNs) {
    return (monotonicNs - programNs(word, monotonicNs)) << 1;
}

// One per unit, after the header page. stream << 32 | units of the chunk << 1 | 1; 0 while not (yet) taken.
// Only the first unit of a chunk has an entry.
using DirectoryEntry = std::atomic<std::uint64_t>;

// One per thread that has come to the gate. A slot belongs to one thread for that thread's life.
enum class SlotState : std::uint32_t { Free = 0, Running = 1, AtGate = 2, Blocked = 3, Gone = 4 };
struct alignas(64) GateSlot {
    std::atomic<std::uint32_t> state;    // probe: SlotState
    std::atomic<std::uint32_t> grant;    // engine: raised by one for each operation let go, then the bell
    std::atomic<std::uint32_t> taken;    // probe: grants used; the engine reads it before `state`
    std::atomic<std::uint32_t> stream;   // probe
    std::atomic<std::uint32_t> thread;   // probe: kernel thread id
    std::atomic<std::uint32_t> kind;     // probe: Kind of the pending operation
    std::atomic<std::uint32_t> line;     // probe
    std::atomic<std::uint32_t> number;   // probe: of the thread in records (0 is main)
    std::atomic<std::uint64_t> object;   // probe; of ProcessJoin, ProcessWait and their like the pid
    std::atomic<std::uint64_t> count;    // probe: operations that have come to the gate so far
    std::atomic<std::uint64_t> deadline; // probe: of the operation's own time-out, by programNs(); 0 none,
                                         // kNoPatience: it was told not to wait at all
    std::atomic<std::uint32_t> wish;     // engine: Wish, what the next grant does
    std::atomic<std::uint32_t> wishLine; // engine: of Wish::ToLine
};
inline constexpr std::uint64_t kNoPatience = 1;
// Operation: up to the next operation. Line: up to the next line of the learner's. ToLine: up to that line.
// An operation stops in all three. TimeUp: of who is Blocked with a time-out, that its time is up. Look: as
// Operation, where it is not known whether the wait can be over: it looks, and does not wait for what is on
// its way.
enum class Wish : std::uint32_t { Operation = 0, Line = 1, ToLine = 2, TimeUp = 3, Look = 4 };
static_assert(sizeof(GateSlot) == 64);

// The same thread's bell, and what it is asked about its variables while it stands. To be asked is no step:
// `grant` stays what it is. Behind all slots, in bytes that earlier traces leave unused.
struct GateQuestion {
    std::atomic<std::uint32_t> bell;  // engine: futex, raised by one with each grant and each question
    std::atomic<std::uint32_t> asked; // engine: number of the newest question, 0 none; answers carry it
    std::atomic<std::uint32_t> about; // engine: 0 all variables; else variableHash, for the repr of this one
};
static_assert(sizeof(GateQuestion) == 12);

// Messages that are in a queue's pipe for sure. Whoever writes adds one after each message; whoever reads
// takes one away before, under the queue's own lock of reading. So a process killed between the two makes it
// too small, never too large: above 0, a reader does not wait, and need not ask the kernel. Behind the
// questions, in bytes that earlier traces leave unused.
struct PipeLevel {
    std::atomic<std::uint64_t> queue; // probe: id of the queue, 0 free; taken once, for the whole run
    std::atomic<std::int64_t> sure;   // probe
};
static_assert(sizeof(PipeLevel) == 16);
inline constexpr std::uint32_t kMaxPipeLevels = 512; // queues; further ones ask the kernel each time

// Who sleeps until it is notified: since which value of engineWake, 0: it does not. Who notifies wakes the
// one that has slept longest. One for each of the first slots, threads in further ones wake as the kernel
// likes. Behind the levels, in bytes that earlier traces leave unused.
using SleepTurn = std::atomic<std::uint32_t>;
inline constexpr std::uint32_t kMaxSleepTurns = 1024;

// Of a variable's name, never 0 (FNV-1a).
inline constexpr std::uint32_t variableHash(bool global, const char* name) {
    std::uint32_t h = (2166136261u ^ std::uint32_t(global)) * 16777619u;
    for (; *name; ++name)
        h = (h ^ std::uint8_t(*name)) * 16777619u;
    return h ? h : 1;
}

inline constexpr std::size_t kDirectoryOffset = 4096;
inline constexpr std::size_t kGateOffset = kDirectoryOffset + sizeof(std::uint64_t) * kMaxUnits;
inline constexpr std::size_t kQuestionOffset = kGateOffset + sizeof(GateSlot) * kMaxGateSlots;
inline constexpr std::size_t kLevelOffset = kQuestionOffset + sizeof(GateQuestion) * kMaxGateSlots;
inline constexpr std::size_t kSleepOffset = kLevelOffset + sizeof(PipeLevel) * kMaxPipeLevels;
inline constexpr std::size_t kHeaderBytes = kSleepOffset + sizeof(SleepTurn) * kMaxSleepTurns;
inline constexpr std::uint32_t kHeaderUnits = (kHeaderBytes + kUnitBytes - 1) / kUnitBytes;
static_assert(kHeaderUnits == 13 && kLevelOffset % alignof(PipeLevel) == 0);

// Start of each chunk. Written by its owner.
struct alignas(64) ChunkHeader {
    std::uint32_t magic;
    std::uint32_t stream;
    std::uint32_t units;
    std::uint32_t reserved;
    std::atomic<std::uint32_t> used;   // bytes of records that are complete; release store publishes a record
    std::atomic<std::uint32_t> closed; // 1: the owner went on in another chunk
};
static_assert(sizeof(ChunkHeader) == 64);

// The common record. `time` and `kind` share a word, as do `seq` and the rest, so that it stays at 32 bytes.
struct Record {
    std::uint64_t timeKind; // bits 0–47 ns since Header::startNs, 48–55 Kind, 56–57 Phase, 58–63 flags
    std::uint64_t seqThread; // bits 0–39 global sequence (0: only ordered by time), 40–47 thread of the
                             // process (0 is main), 48–55 number of 32-byte continuation records, 56–63 check
    std::uint64_t object; // id of the lock, queue, …; 0 none
    std::uint32_t site;   // file (12 bits, 0 none) << 20 | line (20 bits)
    std::int32_t value;   // small result or argument, by kind (vocabulary.h)
};
static_assert(sizeof(Record) == 32);

inline constexpr std::uint64_t kTimeMask = (1ull << 48) - 1;
inline constexpr std::uint64_t kSeqMask = (1ull << 40) - 1;

// Eight bits over the record without its own check: finds torn and scribbled bytes, not attacks.
inline std::uint8_t checkOf(const Record& r) {
    std::uint64_t h = r.timeKind ^ (r.seqThread & ((1ull << 56) - 1)) * 0x9e3779b97f4a7c15ull;
    h ^= (r.object + (std::uint64_t(r.site) << 32 | std::uint32_t(r.value))) * 0xc2b2ae3d27d4eb4full;
    return std::uint8_t((h ^ h >> 32) * 0x9e3779b97f4a7c15ull >> 56);
}

// The same record again but for time and sequence: half the bytes. Its shape is that of the last full record
// without continuations in this chunk that fell on the same place of a table of 256, by its hash; the tag is
// 16 further bits of that hash, so that a shape that was never read is noticed.
struct ShortRecord {
    std::uint64_t timeShape; // bits 0–47 time, 48–55 kShortMark, 56–63 place in the table
    std::uint64_t seqTag;    // bits 0–39 sequence, 40–55 tag, 56–63 check
};
static_assert(sizeof(ShortRecord) == 16);
inline constexpr std::uint8_t kShortMark = 0xff;
inline constexpr std::size_t kShapes = 256;
inline constexpr std::size_t kGrain = sizeof(ShortRecord); // all records begin at multiples of this

// What two records of one shape have in common.
struct Shape {
    std::uint64_t kindThread = 0; // kind, phase, flags; thread
    std::uint64_t object = 0;
    std::uint64_t siteValue = 0;

    bool operator==(const Shape&) const = default;
    std::uint32_t hash() const {
        std::uint64_t h = (kindThread + 1) * 0x9e3779b97f4a7c15ull ^ object * 0xc2b2ae3d27d4eb4full;
        h = (h ^ h >> 29 ^ siteValue) * 0xbf58476d1ce4e5b9ull;
        return std::uint32_t(h >> 40);
    }
};
inline Shape shapeOf(const Record& r) {
    return {r.timeKind >> 48 | (r.seqThread >> 40 & 0xff) << 16, r.object,
            std::uint64_t(r.site) << 32 | std::uint32_t(r.value)};
}
inline std::uint8_t checkOf(const ShortRecord& r) {
    const std::uint64_t h =
        r.timeShape * 0xc2b2ae3d27d4eb4full ^ (r.seqTag & ((1ull << 56) - 1)) * 0x9e3779b97f4a7c15ull;
    return std::uint8_t((h ^ h >> 32) * 0x9e3779b97f4a7c15ull >> 56);
}

// A continuation holds fields one after another: tag, type, length (bytes), then that many bytes. Tag 0 ends.
struct FieldHeader {
    std::uint8_t tag;  // Tag
    std::uint8_t type; // FieldType
    std::uint16_t length;
};
enum class FieldType : std::uint8_t { Integer = 0 /* 8 bytes, signed */, Text = 1 /* UTF-8 */ };
inline constexpr std::uint32_t kMaxContinuations = 255;
inline constexpr std::uint32_t kMaxFieldBytes = kMaxContinuations * 32;

} // namespace forkscope::trace::wire
