// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A first-in first-out list of queue items whose copies are cheap: copies share blocks of items and a block
// is copied only when a list that shares it changes it. The World is copied every few thousand events and
// again for each look back, and a queue may hold 10^5 items: copying them one by one would cost more than
// everything else.
//
// Reads like a std::deque (size, [], front, back, for). One thread.
#include "engine/trace/event.h"

#include <array>
#include <cstddef>
#include <iterator>
#include <memory>
#include <string_view>
#include <vector>

namespace forkscope::world {

// Something put into a queue.
struct Item {
    std::string_view preview; // "" when its type is not one that may be shown
    std::uint32_t bytes = 0;  // 0 until it is in the pipe
    trace::ProcessId producer;
    trace::Time put = 0;
    std::uint64_t putOrder =
        0; // order of the put event: where the arrow to the get begins; 0 when it was not seen

    bool operator==(const Item&) const = default;
};

class ItemList {
  public:
    class Iterator;
    using value_type = Item;
    using const_iterator = Iterator;

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const Item& operator[](std::size_t i) const {
        const std::size_t at = begin_ + i;
        return (*blocks_[at / kBlock])[at % kBlock];
    }
    const Item& front() const { return (*this)[0]; }
    const Item& back() const { return (*this)[size_ - 1]; }
    Iterator begin() const;
    Iterator end() const;

    void push_back(const Item& item);
    void pop_front();
    void pop_back();
    // Takes out item `i`. Costs `i` moves: meant for places near the front.
    Item take(std::size_t i);
    // Item `i`, to be changed.
    Item& edit(std::size_t i);

  private:
    static constexpr std::size_t kBlock = 64;
    using Block = std::array<Item, kBlock>;

    void forgetBlocks();

    std::vector<std::shared_ptr<Block>> blocks_; // those before begin_ / kBlock are null
    std::size_t begin_ = 0;                      // place of the first item, counted from blocks_[0]
    std::size_t size_ = 0;
};

class ItemList::Iterator {
  public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Item;
    using difference_type = std::ptrdiff_t;
    using pointer = const Item*;
    using reference = const Item&;

    Iterator() = default;
    Iterator(const ItemList* list, std::size_t i) : list_(list), i_(i) {}
    reference operator*() const { return (*list_)[i_]; }
    pointer operator->() const { return &(*list_)[i_]; }
    Iterator& operator++() {
        ++i_;
        return *this;
    }
    Iterator operator++(int) {
        Iterator before = *this;
        ++i_;
        return before;
    }
    bool operator==(const Iterator&) const = default;

  private:
    const ItemList* list_ = nullptr;
    std::size_t i_ = 0;
};

inline ItemList::Iterator ItemList::begin() const {
    return {this, 0};
}
inline ItemList::Iterator ItemList::end() const {
    return {this, size_};
}

} // namespace forkscope::world
