// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the window knows of a lesson besides its text: what can be done in it and how far the learner is. The
// page shows it between and after the paragraphs. Plain values.
#include <QList>
#include <QString>

namespace forkscope::gui {

struct LessonTour {
    QString program;
    int steps = 0;
    int reached = 0; // steps; 0: not begun
    bool isDone = false;
};

struct LessonExercise {
    enum class State { New, Tried, Passed };
    QString slug, title;
    QString kind; // in a word: "Predict", "Fix", …
    State state = State::New;
};

struct LessonMyth {
    enum class State { Open, Running, Decided };
    QString slug, claim;
    State state = State::Open;
    QString vote;    // the learner's, in words; "" before
    QString verdict; // Decided: what the run has shown, Markdown
};

struct LessonExtras {
    QList<LessonTour> tours;
    QList<LessonExercise> exercises;
    QList<LessonMyth> myths;
    QString nextLesson, nextTitle; // "" at the end of the path
};

// A word of the glossary, for the card that explains it.
struct GlossaryWord {
    QString term;
    QStringList also; // other forms under which it stands in a text
    QString says;     // one or two sentences
    QString lesson;   // id of the lesson that is about it; "": none
};

} // namespace forkscope::gui
