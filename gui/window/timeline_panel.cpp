// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/timeline_panel.h"

#include "gui/theme/theme.h"
#include "gui/timeline/overview.h"
#include "gui/timeline/timeline_view.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/segmented_switch.h"
#include "gui/window/help_page.h"
#include "gui/window/live_badge.h"
#include "gui/window/settings.h"
#include "gui/window/timeline_search_bar.h"

#include <QBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

#include <utility>

namespace forkscope::gui {

static const QString kSteps = QStringLiteral("steps");

TimelinePanel::TimelinePanel(QWidget* parent) : Panel(tr("Timeline"), parent) {
    stack_ = new QStackedWidget(this);
    hint_ = makeLabel(QString(), 13, QFont::Normal, true, stack_);
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    hint_->setContentsMargins(16, 0, 16, 0);
    auto* page = new QWidget(stack_);
    view_ = new TimelineView(page);
    overview_ = new TimelineOverview(view_, page);
    searchBar_ = new TimelineSearchBar(view_, page);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(searchBar_);
    column->addWidget(overview_);
    column->addWidget(view_, 1);
    page->setFocusProxy(view_);
    stack_->addWidget(hint_);
    stack_->addWidget(page);
    setBody(stack_);
    buildTitle();
    connect(view_, &TimelineView::hiddenLanesChanged, this, &TimelinePanel::showHidden);
    connect(view_, &TimelineView::arrangementChanged, this, &TimelinePanel::remember);
    connect(&Theme::instance(), &Theme::changed, this, &TimelinePanel::applyTheme);
    applyTheme();
    setEmpty(true);
}

void TimelinePanel::buildTitle() {
    hidden_ = makeSmallButton(QString(), QString(), this);
    hidden_->setObjectName(QStringLiteral("hiddenLanes"));
    hidden_->hide();
    addTitleWidget(hidden_);
    connect(hidden_, &QPushButton::clicked, this, &TimelinePanel::offerHidden);
    find_ = makeSmallButton(QString(), QStringLiteral("search"), this);
    find_->setObjectName(QStringLiteral("searchTimeline"));
    find_->setToolTip(
        tr("Search the timeline: an object, a process, a function, line 12, pid 4211 (Ctrl+F)"));
    find_->setAccessibleName(tr("Search the timeline"));
    addTitleWidget(find_);
    connect(find_, &QPushButton::clicked, searchBar_, &TimelineSearchBar::open);
    axis_ = new SegmentedSwitch(this);
    axis_->add(tr("Time"));
    axis_->add(tr("Steps"));
    axis_->button(0)->setToolTip(tr("As long as it took (T changes the axis)"));
    axis_->button(1)->setToolTip(
        tr("Each event as wide as any other (T changes the axis). Left and right go from "
           "step to step, with Alt and Shift those of the chosen lane."));
    addTitleWidget(axis_);
    connect(axis_, &SegmentedSwitch::chosen, this, [this](int index) {
        view_->changeAxis(index == 0 ? timeline::AxisKind::Time : timeline::AxisKind::Steps);
    });
    connect(view_, &TimelineView::axisChanged, this, [this](timeline::AxisKind kind) {
        const bool steps = kind == timeline::AxisKind::Steps;
        axis_->setCurrent(steps ? 1 : 0);
        ownAxis_.reset();
        if (settings_ != nullptr && !program_.isEmpty())
            settings_->setTimelineAxis(program_, steps ? kSteps : QString());
    });
    QPushButton* unseen = makeToolButton(QString(), QStringLiteral("question"), this);
    unseen->setObjectName(QStringLiteral("unseenButton"));
    unseen->setToolTip(tr("What Forkscope cannot see, and what watching costs"));
    unseen->setAccessibleName(tr("What Forkscope cannot see"));
    connect(unseen, &QPushButton::clicked, this, [this] { showUnseenPage(window()); });
    addTitleWidget(unseen);
    badge_ = new LiveBadge(this);
    addTitleWidget(badge_);
}

void TimelinePanel::setEmpty(bool empty) {
    stack_->setCurrentIndex(empty ? 0 : 1);
    axis_->setVisible(!empty);
    find_->setVisible(!empty);
}

void TimelinePanel::setEmptySentence(const QString& sentence) {
    hint_->setText(sentence);
}

void TimelinePanel::lendAxis(timeline::AxisKind kind) {
    if (kind == view_->axisKind())
        return;
    ownAxis_ = view_->axisKind();
    view_->setAxis(kind);
    axis_->setCurrent(kind == timeline::AxisKind::Steps ? 1 : 0);
}

void TimelinePanel::returnAxis() {
    if (const auto own = std::exchange(ownAxis_, std::nullopt)) {
        view_->setAxis(*own);
        axis_->setCurrent(*own == timeline::AxisKind::Steps ? 1 : 0);
    }
}

void TimelinePanel::setProgram(const QString& program, Settings& settings) {
    settings_ = &settings;
    if (program == program_)
        return;
    program_ = program;
    view_->setArrangement(LaneArrangement::restore(settings.timelineLanes(program)));
    view_->changeAxis(settings.timelineAxis(program) == kSteps ? timeline::AxisKind::Steps
                                                               : timeline::AxisKind::Time);
}

void TimelinePanel::remember() {
    if (settings_ == nullptr || program_.isEmpty())
        return;
    const LaneArrangement& now = view_->arrangement();
    settings_->setTimelineLanes(program_, now == LaneArrangement() ? QByteArray() : now.save());
}

void TimelinePanel::showHidden() {
    const int count = int(view_->hiddenLanes().size());
    hidden_->setText(tr("%1 hidden").arg(count));
    hidden_->setAccessibleName(tr("Hidden lanes: %1").arg(count));
    hidden_->setToolTip(tr("Lanes that you have hidden; press to bring them back"));
    hidden_->setVisible(count > 0);
}

void TimelinePanel::offerHidden() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto& lane : view_->hiddenLanes())
        menu->addAction(lane.name, view_, [view = view_, key = lane.key] { view->showLane(key); });
    menu->addSeparator();
    menu->addAction(tr("All hidden lanes"), view_, [view = view_] { view->showLane({}); });
    menu->popup(hidden_->mapToGlobal(QPoint(0, hidden_->height())));
}

void TimelinePanel::applyTheme() {
    view_->setColors(colors().dark ? TimelineColors::dark() : TimelineColors::light());
}

} // namespace forkscope::gui
