// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How far a learner is, as the path and the overview show it: one pip for each tour and each exercise of a
// lesson, where one stopped, what comes next. Plain values.
#include <QHash>
#include <QList>
#include <QString>

namespace forkscope::gui {

enum class Pip { Open, Begun, Done };

// A place in a lesson that one can go to.
struct LessonPlace {
    enum class Kind { None, Text, Tour, Exercise };
    Kind kind = Kind::None;
    QString lessonId;
    QString name;    // of the tour, slug of the exercise
    int reached = 0; // steps of the tour
    QString words;   // "tour of emperor_and_consort, step 3 of 6"

    explicit operator bool() const { return kind != Kind::None; }
};

struct LessonProgress {
    Pip lesson = Pip::Open;
    bool isRead = false; // its text, to the end
    QList<Pip> tours, exercises;
    LessonPlace stopped;                // where one was last in it, if that is not done
    LessonPlace nextTour, nextExercise; // the first one that is not done
    LessonPlace next;                   // of all: what comes next in this lesson
};

using PathProgress = QHash<QString, LessonProgress>; // by the lesson's id

} // namespace forkscope::gui
