// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A tone as colours and as the stripe that repeats the pattern of the timeline's bar.
#include "gui/inspector/moment_model.h"
#include "gui/theme/colors.h"

class QPainter;
class QRectF;

namespace forkscope::gui {

StateColor toneColor(Tone tone);
void paintStripe(QPainter& painter, const QRectF& where, Tone tone);

} // namespace forkscope::gui
