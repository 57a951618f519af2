// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// All arrows of a run, sorted by when they end: seventeen bytes each where the same lanes have many. Reads
// like a vector, but what is read is a copy. Append-only, single thread.
#include "engine/trace/timed_columns.h"
#include "engine/world/effects.h"
#include "engine/world/index_iterator.h"

#include <cstddef>
#include <map>
#include <vector>

namespace forkscope::world {

class ArrowList {
  public:
    using Iterator = IndexIterator<ArrowList>;
    using value_type = Arrow;
    using const_iterator = Iterator;

    std::size_t size() const { return reaches_.size(); }
    bool empty() const { return size() == 0; }
    Arrow operator[](std::size_t i) const;
    Arrow back() const { return (*this)[size() - 1]; }
    trace::Time to(std::size_t i) const { return shapes_.time(i); } // of that arrow, more quickly
    // The first that ends at `t` or later; size() when none does.
    std::size_t firstFrom(trace::Time t) const;
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, size()}; }

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

} // namespace forkscope::world
