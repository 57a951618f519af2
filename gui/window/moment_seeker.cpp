// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/moment_seeker.h"

namespace forkscope::gui {

using run::SessionState;

void MomentSeeker::seek(const run::Session& session, const condition::Condition& condition) {
    giveUp();
    session_ = &session;
    condition_ = condition;
    search_.emplace(condition, session.history());
    connect(session_, &run::Session::advanced, this, &MomentSeeker::look);
    connect(session_, &run::Session::ended, this, &MomentSeeker::look);
    look();
}

void MomentSeeker::giveUp() {
    if (session_)
        session_->disconnect(this);
    search_.reset();
    session_ = nullptr;
}

void MomentSeeker::look() {
    if (!session_)
        return;
    const bool isOver =
        session_->state() == SessionState::Ended || session_->state() == SessionState::Recording;
    std::optional<condition::Met> met = search_->advance();
    if (!met && isOver) // with what only the end tells
        met = condition::firstMet(*condition_, session_->history(), session_->ending().status);
    if (!met && !isOver)
        return;
    giveUp();
    met ? emit found(met->at) : emit never();
}

} // namespace forkscope::gui
