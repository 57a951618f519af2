// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/takealong/film_frames.h"

#include "engine/world/history.h"
#include "gui/takealong/stage_painting.h"
#include "gui/theme/theme.h"
#include "gui/timeline/timeline_view.h"

#include <algorithm>
#include <cmath>

namespace forkscope::gui {

// The film is laid out in pixels as on a screen, then made as large as it is wanted: words are read from
// afar.
static constexpr double kNarrowest = 720, kWidest = 1100;
static constexpr double kTallestStage = 0.5625, kTallestSheet = 0.4; // of the width
static constexpr double kLargestCards = 1.3;
static constexpr int kRoomAfterEnd = 50;

static double layoutWidth(int width) {
    return std::clamp<double>(width, kNarrowest, kWidest);
}

static int even(double length) {
    return (int(std::ceil(length)) + 1) / 2 * 2;
}

FilmFrames::FilmFrames(const world::History& history, const TimelineView& view, const FilmPlan& plan)
    : history_(history), plan_(plan), moving_(std::max(2, int(std::lround(plan.seconds * plan.perSecond)))),
      end_(history.at(plan.range.end)) {
    plan_.perSecond = std::max(1, plan_.perSecond);
    scene_.clock().setByHand(true);
    scene_.showWorld(end_, history.at(plan.range.begin), plan.range.begin, false);
    if (plan_.withTimeline && view.source().laneCount() > 0) {
        const double width = layoutWidth(plan_.width);
        timeline::PlaceRange places = view.axis().places(plan_.range);
        places.end += places.span() / kRoomAfterEnd; // so that its last signs are not cut off
        sheet_.emplace(view, places, int(width));
        // Many lanes: further away, as far as words can be read.
        constexpr double kFurthest = 2;
        const double tooTall = sheet_->size().height() / (width * kTallestSheet);
        if (tooTall > 1)
            sheet_.emplace(view, places, int(width * std::min(tooTall, kFurthest)));
    }
    measure(scene_.sceneRect());
}

void FilmFrames::measure(const QRectF& part) {
    const double width = layoutWidth(plan_.width), scale = plan_.width / width;
    stagePart_ = part.isEmpty() ? QRectF(0, 0, width, width * kTallestStage) : part;
    const double cards =
        std::min({kLargestCards, width / stagePart_.width(), width * kTallestStage / stagePart_.height()});
    const QSizeF stage = stagePart_.size() * cards * scale;
    stagePlace_ = QRectF((plan_.width - stage.width()) / 2, 0, stage.width(), stage.height());
    double height = stage.height();
    if (sheet_) {
        sheetScale_ = double(plan_.width) / sheet_->size().width();
        height += sheet_->size().height() * sheetScale_;
    }
    size_ = {even(plan_.width), even(height)};
    ground_ = QImage(size_, QImage::Format_RGB32);
    ground_.fill(colors().panel);
    if (!sheet_)
        return;
    QPainter painter(&ground_);
    paintTimeline(painter, std::nullopt);
}

// At the lower edge: what stands still, or what goes with this moment.
void FilmFrames::paintTimeline(QPainter& painter, std::optional<trace::Time> at) {
    painter.save();
    painter.translate(0, size_.height() - sheet_->size().height() * sheetScale_);
    painter.scale(sheetScale_, sheetScale_);
    if (at) {
        sheet_->paintMoment(painter, at);
    } else {
        sheet_->paintStill(painter);
        painter.fillRect(QRect(0, 0, sheet_->size().width(), 1), colors().line);
    }
    painter.restore();
}

trace::Time FilmFrames::timeOf(int frame) const {
    const double share = std::clamp(double(frame) / (moving_ - 1), 0.0, 1.0);
    return plan_.range.begin + trace::Time(std::llround(double(plan_.range.span()) * share));
}

QImage FilmFrames::next() {
    const trace::Time at = timeOf(frame_);
    if (frame_ > 0) {
        scene_.showWorld(end_, history_.at(at), at, true);
        scene_.clock().advance(1000 / plan_.perSecond);
    }
    frame_ = std::min(frame_ + 1, count());
    QImage image = ground_;
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing |
                           QPainter::SmoothPixmapTransform);
    paintScene(scene_, painter, stagePlace_, stagePart_);
    if (sheet_)
        paintTimeline(painter, at);
    return image;
}

} // namespace forkscope::gui
