// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/spectator.h"

#include "engine/check/stuck.h"
#include "engine/run/driver.h"

#include <QTimer>

namespace forkscope::lesson {

namespace {
constexpr int kStandsMs = 1500; // nobody has gone on for so long
}

Spectator::Spectator(run::Session& session, bool whole, QObject* parent)
    : QObject(parent), session_(session), isEarly_(whole) {
    connect(&session_, &run::Session::advanced, this, &Spectator::look);
    connect(&session_, &run::Session::ended, this, &Spectator::look);
}

void Spectator::prepare(run::LaunchSpec& spec) {
    spec.drive = {};
}

void Spectator::goUntil(condition::Condition until) {
    search_.emplace(std::move(until), session_.history(), from_);
    standsSince_.invalidate();
    QTimer::singleShot(0, this, &Spectator::look);
}

void Spectator::leave() {
    search_.reset();
    session_.driver().goOn();
}

void Spectator::tell(trace::Time time) {
    search_.reset();
    at_ = time;
    session_.driver().pause();
    emit reached(time);
}

bool Spectator::standsStill() {
    if (!check::isAtStandstill(session_.history().now())) {
        standsSince_.invalidate();
        return false;
    }
    if (!standsSince_.isValid())
        standsSince_.start();
    return standsSince_.hasExpired(kStandsMs);
}

void Spectator::look() {
    if (!search_)
        return;
    const bool isOver = session_.state() == run::SessionState::Ended;
    isEarly_ = isEarly_ && !isOver && !standsStill();
    if (isEarly_)
        return;
    if (from_ > 0 && search_->isMet()) // true already where the last one stands
        return tell(at_);
    if (const auto met = search_->advance()) {
        from_ = met->order;
        return tell(met->at);
    }
    if (isOver) {
        if (search_->isMet(session_.ending().status))
            return tell(session_.history().end());
        search_.reset();
        emit ended();
    } else if (session_.driver().mode() != drive::Mode::Free) {
        session_.driver().goOn();
    } else if (standsStill()) {
        search_.reset();
        emit stuck();
    }
}

} // namespace forkscope::lesson
