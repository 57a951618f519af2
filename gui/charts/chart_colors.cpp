// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/chart_colors.h"

#include "gui/theme/theme.h"

#include <QImage>

namespace forkscope::gui {

using world::LaneState;

namespace {

// Stripes of two pixels in a tile of six: rising, or upright.
QBrush striped(const QColor& color, bool rising) {
    constexpr int kTile = 6, kStripe = 2;
    QImage tile(kTile, kTile, QImage::Format_RGB32);
    const QRgb plain = color.rgb(), stripe = mixed(color, Qt::black, 0.30).rgb();
    for (int y = 0; y < kTile; ++y)
        for (int x = 0; x < kTile; ++x)
            tile.setPixel(x, y, (rising ? x + y : x) % kTile < kStripe ? stripe : plain);
    return QBrush(tile);
}

ChartFill solid(const QBrush& brush) {
    return {brush, QPen(colors().panel, 1)};
}

ChartFill hollow(const QColor& color, Qt::PenStyle style = Qt::SolidLine) {
    return {QBrush(colors().raised), QPen(color, 1.2, style)};
}

} // namespace

ChartFill fillOf(LaneState state) {
    const Colors& c = colors();
    switch (state) {
    case LaneState::Running:
        return solid(c.running.fill);
    case LaneState::Ready:
        return solid(c.ready.fill);
    case LaneState::WaitsLock:
        return solid(striped(c.waitsLock.fill, true));
    case LaneState::WaitsQueue:
        return solid(striped(c.waitsQueue.fill, false));
    case LaneState::WaitsProcess:
        return hollow(c.faint);
    case LaneState::Sleeping:
        return solid(c.sleeping.fill);
    case LaneState::Stopped:
        return hollow(c.held.fill);
    case LaneState::Zombie:
    case LaneState::Absent:
        break;
    }
    return hollow(c.dim, Qt::DashLine);
}

ChartFill queueFill() {
    const QColor line = colors().waitsQueue.fill;
    return {QBrush(mixed(colors().panel, line, 0.35)), QPen(line, 1.5)};
}

ChartFill holdFill() {
    return solid(colors().dim);
}

ChartFill identityFill(std::size_t n) {
    const QColor color = colors().identity[n % colors().identity.size()];
    return solid(n % 2 == 0 ? QBrush(color) : striped(color, true));
}

ChartFill othersFill() {
    return solid(colors().sleeping.fill);
}

} // namespace forkscope::gui
