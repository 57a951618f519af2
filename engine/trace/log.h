// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// All events of one run so far, in order, with their fields, source paths and raw object ids. Append-only:
// indices, handles and string_views stay valid for the Log's life. One thread only (the one that reads the
// trace).
#include "engine/trace/event.h"

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace forkscope::trace {

class Log {
  public:
    Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const Event& operator[](std::size_t index) const {
        return blocks_[index >> kBlockBits][index & kBlockMask];
    }
    const Event& back() const { return (*this)[size_ - 1]; }
    // First index whose event is later than `t`; size() when none is.
    std::size_t upperBound(Time t) const;

    // The fields of an event, in the order written. Empty where it has none.
    std::vector<Field> fields(const Event& e) const;
    // The text or number of one field; nothing where the event does not carry it.
    std::optional<std::string_view> text(const Event& e, Tag tag) const;
    std::optional<std::int64_t> number(const Event& e, Tag tag) const;

    std::string_view path(FileId id) const; // "" for none
    std::size_t files() const { return paths_.size(); }
    std::uint64_t rawId(ObjectId id) const; // the 64-bit id in the trace; 0 for none
    // The object that a field of an event (Lock, Peer, Owner, Reader) names by its 64-bit id; none where the
    // event does not carry it. The same at all times, also before the object's own first event.
    ObjectId object(const Event& e, Tag tag) const;

    // For readers and for tests that script events. `order` is set here; events must come in time order,
    // small inversions are raised to the time before.
    ObjectId intern(std::uint64_t rawId);
    FileId internPath(std::string_view path);
    std::uint32_t addFields(std::span<const Field> fields); // 0 for none; copies the texts
    const Event& append(Event e);

  private:
    static constexpr unsigned kBlockBits = 14;
    static constexpr std::size_t kBlockMask = (std::size_t(1) << kBlockBits) - 1;

    const char* encodedFields(const Event& e) const; // of an event that has some
    std::optional<Field> field(const Event& e, Tag tag, bool isText) const;

    std::vector<std::unique_ptr<Event[]>> blocks_;
    std::size_t size_ = 0;
    std::vector<std::unique_ptr<char[]>> arena_; // encoded fields, in blocks of kArenaBlock bytes
    std::size_t arenaUsed_ = 0;
    std::deque<std::string> paths_;
    std::unordered_map<std::string_view, std::uint16_t> pathIndex_;
    std::unordered_map<std::uint64_t, std::uint32_t> objectIndex_;
    std::vector<std::uint64_t> rawIds_;
};

} // namespace forkscope::trace
