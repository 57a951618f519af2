// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/stage_layout.h"

#include <algorithm>

namespace forkscope::gui {

using namespace stage;

// Blocks keep the whole near a square: 0 1 / 2 3, then the next column and row of blocks, and so on.
static QPoint blockPlace(int block) {
    int ring = 0;
    while ((ring + 1) * (ring + 1) <= block)
        ++ring;
    const int offset = block - ring * ring;
    return offset < ring ? QPoint(ring, offset) : QPoint(offset - ring, ring);
}

static QRectF cell(int block, int slot) {
    const QPoint corner = blockPlace(block);
    const int column = corner.x() * kBlockColumns + slot % kBlockColumns;
    const int row = corner.y() * kBlockRows + slot / kBlockColumns;
    return {QPointF(column * kCardStepX, row * kCardStepY), kCard};
}

QRectF cardPlace(int number) {
    constexpr int kInBlock = kBlockColumns * kBlockRows;
    constexpr int kInFirst = kInBlock - kBlockColumns; // main has the first row for itself
    if (number == 0)
        return cell(0, kBlockColumns / 2);
    if (number <= kInFirst)
        return cell(0, kBlockColumns + number - 1);
    const int rest = number - 1 - kInFirst;
    return cell(1 + rest / kInBlock, rest % kInBlock);
}

QRectF ObjectPlaces::add(double height) {
    constexpr int kInGroup = kObjectColumns * kObjectsInColumn;
    const int column = count_ / kInGroup * kObjectColumns + count_ % kObjectColumns;
    ++count_;
    tops_.resize(std::max(tops_.size(), std::size_t(column) + 1), -kObjectGap);
    double& top = tops_[std::size_t(column)];
    top -= height + kObjectGap;
    return {column * kObjectStepX, top, kObjectWidth, height};
}

} // namespace forkscope::gui
