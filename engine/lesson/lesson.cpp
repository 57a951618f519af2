// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/lesson.h"

#include <QCoreApplication>

#include <algorithm>

namespace forkscope::lesson {

const Program* Lesson::program(const QString& wanted) const {
    const QString name = wanted.endsWith(QLatin1String(".py")) ? wanted.chopped(3) : wanted;
    const auto found = std::find_if(programs.begin(), programs.end(),
                                    [&](const Program& candidate) { return candidate.name == name; });
    return found == programs.end() ? nullptr : &*found;
}

QString PackProblem::toString() const {
    if (line == 0)
        return QCoreApplication::translate("lesson", "%1: %2").arg(file, message);
    return QCoreApplication::translate("lesson", "%1, line %2: %3").arg(file).arg(line).arg(message);
}

} // namespace forkscope::lesson
