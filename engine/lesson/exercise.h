// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An exercise as its folder tells it. Plain values; files are named by absolute paths and were there when the
// pack was read.
#include "engine/lesson/local_text.h"
#include "engine/lesson/staging.h"

#include <QList>
#include <QString>
#include <QVariantMap>

namespace forkscope::lesson {

enum class ExerciseKind {
    Predict, ///< answer first, then the run decides
    Fix,     ///< a broken program is edited until its checks pass
    Build,   ///< written from an empty or nearly empty file
    Drive,   ///< who goes next is chosen until a goal is reached
};
/// "predict", "fix", "build", "drive".
QString nameOf(ExerciseKind kind);

/// One [[checks]] table as it stands in the file: what the kinds and their fields are is engine/check's part.
struct CheckSpec {
    QString kind;
    LocalText title;
    QVariantMap fields; ///< all others: QString, qlonglong, double, bool, QVariantList, QVariantMap
    int fileLine = 0;

    bool operator==(const CheckSpec&) const = default;
};

/// One answer of a predict exercise. The run meets exactly one option's expectation: that one is right.
struct Option {
    LocalText text;
    Expectation expects;
    int fileLine = 0;

    bool operator==(const Option&) const = default;
};

/// A solution that must not pass, and what the learner must be told.
struct WrongSolution {
    QString path;
    QString message; ///< stands in the sentence of a check that fails
    int fileLine = 0;

    bool operator==(const WrongSolution&) const = default;
};

struct Exercise {
    QString slug; ///< name of its folder; unique in its lesson
    ExerciseKind kind = ExerciseKind::Fix;
    LocalText title;
    LocalText task;         ///< Markdown
    LocalText explanation;  ///< Markdown; beside the solution, and after success
    QList<LocalText> hints; ///< from vague to concrete
    QString starter;        ///< program that the learner starts from, or that is run; never empty
    QString solution;       ///< .py; of Drive .schedule; empty for Predict
    QList<QString> right;   ///< more right solutions
    QList<WrongSolution> wrong;
    QList<CheckSpec> checks; ///< of Fix and Build
    QVariantMap runs;        ///< the table [runs]: how often and in which way it is run for the checks
    QString folder;          ///< absolute
    QString path;            ///< of exercise.toml

    // Predict
    QList<Option> options;
    Staging staging; ///< how the run that decides is made; its `program` is not used, `starter` is
    QString moment;  ///< condition: the moment that decides; empty: when the right option came to be so

    // Drive
    QString goal;  ///< condition
    QString avoid; ///< condition that ends the attempt; empty: none
    int par = 0;   ///< steps

    bool operator==(const Exercise&) const = default;
};

} // namespace forkscope::lesson
