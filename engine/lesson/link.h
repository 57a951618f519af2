// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The targets of a text's links: program:tickets_locked, exercise:fix-the-office, lesson:08, tour:NAME,
// myth:SLUG, term:daemon, moment:PROGRAM?when=CONDITION, lab:JOBS. What belongs to a lesson is looked for in
// the text's own lesson, or in another that stands before it: program:08/tickets_locked.
#include <QList>
#include <QString>

namespace forkscope::lesson {

struct Link {
    enum class Kind { Program, Exercise, Lesson, Tour, Myth, Term, Moment, Lab, Other /* web, #anchor */ };
    Kind kind = Kind::Other;
    QString target; ///< name, slug, word; of Lesson its id or slug; of Other the whole target
    QString lesson; ///< id or slug of another lesson; empty: the text's own
    QString when;   ///< of Moment: the condition

    bool operator==(const Link&) const = default;
};

/// Of the target as it stands in the text or in an href (percent-encoded or not).
Link readLink(const QString& target);

struct LinkInText {
    Link link;
    QString target; ///< as written
    int line = 0;   ///< from 1
};
/// All links and pictures of a Markdown text but those in code.
QList<LinkInText> linksIn(const QString& markdown);

} // namespace forkscope::lesson
