// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/depth_painter.h"

#include <algorithm>
#include <cmath>

namespace forkscope::gui::timeline {

namespace {

QRgb over(QRgb under, QRgb color, int share256) {
    const auto between = [share256](int a, int b) { return a + (b - a) * share256 / 256; };
    return qRgb(between(qRed(under), qRed(color)), between(qGreen(under), qGreen(color)),
                between(qBlue(under), qBlue(color)));
}

} // namespace

void paintDepth(QImage& image, QRect plot, std::span<const DepthColumn> columns, std::int64_t peak, int top,
                int height, const QColor& color, double ratio) {
    constexpr int kSure = 105,
                  kBetween = 52; // how much of the colour is seen below the least and the greatest depth
    const int line = std::max(1, int(std::lround(1.5 * ratio)));
    const double each = double(height - line) / double(std::max<std::int64_t>(peak, 1));
    const int floor = top + height - line;
    const auto heightOf = [&](std::uint32_t depth) {
        return floor - std::min(height - line, int(std::lround(double(depth) * each)));
    };
    const QRgb tone = color.rgb();
    const int first = std::max(top, plot.top()), last = std::min(top + height - 1, plot.bottom());
    const int width = std::min(int(columns.size()), plot.width());
    std::vector<int> most(std::size_t(std::max(width, 0))), least(most.size());
    for (std::size_t x = 0; x < most.size(); ++x) {
        most[x] = heightOf(columns[x].most);
        least[x] = heightOf(columns[x].least);
    }
    // The riser of a step joins the levels of the columns before, as wide as the line is high.
    std::vector<int> riserTop = most, riserBottom = most;
    for (std::size_t x = 1; x < most.size(); ++x)
        for (std::size_t back = 1; back <= std::size_t(line) && back <= x && columns[x - back].present;
             ++back) {
            riserTop[x] = std::min(riserTop[x], most[x - back]);
            riserBottom[x] = std::max(riserBottom[x], most[x - back]);
        }
    for (int y = first; y <= last; ++y) {
        QRgb* row = reinterpret_cast<QRgb*>(image.scanLine(y)) + plot.left();
        for (int x = 0; x < width; ++x) {
            const auto i = std::size_t(x);
            if (!columns[i].present || y < riserTop[i])
                continue;
            if (y < std::max(most[i], riserBottom[i]) + line || y >= floor)
                row[x] = tone;
            else
                row[x] = over(row[x], tone, y >= least[i] ? kSure : kBetween);
        }
    }
}

} // namespace forkscope::gui::timeline
