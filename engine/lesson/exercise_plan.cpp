// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/exercise_plan.h"

#include <QCoreApplication>

namespace forkscope::lesson {

Result<check::Plan> planOf(const Exercise& exercise, const QString& program) {
    if (exercise.checks.isEmpty())
        return Error{QCoreApplication::translate("lesson", "There are no checks in %1.")
                         .arg(exercise.path)
                         .toStdString()};
    const Result<check::Runs> runs = check::readRuns(exercise.runs);
    if (!runs)
        return Error{runs.error()};
    check::Plan plan;
    plan.program = program;
    plan.folder = exercise.folder;
    plan.runs = *runs;
    for (const CheckSpec& spec : exercise.checks)
        plan.asks.append({spec.kind, spec.title.in(QStringLiteral("en")), spec.fields});
    if (const Outcome understood = check::areUnderstood(plan.asks); !understood)
        return Error{understood.error()};
    return plan;
}

} // namespace forkscope::lesson
