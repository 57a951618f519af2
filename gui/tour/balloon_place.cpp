// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/tour/balloon_place.h"

#include <algorithm>

namespace forkscope::gui {

static constexpr int kGap = 16;     // with the arrow in it
static constexpr int kTipRoom = 52; // from the balloon's edge to its tip

static QRect within(QRect rect, const QRect& area) {
    rect.moveLeft(
        std::clamp(rect.left(), area.left(), std::max(area.left(), area.right() + 1 - rect.width())));
    rect.moveTop(std::clamp(rect.top(), area.top(), std::max(area.top(), area.bottom() + 1 - rect.height())));
    return rect;
}

// Where along its side: from the target's beginning on, at its middle, up to its end.
enum class Slide { Begin, Middle, End };

static int slid(Slide slide, int begin, int end, int length) {
    return slide == Slide::Begin ? begin : slide == Slide::End ? end - length : (begin + end - length) / 2;
}

// Along its side the balloon may be moved so that it stays within the area.
static QRect beside(const BalloonWishes& wishes, BalloonSide side, Slide slide) {
    const QRect& t = wishes.target;
    QRect rect(QPoint(), wishes.size);
    const bool isVertical = side == BalloonSide::Below || side == BalloonSide::Above;
    if (isVertical)
        rect.moveLeft(slid(slide, t.left(), t.right() + 1, rect.width()));
    else // the tip at the target's middle
        rect.moveTop(slid(slide, t.center().y() - kTipRoom, t.center().y() + kTipRoom, rect.height()));
    if (side == BalloonSide::Below)
        rect.moveTop(t.bottom() + 1 + kGap);
    else if (side == BalloonSide::Above)
        rect.moveBottom(t.top() - 1 - kGap);
    else if (side == BalloonSide::Right)
        rect.moveLeft(t.right() + 1 + kGap);
    else
        rect.moveRight(t.left() - 1 - kGap);
    const QRect kept = within(rect, wishes.area);
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

// The first place beside the target that covers no card, else the one that covers least of them.
static BalloonPlace besideTarget(const BalloonWishes& wishes) {
    constexpr BalloonSide kSides[] = {BalloonSide::Below, BalloonSide::Right, BalloonSide::Above,
                                      BalloonSide::Left};
    BalloonPlace best;
    qint64 least = -1;
    for (const Slide slide : {Slide::Begin, Slide::End, Slide::Middle})
        for (const BalloonSide side : kSides) {
            const QRect rect = beside(wishes, side, slide);
            if (!wishes.area.contains(rect) || covered(rect, wishes.lit) > 0)
                continue;
            if (const qint64 cost = covered(rect, wishes.cards); least < 0 || cost < least) {
                least = cost;
                best = {rect, side};
            }
        }
    return best;
}

BalloonPlace placeBalloon(const BalloonWishes& wishes) {
    if (!wishes.target.isEmpty())
        if (const BalloonPlace place = besideTarget(wishes); place.side != BalloonSide::Free)
            return place;
    return {leastCovering(wishes), BalloonSide::Free};
}

} // namespace forkscope::gui
