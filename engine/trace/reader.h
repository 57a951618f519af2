// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reads the bytes of a trace, live or saved, into a Log. Trusts nothing: each record is copied, then checked;
// bad bytes are skipped, counted and reported as gaps, and never end the reading. Events come out in one
// global order: by sequence number, and those without one (the kernel's) by time. Single thread.
#include "engine/trace/log.h"
#include "engine/trace/result.h"
#include "engine/trace/thread_annotations.h"
#include "engine/trace/wire.h"

#include <cstddef>
#include <deque>
#include <map>
#include <span>
#include <vector>

namespace forkscope::trace {

struct Damage {
    std::uint64_t badRecords = 0; // bytes that are no record, in units of 16 bytes
    std::uint64_t badChunks = 0;  // chunks whose head makes no sense
    std::uint64_t missing = 0;    // sequence numbers that never came: a process died in mid-write
    std::uint64_t lost = 0;       // records that a process could not store, by its own count
    std::uint64_t untraced = 0;   // processes without a stream

    auto operator<=>(const Damage&) const = default;
};

// Brings the bytes of a trace into memory that are going to be read, and takes those out again that have
// been.
class ChunkKeeper {
  public:
    virtual ~ChunkKeeper() = default;
    virtual void take(std::size_t offset, std::size_t length) = 0;
    virtual void drop(std::size_t offset, std::size_t length) = 0;
};

class Reader {
  public:
    static constexpr std::size_t kWindow = std::size_t(1) << 16;

    // The Log must outlive the Reader. `bytes` of a live trace grow: give the whole again with each read().
    // `window`: how many sequence numbers ahead are kept by their place, a power of two.
    explicit Reader(Log& log, std::size_t window = kWindow);

    // Checks magic and version; a sentence otherwise.
    static Outcome check(std::span<const std::byte> bytes);

    // Takes up to about `maxEvents` new records and appends those whose turn has come to the Log. A sequence
    // number that has not come yet holds back all later ones: `patient` false gives it up (counted in
    // damage().missing; should it come later after all it is appended late). Returns the number of events
    // appended.
    std::size_t read(std::span<const std::byte> bytes, std::size_t maxEvents,
                     bool patient) FORKSCOPE_MAIN_THREAD;

    // No event can be later than this: a record that says so is damage. Else one wild number would put all
    // that follows it at the end of time.
    void setLatest(Time latest) { latest_ = latest; }

    // Told of each chunk before it is looked at and after its last byte was read; must outlive the reading.
    // Null: all bytes are there.
    void setKeeper(ChunkKeeper* keeper) { keeper_ = keeper; }

    // Nothing more will be read: gives back the memory that keeping events in order takes.
    void finish();

    bool waiting() const;                     // events are held back for a missing one
    bool backlog() const { return backlog_; } // the last read() stopped at maxEvents
    const Damage& damage() const { return damage_; }

  private:
    struct Chunk {
        std::size_t offset = 0; // of the ChunkHeader
        std::size_t bytes = 0;  // of the whole chunk
        std::size_t read = 0;   // of its records
        std::uint32_t stream = 0;
        std::size_t available = 0; // bytes of records when last looked at
        bool done = false, taken = false;
        std::vector<wire::Record> shapes; // by place, what a short record stands for; empty before the first
    };
    // Of one process.
    struct Stream {
        std::deque<Chunk> chunks; // not read to their end
        std::uint64_t newest = 0; // sequence number read last
        bool hasMore = false;     // the last reading did not come to the end
    };
    struct Pending {
        std::uint64_t seq = 0;
        Event event;
        std::uint64_t object = 0;
        std::uint32_t site = 0;
        std::uint32_t detail = 0;
    };

    void findChunks(std::span<const std::byte> bytes);
    bool isAhead(std::uint32_t number, const Stream& stream) const;
    std::size_t readStream(std::span<const std::byte> bytes, Stream& stream, std::size_t maxEvents);
    std::size_t readChunk(std::span<const std::byte> bytes, Chunk& chunk, std::size_t maxEvents);
    std::size_t decode(std::span<const std::byte> records, Chunk& chunk);
    bool expandShort(std::span<const std::byte> records, const Chunk& chunk, wire::Record& to) const;
    void remember(const wire::Record& record, Chunk& chunk);
    std::uint32_t decodeFields(std::span<const std::byte> bytes, Kind kind, std::int32_t value,
                               std::uint32_t stream);
    void keep(const Pending& p);
    std::size_t deliver(bool patient, Time kernelUntil);
    void sortKernel();
    void deliverKernelUpTo(Time t);
    std::uint64_t nextKept() const;
    bool isBeforeTheKernel(std::uint64_t seq) const;
    Pending takeNext();
    void append(const Pending& p);

    Log& log_;
    ChunkKeeper* keeper_ = nullptr;
    Damage damage_;
    std::map<std::uint32_t, Stream> streams_;
    std::vector<bool> seen_; // units whose entry has been read
    std::uint32_t nextUnit_ = wire::kHeaderUnits;
    std::uint64_t nextSeq_ = 1;
    std::uint64_t newest_ = 0; // of the stream that is being read
    bool backlog_ = false;
    Time latest_ = INT64_MAX;
    // Sequence numbers are dense, so what is held back has its place by number: window_[seq & mask], as far
    // as the window reaches. What is further away (a long wait, or hostile bytes) stands in far_, a heap.
    std::vector<Pending> window_;
    std::size_t inWindow_ = 0;
    std::vector<Pending> far_;
    std::vector<Pending> kernel_; // unsequenced, in order of time from kernelAt_ on
    std::size_t kernelAt_ = 0, kernelSorted_ = 0;
    Time newestKernel_ = 0;                  // latest of its records so far
    bool isKernelUnread_ = false;            // there are more of them
    std::vector<std::vector<FileId>> files_; // by stream, by file number
    std::vector<Field> scratch_;
};

} // namespace forkscope::trace
