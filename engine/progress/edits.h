// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The texts that a learner gave a program, in the order in which they came: the table `edit`.
//
// Nothing is ever taken out of it; a way back to the lesson's own text is an entry like any other. It stays
// small since steps of typing are one entry: a text takes the place of the entry before it when that was
// begun less than a minute ago and not more than 60 letters of it have gone. So what was typed is kept at
// least once a minute, and whatever is deleted in one larger piece is kept as it was before.
#include "engine/progress/database.h"

#include <QList>

namespace forkscope::progress {

// A program of a lesson: its shelf is the lesson's id, with "-exercises" for an exercise's starter and
// "-myths" for the program of a myth.
struct ProgramKey {
    QString shelf, name;

    bool operator==(const ProgramKey& other) const { return shelf == other.shelf && name == other.name; }
};

struct Edit {
    ProgramKey program;
    qint64 began = 0, at = 0; // ms since 1970
    QString text;             // null: the lesson's own

    bool operator==(const Edit& other) const {
        return program == other.program && began == other.began && at == other.at && text == other.text &&
               text.isNull() == other.text.isNull();
    }
};

// Oldest first. All of them where no program is named.
QList<Edit> editsOf(Database& database, const std::optional<ProgramKey>& program);
// The youngest; null where it was never edited.
std::optional<Edit> lastEdit(Database& database, const ProgramKey& program);

// A new text (null: back to the lesson's). No entry where it is the text of the last one already.
enum class EditStep { Typed, Whole }; // Whole: always an entry of its own
bool addEdit(Database& database, const ProgramKey& program, const QString& text, qint64 now,
             EditStep step = EditStep::Typed);
// An entry from elsewhere, at its own time; no effect where there is the same already. The count says how
// many came.
bool bringEdit(Database& database, const Edit& edit, int& count);

bool isSmallStep(const QString& from, const QString& to);

} // namespace forkscope::progress
