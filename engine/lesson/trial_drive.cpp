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

QString DriveTrial::verdict() {
    if (wasReached_)
        return {};
    if (wasAvoidable_)
        return tr("what was to be avoided has happened");
    const auto goal = condition::Condition::read(exercise_.goal.toStdString());
    const bool isMetAtEnd = !wasStopped() && goal && verdict_.isEmpty() &&
                            condition::firstMet(*goal, session_.history(), session_.ending().status);
    if (isMetAtEnd)
        return {};
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
