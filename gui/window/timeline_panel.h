// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The timeline in its panel: the axis switch, the search and the live badge in the title, the overview of the
// whole run above the lanes. Translates the theme into the timeline's colours.
#include "gui/timeline/axis_map.h"
#include "gui/widgets/panel.h"

#include <optional>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace forkscope::gui {

class LiveBadge;
class SegmentedSwitch;
class Settings;
class TimelineOverview;
class TimelineSearchBar;
class TimelineView;

class TimelinePanel : public Panel {
    Q_OBJECT
  public:
    explicit TimelinePanel(QWidget* parent = nullptr);

    TimelineView* view() const { return view_; }
    LiveBadge* badge() const { return badge_; }
    TimelineOverview* overview() const { return overview_; }
    TimelineSearchBar* searchBar() const { return searchBar_; }
    SegmentedSwitch* axisSwitch() const { return axis_; }
    // Before the first run a sentence stands where the lanes will be.
    void setEmpty(bool empty);
    void setEmptySentence(const QString& sentence);
    // For the run that is shown now; the learner's own choice for the program stays remembered and comes
    // back.
    void lendAxis(timeline::AxisKind kind);
    void returnAxis();
    // The program whose runs are shown from now on: its lanes are arranged as they were, and what the learner
    // does to them is remembered. `settings` must outlive the panel.
    void setProgram(const QString& program, Settings& settings);

  private:
    void buildTitle();
    void applyTheme();
    void remember();
    void showHidden();
    void offerHidden();

    QStackedWidget* stack_ = nullptr;
    TimelineView* view_ = nullptr;
    LiveBadge* badge_ = nullptr;
    TimelineOverview* overview_ = nullptr;
    TimelineSearchBar* searchBar_ = nullptr;
    SegmentedSwitch* axis_ = nullptr;
    QPushButton* find_ = nullptr;
    QPushButton* hidden_ = nullptr;
    QLabel* hint_ = nullptr;
    std::optional<timeline::AxisKind> ownAxis_; // while another is lent
    Settings* settings_ = nullptr;              // null: nothing is remembered
    QString program_;
};

} // namespace forkscope::gui
