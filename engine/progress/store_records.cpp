// SPDX-License-Identifier: GPL-3.0-or-later
// What the fields of a fact mean: records in, records out.
#include "engine/progress/store.h"

#include <algorithm>

namespace forkscope::progress {

static const QString kItself = QStringLiteral("");

static QString tourPart(const QString& name) {
    return QStringLiteral("tour/") + name;
}
static QString exercisePart(const QString& slug) {
    return QStringLiteral("exercise/") + slug;
}
static QString mythPart(const QString& slug) {
    return QStringLiteral("myth/") + slug;
}

QString exerciseShelf(const QString& lesson) {
    return lesson + QStringLiteral("-exercises");
}
QString mythShelf(const QString& lesson) {
    return lesson + QStringLiteral("-myths");
}

QString Store::value(const QString& lesson, const QString& part, const QString& field) const {
    return facts_.value({lesson, part, field}).text;
}

int Store::number(const QString& lesson, const QString& part, const QString& field) const {
    return value(lesson, part, field).toInt();
}

// Only what differs from what is known here is written: a window that has not heard of another's change to
// some other field does not take it back.
void Store::set(const QString& lesson, const QString& part, const QList<Field>& fields) {
    QList<Field> news;
    for (const Field& field : fields) {
        const auto known = facts_.constFind({lesson, part, field.name});
        if (known == facts_.constEnd() ? field.value != QLatin1String("0") && !field.value.isEmpty()
                                       : known->text != field.value)
            news.append(field);
    }
    if (news.isEmpty())
        return;
    const qint64 at = now();
    write([&](Database& database) {
        return std::ranges::all_of(news, [&](const Field& field) {
            return writeFact(database, {lesson, part, field.name}, {field.value, at});
        });
    });
}

static QString oneOrZero(bool value) {
    return value ? QStringLiteral("1") : QStringLiteral("0");
}

LessonRecord Store::lesson(const QString& lesson) const {
    return {number(lesson, kItself, QStringLiteral("read")) > 0,
            number(lesson, kItself, QStringLiteral("place")),
            value(lesson, kItself, QStringLiteral("program"))};
}

void Store::setLesson(const QString& lesson, const LessonRecord& record) {
    set(lesson, kItself,
        {{QStringLiteral("read"), oneOrZero(record.isRead)},
         {QStringLiteral("place"), QString::number(record.place)},
         {QStringLiteral("program"), record.program}});
}

TourRecord Store::tour(const QString& lesson, const QString& name) const {
    const QString part = tourPart(name);
    return {number(lesson, part, QStringLiteral("reached")),
            number(lesson, part, QStringLiteral("done")) > 0};
}

void Store::setTour(const QString& lesson, const QString& name, const TourRecord& record) {
    set(lesson, tourPart(name),
        {{QStringLiteral("reached"), QString::number(record.reached)},
         {QStringLiteral("done"), oneOrZero(record.isDone)}});
}

ExerciseRecord Store::exercise(const QString& lesson, const QString& slug) const {
    const QString part = exercisePart(slug);
    const QString result = value(lesson, part, QStringLiteral("result")); // "4/6"
    return {number(lesson, part, QStringLiteral("checks")),
            number(lesson, part, QStringLiteral("hints")),
            number(lesson, part, QStringLiteral("solution")) > 0,
            number(lesson, part, QStringLiteral("passed")) > 0,
            result.section(u'/', 0, 0).toInt(),
            result.section(u'/', 1).toInt()};
}

void Store::setExercise(const QString& lesson, const QString& slug, const ExerciseRecord& record) {
    set(lesson, exercisePart(slug),
        {{QStringLiteral("checks"), QString::number(record.checks)},
         {QStringLiteral("hints"), QString::number(record.hintsOpened)},
         {QStringLiteral("solution"), oneOrZero(record.isSolutionOpen)},
         {QStringLiteral("passed"), oneOrZero(record.isPassed)},
         {QStringLiteral("result"),
          record.checksOf > 0 ? QStringLiteral("%1/%2").arg(record.checksPassed).arg(record.checksOf)
                              : QString()}});
}

PredictionRecord Store::prediction(const QString& lesson, const QString& slug) const {
    const QString answer = value(lesson, exercisePart(slug), QStringLiteral("answer")); // "2, 1"
    if (answer.isEmpty())
        return {};
    return {answer.section(u',', 0, 0).toInt(), answer.section(u',', 1).toInt()};
}

void Store::setPrediction(const QString& lesson, const QString& slug, const PredictionRecord& record) {
    set(lesson, exercisePart(slug),
        {{QStringLiteral("answer"),
          record.answer < 0 ? QString() : QStringLiteral("%1, %2").arg(record.answer).arg(record.right)}});
}

MythRecord Store::myth(const QString& lesson, const QString& slug) const {
    const QString vote = value(lesson, mythPart(slug), QStringLiteral("vote")); // "fact, decided"
    return {vote.section(u',', 0, 0), vote.endsWith(QLatin1String("decided"))};
}

void Store::setMyth(const QString& lesson, const QString& slug, const MythRecord& record) {
    set(lesson, mythPart(slug),
        {{QStringLiteral("vote"),
          record.vote + (record.isDecided ? QStringLiteral(", decided") : QString())}});
}

std::optional<Stop> Store::stopIn(const QString& lesson) const {
    const auto found = facts_.constFind({lesson, kItself, QStringLiteral("stop")});
    return found == facts_.constEnd() ? std::nullopt : std::optional(Stop{lesson, found->text, found->at});
}

std::optional<Stop> Store::stop() const {
    std::optional<Stop> last;
    for (auto fact = facts_.begin(); fact != facts_.end(); ++fact)
        if (fact.key().part.isEmpty() && fact.key().field == QLatin1String("stop") &&
            (!last || last->at < fact->at))
            last = Stop{fact.key().lesson, fact->text, fact->at};
    return last;
}

// Also where it is the same as before: its time says which lesson was the last.
void Store::setStop(const QString& lesson, const QString& part) {
    const std::optional<Stop> before = stop();
    if (before && before->lesson == lesson && before->part == part)
        return;
    const qint64 at = before ? std::max(now(), before->at + 1) : now();
    write([&](Database& database) {
        return writeFact(database, {lesson, kItself, QStringLiteral("stop")}, {part, at});
    });
}

} // namespace forkscope::progress
