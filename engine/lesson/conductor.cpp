// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/conductor.h"

#include "engine/condition/names.h"
#include "engine/run/driver.h"

#include <QScopedValueRollback>

#include <csignal>

namespace forkscope::lesson {

namespace {
constexpr int kLookAgainMs = 30;
}

Conductor::Conductor(run::Session& session, QObject* parent) : QObject(parent), session_(session) {
    again_.setInterval(kLookAgainMs);
    pace_.setSingleShot(true);
    connect(&again_, &QTimer::timeout, this, &Conductor::look);
    connect(&pace_, &QTimer::timeout, this, &Conductor::letGo);
    connect(&session_.driver(), &run::Driver::changed, this, &Conductor::look);
    connect(&session_, &run::Session::ended, this, &Conductor::look);
}

void Conductor::prepare(run::LaunchSpec& spec) {
    spec.drive = {};
    spec.drive.start = run::StartMode::Hold;
    spec.drive.fixSeeds = true;
}

void Conductor::goUntil(std::optional<condition::Condition> until, QList<Turn> order) {
    until_.reset();
    if (until)
        until_.emplace(*until);
    turns_.set(std::move(order));
    isGoing_ = true;
    again_.start();
    QTimer::singleShot(0, this, &Conductor::look);
}

void Conductor::killOnce(const QString& process, condition::Condition when) {
    killed_ = process.toStdString();
    killWhen_.emplace(std::move(when));
}

void Conductor::leave() {
    stop();
    session_.driver().goOn();
}

void Conductor::stop() {
    isGoing_ = false;
    again_.stop();
    pace_.stop();
}

bool Conductor::isMet(condition::Watch& watch) const {
    watch.follow(session_.history());
    condition::Moment moment{.world = session_.history().now()};
    if (session_.state() == run::SessionState::Ended)
        moment.exitStatus = session_.ending().status;
    moment.isStuck = session_.driver().isStuck();
    return watch.isMet(moment);
}

void Conductor::kill() {
    for (const world::Process& p : session_.history().now().processes())
        if (p.alive() && p.pid > 1 && condition::isCalled(session_.history().now(), p, killed_))
            ::kill(p.pid, SIGKILL);
    killWhen_.reset();
}

void Conductor::look() {
    if (!isGoing_ || isLooking_ || pace_.isActive())
        return;
    const QScopedValueRollback looking(isLooking_, true);
    const bool isOver = session_.state() == run::SessionState::Ended;
    if (!isOver && session_.driver().state() != drive::State::Quiet)
        return;
    if (killWhen_ && isMet(*killWhen_))
        return kill();
    if (until_ && isMet(*until_)) {
        stop();
        emit reached();
    } else if (isOver) {
        stop();
        emit ended();
    } else if (session_.driver().isStuck()) {
        stop();
        emit stuck();
    } else if (pace_.interval() > 0) {
        pace_.start();
    } else {
        letGo();
    }
}

void Conductor::letGo() {
    run::Driver& driver = session_.driver();
    if (!isGoing_ || driver.state() != drive::State::Quiet)
        return;
    const drive::Choice* next = turns_.next(driver.choices(), driver.busy(), session_.history());
    if (!next)
        return;
    const drive::Choice chosen = *next; // the next change makes the choices anew
    drive::Order order;
    order.actor = chosen.actor;
    if (driver.give(order))
        turns_.goes(chosen);
}

} // namespace forkscope::lesson
