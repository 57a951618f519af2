// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lesson/exercise.h"
#include "engine/lesson/local_text.h"
#include "engine/lesson/myth.h"
#include "engine/lesson/tour.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace forkscope::lesson {

/// One program of a lesson: a Python file that the learner reads, runs and changes.
struct Program {
    QString name; ///< file name without ".py"; what a link "program:NAME" in the text points to
    QString path; ///< absolute; the file was there and readable when the pack was loaded
    LocalText title;
    LocalText shows;     ///< one line: what a run of it shows
    bool ends = true;    ///< false: it never ends by itself, on purpose
    bool isLong = false; ///< a whole program for a workshop, up to 150 lines
    bool raises = false; ///< an exception ends one of its processes, on purpose

    bool operator==(const Program&) const = default;
};

/// One lesson pack, read from its folder. A plain value: copying it is cheap (Qt's strings are shared), and
/// nothing in it refers to the library it came from. The format is described in lessons/README.md.
struct Lesson {
    QString id;    ///< "08"; unique in a library
    QString slug;  ///< "mutex"; unique in a library as well
    int order = 0; ///< place on the path, lowest first
    LocalText title;
    LocalText gist;            ///< one short line for the list of lessons
    LocalText group;           ///< heading of the path under which it stands
    LocalText sees;            ///< what one will see in it, in one line; may be empty
    int minutes = 0;           ///< about how long it takes, exercises included; 0: not said
    QStringList needs;         ///< ids of the lessons that should come before
    QStringList languages;     ///< in which there is a text, as listed in the pack
    LocalText text;            ///< Markdown, whole
    QList<Program> programs;   ///< in the order of the pack
    QList<Tour> tours;         ///< in the order of their programs
    QList<Exercise> exercises; ///< in the order of "exercises" in lesson.toml
    QList<Myth> myths;
    QList<Claim> claims;
    QString folder; ///< absolute; pictures in the text are relative to it

    /// The program with this name ("tickets_locked", with or without ".py"); null when there is none.
    /// Valid as long as this lesson is neither changed nor destroyed.
    const Program* program(const QString& name) const;
    /// By the name of its program; null when there is none. These are valid as long, too.
    const Tour* tour(const QString& name) const;
    const Exercise* exercise(const QString& slug) const;
    const Myth* myth(const QString& slug) const;
    /// Where a table of jobs for the scheduling lab would lie: jobs/NAME.toml. Empty when that is no name.
    QString jobsFile(const QString& name) const;

    bool operator==(const Lesson&) const = default;
};

/// Something in a pack that its author should mend. Never the learner's fault and never fatal.
struct PackProblem {
    QString file;    ///< absolute path of the file (or folder) at fault
    int line = 0;    ///< from 1; 0 when no single line is to blame
    QString message; ///< what is wrong, and what was expected

    /// "lesson.toml, line 3: …", with the pack's folder in front.
    QString toString() const;

    bool operator==(const PackProblem&) const = default;
};

} // namespace forkscope::lesson
