// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/learning.h"

#include "gui/window/old_progress.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace forkscope::gui {

static const QString kPathLanguage = QStringLiteral("en");
static constexpr int kLookEvery = 3000;   // ms, at what other windows do
static constexpr int kRetryEvery = 15000; // … for a store that could not be used

QString wordFor(lesson::ExerciseKind kind) {
    switch (kind) {
    case lesson::ExerciseKind::Predict:
        return QCoreApplication::translate("Learning", "Predict");
    case lesson::ExerciseKind::Fix:
        return QCoreApplication::translate("Learning", "Fix");
    case lesson::ExerciseKind::Build:
        return QCoreApplication::translate("Learning", "Build");
    case lesson::ExerciseKind::Drive:
        break;
    }
    return QCoreApplication::translate("Learning", "Drive");
}

Learning::Learning(QObject* parent) : QObject(parent) {
    takeOverOldProgress(store_);
    connect(&look_, &QTimer::timeout, this, [this] {
        if (store_.refresh())
            emit changed();
    });
    connect(&retry_, &QTimer::timeout, this, &Learning::lookAgain);
    look_.start(kLookEvery);
    retry_.start(kRetryEvery);
}

Learning::~Learning() = default;

void Learning::setLibrary(const lesson::LessonLibrary& library) {
    library_ = library;
    emit changed();
}

QList<GlossaryWord> Learning::glossary() const {
    QList<GlossaryWord> words;
    for (const lesson::Term& term : library_.glossary().terms())
        words.append({term.term, term.also, term.says.in(kPathLanguage), term.lesson});
    return words;
}

void Learning::tellProblem() {
    if (std::exchange(problem_, store_.problem()) != store_.problem())
        emit problemChanged(problem_);
}

// After each change: who shows something of it looks again.
void Learning::written() {
    tellProblem();
    emit changed();
}

void Learning::lookAgain() {
    const bool wasKept = store_.isKept();
    if (store_.refresh() || (!wasKept && store_.tryAgain()))
        written();
}

// -- tours, exercises, the text

ExerciseProgress Learning::exercise(const QString& lessonId, const QString& slug) const {
    return store_.exercise(lessonId, slug);
}

void Learning::setExercise(const QString& lessonId, const QString& slug, const ExerciseProgress& progress) {
    store_.setExercise(lessonId, slug, progress);
    store_.setStop(lessonId, QStringLiteral("exercise/") + slug);
    written();
}

TourProgress Learning::tour(const QString& lessonId, const QString& name) const {
    return store_.tour(lessonId, name);
}

void Learning::setTour(const QString& lessonId, const QString& name, int reached, bool isDone) {
    const TourProgress before = tour(lessonId, name);
    store_.setTour(lessonId, name, {std::max(reached, before.reached), isDone || before.isDone});
    store_.setStop(lessonId, QStringLiteral("tour/") + name);
    written();
}

progress::PredictionRecord Learning::prediction(const QString& lessonId, const QString& slug) const {
    return store_.prediction(lessonId, slug);
}

void Learning::setPrediction(const QString& lessonId, const QString& slug,
                             const progress::PredictionRecord& record) {
    store_.setPrediction(lessonId, slug, record);
    written();
}

void Learning::setRead(const QString& lessonId) {
    progress::LessonRecord record = store_.lesson(lessonId);
    if (std::exchange(record.isRead, true))
        return;
    store_.setLesson(lessonId, record);
    written();
}

// The page that is read now shows its own place.
void Learning::setReadingPlace(const QString& lessonId, int place) {
    progress::LessonRecord record = store_.lesson(lessonId);
    if (std::exchange(record.place, place) != place)
        store_.setLesson(lessonId, record);
    tellProblem();
}

int Learning::readingPlace(const QString& lessonId) const {
    return store_.lesson(lessonId).place;
}

void Learning::setMyth(const QString& lessonId, const QString& slug, const MythState& state) {
    running_.remove(lessonId + u'/' + slug);
    if (state.state == LessonMyth::State::Running)
        running_.insert(lessonId + u'/' + slug, state);
    else
        store_.setMyth(lessonId, slug, {state.vote, state.state == LessonMyth::State::Decided});
    written();
}

// -- where one is

// A tour or an exercise that is not done stays the place where one stopped, also when one looks at its
// lesson again.
void Learning::openedLesson(const QString& lessonId, const QString& program) {
    progress::LessonRecord record = store_.lesson(lessonId);
    if (std::exchange(record.program, program) != program)
        store_.setLesson(lessonId, record);
    const lesson::Lesson* lesson = library_.find(lessonId);
    const std::optional<progress::Stop> before = store_.stopIn(lessonId);
    const bool isUnfinished = before && lesson && placeOf(*lesson, before->part);
    store_.setStop(lessonId, isUnfinished ? before->part : QStringLiteral("program/") + program);
    tellProblem();
}

void Learning::openedExercise(const QString& lessonId, const QString& slug) {
    store_.setStop(lessonId, QStringLiteral("exercise/") + slug);
    tellProblem();
}

QString Learning::lastLesson() const {
    const std::optional<progress::Stop> last = store_.stop();
    return last ? last->lesson : QString();
}

QString Learning::lastProgram(const QString& lessonId) const {
    return store_.lesson(lessonId).program;
}

// -- resets, import

void Learning::resetExercise(const QString& lessonId, const QString& slug) {
    store_.resetExercise(lessonId, slug);
    emit textsChanged();
    written();
}

void Learning::resetLesson(const QString& lessonId) {
    store_.resetLesson(lessonId);
    emit textsChanged();
    written();
}

void Learning::resetEverything() {
    store_.resetEverything();
    emit textsChanged();
    written();
}

void Learning::undoReset() {
    store_.undoReset();
    emit textsChanged();
    written();
}

Result<progress::Brought> Learning::importFrom(const QString& file) {
    const Result<progress::Brought> brought = store_.importFrom(file);
    if (brought) {
        emit textsChanged();
        written();
    }
    return brought;
}

} // namespace forkscope::gui
