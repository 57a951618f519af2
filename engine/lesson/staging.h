// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How a program of a lesson is run so that something can be seen, and what must be seen then. Plain values
// read from a pack; conditions are text in the language of engine/condition, orders in that of turns.h.

#include <QList>
#include <QString>
#include <QStringList>

namespace forkscope::lesson {

/// One replacement in a program's text; `before` must stand there exactly once.
struct Edit {
    QString before, after;

    bool operator==(const Edit&) const = default;
};

/// SIGKILL from outside, as `kill -9` in a terminal sends it, once `when` is met. No process: nobody is
/// killed.
struct Kill {
    QString process; ///< "main", "P1", "consort"
    QString when;

    bool operator==(const Kill&) const = default;
};

struct Staging {
    QString program; ///< name of one of the lesson's programs
    QList<Edit> edits;
    QStringList order; ///< who goes on first ("consort until it blocks"); then all do, as their sleeps end
    Kill kill;
    bool inRealTime = false; ///< sleeps last as long as they say: what is to be seen depends on computing

    bool operator==(const Staging&) const = default;
};

/// What a run must show.
struct Expectation {
    enum class When {
        Ever,  ///< at some moment; the run need not go on after it
        Never, ///< at no moment up to the end
        AtEnd, ///< when the last process has ended, or nobody can go on any more
    };
    When when = When::Ever;
    QString condition; ///< empty: nothing is expected

    bool operator==(const Expectation&) const = default;
};

/// The program's text with the edits made; `fault` says which one does not fit.
struct EditedText {
    QString text;
    QString fault; ///< empty: all edits were made
};
EditedText edited(QString text, const QList<Edit>& edits);

} // namespace forkscope::lesson
