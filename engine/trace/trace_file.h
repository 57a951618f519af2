// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The bytes of a trace in a file, of which only those are in memory that are being read. They are read, not
// mapped: another program may cut the file short at any time, and a mapping would answer that with a signal.
// The file is held open, so that it may be deleted or replaced meanwhile. Owned by whoever opened it; one
// thread. pread(2), madvise(2).
#include "engine/trace/reader.h"
#include "engine/trace/result.h"
#include "engine/trace/trace_bytes.h"

#include <cstddef>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace forkscope::trace {

// A descriptor that is closed with it.
class OpenFile {
  public:
    explicit OpenFile(int descriptor = -1) : descriptor_(descriptor) {}
    ~OpenFile();
    OpenFile(OpenFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    OpenFile& operator=(OpenFile&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    bool isOpen() const { return descriptor_ >= 0; }
    int descriptor() const { return descriptor_; }

  private:
    int descriptor_;
};

class TraceFile final : public ChunkKeeper {
  public:
    TraceFile() = default;
    // The first `bytes` of `file`, with the head in memory. `path` is for sentences.
    static Result<TraceFile> open(OpenFile file, const std::string& path, std::size_t bytes);

    // A range of whole units. Zeros where nothing is in memory.
    const std::byte* data() const { return memory_.data(); }
    const std::byte* begin() const { return memory_.begin(); }
    const std::byte* end() const { return memory_.end(); }
    std::size_t size() const { return memory_.size(); }

    void take(std::size_t offset, std::size_t length) override;
    void drop(std::size_t offset, std::size_t length) override;
    // All of it into memory: fails where the file has been changed since it was opened, or cannot be read.
    Outcome takeAll();
    // All but the head out of memory.
    void dropAll();
    // Whether all that was asked for could be read.
    const Outcome& state() const { return state_; }

  private:
    // By which a change of the file is seen.
    struct Stamp {
        off_t bytes = 0;
        std::int64_t changed = 0; // ns
        bool operator==(const Stamp&) const = default;
    };
    Stamp stamp() const;
    bool read(std::size_t from, std::size_t to);
    Error readError() const;

    OpenFile file_;
    std::string path_;
    Stamp stampAtOpen_;
    std::size_t inFile_ = 0; // bytes of the trace that the file has
    TraceBytes memory_;
    std::vector<bool> isHere_; // by unit
    Outcome state_ = Done{};
};

// Reads exactly that much: false where the file could not be read (errno), or is shorter by now (errno 0).
bool readAt(int descriptor, std::size_t offset, std::byte* to, std::size_t length);

} // namespace forkscope::trace
