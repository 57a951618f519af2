// SPDX-License-Identifier: GPL-3.0-or-later
// What of the index can be seen without running anything.
#include "engine/lesson/verify.h"

#include <QCoreApplication>

namespace forkscope::lesson {

namespace {

QString indexTr(const char* text) {
    return QCoreApplication::translate("lesson", text);
}

bool hasHeading(const Lesson& lesson, const QString& heading) {
    for (QString line : lesson.text.in(QStringLiteral("en")).split(u'\n'))
        if (line.startsWith(u'#') && line.remove(u'`').remove(u'*').section(u' ', 1).trimmed() == heading)
            return true;
    return heading.isEmpty();
}

void addReading(const Reading& reading, const QString& file, int line, const LessonLibrary& library,
                QList<PackProblem>& faults) {
    const Lesson* lesson = library.find(reading.lesson);
    if (!lesson)
        faults.append({file, line, indexTr("there is no lesson \"%1\".").arg(reading.lesson)});
    else if (!hasHeading(*lesson, reading.heading))
        faults.append(
            {file, line, indexTr("lesson %1 has no heading \"%2\".").arg(lesson->id, reading.heading)});
}

} // namespace

QList<PackProblem> faultsInIndex(const LessonLibrary& library) {
    QList<PackProblem> faults;
    for (const KnownError& error : library.index().errors()) {
        addReading(error.reading, error.path, error.fileLine, library, faults);
        if (library.programOf(error).isEmpty())
            faults.append(
                {error.path, error.fileLine, indexTr("there is no program \"%1\".").arg(error.program)});
    }
    for (const Topic& topic : library.index().topics()) {
        for (const Reading& reading : topic.readings)
            addReading(reading, topic.path, topic.fileLine, library, faults);
        if (topic.says.isEmpty() && !library.glossary().find(topic.name))
            faults.append(
                {topic.path, topic.fileLine,
                 indexTr("\"%1\" is not in the glossary. Expected, for example: says = \"The number "
                         "that a process leaves behind.\"")
                     .arg(topic.name)});
    }
    return faults;
}

} // namespace forkscope::lesson
