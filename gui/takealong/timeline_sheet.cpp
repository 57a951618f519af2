// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/takealong/timeline_sheet.h"

#include "gui/timeline/axis.h"
#include "gui/timeline/lane_names.h"
#include "gui/timeline/measure.h"
#include "gui/timeline/timeline_view.h"

#include <algorithm>
#include <array>

namespace forkscope::gui {

using timeline::Frame;
using timeline::Geometry;

TimelineSheet::TimelineSheet(const TimelineView& view, timeline::PlaceRange visible, int width)
    : view_(view), fonts_(view.font()) {
    const int room = timeline::preferredHeight(view.source(), view.arrangement());
    layout_ = timeline::LaneLayout::make(view.source(), view.arrangement(), room);
    geometry_.axis = &view.axis();
    geometry_.visible = visible;
    geometry_.gutter = timeline::gutterWidth(view.source(), layout_, fonts_);
    geometry_.size = {width, Geometry::kAxis + Geometry::kPadTop + layout_.height() + Geometry::kPadBottom +
                                 Geometry::kLegend};
    picture_.update(view.source(), view.colors());
}

Frame TimelineSheet::frame() const {
    return {view_.source(), layout_, geometry_, view_.colors(), fonts_};
}

void TimelineSheet::paintStill(QPainter& painter) {
    constexpr double kPaper = 3, kFinest = 4; // pixels of the bars for one of the sheet
    const bool onPixels = painter.device()->devType() == QInternal::Image;
    geometry_.ratio = onPixels ? std::clamp(painter.combinedTransform().m11(), 1.0, kFinest) : kPaper;
    const Frame f = frame();
    picture_.renderBars(f);
    const QRect plot = geometry_.plot();
    const QRectF inImage(QPointF(plot.topLeft()) * geometry_.ratio, QSizeF(plot.size()) * geometry_.ratio);
    painter.fillRect(QRect(QPoint(), geometry_.size), view_.colors().panel);
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(plot), picture_.image(), inImage);
    painter.restore();
    painter.setRenderHint(QPainter::Antialiasing, false);
    picture_.paintWords(painter, f, view_.showArrows());
}

void TimelineSheet::paintMoment(QPainter& painter, std::optional<timeline::Time> playhead,
                                std::optional<timeline::TimeRange> measured) {
    const Frame f = frame();
    timeline::TextCache& texts = picture_.texts();
    const QRectF tag = playhead ? timeline::tagRect(f, *playhead, texts) : QRectF();
    const QRectF measure = measured ? timeline::measureRect(f, *measured, tag, texts) : QRectF();
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (measured)
        timeline::paintMeasuredRange(painter, f, *measured);
    timeline::paintAxis(painter, f, std::array{tag, measure}, texts);
    if (measured)
        timeline::paintMeasure(painter, f, *measured, measure, texts);
    if (playhead)
        timeline::paintPlayhead(painter, f, *playhead, tag, texts);
}

Painting timelinePainting(TimelineView& view, std::optional<timeline::Time> playhead) {
    constexpr int kNarrowest = 960, kWidest = 1600;
    if (view.source().laneCount() == 0)
        return {};
    const int width = std::clamp(view.viewport()->width(), kNarrowest, kWidest);
    const auto sheet = std::make_shared<TimelineSheet>(view, view.zoom()->visible(), width);
    return {sheet->size(), [sheet, playhead, measured = view.zoom()->selection()](QPainter& painter) {
                sheet->paintStill(painter);
                sheet->paintMoment(painter, playhead, measured);
            }};
}

} // namespace forkscope::gui
