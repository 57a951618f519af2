// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A stretch of a run as pictures, one after the other: the stage with all that moves on it, below it the
// timeline with the playhead. Plays on a stage of its own, so the window stays at its moment. The clock of
// what moves is the film's: a slow film of a fast run shows each item travel.
#include "gui/stage/stage_scene.h"
#include "gui/takealong/timeline_sheet.h"

#include <QImage>

namespace forkscope::world {
class History;
}

namespace forkscope::gui {

struct FilmPlan {
    timeline::TimeRange range; // of the run, shown whole
    double seconds = 10;       // that it takes in the film; a last second shows its end
    int perSecond = 20;        // frames
    int width = 960;           // pixels
    bool withTimeline = true;
};

class FilmFrames {
  public:
    // History and view (for the lanes of the same run) must be there as long as this.
    FilmFrames(const world::History& history, const TimelineView& view, const FilmPlan& plan);

    QSize size() const { return size_; } // both even
    int count() const { return moving_ + plan_.perSecond; }
    int perSecond() const { return plan_.perSecond; }
    // The moment of the run that a frame shows.
    trace::Time timeOf(int frame) const;
    // The frames in their order; after the last, the last again. RGB32.
    QImage next();

  private:
    void measure(const QRectF& part);
    void paintTimeline(QPainter& painter, std::optional<trace::Time> at);

    const world::History& history_;
    FilmPlan plan_;
    int moving_; // frames in which time goes on
    int frame_ = 0;
    world::World end_; // of the stretch
    StageScene scene_;
    std::optional<TimelineSheet> sheet_;
    // Where things are, in the film's pixels.
    QSize size_;
    QRectF stagePart_, stagePlace_;
    double sheetScale_ = 1;
    QImage ground_; // what stands still
};

} // namespace forkscope::gui
