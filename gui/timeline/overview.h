// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A strip above the timeline: the whole run at a glance, as how many processes were in which state, with a
// window round what the timeline shows. The window is dragged to pan, its edges to zoom; a click elsewhere
// brings it there; a double click shows everything. Made anew a few times a second while a run goes on. All
// of it can be done in the timeline by keyboard, so the strip takes no focus. Main thread; the view outlives
// it.
#include "gui/timeline/activity.h"
#include "gui/timeline/coordinates.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

namespace forkscope::gui {

class TimelineView;

class TimelineOverview : public QWidget {
    Q_OBJECT
  public:
    static constexpr int kHeight = 34;

    TimelineOverview(TimelineView* view, QWidget* parent);

    // Where the window stands now, in this widget; as wide as the plot when everything is shown.
    QRectF windowRect() const;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

  private:
    enum class Drag { None, Move, Begin, End };

    QRect area() const;                   // of the activity, as wide as the timeline's plot
    double x(timeline::Time place) const; // of a place on the axis
    timeline::Time placeAt(double x) const;
    Drag dragAt(QPointF point) const;
    void stale();
    void makePicture();

    TimelineView* view_;
    QImage picture_;
    bool fresh_ = false;
    QTimer timer_; // single shot: until the picture is made anew
    Drag drag_ = Drag::None;
    double pressedAt_ = 0;
    timeline::TimeRange pressed_; // visible when the drag began
};

} // namespace forkscope::gui
