// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/cli.h"
#include "engine/cli/commands.h"
#include "engine/cli/options.h"
#include "engine/lesson/verify.h"

#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>

namespace forkscope::cli {

namespace {

void printLine(const QString& text) {
    std::printf("%s\n", qUtf8Printable(text));
}

int list(const lesson::LessonLibrary& library, bool isShort) {
    const QString english = QStringLiteral("en");
    for (const lesson::Lesson& l : library.lessons()) {
        printLine(QStringLiteral("%1  %2  (%3)").arg(l.id, l.title.in(english), l.slug));
        if (isShort)
            continue;
        for (const lesson::Program& p : l.programs)
            printLine(QStringLiteral("      %1  %2").arg(p.name, -22).arg(p.shows.in(english)));
    }
    for (const lesson::PackProblem& problem : library.problems())
        complain(problem.toString());
    return library.problems().isEmpty() ? 0 : kOwnFailure;
}

// What is to be verified: a library to look things up in, and the ids that are meant (none: all).
struct Meant {
    lesson::LessonLibrary library;
    QStringList ids;
    QList<lesson::PackProblem> problems;
};

// The index or the templates, which lie beside the lessons: in the folder, or the folder itself.
QStringList partsIn(const QString& path, const QString& itself) {
    QStringList parts;
    for (const auto& [part, files] :
         {std::pair(lesson::kIndexPart, QStringList{"errors.toml", "topics.toml"}),
          std::pair(lesson::kTemplatesPart, QStringList{"templates.toml"})})
        for (const QString& file : files)
            if ((itself.isEmpty() || itself == part) &&
                QFileInfo::exists(itself.isEmpty() ? path + u'/' + part + u'/' + file : path + u'/' + file) &&
                !parts.contains(part))
                parts.append(part);
    return parts;
}

// A folder of lessons, or one lesson's own; links of its texts may lead to the installed lessons too.
Meant meantBy(const QString& folder) {
    Meant meant;
    if (folder.isEmpty()) {
        meant.library = lesson::LessonLibrary::load();
        meant.problems = meant.library.problems();
        return meant;
    }
    const QString path = QFileInfo(folder).absoluteFilePath();
    const bool isPack = QFileInfo::exists(path + QStringLiteral("/lesson.toml"));
    const bool isPart = !isPack && !partsIn(path, QFileInfo(path).fileName()).isEmpty();
    const QString parent = isPack || isPart ? QFileInfo(path).path() : path;
    const auto ofFolder = lesson::LessonLibrary::load({parent});
    for (const lesson::Lesson& l : ofFolder.lessons())
        if (!isPart && (!isPack || QDir(l.folder) == QDir(path)))
            meant.ids.append(l.id);
    if (!isPack)
        meant.ids += isPart ? QStringList(QFileInfo(path).fileName()) : partsIn(path, QString());
    for (const lesson::PackProblem& problem : ofFolder.problems())
        if (problem.file.startsWith(path))
            meant.problems.append(problem);
    meant.library =
        lesson::LessonLibrary::load(QStringList{parent} + lesson::LessonLibrary::defaultFolders());
    meant.library.takePartsOf(ofFolder);
    return meant;
}

void report(const lesson::TrialResult& r) {
    const QString what = QStringLiteral("%1 %2 %3").arg(r.lesson, nameOf(r.kind), r.name);
    if (r.passed())
        printLine(QStringLiteral("  ok    %1  (%2 s)").arg(what).arg(double(r.ms) / 1000, 0, 'f', 1));
    else
        printLine(tr("  FAIL  %1: %2\n        %3")
                      .arg(what, r.fault, lesson::PackProblem{r.file, r.line, {}}.toString()));
    std::fflush(stdout);
}

// Of what belongs to no lesson.
void printParts(const Meant& meant, const std::vector<lesson::TrialResult>& results) {
    const auto print = [&](const QString& part, const QString& what, qsizetype tried) {
        const auto failed = std::ranges::count_if(
            results, [&](const lesson::TrialResult& r) { return r.lesson == part && !r.passed(); });
        if (meant.ids.isEmpty() || meant.ids.contains(part))
            printLine(tr("%1 %2 tried, %3 failed").arg(what, -30).arg(tried, 9).arg(failed));
    };
    print(lesson::kIndexPart, tr("error messages of the index"), meant.library.index().errors().size());
    print(lesson::kTemplatesPart, tr("templates"), meant.library.templates().size());
}

// One line a lesson: how many of what, and how many of them are not as they say.
void printTable(const Meant& meant, const std::vector<lesson::TrialResult>& results) {
    printLine(QString());
    printLine(tr("lesson                          programs  tours  claims  myths  exercises  tried  failed"));
    for (const lesson::Lesson& l : meant.library.lessons()) {
        if (!meant.ids.isEmpty() && !meant.ids.contains(l.id))
            continue;
        int tried = 0, failed = 0;
        for (const lesson::TrialResult& r : results) {
            tried += r.lesson == l.id;
            failed += r.lesson == l.id && !r.passed();
        }
        printLine(QStringLiteral("%1 %2 %3 %4 %5 %6 %7 %8")
                      .arg((l.id + u' ' + l.slug).left(30), -30)
                      .arg(l.programs.size(), 9)
                      .arg(l.tours.size(), 6)
                      .arg(l.claims.size(), 7)
                      .arg(l.myths.size(), 6)
                      .arg(l.exercises.size(), 10)
                      .arg(tried, 6)
                      .arg(failed, 7));
    }
}

int verify(const QString& folder, const lesson::TrialSettings& settings) {
    if (!folder.isEmpty() && !QFileInfo(folder).isDir()) {
        complain(tr("There is no folder %1.").arg(folder));
        return kUsage;
    }
    const Meant meant = meantBy(folder);
    QList<lesson::PackProblem> problems = meant.problems;
    for (const lesson::Lesson& l : meant.library.lessons())
        if (meant.ids.isEmpty() || meant.ids.contains(l.id))
            problems += faultsInText(l, meant.library);
    if (meant.ids.isEmpty() || meant.ids.contains(lesson::kIndexPart))
        problems += faultsInIndex(meant.library);
    if (meant.ids.isEmpty() || meant.ids.contains(lesson::kTemplatesPart))
        problems += faultsInTemplates(meant.library);
    const bool isNothing = !folder.isEmpty() && meant.ids.isEmpty();
    if (isNothing && problems.isEmpty())
        problems.append({folder, 0, tr("there is no lesson in this folder.")});
    lesson::Verifier verifier(isNothing ? lesson::LessonLibrary() : meant.library, meant.ids, settings);
    QEventLoop loop;
    QElapsedTimer clock;
    clock.start();
    QObject::connect(&verifier, &lesson::Verifier::trialDone, &loop, report);
    QObject::connect(&verifier, &lesson::Verifier::finished, &loop, &QEventLoop::quit);
    verifier.start();
    loop.exec();
    const auto failed = std::count_if(verifier.results().begin(), verifier.results().end(),
                                      [](const lesson::TrialResult& r) { return !r.passed(); });
    for (const lesson::PackProblem& problem : problems)
        printLine(tr("  FAIL  %1").arg(problem.toString()));
    printTable(meant, verifier.results());
    printParts(meant, verifier.results());
    printLine(tr("%1 tried, %2 not as they say, %3 faults in files; %4 s")
                  .arg(verifier.wanted())
                  .arg(failed)
                  .arg(problems.size())
                  .arg(clock.elapsed() / 1000));
    return failed == 0 && problems.isEmpty() ? 0 : 1;
}

} // namespace

int lessons(const QStringList& arguments) {
    const auto options =
        readOptions(arguments, {}, {"list", "verify", "real-time", "thin"}, /*stopAtPositional*/ false);
    const bool verifies = options && options->has("verify");
    const bool fits =
        options && options->positional.size() <= (verifies ? 1 : 0) &&
        (verifies ? !options->has("list") : !options->has("real-time") && !options->has("thin"));
    if (!fits) {
        complain(options ? tr("Say: forkscope lessons [--list], or: forkscope lessons --verify [--real-time] "
                              "[--thin] [FOLDER]")
                         : QString::fromStdString(options.error()));
        return kUsage;
    }
    if (verifies)
        return verify(options->positional.value(0),
                      {.inRealTime = options->has("real-time"), .isThin = options->has("thin")});
    return list(lesson::LessonLibrary::load(), options->has("list"));
}

} // namespace forkscope::cli
