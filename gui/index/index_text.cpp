// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/index/index_text.h"

#include <QCoreApplication>
#include <QFile>
#include <QUrl>

#include <algorithm>

namespace forkscope::gui {

static const QString kTextLanguage = QStringLiteral("en");

static QString words(const char* text) {
    return QCoreApplication::translate("IndexPage", text);
}

// As plain text in Markdown.
static QString literal(QString text) {
    for (const QChar mark : {u'\\', u'`', u'*', u'_', u'[', u']', u'<', u'>'})
        text.replace(mark, QStringLiteral("\\") + mark);
    return text;
}

QString wordsOf(const lesson::LessonLibrary& library, const lesson::Reading& reading) {
    const lesson::Lesson* lesson = library.find(reading.lesson);
    if (!lesson)
        return {};
    const QString title = QStringLiteral("%1 %2").arg(lesson->id, lesson->title.in(kTextLanguage));
    return reading.heading.isEmpty() ? title : words("%1: %2").arg(title, reading.heading);
}

QString errorText(const lesson::LessonLibrary& library, const lesson::KnownError& error) {
    const QString section = QStringLiteral("## %1\n\n%2\n\n");
    // The example raises it itself, or is one of a lesson's programs: shown as it stands there.
    QFile file(library.programOf(error));
    const QString program = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    const QString type = error.type();
    const QString rest = error.message.mid(type.size()).section(u':', 1).trimmed();
    QString text = QStringLiteral("# %1\n\n").arg(literal(type.isEmpty() ? error.message : type));
    if (!type.isEmpty() && !rest.isEmpty())
        text += QStringLiteral("`%1`\n\n").arg(rest);
    text += section.arg(words("What it means"), literal(error.means.in(kTextLanguage)));
    text += section.arg(words("What to do"), literal(error.help.in(kTextLanguage)));
    if (!program.isEmpty())
        text += section.arg(words("A program that raises it"),
                            QStringLiteral("```python\n%1\n```").arg(program.trimmed()));
    return text;
}

QList<lesson::Reading> readingsOf(const lesson::LessonLibrary& library, const QString& name) {
    for (const lesson::Topic& topic : library.index().topics())
        if (topic.name == name)
            return topic.readings;
    const lesson::Term* term = library.glossary().find(name);
    return term && !term->lesson.isEmpty() ? QList<lesson::Reading>{{term->lesson, QString()}}
                                           : QList<lesson::Reading>();
}

static QString errorsAt(const lesson::LessonLibrary& library, const QList<lesson::Reading>& readings) {
    QString list;
    for (const lesson::KnownError& error : library.index().errors())
        if (!error.pattern.otherwise && readings.contains(error.reading))
            list += QStringLiteral("- [%1](error:%2)\n").arg(literal(error.message), error.slug);
    return list;
}

QString topicText(const lesson::LessonLibrary& library, const QString& name) {
    QString says;
    QStringList also;
    if (const lesson::Term* term = library.glossary().find(name)) {
        says = term->says.in(kTextLanguage);
        also = term->also;
    }
    for (const lesson::Topic& topic : library.index().topics())
        if (topic.name == name) {
            says = topic.says.isEmpty() ? says : topic.says.in(kTextLanguage);
            also += topic.also;
        }
    also.removeDuplicates();
    QString text = QStringLiteral("# %1\n\n%2\n\n").arg(literal(name), literal(says));
    if (!also.isEmpty())
        text += words("Also: %1.").arg(literal(also.join(QStringLiteral(", ")))) + QStringLiteral("\n\n");
    const QList<lesson::Reading> readings = readingsOf(library, name);
    QString list;
    for (const lesson::Reading& reading : readings)
        if (const QString where = wordsOf(library, reading); !where.isEmpty())
            list += QStringLiteral("- [%1](<reading:%2?%3>)\n")
                        .arg(literal(where), reading.lesson,
                             QString::fromUtf8(QUrl::toPercentEncoding(reading.heading)));
    if (!list.isEmpty())
        text += QStringLiteral("## %1\n\n%2\n").arg(words("Read"), list);
    if (const QString errors = errorsAt(library, readings); !errors.isEmpty())
        text += QStringLiteral("## %1\n\n%2\n").arg(words("Error messages"), errors);
    return text;
}

} // namespace forkscope::gui
