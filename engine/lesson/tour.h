// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A tour as its file tells it: steps of a guided run. tour_player.h plays it.
#include "engine/lesson/local_text.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace forkscope::lesson {

/// What a step points at.
struct TourPoint {
    enum class Kind { Card, Lane, Object, Line, Output };
    Kind kind = Kind::Output;
    QString name; ///< process ("consort", "main", "P1") or object ("mutex"); of Line: text that stands in it
    int line = 0; ///< of Line, from 1; 0: the one line in which `name` stands

    bool operator==(const TourPoint&) const = default;
};

struct TourStep {
    QString when; ///< condition
    QList<TourPoint> points;
    LocalText says;    ///< at most kMostLetters
    QStringList order; ///< who is let go until `when` is met; empty: everybody, as their sleeps end
    int fileLine = 0;  ///< where it stands in the tour's file

    static constexpr int kMostLetters = 160;

    bool operator==(const TourStep&) const = default;
};

/// One for each program. A tour has at least one step.
struct Tour {
    enum class Way {
        Driven, ///< one operation at a time, until the step has happened
        Free,   ///< by the clock, and held where the step has happened
        Whole,  ///< by the clock to its end, and then gone through: what it measures of time is not disturbed
    };
    QString name;    ///< of its file and of its program
    QString program; ///< a program of the lesson
    LocalText title;
    Way way = Way::Driven;
    QList<TourStep> steps;
    QString path; ///< absolute, of its file

    bool isByTheClock() const { return way != Way::Driven; }
    bool operator==(const Tour&) const = default;
};

} // namespace forkscope::lesson
