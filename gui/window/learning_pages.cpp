// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages show of the store: pips, places, cards.
#include "gui/window/learning.h"

namespace forkscope::gui {

static const QString kPageLanguage = QStringLiteral("en");

static QString verdictOf(const lesson::Myth& myth) {
    const QString word = myth.verdict == lesson::Verdict::Myth ? Learning::tr("The run says: **a myth**.")
                         : myth.verdict == lesson::Verdict::Fact
                             ? Learning::tr("The run says: **a fact**.")
                             : Learning::tr("The run says: **half true**.");
    return word + QStringLiteral("\n\n") + myth.explanation.in(kPageLanguage);
}

static LessonMyth mythCardOf(const lesson::Myth& myth, const Learning::MythState& state) {
    const QString vote = state.state == LessonMyth::State::Open ? QString()
                         : state.vote == QLatin1String("fact")  ? Learning::tr("a fact")
                                                                : Learning::tr("a myth");
    return {myth.slug, myth.claim.in(kPageLanguage), state.state, vote,
            state.state == LessonMyth::State::Decided ? verdictOf(myth) : QString()};
}

LessonExtras Learning::extrasOf(const lesson::Lesson& lesson) const {
    LessonExtras extras;
    for (const lesson::Tour& tour : lesson.tours) {
        const TourProgress done = this->tour(lesson.id, tour.name);
        extras.tours.append({tour.program, int(tour.steps.size()), done.reached, done.isDone});
    }
    for (const lesson::Exercise& exercise : lesson.exercises) {
        const ExerciseProgress done = this->exercise(lesson.id, exercise.slug);
        extras.exercises.append({exercise.slug, exercise.title.in(kPageLanguage), wordFor(exercise.kind),
                                 done.isPassed     ? LessonExercise::State::Passed
                                 : done.checks > 0 ? LessonExercise::State::Tried
                                                   : LessonExercise::State::New});
    }
    for (const lesson::Myth& myth : lesson.myths) {
        const progress::MythRecord kept = store_.myth(lesson.id, myth.slug);
        const MythState state =
            running_.value(lesson.id + u'/' + myth.slug,
                           kept.isDecided ? MythState{LessonMyth::State::Decided, kept.vote} : MythState{});
        extras.myths.append(mythCardOf(myth, state));
    }
    const QList<lesson::Lesson>& all = library_.lessons();
    for (int i = 0; i + 1 < all.size(); ++i)
        if (all[i].id == lesson.id) {
            extras.nextLesson = all[i + 1].id;
            extras.nextTitle = all[i + 1].title.in(kPageLanguage);
        }
    return extras;
}

// -- places

static LessonPlace tourPlace(const lesson::Lesson& lesson, const lesson::Tour& tour, int reached) {
    return {LessonPlace::Kind::Tour, lesson.id, tour.name, reached,
            reached > 0
                ? Learning::tr("tour of %1, step %2 of %3").arg(tour.name).arg(reached).arg(tour.steps.size())
                : Learning::tr("tour of %1").arg(tour.name)};
}

static LessonPlace exercisePlace(const lesson::Lesson& lesson, const lesson::Exercise& exercise) {
    return {LessonPlace::Kind::Exercise, lesson.id, exercise.slug, 0,
            Learning::tr("exercise “%1”").arg(exercise.title.in(kPageLanguage))};
}

// Of a tour or an exercise that is not done; else none.
LessonPlace Learning::placeOf(const lesson::Lesson& lesson, const QString& part) const {
    const QString name = part.section(u'/', 1);
    if (part.startsWith(QLatin1String("tour/")))
        if (const lesson::Tour* found = lesson.tour(name); found && !tour(lesson.id, name).isDone)
            return tourPlace(lesson, *found, tour(lesson.id, name).reached);
    if (part.startsWith(QLatin1String("exercise/")))
        if (const lesson::Exercise* found = lesson.exercise(name);
            found && !exercise(lesson.id, name).isPassed)
            return exercisePlace(lesson, *found);
    return {};
}

static LessonPlace textPlace(const lesson::Lesson& lesson, const QString& words) {
    return {LessonPlace::Kind::Text, lesson.id, QString(), 0, words};
}

void Learning::findNext(const lesson::Lesson& lesson, LessonProgress& progress) const {
    for (const lesson::Tour& each : lesson.tours)
        if (!progress.nextTour)
            progress.nextTour = placeOf(lesson, QStringLiteral("tour/") + each.name);
    for (const lesson::Exercise& each : lesson.exercises)
        if (!progress.nextExercise)
            progress.nextExercise = placeOf(lesson, QStringLiteral("exercise/") + each.slug);
    if (progress.lesson == Pip::Open && !progress.stopped)
        progress.next = textPlace(lesson, tr("begin with the text"));
    else if (progress.nextTour || progress.nextExercise)
        progress.next = progress.nextTour ? progress.nextTour : progress.nextExercise;
    else if (!progress.isRead)
        progress.next = textPlace(lesson, tr("read the text to its end"));
}

LessonPlace Learning::lastPlace() const {
    const std::optional<progress::Stop> stop = store_.stop();
    const lesson::Lesson* lesson = stop ? library_.find(stop->lesson) : nullptr;
    if (!lesson)
        return {};
    const LessonPlace place = placeOf(*lesson, stop->part);
    return place ? place : textPlace(*lesson, QString());
}

LessonPlace Learning::unfinishedExercise() const {
    const LessonPlace last = lastPlace();
    for (const lesson::Lesson& lesson : library_.lessons())
        for (const lesson::Exercise& each : lesson.exercises) {
            const bool isLast = last.lessonId == lesson.id && last.name == each.slug;
            if (!isLast && exercise(lesson.id, each.slug).checks > 0)
                if (const LessonPlace place = placeOf(lesson, QStringLiteral("exercise/") + each.slug))
                    return place;
        }
    return {};
}

LessonProgress Learning::progressOf(const lesson::Lesson& lesson) const {
    LessonProgress progress;
    for (const lesson::Tour& each : lesson.tours) {
        const TourProgress done = tour(lesson.id, each.name);
        progress.tours += done.isDone ? Pip::Done : done.reached > 0 ? Pip::Begun : Pip::Open;
    }
    for (const lesson::Exercise& each : lesson.exercises) {
        const ExerciseProgress done = exercise(lesson.id, each.slug);
        const bool isBegun = done.checks > 0 || done.hintsOpened > 0;
        progress.exercises += done.isPassed ? Pip::Done : isBegun ? Pip::Begun : Pip::Open;
    }
    const QList<Pip> parts = progress.tours + progress.exercises;
    progress.isRead = store_.lesson(lesson.id).isRead;
    const bool isBegun = progress.isRead || parts.count(Pip::Open) < parts.size();
    const bool isDone = isBegun && parts.count(Pip::Done) == parts.size();
    progress.lesson = isDone ? Pip::Done : isBegun ? Pip::Begun : Pip::Open;
    if (const std::optional<progress::Stop> stop = store_.stopIn(lesson.id))
        progress.stopped = placeOf(lesson, stop->part);
    findNext(lesson, progress);
    return progress;
}

PathProgress Learning::pathProgress() const {
    PathProgress all;
    for (const lesson::Lesson& lesson : library_.lessons())
        all.insert(lesson.id, progressOf(lesson));
    return all;
}

} // namespace forkscope::gui
