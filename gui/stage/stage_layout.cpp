// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/stage_layout.h"

#include <algorithm>

namespace forkscope::gui {

using namespace stage;

Arrangement arrangementFor(const QSizeF& view, Arrangement now) {
    const double ratio = view.width() / std::max(1.0, view.height());
    if (ratio > 1.35)
        return Arrangement::Wide;
    return ratio < 1.1 ? Arrangement::Tall : now;
}

// Blocks keep the whole near a square: 0 1 / 2 3, then the next column and row of blocks, and so on.
static QPoint blockPlace(int block) {
    int ring = 0;
    while ((ring + 1) * (ring + 1) <= block)
        ++ring;
    const int offset = block - ring * ring;
    return offset < ring ? QPoint(ring, offset) : QPoint(offset - ring, ring);
}

static QRectF cell(double column, double row) {
    return {QPointF(column * kCardStepX, row * kCardStepY), kCard};
}

QRectF cardPlace(int number) {
    constexpr int kInBlock = kBlockColumns * kBlockRows;
    constexpr int kInBand = 1 + kBandColumns * (kBandRows - 1);
    if (number == 0)
        return cell((kBandColumns - 1) / 2.0, 0);
    if (number < kInBand)
        return cell((number - 1) % kBandColumns, 1 + (number - 1) / kBandColumns);
    const int rest = number - kInBand, slot = rest % kInBlock;
    const QPoint block = blockPlace(rest / kInBlock);
    return cell(block.x() * kBlockColumns + slot % kBlockColumns,
                kBandRows + block.y() * kBlockRows + slot / kBlockColumns);
}

QRectF ObjectPlaces::add(double height) {
    if (arrangement_ == Arrangement::Wide)
        if (const QRectF place = beside(height); !place.isNull())
            return place;
    const int column =
        arrangement_ == Arrangement::Wide ? aboveCount_ % kAboveColumns : aboveCount_ / kTallColumn;
    ++aboveCount_;
    return above(column, height);
}

// Null when there is no room left.
QRectF ObjectPlaces::beside(double height) {
    if (besideTop_ + height > kBesideHeight) {
        ++besideColumn_;
        besideTop_ = 0;
    }
    if (besideColumn_ >= kBesideColumns)
        return {};
    const QRectF place(kBesideX + besideColumn_ * kObjectStepX, besideTop_, kObjectWidth, height);
    besideTop_ += height + kObjectGap;
    return place;
}

QRectF ObjectPlaces::above(int column, double height) {
    tops_.resize(std::max(tops_.size(), std::size_t(column) + 1), -kObjectGap);
    double& top = tops_[std::size_t(column)];
    top -= height + kObjectGap;
    return {column * kObjectStepX, top, kObjectWidth, height};
}

} // namespace forkscope::gui
