// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The drawn things of the stage that several items share: padlock, key, small tags, arrows, labels.
#include "gui/stage/stage_picture.h"

#include <QColor>
#include <QRectF>

class QPainter;

namespace forkscope::gui {

inline const QColor kGold(0xff, 0xc9, 0x4d);
inline const QColor kGoldDark(0x2b, 0x23, 0x0d);
inline constexpr QSizeF kTagSize(36, 24);

// Seen from far away: what is small is left out, what tells the most is larger.
inline constexpr double kFarScale = 0.66;
bool isFar(const QPainter& painter);

enum class Padlock { Owned, Free, Unknown };
// Fills `where` (a square); `depth` above 1 adds its disc.
void paintPadlock(QPainter& painter, const QRectF& where, Padlock state, int depth = 1);
void paintKey(QPainter& painter, const QPointF& top, bool isFree);
void paintTag(QPainter& painter, const QRectF& where, const StageTag& tag);
// A disc with a place in a line.
void paintPlace(QPainter& painter, const QPointF& center, int place, double radius = 9);
void paintArrow(QPainter& painter, const QPointF& from, const QPointF& to, const QColor& color, bool dashed);
// One line, cut with "…" where it is too long.
void paintText(QPainter& painter, const QRectF& where, const QFont& font, const QColor& color,
               const QString& text, Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);
// An item of a queue; an empty text draws the free slot.
void paintSlot(QPainter& painter, const QRectF& where, const QString& text);

} // namespace forkscope::gui
