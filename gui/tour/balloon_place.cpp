// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/tour/balloon_place.h"

#include <algorithm>

namespace forkscope::gui {

static constexpr int kGap = 16; // with the arrow in it
static constexpr int kOverhang = 26;

static QRect within(QRect rect, const QRect& area) {
    rect.moveLeft(
        std::clamp(rect.left(), area.left(), std::max(area.left(), area.right() + 1 - rect.width())));
    rect.moveTop(std::clamp(rect.top(), area.top(), std::max(area.top(), area.bottom() + 1 - rect.height())));
    return rect;
}

// Along its side the balloon may be moved so that it stays within the area.
static QRect beside(const BalloonWishes& wishes, BalloonSide side) {
    const QRect& t = wishes.target;
    QRect rect(QPoint(t.left() - kOverhang + 26, t.bottom() + 1 + kGap), wishes.size);
    if (side == BalloonSide::Above)
        rect.moveBottom(t.top() - 1 - kGap);
    if (side == BalloonSide::Right || side == BalloonSide::Left)
        rect.moveTop(t.center().y() - kOverhang * 2);
    if (side == BalloonSide::Right)
        rect.moveLeft(t.right() + 1 + kGap);
    if (side == BalloonSide::Left)
        rect.moveRight(t.left() - 1 - kGap);
    const QRect kept = within(rect, wishes.area);
    const bool isVertical = side == BalloonSide::Below || side == BalloonSide::Above;
    if (isVertical)
        rect.moveLeft(kept.left());
    else
        rect.moveTop(kept.top());
    return rect;
}

static qint64 covered(const QRect& rect, const QList<QRect>& others) {
    qint64 area = 0;
    for (const QRect& other : others) {
        const QRect both = rect & other;
        area += both.isEmpty() ? 0 : qint64(both.width()) * both.height();
    }
    return area;
}

// Nothing fits beside the target: the corner, or the middle of an edge, that covers least.
static QRect leastCovering(const BalloonWishes& wishes) {
    const QRect& a = wishes.area;
    const int right = std::max(a.left(), a.right() + 1 - wishes.size.width());
    const int bottom = std::max(a.top(), a.bottom() + 1 - wishes.size.height());
    QRect best;
    qint64 least = -1;
    for (const int y : {bottom, (a.top() + bottom) / 2, a.top()})
        for (const int x : {right, (a.left() + right) / 2, a.left()}) {
            const QRect rect(QPoint(x, y), wishes.size);
            const qint64 cost = covered(rect, wishes.lit) * 20 + covered(rect, wishes.cards);
            if (least < 0 || cost < least) {
                least = cost;
                best = rect;
            }
        }
    return best;
}

BalloonPlace placeBalloon(const BalloonWishes& wishes) {
    constexpr BalloonSide kSides[] = {BalloonSide::Below, BalloonSide::Right, BalloonSide::Above,
                                      BalloonSide::Left};
    if (!wishes.target.isEmpty())
        for (const bool mayCoverCards : {false, true})
            for (const BalloonSide side : kSides) {
                const QRect rect = beside(wishes, side);
                if (wishes.area.contains(rect) && covered(rect, wishes.lit) == 0 &&
                    (mayCoverCards || covered(rect, wishes.cards) == 0))
                    return {rect, side};
            }
    return {leastCovering(wishes), BalloonSide::Free};
}

} // namespace forkscope::gui
