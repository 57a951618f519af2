// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/exercise.h"

#include "engine/lesson/myth.h"

namespace forkscope::lesson {

QString nameOf(ExerciseKind kind) {
    switch (kind) {
    case ExerciseKind::Predict:
        return QStringLiteral("predict");
    case ExerciseKind::Fix:
        return QStringLiteral("fix");
    case ExerciseKind::Build:
        return QStringLiteral("build");
    case ExerciseKind::Drive:
        break;
    }
    return QStringLiteral("drive");
}

QString nameOf(Verdict verdict) {
    switch (verdict) {
    case Verdict::Myth:
        return QStringLiteral("myth");
    case Verdict::Fact:
        return QStringLiteral("fact");
    case Verdict::HalfTrue:
        break;
    }
    return QStringLiteral("half true");
}

} // namespace forkscope::lesson
