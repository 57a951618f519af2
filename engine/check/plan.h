// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is asked of a program, and how often it is run for it. A plain value, made from an exercise's tables.
#include "engine/trace/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <chrono>

namespace forkscope::check {

// One [[checks]] table.
struct Ask {
    QString kind, title;
    QVariantMap fields; // all others
};

// The table [runs]; every field may be left out.
struct Runs {
    int plain = 3;    // as they come
    int shuffled = 5; // in random orders, sleeps are over at once
    std::chrono::milliseconds limit{20'000};
    QStringList files; // copied into the folder of each run
    QByteArray input;

    int all() const { return plain + shuffled; }
};

struct Plan {
    QString program;     // the .py file; it is not changed
    QString interpreter; // empty: as in LaunchSpec
    QString folder;      // of the exercise, in which its files are
    QList<Ask> asks;
    Runs runs;
};

// The sentence says which field is wrong and what was expected.
Result<Runs> readRuns(const QVariantMap& table);
// Whether the checks can be made from these tables; `where` gets the place of the one that cannot.
Outcome areUnderstood(const QList<Ask>& asks, qsizetype* where = nullptr);

} // namespace forkscope::check
