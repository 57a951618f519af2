// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where things stand on the stage, in pixels at 1x. A place depends only on how many came before, so nothing
// ever moves because something else appeared: processes fill blocks of three columns to the right and down
// from main, objects stand above the cards, two columns of four, then two more to the right. Pure arithmetic.
#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace forkscope::gui {

namespace stage {
inline constexpr QSizeF kCard{164, 70};
inline constexpr double kCardStepX = 186, kCardStepY = 112; // from card to card, with room for links
inline constexpr int kBlockColumns = 3, kBlockRows = 3;
inline constexpr double kObjectWidth = 436, kObjectStepX = 470, kObjectGap = 16;
inline constexpr int kObjectColumns = 2, kObjectsInColumn = 4;
} // namespace stage

// Of the process that came `number`-th (0 is main, alone in its row).
QRectF cardPlace(int number);

// Hands out places for objects of different heights, upwards from the cards.
class ObjectPlaces {
  public:
    QRectF add(double height);

  private:
    int count_ = 0;
    std::vector<double> tops_; // of each column
};

} // namespace forkscope::gui
