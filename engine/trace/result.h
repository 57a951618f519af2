// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a call that can fail gives back: a value, or one sentence for the person at the screen that says what
// failed, where, and what to do about it. Nothing in the engine throws across a public function.
#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace forkscope {

struct Error {
    std::string sentence;
};

template <class T> class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }
    T& operator*() { return get(); }
    const T& operator*() const { return const_cast<Result*>(this)->get(); }
    T* operator->() { return &get(); }
    const T* operator->() const { return &**this; }
    const std::string& error() const {
        assert(state_.index() == 1);
        return std::get<1>(state_).sentence;
    }

  private:
    T& get() {
        assert(state_.index() == 0);
        return std::get<0>(state_);
    }
    std::variant<T, Error> state_;
};

struct Done {}; // the value of a call that only succeeds or fails
using Outcome = Result<Done>;

} // namespace forkscope
