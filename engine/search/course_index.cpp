// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/search/course_index.h"

#include "engine/search/sections.h"

#include <QFile>

#include <utility>

namespace forkscope::search {

static QString plain(const QString& markdown) {
    QString text;
    for (const Section& section : sectionsOf(markdown))
        text += section.heading + u' ' + section.text + u' ';
    return text.trimmed();
}

static void addText(SearchIndex& index, const lesson::Lesson& lesson, const QString& language,
                    const QString& where) {
    bool isFirst = true;
    for (const Section& section : sectionsOf(lesson.text.in(language))) {
        // The first heading is the lesson's own title.
        const bool isLesson = std::exchange(isFirst, false);
        const QString title = isLesson ? lesson.title.in(language) : section.heading;
        const QString text =
            isLesson ? lesson.gist.in(language) + QStringLiteral(". ") + section.text : section.text;
        index.add({isLesson ? Kind::Lesson : Kind::Section, lesson.id, section.heading, title, where, text});
    }
}

static void addParts(SearchIndex& index, const lesson::Lesson& lesson, const QString& language,
                     const QString& where) {
    for (const lesson::Program& program : lesson.programs) {
        QFile file(program.path);
        const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        index.add({Kind::Program, lesson.id, program.name, program.name + QStringLiteral(".py"), where,
                   QString::fromUtf8(text)});
    }
    for (const lesson::Exercise& exercise : lesson.exercises)
        index.add({Kind::Exercise, lesson.id, exercise.slug, exercise.title.in(language), where,
                   plain(exercise.task.in(language))});
    for (const lesson::Myth& myth : lesson.myths)
        index.add({Kind::Myth, lesson.id, myth.slug, myth.claim.in(language), where, QString()});
}

// Error messages; and the topics that the glossary does not have.
static void addSubjects(SearchIndex& index, const lesson::LessonLibrary& library, const QString& language) {
    const auto whereOf = [&](const QString& id) {
        const lesson::Lesson* about = library.find(id);
        return about ? QStringLiteral("%1 %2").arg(about->id, about->title.in(language)) : QString();
    };
    for (const lesson::KnownError& error : library.index().errors())
        index.add({Kind::Error, error.reading.lesson, error.slug, error.message,
                   whereOf(error.reading.lesson),
                   (error.means.in(language) + u' ' + error.help.in(language) + u' ' +
                    error.pattern.types.join(u' ') + u' ' + error.pattern.says.join(u' '))
                       .simplified()});
    for (const lesson::Topic& topic : library.index().topics()) {
        const QString lesson = topic.readings.value(0).lesson;
        if (!library.glossary().find(topic.name))
            index.add({Kind::Topic, lesson, topic.name, topic.name, whereOf(lesson),
                       (topic.says.in(language) + u' ' + topic.also.join(QStringLiteral(", "))).trimmed()});
    }
}

SearchIndex indexOf(const lesson::LessonLibrary& library, const QString& language) {
    SearchIndex index;
    for (const lesson::Lesson& lesson : library.lessons()) {
        const QString where = QStringLiteral("%1 %2").arg(lesson.id, lesson.title.in(language));
        addText(index, lesson, language, where);
        addParts(index, lesson, language, where);
    }
    addSubjects(index, library, language);
    for (const lesson::Term& term : library.glossary().terms()) {
        const lesson::Lesson* about = library.find(term.lesson);
        const QString where =
            about ? QStringLiteral("%1 %2").arg(about->id, about->title.in(language)) : QString();
        index.add(
            {Kind::Term, about ? about->id : QString(), term.term, term.term, where, term.says.in(language)});
    }
    return index;
}

} // namespace forkscope::search
