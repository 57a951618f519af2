// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The engine's end of a live trace: makes the shared file before a run and writes stream 0. One owner (the
// Session), one thread. The file is a memfd, sealed so that nobody can cut it short under a mapping; it is
// sparse, so it costs what is written. memfd_create(2), fcntl(2) F_ADD_SEALS.
#include "engine/trace/result.h"
#include "engine/trace/writer.h"

#include <memory>
#include <span>
#include <string>

namespace forkscope::trace {

class TraceStore {
  public:
    // A trace that may grow to `quotaBytes`. Fails with a sentence where the system has no memfd or no
    // memory.
    static Result<std::unique_ptr<TraceStore>> create(std::int64_t quotaBytes);
    ~TraceStore();
    TraceStore(const TraceStore&) = delete;
    TraceStore& operator=(const TraceStore&) = delete;

    int descriptor() const { return fd_; } // close-on-exec
    // Path under which any process of this user can open the file while this process lives.
    std::string path() const;
    wire::Header& header() { return *static_cast<wire::Header*>(mapping_); }
    wire::GateSlot* gateSlots();
    wire::GateQuestion* gateQuestions(); // by slot
    // All bytes that may hold something: the header region and every unit taken so far.
    std::span<const std::byte> bytes() const;

    std::uint64_t startNs() const;
    std::uint64_t
    nanosecondsSinceStart() const; // now; the one place of the layer that asks the system's clock
    bool quotaReached() const;     // somebody waits for room
    std::int64_t quotaBytes() const;
    void raiseQuota(std::int64_t moreBytes);
    // What is to be done often while programs write, a few times a second at least: keeps the clock page
    // fresh, room ahead of the writers, and the engine's own numbers as they were if a program overwrote
    // them.
    void tend();
    void setStopping(); // the run is being ended: nobody waits for room or at the gate any more

    // Stream 0. `time` as in StreamWriter::append.
    void write(Kind kind, std::int32_t value, std::uint64_t time, const FieldBuffer* fields = nullptr,
               std::uint64_t object = 0);
    void writeUnsequenced(Kind kind, std::int32_t value, std::uint64_t time, std::uint64_t object);

  private:
    TraceStore(int fd, void* mapping, std::int64_t quotaBytes);
    // As much as was used since the last call and more: pages that are there already cost a traced process
    // half of what new ones do.
    void prepareAhead();
    void fitClock();
    void mendHeader();

    int fd_;
    void* mapping_;
    // Kept here too: what stands in the shared header may be anything.
    std::uint64_t startNs_ = 0, startUnixNs_ = 0;
    std::uint32_t unitLimit_ = 0;
    bool stopping_ = false;
    StreamWriter writer_;
    std::uint32_t preparedUnits_ = 0; // units before this one have their pages
    std::uint32_t usedBefore_ = 0;
    bool counterUsable_ = false;
    std::uint64_t firstCounter_ = 0, firstNs_ = 0; // the far end of the line that the clock page is
};

} // namespace forkscope::trace
