// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/timeline_panel.h"

#include "gui/theme/theme.h"
#include "gui/timeline/timeline_view.h"
#include "gui/window/live_badge.h"

namespace forkscope::gui {

TimelinePanel::TimelinePanel(QWidget* parent) : Panel(tr("Timeline"), parent) {
    view_ = new TimelineView(this);
    setBody(view_);
    badge_ = new LiveBadge(this);
    addTitleWidget(badge_);
    connect(&Theme::instance(), &Theme::changed, this, &TimelinePanel::applyTheme);
    applyTheme();
}

void TimelinePanel::applyTheme() {
    view_->setColors(colors().dark ? TimelineColors::dark() : TimelineColors::light());
}

} // namespace forkscope::gui
