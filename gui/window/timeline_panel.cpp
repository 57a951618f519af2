// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/timeline_panel.h"

#include "gui/theme/theme.h"
#include "gui/timeline/timeline_view.h"
#include "gui/widgets/controls.h"
#include "gui/window/help_page.h"
#include "gui/window/live_badge.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

namespace forkscope::gui {

TimelinePanel::TimelinePanel(QWidget* parent) : Panel(tr("Timeline"), parent) {
    stack_ = new QStackedWidget(this);
    view_ = new TimelineView(stack_);
    QLabel* hint = makeLabel(tr("Press Run (F5). Each process, lock and queue gets a lane here."), 13,
                             QFont::Normal, true, stack_);
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    stack_->addWidget(hint);
    stack_->addWidget(view_);
    setBody(stack_);
    QPushButton* unseen = makeToolButton(QString(), QStringLiteral("question"), this);
    unseen->setObjectName(QStringLiteral("unseenButton"));
    unseen->setToolTip(tr("What Forkscope cannot see, and what watching costs"));
    unseen->setAccessibleName(tr("What Forkscope cannot see"));
    connect(unseen, &QPushButton::clicked, this, [this] { showUnseenPage(window()); });
    addTitleWidget(unseen);
    badge_ = new LiveBadge(this);
    addTitleWidget(badge_);
    connect(&Theme::instance(), &Theme::changed, this, &TimelinePanel::applyTheme);
    applyTheme();
}

void TimelinePanel::setEmpty(bool empty) {
    stack_->setCurrentIndex(empty ? 0 : 1);
}

void TimelinePanel::applyTheme() {
    view_->setColors(colors().dark ? TimelineColors::dark() : TimelineColors::light());
}

} // namespace forkscope::gui
