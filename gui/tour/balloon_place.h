// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where the balloon of a tour stands: below what it speaks of, else right of it, above it, left of it. It
// covers no card where that can be had, and never the lit lane while anything else is left.
#include <QList>
#include <QRect>

namespace forkscope::gui {

enum class BalloonSide { Below, Right, Above, Left, Free /* points at nothing */ };

struct BalloonPlace {
    QRect rect;
    BalloonSide side = BalloonSide::Free;
};

struct BalloonWishes {
    QSize size;
    QRect target;       // empty: nothing to point at
    QRect area;         // to stay within
    QList<QRect> lit;   // never covered
    QList<QRect> cards; // not covered where it can be had
};

BalloonPlace placeBalloon(const BalloonWishes& wishes);

} // namespace forkscope::gui
