// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One traced operation of this thread that has a beginning and an end (`put`, `join`, `sleep`). Lives on the
// C++ stack around the call of the original. What happens within it (a private semaphore has to wait, bytes
// come out of a pipe) finds it through the thread.
#include "engine/probe/stream.h"
#include "engine/probe/thread.h"

#include <cstdint>

namespace forkscope::probe {

class Operation {
  public:
    Operation(Kind kind, std::uint64_t object, std::uint32_t site)
        : kind_(kind), object_(object), site_(site), outer_(thisThread().operation) {
        thisThread().operation = this;
        if (outer_)
            flags_ |= trace::kInner;
    }
    ~Operation() { thisThread().operation = outer_; }
    Operation(const Operation&) = delete;
    Operation& operator=(const Operation&) = delete;

    void begin(std::int32_t value, const FieldBuffer* fields = nullptr, std::uint8_t flags = 0) {
        begun_ = true;
        waiting_ = (flags & trace::kWaits) != 0;
        emit(kind_, Phase::Begin, flags_ | flags, object_, site_, value, fields);
    }
    // It turns out that it cannot go on now. Said once.
    void waits() {
        if (waiting_ || !begun_)
            return;
        waiting_ = true;
        emit(kind_, Phase::Wait, flags_, object_, site_, 0);
    }
    void end(std::int32_t value, const FieldBuffer* fields = nullptr, std::uint8_t flags = 0) {
        emit(kind_, Phase::End, flags_ | flags, object_, site_, value, fields);
    }
    void point(std::int32_t value, const FieldBuffer* fields = nullptr, std::uint8_t flags = 0) {
        emit(kind_, Phase::Point, flags_ | flags, object_, site_, value, fields);
        told_ = true;
    }
    void add(Flag flag) { flags_ |= flag; }

    Kind kind() const { return kind_; }
    std::uint64_t object() const { return object_; }
    std::uint32_t site() const { return site_; }
    bool waiting() const { return waiting_; }
    bool blocking() const { return blocking_; }
    void setBlocking(bool blocking) { blocking_ = blocking; }
    bool told() const { return told_; }
    std::int32_t bytes() const { return bytes_; }
    void setBytes(std::int32_t bytes) { bytes_ = bytes; }

  private:
    Kind kind_;
    std::uint8_t flags_ = 0;
    bool begun_ = false;
    bool waiting_ = false;
    bool blocking_ = true; // it may wait at all
    bool told_ = false;    // its point has been written, by what happened within
    std::int32_t bytes_ = 0;
    std::uint64_t object_;
    std::uint32_t site_;
    Operation* outer_;
};

} // namespace forkscope::probe
