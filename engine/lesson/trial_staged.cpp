// SPDX-License-Identifier: GPL-3.0-or-later
// Programs, claims, myths and predictions.
#include "engine/check/stuck.h"
#include "engine/condition/names.h"
#include "engine/lesson/trial.h"
#include "engine/run/driver.h"

#include <algorithm>
#include <csignal>

namespace forkscope::lesson {

namespace {

using When = Expectation::When;
// In real time: nobody has gone on for so long, and nobody can; or all wait, and it is not known for what (a
// feeder may take long over an item).
constexpr int kStandsInRealTimeMs = 1500, kSeemsToStandMs = 8000;

std::optional<condition::Watch> watchFor(const QString& text) {
    const auto condition = condition::Condition::read(text.toStdString());
    return condition ? std::optional<condition::Watch>(*condition) : std::nullopt;
}

bool standsStill(const world::World& world) {
    bool anybody = false;
    for (const world::Process& p : world.processes()) {
        const bool counts =
            p.alive() && p.role != world::ProcessRole::Helper && p.role != world::ProcessRole::Manager;
        if (counts && !world::waitsForOthers(p))
            return false;
        anybody = anybody || counts;
    }
    return anybody;
}

} // namespace

StagedTrial::StagedTrial(const QString& program, Staging staging, QList<Expectation> expects, Wants wants,
                         TrialSettings settings)
    : RunTrial(program, settings), staging_(std::move(staging)), expects_(std::move(expects)), wants_(wants),
      isDriven_(!staging_.inRealTime && !(settings.inRealTime && staging_.order.isEmpty())) {
    text_ = edited(text_, staging_.edits).text; // the reader has looked whether they fit
}

void StagedTrial::prepare(run::LaunchSpec& spec) {
    if (isDriven_)
        Conductor::prepare(spec);
}

QString StagedTrial::late() const {
    return isEndless_ ? QString() : RunTrial::late();
}

void StagedTrial::begin() {
    const auto turns = readTurns(staging_.order);
    if (!turns)
        return fail(QString::fromStdString(turns.error()));
    if (wants_ == Wants::All)
        for (const Expectation& e : expects_)
            if (auto watch = e.when == When::Ever ? watchFor(e.condition) : std::nullopt)
                ever_.push_back(std::move(*watch));
    const bool isKilling = !staging_.kill.process.isEmpty();
    if (!isDriven_) {
        killWhen_ = isKilling ? watchFor(staging_.kill.when) : std::nullopt;
        connect(&session_, &run::Session::advanced, this, &StagedTrial::watchFreely);
        return;
    }
    conductor_ = std::make_unique<Conductor>(session_);
    if (isKilling)
        if (const auto when = condition::Condition::read(staging_.kill.when.toStdString()))
            conductor_->killOnce(staging_.kill.process, *when);
    connect(conductor_.get(), &Conductor::reached, this, [this] { enough(); });
    connect(conductor_.get(), &Conductor::stuck, this, [this] {
        isStuck_ = true;
        judge();
        enough();
    });
    std::optional<condition::Condition> until;
    if (ever_.size() == 1)
        until = ever_.front().condition();
    conductor_->goUntil(until, *turns);
}

bool StagedTrial::areMet() {
    return !ever_.empty() && std::all_of(ever_.begin(), ever_.end(), [&](condition::Watch& watch) {
        watch.follow(session_.history());
        return watch.isMet({.world = session_.history().now()});
    });
}

void StagedTrial::watchFreely() {
    const world::World& world = session_.history().now();
    if (killWhen_) {
        killWhen_->follow(session_.history());
        if (killWhen_->isMet({.world = world})) {
            killWhen_.reset();
            for (const world::Process& p : world.processes())
                if (p.alive() && p.pid > 1 &&
                    condition::isCalled(world, p, staging_.kill.process.toStdString()))
                    ::kill(p.pid, SIGKILL);
        }
    }
    if (areMet())
        return enough();
    const bool isSure = check::isAtStandstill(world);
    if (!isSure && !standsStill(world))
        return standsSince_.invalidate();
    if (!standsSince_.isValid())
        standsSince_.start();
    if (standsSince_.hasExpired(isSure ? kStandsInRealTimeMs : kSeemsToStandMs)) {
        isStuck_ = true;
        judge();
        enough();
    }
}

bool StagedTrial::holds(const Expectation& e) {
    const auto condition = condition::Condition::read(e.condition.toStdString());
    if (!condition)
        return false;
    const bool isOver = session_.state() == run::SessionState::Ended && !isStuck_;
    const auto exitStatus = isOver ? std::optional<int>(session_.ending().status) : std::nullopt;
    condition::Watch atEnd(*condition);
    atEnd.follow(session_.history());
    const bool isMet =
        atEnd.isMet({.world = session_.history().now(), .exitStatus = exitStatus, .isStuck = isStuck_});
    if (e.when == When::AtEnd)
        return isMet;
    const bool wasMet = isMet || condition::firstMet(*condition, session_.history(), exitStatus).has_value();
    return wasMet == (e.when == When::Ever);
}

// Of a run that is stuck it is asked while it stands there, before it is stopped.
QString StagedTrial::judge() {
    if (session_.state() == run::SessionState::Ended && isStuck_)
        return unmet_;
    unmet_.clear();
    QStringList held, missed;
    for (const Expectation& e : expects_)
        (holds(e) ? held : missed).append(u'"' + e.condition + u'"');
    if (wants_ == Wants::All && !missed.isEmpty())
        unmet_ = tr("the run does not show %1").arg(missed.join(QStringLiteral(", ")));
    else if (wants_ == Wants::ExactlyOne && held.size() != 1)
        unmet_ = held.isEmpty()
                     ? tr("the run comes to none of the answers")
                     : tr("the run comes to more than one answer: %1").arg(held.join(QStringLiteral(", ")));
    else if (const std::string raised = condition::exceptionIn(session_.history().now());
             wants_ == Wants::Nothing && !raised.empty() && !mayRaise_)
        unmet_ = tr("an exception ends a process: %1. If that is to be shown, say: raises = true")
                     .arg(QString::fromStdString(raised));
    else if (wants_ == Wants::Nothing && isStuck_ && !isEndless_)
        unmet_ = tr("nobody can go on any more, and the pack says that it ends");
    else if (wants_ == Wants::Nothing && isEndless_ && !isStuck_ && !wasStopped())
        unmet_ = tr("it ends, and the pack says that it does not");
    return unmet_;
}

} // namespace forkscope::lesson
