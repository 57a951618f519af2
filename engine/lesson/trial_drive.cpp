// SPDX-License-Identifier: GPL-3.0-or-later
// Schedules of drive exercises.
#include "engine/lesson/trial.h"
#include "engine/run/driver.h"

#include <QFile>

namespace forkscope::lesson {

DriveTrial::DriveTrial(const Exercise& exercise, const QString& schedule, const QString& message,
                       TrialSettings settings)
    : RunTrial(exercise.starter, std::move(settings)), exercise_(exercise), schedule_(schedule),
      message_(message) {}

void DriveTrial::prepare(run::LaunchSpec& spec) {
    spec.drive.start = run::StartMode::Schedule;
    spec.drive.fixSeeds = true;
    QFile file(schedule_);
    if (!file.open(QIODevice::ReadOnly)) {
        unreadable_ = tr("the schedule cannot be read: %1").arg(file.errorString());
        return;
    }
    const auto schedule = drive::readSchedule(file.readAll().toStdString());
    if (schedule)
        spec.drive.schedule = *schedule;
    else
        unreadable_ = QString::fromStdString(schedule.error());
}

void DriveTrial::begin() {
    if (!unreadable_.isEmpty())
        return fail(unreadable_);
    const auto watch = [](const QString& text) -> std::optional<condition::Watch> {
        const auto condition = condition::Condition::read(text.toStdString());
        return condition ? std::optional<condition::Watch>(*condition) : std::nullopt;
    };
    goal_ = watch(exercise_.goal);
    if (!exercise_.avoid.isEmpty())
        avoid_ = watch(exercise_.avoid);
    connect(&session_.driver(), &run::Driver::changed, this, &DriveTrial::look);
}

void DriveTrial::look() {
    run::Driver& driver = session_.driver();
    if (!driver.isThere())
        return;
    const auto isMet = [&](std::optional<condition::Watch>& watch) {
        if (!watch)
            return false;
        watch->follow(session_.history());
        return watch->isMet({.world = session_.history().now(), .isStuck = driver.isStuck()});
    };
    wasReached_ = wasReached_ || (!wasAvoidable_ && isMet(goal_));
    wasAvoidable_ = wasAvoidable_ || (!wasReached_ && isMet(avoid_));
    if (wasReached_ || wasAvoidable_)
        return enough();
    if (driver.divergence()) {
        verdict_ = QString::fromStdString(driver.divergence()->sentence);
        enough();
    } else if (driver.mode() == drive::Mode::Hold && driver.state() == drive::State::Quiet) {
        enough(); // the schedule is at its end
    }
}

// Of a run that came to its own end: what happened in its last moments, after the last look.
void DriveTrial::lookAtEnd() {
    const auto order = [this](const QString& text) -> std::optional<std::uint64_t> {
        const auto condition = condition::Condition::read(text.toStdString());
        const auto met = condition
                             ? condition::firstMet(*condition, session_.history(), session_.ending().status)
                             : std::nullopt;
        return met ? std::optional(met->order) : std::nullopt;
    };
    const auto reached = order(exercise_.goal);
    const auto avoidable = exercise_.avoid.isEmpty() ? std::nullopt : order(exercise_.avoid);
    wasReached_ = reached && (!avoidable || *reached < *avoidable);
    wasAvoidable_ = avoidable && !wasReached_;
}

QString DriveTrial::verdict() {
    if (!wasReached_ && !wasAvoidable_ && !wasStopped() && verdict_.isEmpty())
        lookAtEnd();
    if (wasReached_)
        return {};
    if (wasAvoidable_)
        return tr("what was to be avoided has happened");
    return verdict_.isEmpty() ? tr("the goal was not reached")
                              : tr("the goal was not reached. %1").arg(verdict_);
}

QString DriveTrial::judge() {
    const QString said = verdict();
    if (message_.isEmpty())
        return said;
    if (said.isEmpty())
        return tr("it reaches the goal, and should not");
    return said.contains(message_, Qt::CaseInsensitive)
               ? QString()
               : tr("it should get the message \"%1\", and gets: %2").arg(message_, said);
}

} // namespace forkscope::lesson
