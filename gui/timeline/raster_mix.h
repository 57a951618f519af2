// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Several colours in one column, weighed. Used inside this folder.
#include "gui/timeline/raster.h"

namespace forkscope::gui::timeline {

struct LaneRaster::Mix {
    float red = 0, green = 0, blue = 0, weight = 0;
    std::uint8_t state = kAbsentColumn; // the only state so far, or kMixedColumn
    QRgb only = 0;

    void add(QRgb c, std::uint8_t s, float w) {
        red += w * float(qRed(c));
        green += w * float(qGreen(c));
        blue += w * float(qBlue(c));
        weight += w;
        if (state == kAbsentColumn) {
            state = s;
            only = c;
        } else if (state != s || only != c) {
            state = kMixedColumn;
        }
    }
    QRgb color() const {
        if (state != kMixedColumn)
            return only;
        const float each = 1 / weight;
        return qRgb(int(red * each + 0.5f), int(green * each + 0.5f), int(blue * each + 0.5f));
    }
};

} // namespace forkscope::gui::timeline
