// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where things stand on the stage, in pixels at 1x. A place depends only on what came before, so nothing ever
// moves because something else appeared. Processes: main above two columns of three, then blocks of five
// columns and two rows below, to the right and down. Objects: in a wide stage two columns beside the first
// processes, then three columns upwards; in a tall one upwards alone. Pure arithmetic.
#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace forkscope::gui {

namespace stage {
inline constexpr QSizeF kCard{164, 70};
inline constexpr double kCardStepX = 186, kCardStepY = 112; // from card to card, with room for links
inline constexpr int kBandColumns = 2, kBandRows = 4;       // main's row among them
inline constexpr int kBlockColumns = 5, kBlockRows = 2;
inline constexpr double kObjectWidth = 436, kObjectStepX = 462, kObjectGap = 16;
inline constexpr double kBesideX = kBandColumns * kCardStepX + 14;
inline constexpr double kBesideHeight = kBandRows * kCardStepY - 20;
inline constexpr int kBesideColumns = 2, kAboveColumns = 3, kTallColumn = 5;
} // namespace stage

enum class Arrangement { Wide, Tall };
// Which of them suits a view of this size better; `now` stays where both do.
Arrangement arrangementFor(const QSizeF& view, Arrangement now);

// Of the process that came `number`-th (0 is main, alone in its row).
QRectF cardPlace(int number);

// Hands out places for objects of different heights.
class ObjectPlaces {
  public:
    explicit ObjectPlaces(Arrangement arrangement) : arrangement_(arrangement) {}
    QRectF add(double height);

  private:
    QRectF beside(double height);
    QRectF above(int column, double height);

    Arrangement arrangement_;
    int besideColumn_ = 0;
    double besideTop_ = 0;
    int aboveCount_ = 0;
    std::vector<double> tops_; // of each column above
};

} // namespace forkscope::gui
