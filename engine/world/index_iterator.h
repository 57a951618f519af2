// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An iterator over a container that is read by index: gives what the container's [] gives, a reference or a
// copy. Stays good while the container lives and the element is there.
#include <cstddef>
#include <iterator>
#include <type_traits>
#include <utility>

namespace forkscope::world {

template <class List> class IndexIterator {
  public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = typename List::value_type;
    using difference_type = std::ptrdiff_t;
    using reference = decltype(std::declval<const List&>()[0]);
    using pointer = std::add_pointer_t<reference>;

    IndexIterator() = default;
    IndexIterator(const List* list, std::size_t i) : list_(list), i_(i) {}
    reference operator*() const { return (*list_)[i_]; }
    pointer operator->() const requires std::is_reference_v<reference> { return &(*list_)[i_]; }
    IndexIterator& operator++() { return *this += 1; }
    IndexIterator operator++(int) {
        IndexIterator before = *this;
        ++i_;
        return before;
    }
    IndexIterator& operator--() { return *this += -1; }
    IndexIterator& operator+=(std::ptrdiff_t n) {
        i_ = std::size_t(std::ptrdiff_t(i_) + n);
        return *this;
    }
    friend IndexIterator operator+(IndexIterator a, std::ptrdiff_t n) { return a += n; }
    friend std::ptrdiff_t operator-(const IndexIterator& a, const IndexIterator& b) {
        return std::ptrdiff_t(a.i_) - std::ptrdiff_t(b.i_);
    }
    bool operator==(const IndexIterator&) const = default;

  private:
    const List* list_ = nullptr;
    std::size_t i_ = 0;
};

} // namespace forkscope::world
