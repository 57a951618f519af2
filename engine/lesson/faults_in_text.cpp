// SPDX-License-Identifier: GPL-3.0-or-later
// What of a pack can be seen without running anything.
#include "engine/condition/condition.h"
#include "engine/lesson/verify.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace forkscope::lesson {

namespace {

constexpr qsizetype kRightSolutions = 3, kWrongSolutions = 3; // with solution.py
constexpr qsizetype kProgramLines = 60, kWorkshopLines = 150;

QString vtr(const char* text) {
    return QCoreApplication::translate("lesson", text);
}

// As it is read, without marks.
QString plain(QString text) {
    static const QRegularExpression marks(QStringLiteral("[*_`\\\\]"));
    static const QRegularExpression links(QStringLiteral("\\]\\([^)]*\\)")),
        quotes(QStringLiteral("(?m)^\\s*>\\s?"));
    return text.remove(quotes).remove(links).remove(u'[').remove(marks).simplified();
}

void addLinks(const Lesson& lesson, const LessonLibrary& library, const QString& text, const QString& file,
              QList<PackProblem>& faults) {
    for (const LinkInText& l : linksIn(text)) {
        if (const QString fault = library.faultOf(lesson, l.link); !fault.isEmpty())
            faults.append({file, l.line, fault});
        if (l.link.kind != Link::Kind::Moment)
            continue;
        if (const auto when = condition::Condition::read(l.link.when.toStdString()); !when)
            faults.append({file, l.line, QString::fromStdString(when.error())});
    }
}

void addUnlinked(const Lesson& lesson, const QString& text, const QString& file, QList<PackProblem>& faults) {
    const QList<LinkInText> links = linksIn(text);
    for (const Program& program : lesson.programs) {
        const bool isLinked = std::any_of(links.begin(), links.end(), [&](const LinkInText& l) {
            return l.link.kind == Link::Kind::Program && l.link.target == program.name &&
                   l.link.lesson.isEmpty();
        });
        if (!isLinked)
            faults.append({file, 0,
                           vtr("no link opens the program \"%1\". Expected, for example: [%1](program:%1)")
                               .arg(program.name)});
    }
}

// What lessons/README.md asks of every program.
void addProgram(const Program& program, QList<PackProblem>& faults) {
    QFile file(program.path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QString text = QString::fromUtf8(file.readAll());
    const qsizetype most = program.isLong ? kWorkshopLines : kProgramLines;
    if (const qsizetype lines = text.count(u'\n'); lines >= most)
        faults.append({program.path, 0,
                       vtr("a program has fewer than %1 lines, and this one %2.").arg(most).arg(lines)});
    // One that raises on purpose may do so because there is none.
    if (!program.raises && !text.contains(QStringLiteral("if __name__ == \"__main__\":")))
        faults.append({program.path, 0, vtr("'if __name__ == \"__main__\":' is missing.")});
    if (!text.contains(QStringLiteral("set_start_method(")) && !text.contains(QStringLiteral("get_context(")))
        faults.append({program.path, 0,
                       vtr("its start method is not named. Expected, for example: "
                           "mp.set_start_method(\"fork\")")});
}

void addUnclaimed(const Lesson& lesson, const QString& manifest, QList<PackProblem>& faults) {
    for (const Program& program : lesson.programs) {
        const bool isClaimed =
            std::any_of(lesson.claims.begin(), lesson.claims.end(), [&](const Claim& claim) {
                return claim.staging.program == program.name && claim.staging.edits.isEmpty();
            });
        if (!isClaimed)
            faults.append(
                {manifest, 0,
                 vtr("no claim says what a run of \"%1\" shows. Expected: [[claims]] with program = "
                     "\"%1\" and no edits")
                     .arg(program.name)});
    }
}

void addExercise(const Lesson& lesson, const LessonLibrary& library, const Exercise& exercise,
                 QList<PackProblem>& faults) {
    for (const QString& language : lesson.languages)
        for (const auto& [name, text] :
             {std::pair("task", &exercise.task), std::pair("explanation", &exercise.explanation)})
            if (text->has(language))
                addLinks(
                    lesson, library, text->in(language),
                    QStringLiteral("%1/%2.%3.md").arg(exercise.folder, QString::fromUtf8(name), language),
                    faults);
    const qsizetype right = exercise.right.size() + (exercise.solution.isEmpty() ? 0 : 1);
    if (exercise.kind == ExerciseKind::Predict)
        return;
    if (right < kRightSolutions)
        faults.append({exercise.path, 0,
                       vtr("there should be %1 right solutions of different style, and there are %2.")
                           .arg(kRightSolutions)
                           .arg(right)});
    if (exercise.wrong.size() < kWrongSolutions)
        faults.append({exercise.path, 0,
                       vtr("there should be %1 wrong solutions, and there are %2.")
                           .arg(kWrongSolutions)
                           .arg(exercise.wrong.size())});
}

} // namespace

QList<PackProblem> faultsInText(const Lesson& lesson, const LessonLibrary& library) {
    QList<PackProblem> faults;
    for (const QString& language : lesson.languages) {
        const QString file = lesson.folder + u'/' + language + QStringLiteral(".md");
        addLinks(lesson, library, lesson.text.in(language), file, faults);
        addUnlinked(lesson, lesson.text.in(language), file, faults);
    }
    const QString text = plain(lesson.text.in(QStringLiteral("en")));
    const QString manifest = lesson.folder + QStringLiteral("/lesson.toml");
    for (const Claim& claim : lesson.claims)
        if (!text.contains(plain(claim.says)))
            faults.append(
                {manifest, claim.fileLine, vtr("this does not stand in en.md: \"%1\"").arg(claim.says)});
    addUnclaimed(lesson, manifest, faults);
    for (const Program& program : lesson.programs)
        addProgram(program, faults);
    for (const Myth& myth : lesson.myths)
        addLinks(lesson, library, myth.explanation.in(QStringLiteral("en")), manifest, faults);
    for (const Exercise& exercise : lesson.exercises)
        addExercise(lesson, library, exercise, faults);
    return faults;
}

QList<PackProblem> faultsInTemplates(const LessonLibrary& library) {
    QList<PackProblem> faults;
    for (const Program& program : library.templates())
        addProgram(program, faults);
    return faults;
}

} // namespace forkscope::lesson
