// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/lesson_library.h"

#include "engine/lab/job_file.h"
#include "engine/lesson/lesson_pack.h"
#include "engine/lesson/templates.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace forkscope::lesson {

namespace {

/// A folder with a text but without lesson.toml is a pack too: a forgotten file should be reported, not
/// ignored.
bool looksLikePack(const QString& folder) {
    return QFileInfo::exists(folder + QStringLiteral("/lesson.toml")) ||
           QFileInfo::exists(folder + QStringLiteral("/en.md"));
}

} // namespace

QStringList LessonLibrary::defaultFolders(const QStringList& added) {
    QStringList folders =
        qEnvironmentVariable("FORKSCOPE_LESSONS").split(QLatin1Char(':'), Qt::SkipEmptyParts);
    folders.append(added);
    const QString share = QStringLiteral("/../share/forkscope/lessons");
    folders.append(QDir::cleanPath(QCoreApplication::applicationDirPath() + share));
    return folders;
}

LessonLibrary LessonLibrary::load(const QStringList& folders) {
    LessonLibrary library;
    for (const QString& folder : folders)
        library.addFolder(QDir(folder).absolutePath());
    std::stable_sort(library.lessons_.begin(), library.lessons_.end(),
                     [](const Lesson& a, const Lesson& b) { return a.order < b.order; });
    return library;
}

void LessonLibrary::addFolder(const QString& folder) {
    if (!QFileInfo(folder).isDir()) {
        problems_.append(
            {folder, 0, QCoreApplication::translate("lesson", "there is no such folder of lessons.")});
        return;
    }
    const QString words = folder + QStringLiteral("/glossary.toml");
    if (QFileInfo::exists(words))
        readGlossary(words, glossary_, problems_);
    readSubjectIndex(folder + QStringLiteral("/index"), index_, problems_);
    readTemplates(folder + QStringLiteral("/templates"), templates_, problems_);
    const qsizetype firstOfThisFolder = lessons_.size();
    QStringList packs{folder};
    for (const QString& name : QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        packs.append(folder + QLatin1Char('/') + name);
    for (const QString& pack : packs) {
        if (!looksLikePack(pack))
            continue;
        const PackResult result = loadPack(pack);
        problems_.append(result.problems);
        if (result.lesson)
            add(*result.lesson, firstOfThisFolder);
    }
}

void LessonLibrary::add(const Lesson& lesson, qsizetype firstOfThisFolder) {
    for (qsizetype i = 0; i < lessons_.size(); ++i) {
        const Lesson& other = lessons_.at(i);
        if (other.id != lesson.id && other.slug != lesson.slug)
            continue;
        if (i >= firstOfThisFolder) {
            const QString sentence = QCoreApplication::translate(
                "lesson",
                "id \"%1\" and slug \"%2\" must belong to one lesson only, but %3 has one of them too; "
                "this lesson is left out.");
            problems_.append({lesson.folder + QStringLiteral("/lesson.toml"), 0,
                              sentence.arg(lesson.id, lesson.slug, QFileInfo(other.folder).fileName())});
        }
        return;
    }
    lessons_.append(lesson);
}

const Lesson* LessonLibrary::find(const QString& wanted) const {
    const auto matches = [&](const Lesson& lesson) {
        return lesson.id == wanted || lesson.slug == wanted ||
               QFileInfo(lesson.folder).fileName() == wanted || lesson.id == QLatin1Char('0') + wanted;
    };
    const auto found = std::find_if(lessons_.begin(), lessons_.end(), matches);
    return found == lessons_.end() ? nullptr : &*found;
}

const Lesson* LessonLibrary::lessonOf(const Lesson& from, const Link& link) const {
    if (link.kind == Link::Kind::Lesson)
        return find(link.target);
    return link.lesson.isEmpty() ? &from : find(link.lesson);
}

QString LessonLibrary::programOf(const KnownError& error) const {
    if (!error.ownProgram.isEmpty())
        return error.ownProgram;
    const Lesson* lesson = find(error.program.section(u'/', 0, 0));
    const Program* program = lesson ? lesson->program(error.program.section(u'/', 1)) : nullptr;
    return program ? program->path : QString();
}

static QString faultOfJobs(const QString& path, const QString& name) {
    if (!QFileInfo(path).isFile())
        return QCoreApplication::translate("lesson",
                                           "there is no table of jobs \"%1\": jobs/%1.toml is missing.")
            .arg(name);
    const Result<lab::JobFile> jobs = lab::readJobs(path);
    return jobs ? QString() : QString::fromStdString(jobs.error());
}

QString LessonLibrary::faultOf(const Lesson& from, const Link& link) const {
    const Lesson* to = lessonOf(from, link);
    const auto unless = [](bool holds, const char* sentence, const QString& name) {
        return holds ? QString() : QCoreApplication::translate("lesson", sentence).arg(name);
    };
    if (!to)
        return unless(false, QT_TRANSLATE_NOOP("lesson", "there is no lesson \"%1\"."),
                      link.kind == Link::Kind::Lesson ? link.target : link.lesson);
    switch (link.kind) {
    case Link::Kind::Program:
    case Link::Kind::Moment:
        return unless(to->program(link.target), QT_TRANSLATE_NOOP("lesson", "there is no program \"%1\"."),
                      link.target);
    case Link::Kind::Exercise:
        return unless(to->exercise(link.target), QT_TRANSLATE_NOOP("lesson", "there is no exercise \"%1\"."),
                      link.target);
    case Link::Kind::Tour:
        return unless(to->tour(link.target), QT_TRANSLATE_NOOP("lesson", "there is no tour \"%1\"."),
                      link.target);
    case Link::Kind::Myth:
        return unless(to->myth(link.target), QT_TRANSLATE_NOOP("lesson", "there is no myth \"%1\"."),
                      link.target);
    case Link::Kind::Term:
        return unless(glossary_.find(link.target),
                      QT_TRANSLATE_NOOP("lesson", "\"%1\" is not in the glossary."), link.target);
    case Link::Kind::Lab:
        return faultOfJobs(to->jobsFile(link.target), link.target);
    case Link::Kind::Lesson:
    case Link::Kind::Other:
        break;
    }
    return {};
}

} // namespace forkscope::lesson
