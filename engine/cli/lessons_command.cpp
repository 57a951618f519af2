// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/cli.h"
#include "engine/cli/commands.h"
#include "engine/cli/options.h"
#include "engine/lesson/lesson_library.h"

#include <cstdio>

namespace forkscope::cli {

namespace {
void printLine(const QString& text) {
    std::printf("%s\n", qUtf8Printable(text));
}
} // namespace

int lessons(const QStringList& arguments) {
    const auto options = readOptions(arguments, {}, {"list"}, /*stopAtPositional*/ false);
    if (!options || !options->positional.isEmpty()) {
        complain(options ? tr("Say: forkscope lessons [--list]") : QString::fromStdString(options.error()));
        return kUsage;
    }
    const auto library = lesson::LessonLibrary::load();
    const QString english = QStringLiteral("en");
    for (const lesson::Lesson& l : library.lessons()) {
        printLine(QStringLiteral("%1  %2  (%3)").arg(l.id, l.title.in(english), l.slug));
        if (options->has("list"))
            continue;
        for (const lesson::Program& p : l.programs)
            printLine(QStringLiteral("      %1  %2").arg(p.name, -22).arg(p.shows.in(english)));
    }
    for (const lesson::PackProblem& problem : library.problems())
        complain(problem.toString());
    return library.problems().isEmpty() ? 0 : kOwnFailure;
}

} // namespace forkscope::cli
