// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/course_outline.h"

#include <QCoreApplication>

namespace forkscope::lesson {

namespace {

QString outlineTr(const char* text) {
    return QCoreApplication::translate("lesson", text);
}

// One cell of a table.
QString cell(QString text) {
    return text.replace(u'|', QStringLiteral("\\|")).simplified();
}

QString rowOf(const LessonLibrary& library, const Lesson& lesson, const QString& language,
              OutlineLinks links) {
    const QString title = cell(lesson.title.in(language));
    const QString sees = cell(lesson.sees.isEmpty() ? lesson.gist.in(language) : lesson.sees.in(language));
    const QString needs = needsOf(library, lesson);
    return QStringLiteral("| %1 | %2 | %3 | %4 | %5 |\n")
        .arg(lesson.id,
             links == OutlineLinks::None ? QStringLiteral("**%1**").arg(title)
                                         : QStringLiteral("[%1](lesson:%2)").arg(title, lesson.id),
             sees, durationWords(lesson.minutes), needs);
}

} // namespace

QString durationWords(int minutes) {
    if (minutes <= 0)
        return {};
    if (minutes < 60)
        return outlineTr("%1 min").arg(minutes);
    return minutes % 60 == 0 ? outlineTr("%1 h").arg(minutes / 60)
                             : outlineTr("%1 h %2").arg(minutes / 60).arg(minutes % 60);
}

QString needsOf(const LessonLibrary& library, const Lesson& lesson) {
    QStringList ids;
    for (const QString& id : lesson.needs)
        if (const Lesson* needed = library.find(id))
            ids += needed->id;
    const QString last = ids.isEmpty() ? QString() : ids.takeLast();
    return ids.isEmpty() ? last : outlineTr("%1 and %2").arg(ids.join(outlineTr(", ")), last);
}

QString courseOutline(const LessonLibrary& library, const QString& language, OutlineLinks links) {
    int minutes = 0, exercises = 0, programs = 0, parts = 0;
    QString body, part;
    for (const Lesson& lesson : library.lessons()) {
        minutes += lesson.minutes;
        exercises += int(lesson.exercises.size());
        programs += int(lesson.programs.size());
        if (const QString name = lesson.group.in(language); name != part || body.isEmpty()) {
            part = name;
            ++parts;
            body += QStringLiteral("\n## %1\n\n| | %2 | %3 | %4 | %5 |\n|---|---|---|---|---|\n")
                        .arg(part, outlineTr("Lesson"), outlineTr("What one will see"), outlineTr("Time"),
                             outlineTr("Needs"));
        }
        body += rowOf(library, lesson, language, links);
    }
    const QString sums = outlineTr("%1 lessons in %2 parts, with %3 real programs to run and %4 exercises.")
                             .arg(library.lessons().size())
                             .arg(parts)
                             .arg(programs)
                             .arg(exercises);
    const QString time =
        minutes > 0 ? outlineTr(" About %1 hours in all, exercises included.").arg((minutes + 30) / 60)
                    : QString();
    return QStringLiteral("# %1\n\n%2%3 %4\n%5")
        .arg(outlineTr("The course at a glance"), sums, time,
             outlineTr("Nothing is locked: the order is a suggestion, and *Needs* says what a lesson builds "
                       "on."),
             body);
}

} // namespace forkscope::lesson
