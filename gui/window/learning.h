// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The lessons and how far the learner is in them: what the pages of a lesson, an exercise, the home page and
// the overview show. What is known is kept by a store, which this owns, and which other windows may use too.
// Main thread.
#include "engine/lesson/lesson_library.h"
#include "engine/progress/store.h"
#include "gui/home/path_progress.h"
#include "gui/lesson/lesson_extras.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace forkscope::gui {

using ExerciseProgress = progress::ExerciseRecord;
using TourProgress = progress::TourRecord;

class Learning : public QObject {
    Q_OBJECT
  public:
    // On the store's usual file. What the settings of older versions have kept comes into it once.
    explicit Learning(QObject* parent = nullptr);
    ~Learning() override;

    void setLibrary(const lesson::LessonLibrary& library);
    const lesson::LessonLibrary& library() const { return library_; }
    QList<GlossaryWord> glossary() const;
    progress::Store& store() { return store_; }

    PathProgress pathProgress() const;
    LessonProgress progressOf(const lesson::Lesson& lesson) const;
    // A tour or an exercise that is begun and not done, where one stopped last; else its lesson's text. None
    // before the first lesson was opened.
    LessonPlace lastPlace() const;
    // An exercise that was tried and not passed, other than lastPlace().
    LessonPlace unfinishedExercise() const;
    void setRead(const QString& lessonId); // its text, to the end
    // What the page of a lesson shows besides its text.
    LessonExtras extrasOf(const lesson::Lesson& lesson) const;

    ExerciseProgress exercise(const QString& lessonId, const QString& slug) const;
    void setExercise(const QString& lessonId, const QString& slug, const ExerciseProgress& progress);
    TourProgress tour(const QString& lessonId, const QString& name) const;
    // A tour that was once further, or done, stays so.
    void setTour(const QString& lessonId, const QString& name, int reached, bool isDone);
    progress::PredictionRecord prediction(const QString& lessonId, const QString& slug) const;
    void setPrediction(const QString& lessonId, const QString& slug,
                       const progress::PredictionRecord& record);

    // Of these, what is decided is kept; a vote whose run goes on is not.
    struct MythState {
        LessonMyth::State state = LessonMyth::State::Open;
        QString vote; // "myth", "fact"
    };
    void setMyth(const QString& lessonId, const QString& slug, const MythState& state);

    // Where one is: the lesson's page with this program beside it, or an exercise.
    void openedLesson(const QString& lessonId, const QString& program);
    void openedExercise(const QString& lessonId, const QString& slug);
    QString lastLesson() const; // "" none yet
    QString lastProgram(const QString& lessonId) const;
    int readingPlace(const QString& lessonId) const; // paragraph of its text
    void setReadingPlace(const QString& lessonId, int place);

    void resetExercise(const QString& lessonId, const QString& slug);
    void resetLesson(const QString& lessonId);
    void resetEverything();
    void undoReset();
    Result<progress::Brought> importFrom(const QString& file);
    // Whether another window has written; also tries a store again that could not be used.
    void lookAgain();

  signals:
    void changed();
    // Texts of programs are other ones than before, by a reset, its undoing, or an import.
    void textsChanged();
    // The store has another problem than before, or none ("").
    void problemChanged(const QString& sentence);

  private:
    LessonMyth::State mythState(const QString& key, const progress::MythRecord& kept) const;
    LessonPlace placeOf(const lesson::Lesson& lesson, const QString& part) const;
    void findNext(const lesson::Lesson& lesson, LessonProgress& progress) const;
    void written();
    void tellProblem();

    lesson::LessonLibrary library_;
    progress::Store store_;
    QString problem_ = store_.problem(); // as it was told last
    QTimer look_, retry_;
    QHash<QString, MythState> running_; // by "lesson/slug": whose run goes on
};

// "Predict", "Fix", …: as a heading.
QString wordFor(lesson::ExerciseKind kind);

} // namespace forkscope::gui
