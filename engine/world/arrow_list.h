// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// All arrows of a run, sorted by when they end: seventeen bytes each where the same lanes have many. Reads
// like a vector, but what is read is a copy. Append-only, single thread.
#include "engine/trace/timed_columns.h"
#include "engine/world/effects.h"

#include <cstddef>
#include <iterator>
#include <map>
#include <vector>

namespace forkscope::world {

class ArrowList {
  public:
    class Iterator;
    using value_type = Arrow;
    using const_iterator = Iterator;

    std::size_t size() const { return reaches_.size(); }
    bool empty() const { return size() == 0; }
    Arrow operator[](std::size_t i) const;
    Arrow back() const { return (*this)[size() - 1]; }
    trace::Time to(std::size_t i) const { return shapes_.time(i); } // of that arrow, more quickly
    // The first that ends at `t` or later; size() when none does.
    std::size_t firstFrom(trace::Time t) const;
    Iterator begin() const;
    Iterator end() const;

    // It does not end before the last one does.
    void push_back(const Arrow& arrow);

  private:
    // How far it reaches back in time, and which events it joins.
    struct Reach {
        std::uint32_t time, order; // to - from, toOrder - fromOrder
        std::uint32_t toOrder;
    };
    static bool fits(const Arrow& arrow);

    trace::TimedColumns<3> shapes_; // by `to`: kind, lanes, object
    std::vector<Reach> reaches_;
    std::map<std::size_t, Arrow> odd_; // by index: those whose numbers do not fit
};

class ArrowList::Iterator {
  public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = Arrow;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Arrow;

    Iterator() = default;
    Iterator(const ArrowList* list, std::size_t i) : list_(list), i_(i) {}
    Arrow operator*() const { return (*list_)[i_]; }
    Iterator& operator++() {
        ++i_;
        return *this;
    }
    Iterator operator++(int) {
        Iterator before = *this;
        ++i_;
        return before;
    }
    Iterator& operator--() {
        --i_;
        return *this;
    }
    Iterator& operator+=(std::ptrdiff_t n) {
        i_ = std::size_t(std::ptrdiff_t(i_) + n);
        return *this;
    }
    friend Iterator operator+(Iterator a, std::ptrdiff_t n) { return a += n; }
    friend std::ptrdiff_t operator-(const Iterator& a, const Iterator& b) {
        return std::ptrdiff_t(a.i_) - std::ptrdiff_t(b.i_);
    }
    bool operator==(const Iterator&) const = default;

  private:
    const ArrowList* list_ = nullptr;
    std::size_t i_ = 0;
};

inline ArrowList::Iterator ArrowList::begin() const {
    return {this, 0};
}
inline ArrowList::Iterator ArrowList::end() const {
    return {this, size()};
}

} // namespace forkscope::world
