// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/item_list.h"

namespace forkscope::world {

Item& ItemList::edit(std::size_t i) {
    const std::size_t at = begin_ + i;
    std::shared_ptr<Block>& block = blocks_[at / kBlock];
    if (block.use_count() > 1)
        block = std::make_shared<Block>(*block);
    return (*block)[at % kBlock];
}

void ItemList::push_back(const Item& item) {
    if ((begin_ + size_) / kBlock == blocks_.size())
        blocks_.push_back(std::make_shared<Block>());
    edit(size_) = item;
    ++size_;
}

void ItemList::pop_front() {
    --size_;
    ++begin_;
    if (begin_ % kBlock == 0) {
        blocks_[begin_ / kBlock - 1].reset();
        forgetBlocks();
    } else if (size_ == 0 && blocks_.back().use_count() == 1) {
        // A queue that is emptied again and again goes on in the same block.
        begin_ -= begin_ % kBlock;
    }
}

// Drops the places of blocks that are gone, when they are the greater part.
void ItemList::forgetBlocks() {
    const std::size_t gone = begin_ / kBlock;
    if (gone * 2 < blocks_.size())
        return;
    blocks_.erase(blocks_.begin(), blocks_.begin() + std::ptrdiff_t(gone));
    begin_ -= gone * kBlock;
}

void ItemList::pop_back() {
    --size_;
    if ((begin_ + size_) % kBlock == 0)
        blocks_.pop_back();
}

Item ItemList::take(std::size_t i) {
    const Item taken = (*this)[i];
    for (; i > 0; --i)
        edit(i) = (*this)[i - 1];
    pop_front();
    return taken;
}

} // namespace forkscope::world
