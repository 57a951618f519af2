// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/transport.h"

#include "gui/theme/icons.h"
#include "gui/widgets/controls.h"
#include "gui/window/actions.h"
#include "gui/window/playback.h"

#include <QAction>
#include <QActionGroup>
#include <QBoxLayout>
#include <QMenu>
#include <QPushButton>

#include <algorithm>
#include <iterator>

namespace forkscope::gui {

using Direction = Playback::Direction;

QString speedText(double speed) {
    return QString::number(speed) + QChar(0xd7);
}

// An icon alone: the action's words are in the tooltip and for those who hear the window.
static QPushButton* makeActionButton(QAction* action, const char* iconName, QWidget* parent) {
    QPushButton* button = makeSmallButton(QString(), QLatin1String(iconName), parent);
    button->setObjectName(action->objectName() + QLatin1String("Button"));
    bindButton(button, action);
    return button;
}

Transport::Transport(const Actions& actions, Playback* playback, QWidget* parent)
    : QWidget(parent), actions_(actions), playback_(playback) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(makeActionButton(actions.previousEvent, "step-previous", this));
    row->addWidget(back_ = makeActionButton(actions.playBack, "play-back", this));
    row->addWidget(play_ = makeActionButton(actions.play, "play", this));
    row->addWidget(makeActionButton(actions.nextEvent, "step-next", this));
    row->addWidget(speed_ = makeSmallButton(QString(), QString(), this));
    speed_->setToolTip(tr("How fast the run is played, of its own speed"));
    // As wide as the longest, so that nothing moves when the speed changes.
    speed_->setMinimumWidth(speed_->fontMetrics().horizontalAdvance(speedText(0.25)) + 26);
    makeSpeedMenu();
    connectActions(actions);
    connect(playback_, &Playback::changed, this, &Transport::show);
    show();
}

void Transport::connectActions(const Actions& actions) {
    connect(actions.play, &QAction::triggered, playback_, &Playback::toggle);
    connect(actions.playBack, &QAction::triggered, playback_, [this] {
        playback_->play(playback_->direction() == Direction::Backwards ? Direction::Still
                                                                       : Direction::Backwards);
    });
    connect(actions.nextEvent, &QAction::triggered, playback_, [this] { playback_->step(+1); });
    connect(actions.previousEvent, &QAction::triggered, playback_, [this] { playback_->step(-1); });
    connect(actions.nextOfChosen, &QAction::triggered, playback_, [this] { playback_->stepChosen(+1); });
    connect(actions.previousOfChosen, &QAction::triggered, playback_, [this] { playback_->stepChosen(-1); });
    connect(actions.faster, &QAction::triggered, this, [this] { changeSpeed(+1); });
    connect(actions.slower, &QAction::triggered, this, [this] { changeSpeed(-1); });
}

void Transport::makeSpeedMenu() {
    auto* menu = new QMenu(speed_);
    speeds_ = new QActionGroup(menu);
    for (const double speed : Playback::kSpeeds) {
        QAction* choice = menu->addAction(speedText(speed));
        choice->setCheckable(true);
        choice->setData(speed);
        speeds_->addAction(choice);
        connect(choice, &QAction::triggered, playback_, [this, speed] { playback_->setSpeed(speed); });
    }
    speed_->setMenu(menu);
}

void Transport::changeSpeed(int by) {
    const auto at =
        std::ranges::lower_bound(Playback::kSpeeds, playback_->speed()) - std::begin(Playback::kSpeeds);
    const auto last = std::ptrdiff_t(std::size(Playback::kSpeeds)) - 1;
    playback_->setSpeed(Playback::kSpeeds[std::clamp<std::ptrdiff_t>(at + by, 0, last)]);
}

void Transport::show() {
    const auto showAs = [](QAction* action, QPushButton* button, bool playing, const QString& words,
                           const char* name) {
        action->setText(playing ? tr("Stop playing") : words);
        button->setIcon(icon(playing ? QStringLiteral("pause") : QLatin1String(name), IconTone::Dim));
    };
    const Direction direction = playback_->direction();
    showAs(actions_.play, play_, direction == Direction::Forwards, tr("Play"), "play");
    showAs(actions_.playBack, back_, direction == Direction::Backwards, tr("Play backwards"), "play-back");
    speed_->setText(speedText(playback_->speed()));
    speed_->setAccessibleName(tr("Speed %1").arg(speedText(playback_->speed())));
    for (QAction* choice : speeds_->actions())
        choice->setChecked(choice->data().toDouble() == playback_->speed());
}

} // namespace forkscope::gui
