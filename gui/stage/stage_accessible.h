// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The stage for screen readers: a list of its cards, groups and objects, each with name, state and sentence.
class QGraphicsObject;

namespace forkscope::gui {

class StageView;

void installStageAccessibility(); // once is enough; more do no harm
// Says that the keys have come to this item.
void tellFocus(StageView& view, const QGraphicsObject* item);

} // namespace forkscope::gui
