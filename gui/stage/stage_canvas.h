// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where the stage is drawn before it goes to the screen. A widget that is painted in many small places at
// once has a clip of many rectangles, and within such a clip Qt draws every picture row by row, by several
// threads: that costs more than the drawing. So each part is drawn by itself, within one rectangle, and then
// copied. The ground, which is below everything, is drawn once and kept.
#include <QImage>
#include <QPixmap>
#include <QRegion>
#include <QTransform>

#include <functional>
#include <vector>

class QPainter;
class QWidget;

namespace forkscope::gui {

class StageCanvas {
  public:
    // As large as the widget, at the screen's density. False: there is no memory for it.
    bool fits(const QWidget& widget);
    QImage& frame() { return frame_; }
    // What `paint` draws of a part of the scene.
    using PaintGround = std::function<void(QPainter& painter, const QRectF& where)>;
    const QPixmap& ground(const QTransform& view, const PaintGround& paint);
    void forgetGround() { ground_ = {}; } // it looks otherwise now
    void copyTo(QPainter& painter, const QRegion& where) const;

    // A few rectangles that cover the region, in place of many.
    static std::vector<QRect> partsOf(const QRegion& region);

  private:
    QImage frame_;
    QPixmap ground_;
    QTransform groundView_;
};

// A faint grid of dots, so that an empty canvas does not look unfinished. `where` in the scene.
void paintStageGround(QPainter& painter, const QRectF& where);

} // namespace forkscope::gui
