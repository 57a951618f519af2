// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/timeline_colors.h"

namespace forkscope::gui {

// States in the order of world::LaneState: running, ready, waits for a lock, at a queue, in join, sleeping,
// stopped, zombie.

static TimelineColors makeDarkTimeline() {
    const QColor ink("#0f1216"), text("#e4e7ec"), dim("#98a1b0");
    TimelineColors c;
    c.panel = QColor("#1d2026");
    c.raised = QColor("#262a32");
    c.line = QColor("#343944");
    c.text = text;
    c.dim = dim;
    c.accent = QColor("#4aa8ff");
    c.onAccent = ink;
    c.ended = QColor("#e0623a");
    c.lockBusy = QColor("#a8926a");
    c.state = {QColor("#1fae84"), QColor("#5cb8ee"), QColor("#f0a202"), QColor("#d184b4"),
               QColor("#7b8494"), QColor("#545c6b"), QColor("#a592f5"), QColor("#98a1b0")};
    c.onState = {ink, ink, ink, ink, dim, dim, QColor("#c4b8fa"), dim};
    c.identity = {QColor("#8fb7e8"), QColor("#e5c07b"), QColor("#7fd1c7"), QColor("#c9a2f2"),
                  QColor("#f2a58e"), QColor("#a8cf7a"), QColor("#e69bc4"), QColor("#b5bdca")};
    c.onIdentity = ink;
    return c;
}

static TimelineColors makeLightTimeline() {
    const QColor ink("#1b1f27"), white("#ffffff"), dim("#5d6779");
    TimelineColors c;
    c.panel = white;
    c.raised = QColor("#f6f7f9");
    c.line = QColor("#d5dae3");
    c.text = ink;
    c.dim = dim;
    c.accent = QColor("#0b6bcb");
    c.onAccent = white;
    c.ended = QColor("#c8501f");
    c.lockBusy = QColor("#8c7b5c");
    c.state = {QColor("#008a64"), QColor("#3a9bd6"), QColor("#d98c00"), QColor("#b9639a"),
               QColor("#8a94a5"), QColor("#aab2bf"), QColor("#6d52cf"), QColor("#667085")};
    c.onState = {white, ink, ink, white, dim, dim, QColor("#5a3fc0"), dim};
    c.identity = {QColor("#2f5f9e"), QColor("#8a6100"), QColor("#0f6f68"), QColor("#6a45b0"),
                  QColor("#a8452a"), QColor("#4c7a1d"), QColor("#9a3f77"), QColor("#4a5362")};
    c.onIdentity = white;
    return c;
}

const TimelineColors& TimelineColors::dark() {
    static const TimelineColors colors = makeDarkTimeline();
    return colors;
}

const TimelineColors& TimelineColors::light() {
    static const TimelineColors colors = makeLightTimeline();
    return colors;
}

} // namespace forkscope::gui
