// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The timeline in its panel, with the run's extent and the live badge in the title. Translates the theme into
// the timeline's colours.
#include "gui/widgets/panel.h"

class QStackedWidget;

namespace forkscope::gui {

class LiveBadge;
class TimelineView;

class TimelinePanel : public Panel {
    Q_OBJECT
  public:
    explicit TimelinePanel(QWidget* parent = nullptr);

    TimelineView* view() const { return view_; }
    LiveBadge* badge() const { return badge_; }
    // Before the first run a sentence stands where the lanes will be.
    void setEmpty(bool empty);

  private:
    void applyTheme();

    QStackedWidget* stack_ = nullptr;
    TimelineView* view_ = nullptr;
    LiveBadge* badge_ = nullptr;
};

} // namespace forkscope::gui
