// SPDX-License-Identifier: GPL-3.0-or-later
// Solutions of fix and build exercises.
#include "engine/lesson/exercise_plan.h"
#include "engine/lesson/trial.h"

#include <algorithm>

namespace forkscope::lesson {

namespace {
// Of right ones, unless in real time. A wrong one has all its runs to show itself, and need not have more.
constexpr int kPlainRuns = 1, kShuffledRuns = 2, kThinShuffledRuns = 1;
} // namespace

SolutionTrial::SolutionTrial(const Exercise& exercise, const QString& file, Wants wants,
                             const QString& message, TrialSettings settings)
    : exercise_(exercise), file_(file), message_(message), wants_(wants), settings_(std::move(settings)) {
    connect(&checker_, &check::Checker::noted, this, [this](const QString& sentence) { noted_ = sentence; });
    connect(&checker_, &check::Checker::runDone, this, [this] { // as soon as it has failed as it should
        const QString told = checker_.faultsSoFar().join(u' ');
        hasFailed_ =
            !told.isEmpty() && (wants_ == Wants::Fails || (wants_ == Wants::FailsWith && isWanted(told)));
        if (hasFailed_)
            checker_.cancel();
    });
    connect(
        &checker_, &check::Checker::finished, this, [this] { emit done(judge()); }, Qt::QueuedConnection);
}

void SolutionTrial::start() {
    auto plan = planOf(exercise_, file_);
    QString fault = plan ? QString() : QString::fromStdString(plan.error());
    if (plan) {
        plan->interpreter = settings_.interpreter;
        if (!settings_.inRealTime && wants_ == Wants::Passes) {
            plan->runs.plain = std::min(plan->runs.plain, kPlainRuns);
            plan->runs.shuffled =
                std::min(plan->runs.shuffled, settings_.isThin ? kThinShuffledRuns : kShuffledRuns);
        }
        if (const Outcome started = checker_.start(*plan); !started)
            fault = QString::fromStdString(started.error());
    }
    if (!fault.isEmpty())
        QTimer::singleShot(0, this, [this, fault] { emit done(fault); });
}

QString SolutionTrial::judge() const {
    if (hasFailed_)
        return {};
    QStringList said;
    for (const check::CheckResult& result : checker_.results())
        if (!result.passed)
            said.append(result.sentence);
    const QString all = said.join(QStringLiteral(" "));
    if (wants_ == Wants::Passes)
        return checker_.passed() ? QString() : tr("it does not pass: %1 %2").arg(all, noted_).trimmed();
    if (checker_.passed())
        return tr("it passes, and should not");
    if (wants_ == Wants::Fails || isWanted(all))
        return {};
    return tr("it should get the message \"%1\", and gets: %2").arg(message_, all);
}

} // namespace forkscope::lesson
