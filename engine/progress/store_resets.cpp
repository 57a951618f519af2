// SPDX-License-Identifier: GPL-3.0-or-later
// Resets, and the way back from them.
#include "engine/progress/store.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace forkscope::progress {

static QString kept(const Facts& facts, const QList<Edit>& texts) {
    QJsonArray programs;
    for (const Edit& edit : texts)
        programs.append(QJsonObject{{QStringLiteral("shelf"), edit.program.shelf},
                                    {QStringLiteral("name"), edit.program.name},
                                    {QStringLiteral("text"), edit.text}});
    const QJsonObject lost{{QStringLiteral("lessons"), factsToJson(facts)},
                           {QStringLiteral("texts"), programs}};
    return QString::fromUtf8(QJsonDocument(lost).toJson(QJsonDocument::Compact));
}

// The present text of each program that has one.
static QList<Edit> textsOf(Database& database, const std::function<bool(const ProgramKey&)>& takes) {
    QHash<QString, Edit> last;
    for (const Edit& edit : editsOf(database, std::nullopt))
        last.insert(edit.program.shelf + u'/' + edit.program.name, edit);
    QList<Edit> texts;
    for (const Edit& edit : last)
        if (!edit.text.isNull() && takes(edit.program))
            texts.append(edit);
    return texts;
}

void Store::reset(const Reset& what, const std::function<bool(const FactKey&)>& takesFact,
                  const std::function<bool(const ProgramKey&)>& takesProgram) {
    const qint64 at = now();
    write([&](Database& database) {
        Facts lost;
        for (auto fact = facts_.constBegin(); fact != facts_.constEnd(); ++fact)
            if (takesFact(fact.key()))
                lost.insert(fact.key(), *fact);
        const QList<Edit> texts = textsOf(database, takesProgram);
        if (lost.isEmpty() && texts.isEmpty())
            return true;
        for (auto fact = lost.constBegin(); fact != lost.constEnd(); ++fact)
            if (!database.run(QStringLiteral("DELETE FROM fact WHERE lesson = ? AND part = ? AND field = ?"),
                              {fact.key().lesson, fact.key().part, fact.key().field}))
                return false;
        for (const Edit& edit : texts)
            if (!addEdit(database, edit.program, QString(), at))
                return false;
        return database.run(QStringLiteral("INSERT INTO reset (at, lesson, part, lost) VALUES (?, ?, ?, ?)"),
                            {at, what.lesson, what.part, kept(lost, texts)});
    });
}

void Store::resetExercise(const QString& lesson, const QString& slug) {
    const QString part = QStringLiteral("exercise/") + slug;
    reset(
        {lesson, part}, [&](const FactKey& key) { return key.lesson == lesson && key.part == part; },
        [&](const ProgramKey& program) {
            return program == ProgramKey{exerciseShelf(lesson), slug};
        });
}

void Store::resetLesson(const QString& lesson) {
    const QStringList shelves{lesson, exerciseShelf(lesson), mythShelf(lesson)};
    reset(
        {lesson, QStringLiteral("")}, [&](const FactKey& key) { return key.lesson == lesson; },
        [&](const ProgramKey& program) { return shelves.contains(program.shelf); });
}

void Store::resetEverything() {
    reset(
        {QStringLiteral(""), QStringLiteral("")}, [](const FactKey&) { return true; },
        [](const ProgramKey&) { return true; });
}

static const QString kLastReset =
    QStringLiteral("SELECT id, lesson, part, lost FROM reset ORDER BY id DESC LIMIT 1");

std::optional<Store::Reset> Store::lastReset() {
    std::optional<QSqlQuery> row = database_->ask(kLastReset);
    if (!row || !row->next())
        return std::nullopt;
    return Reset{row->value(1).toString(), row->value(2).toString()};
}

// What was done since stays: facts are merged, and a text that was written since is in the history.
void Store::undoReset() {
    write([&](Database& database) {
        qint64 id = -1;
        QJsonObject lost;
        if (std::optional<QSqlQuery> row = database.ask(kLastReset); row && row->next()) {
            id = row->value(0).toLongLong();
            lost = QJsonDocument::fromJson(row->value(3).toString().toUtf8()).object();
        }
        const Result<Facts> facts = factsFromJson(lost[QStringLiteral("lessons")].toObject());
        Brought brought;
        if (facts && !bring(database, {*facts, {}}, brought))
            return false;
        for (const QJsonValue& each : lost[QStringLiteral("texts")].toArray()) {
            const QJsonObject text = each.toObject();
            if (!addEdit(database,
                         {text[QStringLiteral("shelf")].toString(), text[QStringLiteral("name")].toString()},
                         text[QStringLiteral("text")].toString(), now(), EditStep::Whole))
                return false;
        }
        return database.run(QStringLiteral("DELETE FROM reset WHERE id = ?"), {id});
    });
}

} // namespace forkscope::progress
