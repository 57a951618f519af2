// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lesson/glossary.h"
#include "engine/lesson/lesson.h"
#include "engine/lesson/link.h"
#include "engine/lesson/subject_index.h"

#include <QList>
#include <QStringList>

namespace forkscope::lesson {

/// All lessons that were found, in the order of the path. A value: load it again to see edits on the disk.
///
/// A lesson folder is any folder with a lesson.toml (or an en.md) directly below one of the search folders,
/// or a search folder itself. An earlier search folder wins: a lesson there replaces the one with the same id
/// in a later folder, so that an author can work on a copy. Two lessons with one id in the same search folder
/// are a problem, and the first one (by the name of its folder) is kept. A broken pack is left out and
/// reported; it never hides another.
class LessonLibrary {
  public:
    /// The folders in FORKSCOPE_LESSONS (separated by colons), then
    /// <applicationDir>/../share/forkscope/lessons. Needs a QCoreApplication, whose folder this refers to.
    /// `added` stand between the two.
    static QStringList defaultFolders(const QStringList& added = {});

    static LessonLibrary load(const QStringList& folders = defaultFolders());

    const QList<Lesson>& lessons() const { return lessons_; }
    const QList<PackProblem>& problems() const { return problems_; }

    /// By id ("08", also "8"), by slug ("mutex") or by the folder's name ("08-mutex"); null when there is
    /// none. Valid as long as the library lives.
    const Lesson* find(const QString& idOrSlug) const;

    /// glossary.toml of each search folder; an earlier folder wins here too.
    const Glossary& glossary() const { return glossary_; }
    /// index/ of each search folder; the same.
    const SubjectIndex& index() const { return index_; }
    /// templates/templates.toml of each search folder: whole programs to begin one's own from.
    const QList<Program>& templates() const { return templates_; }
    /// The file of the program that raises it; empty when there is none (of a lesson that is not there).
    QString programOf(const KnownError& error) const;

    /// Its index and templates are those of another library alone: to look at these by themselves.
    void takePartsOf(const LessonLibrary& other) {
        index_ = other.index_;
        templates_ = other.templates_;
    }

    /// The lesson that a link in a text of `from` leads to, also where it names none; null when there is
    /// none.
    const Lesson* lessonOf(const Lesson& from, const Link& link) const;
    /// Empty when a link in a text of `from` leads somewhere, else a sentence. Links to the web, to places of
    /// the same text and to pictures are not looked at.
    QString faultOf(const Lesson& from, const Link& link) const;

  private:
    void addFolder(const QString& folder);
    void add(const Lesson& lesson, qsizetype firstOfThisFolder);

    QList<Lesson> lessons_;
    QList<PackProblem> problems_;
    Glossary glossary_;
    SubjectIndex index_;
    QList<Program> templates_;
};

} // namespace forkscope::lesson
