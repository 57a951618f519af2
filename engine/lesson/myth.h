// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a lesson says and a run can show: sentences of its text, and claims that the learner votes on.
#include "engine/lesson/local_text.h"
#include "engine/lesson/staging.h"

#include <QList>
#include <QString>

namespace forkscope::lesson {

enum class Verdict { Myth, Fact, HalfTrue };
/// "myth", "fact", "half true".
QString nameOf(Verdict verdict);

/// Myth or fact: the learner votes, the program is run, and the trace gives the verdict.
struct Myth {
    QString slug; ///< unique in its lesson
    LocalText claim;
    Staging staging;
    Expectation expects; ///< met by the run: the verdict is `verdict`. Not met: this run has not decided it
    Verdict verdict = Verdict::Myth;
    LocalText explanation; ///< Markdown
    int fileLine = 0;

    bool operator==(const Myth&) const = default;
};

/// A passage of the text that a run must show.
struct Claim {
    QString says; ///< stands so in the text, but for blanks and marks of emphasis
    Staging staging;
    Expectation expects;
    int fileLine = 0;

    bool operator==(const Claim&) const = default;
};

} // namespace forkscope::lesson
