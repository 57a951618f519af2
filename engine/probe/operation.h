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
    // What it waits for inside is not worth telling.
    void keepWaitsQuiet() { waiting_ = true; }
    void end(std::int32_t value, const FieldBuffer* fields = nullptr, std::uint8_t flags = 0) {
        emit(kind_, Phase::End, flags_ | flags, object_, site_, value, fields);
    }
    void point(std::int32_t value, const FieldBuffer* fields = nullptr, std::uint8_t flags = 0) {
        emit(kind_, Phase::Point, flags_ | flags, object_, site_, value, fields);
        told_ = true;
    }
    void add(Flag flag) { flags_ |= flag; }
    bool isInner() const { return outer_ != nullptr; }

    // What the operation wants to know of the semaphores that it uses: that one of them was asked for without
    // waiting (`yes`: taken), and that one that is shown is about to be released. Both are moments at which
    // this thread alone may touch what the semaphore guards.
    using Within = void (*)(Operation& operation, PyObject* semaphore, bool yes);
    void whenTried(Within within) { whenTried_ = within; }
    void whenReleased(Within within) { whenReleased_ = within; }
    void tried(PyObject* semaphore, bool taken) {
        if (whenTried_)
            whenTried_(*this, semaphore, taken);
    }
    void released(PyObject* semaphore) {
        if (whenReleased_)
            whenReleased_(*this, semaphore, true);
    }

    Kind kind() const { return kind_; }
    std::uint64_t object() const { return object_; }
    std::uint32_t site() const { return site_; }
    bool begun() const { return begun_; }
    bool waiting() const { return waiting_; }
    bool blocking() const { return blocking_; }
    // It slept on a condition, at a closed gate, and somebody has woken it.
    bool slept() const { return slept_; }
    void wokeUp() { slept_ = true; }
    void setBlocking(bool blocking) { blocking_ = blocking; }
    // Whoever drives has said that its time is up.
    bool isTimeUp() const { return timeUp_; }
    void endTime() { timeUp_ = true; }
    bool told() const { return told_; }
    // Its time-out, below 0 none, and the name of the call, for what is told from within.
    double seconds() const { return seconds_; }
    void setSeconds(double seconds) { seconds_ = seconds; }
    const char* call() const { return call_; }
    void setCall(const char* call) { call_ = call; }
    // The Python object that it works on, borrowed while it lasts.
    PyObject* subject() const { return subject_; }
    void setSubject(PyObject* subject) { subject_ = subject; }
    std::int32_t bytes() const { return bytes_; }
    void setBytes(std::int32_t bytes) { bytes_ = bytes; }

  private:
    Kind kind_;
    std::uint8_t flags_ = 0;
    bool begun_ = false;
    bool waiting_ = false;
    bool blocking_ = true; // it may wait at all
    bool slept_ = false;
    bool timeUp_ = false;
    bool told_ = false; // its point has been written, by what happened within
    std::int32_t bytes_ = 0;
    double seconds_ = -1;
    const char* call_ = "";
    PyObject* subject_ = nullptr;
    Within whenTried_ = nullptr;
    Within whenReleased_ = nullptr;
    std::uint64_t object_;
    std::uint32_t site_;
    Operation* outer_;
};

} // namespace forkscope::probe
