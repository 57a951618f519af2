// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/lesson.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace forkscope::lesson {

namespace {
template <class All, class Is> auto firstOf(const All& all, Is&& is) {
    const auto found = std::find_if(all.begin(), all.end(), is);
    return found == all.end() ? nullptr : &*found;
}
} // namespace

const Program* Lesson::program(const QString& wanted) const {
    const QString name = wanted.endsWith(QLatin1String(".py")) ? wanted.chopped(3) : wanted;
    return firstOf(programs, [&](const Program& p) { return p.name == name; });
}

const Tour* Lesson::tour(const QString& wanted) const {
    return firstOf(tours, [&](const Tour& t) { return t.name == wanted; });
}

const Exercise* Lesson::exercise(const QString& wanted) const {
    return firstOf(exercises, [&](const Exercise& e) { return e.slug == wanted; });
}

const Myth* Lesson::myth(const QString& wanted) const {
    return firstOf(myths, [&](const Myth& m) { return m.slug == wanted; });
}

QString Lesson::jobsFile(const QString& name) const {
    if (name.isEmpty() || QFileInfo(name).fileName() != name) // a path would lead out of the pack
        return {};
    return folder + QStringLiteral("/jobs/") + name + QStringLiteral(".toml");
}

QString PackProblem::toString() const {
    if (line == 0)
        return QCoreApplication::translate("lesson", "%1: %2").arg(file, message);
    return QCoreApplication::translate("lesson", "%1, line %2: %3").arg(file).arg(line).arg(message);
}

} // namespace forkscope::lesson
