// SPDX-License-Identifier: GPL-3.0-or-later
// The context menu.
#include "gui/timeline/timeline_view.h"

#include <QContextMenuEvent>
#include <QMenu>

namespace forkscope::gui {

void TimelineView::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const auto place = byMouse ? timeline::barAt(frame(), event->pos()) : chosen_;
    const auto lane = !byMouse ? chosenLane_ : place ? std::optional(place->lane) : laneNameAt(event->pos());
    if (lane && shapeOf(source().kind(*lane)) == world::LaneShape::Actor) {
        const bool isThread = source().kind(*lane) == world::LaneKind::Thread;
        emit menuOpens(menu, isThread ? source().owner(*lane) : source().process(*lane),
                       isThread ? int(source().thread(*lane)) : 0);
    }
    if (place)
        menu->addAction(tr("Go to line"), this, [this, p = *place] { chooseBar(p); });
    menu->addAction(tr("Show everything") + QStringLiteral("\tF"), this, [this] { zoom_.fit(); });
    if (zoom_.selection())
        menu->addAction(tr("Zoom to selection") + QStringLiteral("\tZ"), this,
                        [this] { zoom_.setVisible(zoom_.axis().places(*zoom_.selection())); });
    QAction* live = menu->addAction(tr("Go live") + QStringLiteral("\tL"), this, &TimelineView::goLiveByUser);
    live->setEnabled(!zoom_.live());
    menu->addSeparator();
    addLaneActions(menu, lane);
    menu->addSeparator();
    QAction* arrows = menu->addAction(tr("Arrows"), this, &TimelineView::setShowArrows);
    arrows->setCheckable(true);
    arrows->setChecked(showArrows_);
    menu->addSeparator();
    menu->addAction(tr("Show as table"), this, &TimelineView::showAsTable);
    menu->popup(event->globalPos());
}

void TimelineView::addLaneActions(QMenu* menu, std::optional<std::size_t> lane) {
    const auto row = lane ? layout_.rowOfLane(*lane) : std::nullopt;
    if (row) {
        const QString name = plainTitle(source().title(*lane));
        if (layout_.rows()[*row].foldable) {
            const bool folded = layout_.rows()[*row].folded > 0;
            menu->addAction((folded ? tr("Unfold %1") : tr("Fold %1")).arg(name) + QStringLiteral("\tSpace"),
                            this, [this, l = *lane] { fold(l); });
        }
        menu->addAction(tr("Hide %1").arg(name) + QStringLiteral("\tDel"), this,
                        [this, l = *lane] { hideLane(l); });
    }
    if (const std::vector<HiddenLane> hidden = hiddenLanes(); !hidden.empty()) {
        QMenu* show = menu->addMenu(tr("Show again"));
        for (const HiddenLane& one : hidden)
            show->addAction(one.name, this, [this, key = one.key] { showLane(key); });
        show->addSeparator();
        show->addAction(tr("All hidden lanes"), this, [this] { showLane({}); });
    }
    QAction* helpers = menu->addAction(tr("Helper processes"), this, [this](bool show) {
        LaneArrangement next = arrangement_;
        next.helpers = show;
        arrangeByUser(next);
    });
    helpers->setCheckable(true);
    helpers->setChecked(arrangement_.helpers);
}

} // namespace forkscope::gui
