// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Something that can be painted on anything, as large as it wants to be: what a picture is made from.
#include <QPainter>
#include <QSizeF>

#include <functional>

namespace forkscope::gui {

struct Painting {
    QSizeF size;                          // logical pixels, the background's margin included
    std::function<void(QPainter&)> paint; // from (0, 0) on; fills its background

    bool isEmpty() const { return size.isEmpty(); }
};

} // namespace forkscope::gui
