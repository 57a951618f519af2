// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/kept_output.h"

#include <algorithm>

namespace forkscope::run {

void KeptOutput::add(trace::Time at, const QByteArray& bytes) {
    bytes_ += bytes;
    pieces_.push_back({at, bytes_.size()});
}

QByteArray KeptOutput::until(trace::Time t) const {
    const auto after = std::ranges::upper_bound(pieces_, t, {}, &Piece::at);
    return after == pieces_.begin() ? QByteArray() : bytes_.left(std::prev(after)->end);
}

} // namespace forkscope::run
