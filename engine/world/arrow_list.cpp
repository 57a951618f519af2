// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/arrow_list.h"

namespace forkscope::world {

bool ArrowList::fits(const Arrow& arrow) {
    return std::uint64_t(arrow.to) - std::uint64_t(arrow.from) <= UINT32_MAX && arrow.toOrder <= UINT32_MAX &&
           arrow.fromOrder <= arrow.toOrder;
}

void ArrowList::push_back(const Arrow& arrow) {
    const trace::TimedColumns<3>::Shape shape{
        std::uint64_t(arrow.kind) | std::uint64_t(arrow.sourceThread) << 8 |
            std::uint64_t(arrow.targetThread) << 16,
        arrow.source.value | std::uint64_t(arrow.target.value) << 32, arrow.object.value};
    if (!fits(arrow))
        odd_.emplace(size(), arrow);
    shapes_.append(arrow.to, shape);
    reaches_.push_back({std::uint32_t(arrow.to - arrow.from), std::uint32_t(arrow.toOrder - arrow.fromOrder),
                        std::uint32_t(arrow.toOrder)});
}

Arrow ArrowList::operator[](std::size_t i) const {
    if (!odd_.empty())
        if (const auto odd = odd_.find(i); odd != odd_.end())
            return odd->second;
    const auto shape = shapes_.shape(i);
    const Reach& reach = reaches_[i];
    Arrow arrow;
    arrow.kind = ArrowKind(shape[0] & 0xff);
    arrow.sourceThread = std::uint8_t(shape[0] >> 8);
    arrow.targetThread = std::uint8_t(shape[0] >> 16);
    arrow.source = {std::uint32_t(shape[1])};
    arrow.target = {std::uint32_t(shape[1] >> 32)};
    arrow.object = {std::uint32_t(shape[2])};
    arrow.to = shapes_.time(i);
    arrow.from = arrow.to - reach.time;
    arrow.toOrder = reach.toOrder;
    arrow.fromOrder = reach.toOrder - reach.order;
    return arrow;
}

std::size_t ArrowList::firstFrom(trace::Time t) const {
    return t == INT64_MIN ? 0 : shapes_.upperBound(t - 1);
}

} // namespace forkscope::world
