// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// All events of one run so far, in order, with their fields, source paths and raw object ids. Append-only:
// indices, handles and string_views stay valid for the Log's life. One thread only (the one that reads the
// trace). Events are kept in columns, five to thirty-four bytes each, never more than in the trace; what is
// read is a copy.
#include "engine/trace/event.h"
#include "engine/trace/sparse_column.h"
#include "engine/trace/timed_columns.h"

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
    using Columns = TimedColumns<3>;

  public:
    Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    std::size_t size() const { return events_.size(); }
    bool empty() const { return size() == 0; }
    Event operator[](std::size_t index) const {
        return unpack(index, events_.time(index), events_.shape(index), details_[index]);
    }
    // Calls what(event) for each from `first` to before `last`, in order and more quickly than one by one, as
    // long as it answers true.
    template <class Do> void each(std::size_t first, std::size_t last, Do&& what) const {
        events_.each(first, last, [&](std::size_t index, Time time, const Columns::Shape& shape) {
            return what(unpack(index, time, shape, details_[index]));
        });
    }
    Event back() const { return (*this)[size() - 1]; }
    Time time(std::size_t index) const { return events_.time(index); } // that of the event, more quickly
    // First index whose event is later than `t`; size() when none is.
    std::size_t upperBound(Time t) const { return events_.upperBound(t); }

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
    Event append(Event e);                                  // as it is kept

  private:
    // What events have in common but for time, order and fields.
    static Columns::Shape shapeOf(const Event& e) {
        return {e.process.value | std::uint64_t(e.object.value) << 32,
                std::uint32_t(e.value) | std::uint64_t(e.line) << 32,
                e.file.value | std::uint64_t(e.thread) << 16 | std::uint64_t(e.kind) << 24 |
                    std::uint64_t(e.phase) << 32 | std::uint64_t(e.flags) << 40};
    }
    static Event unpack(std::size_t index, Time time, const Columns::Shape& s, std::uint32_t detail) {
        return {.time = time,
                .order = index + 1,
                .process = {std::uint32_t(s[0])},
                .object = {std::uint32_t(s[0] >> 32)},
                .value = std::int32_t(s[1]),
                .line = std::uint32_t(s[1] >> 32),
                .detail = detail,
                .file = {std::uint16_t(s[2])},
                .thread = std::uint8_t(s[2] >> 16),
                .kind = Kind(s[2] >> 24 & 0xff),
                .phase = Phase(s[2] >> 32 & 0xff),
                .flags = std::uint8_t(s[2] >> 40)};
    }

    const char* encodedFields(const Event& e) const; // of an event that has some
    std::optional<Field> field(const Event& e, Tag tag, bool isText) const;

    Columns events_;
    SparseColumn details_; // Event::detail
    Time latest_ = INT64_MIN;
    std::vector<std::unique_ptr<char[]>> arena_; // encoded fields, in blocks of kArenaBlock bytes
    std::size_t arenaUsed_ = 0;
    std::deque<std::string> paths_;
    std::unordered_map<std::string_view, std::uint16_t> pathIndex_;
    std::unordered_map<std::uint64_t, std::uint32_t> objectIndex_;
    std::vector<std::uint64_t> rawIds_;
};

} // namespace forkscope::trace
