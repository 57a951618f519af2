// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/progress/transfer.h"

#include "engine/progress/words.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace forkscope::progress {

static const QString kFormat = QStringLiteral("forkscope-progress");
static constexpr int kFormatVersion = 1;
static const QString kLessonItself = QStringLiteral("lesson"); // what the part "" is called in the file

static Error wrong(const QString& sentence) {
    return Error{sentence.toStdString()};
}

static QString timeText(qint64 at) {
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs);
}

// -- out

QJsonObject factsToJson(const Facts& facts) {
    QHash<QString, QHash<QString, QJsonObject>> parts;
    for (auto fact = facts.begin(); fact != facts.end(); ++fact) {
        const QString part = fact.key().part.isEmpty() ? kLessonItself : fact.key().part;
        parts[fact.key().lesson][part][fact.key().field] =
            QJsonObject{{QStringLiteral("value"), fact->text}, {QStringLiteral("at"), timeText(fact->at)}};
    }
    QJsonObject lessons;
    for (auto lesson = parts.begin(); lesson != parts.end(); ++lesson) {
        QJsonObject all;
        for (auto part = lesson->begin(); part != lesson->end(); ++part)
            all[part.key()] = *part;
        lessons[lesson.key()] = all;
    }
    return lessons;
}

QByteArray toJson(const Snapshot& snapshot, qint64 now) {
    QJsonArray texts;
    for (const Edit& edit : snapshot.edits)
        texts.append(
            QJsonObject{{QStringLiteral("shelf"), edit.program.shelf},
                        {QStringLiteral("name"), edit.program.name},
                        {QStringLiteral("began"), timeText(edit.began)},
                        {QStringLiteral("at"), timeText(edit.at)},
                        {QStringLiteral("text"), edit.text.isNull() ? QJsonValue() : QJsonValue(edit.text)}});
    return QJsonDocument(QJsonObject{{QStringLiteral("format"), kFormat},
                                     {QStringLiteral("version"), kFormatVersion},
                                     {QStringLiteral("written"), timeText(now)},
                                     {QStringLiteral("lessons"), factsToJson(snapshot.facts)},
                                     {QStringLiteral("texts"), texts}})
        .toJson();
}

// -- in

static std::optional<qint64> timeIn(const QJsonObject& object, const QString& name) {
    const QDateTime time = QDateTime::fromString(object[name].toString(), Qt::ISODateWithMs);
    return time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt;
}

static Result<FactValue> valueIn(const QString& field, const QJsonValue& json, const QString& place) {
    const QJsonObject object = json.toObject();
    const std::optional<qint64> at = timeIn(object, QStringLiteral("at"));
    if (!json.isObject() || !object[QStringLiteral("value")].isString() || !at)
        return wrong(say("%1 should be an object with \"value\", a text, and \"at\", a time.").arg(place));
    const QString value = object[QStringLiteral("value")].toString();
    bool isNumber = true;
    if (onlyGrows(field))
        value.toInt(&isNumber);
    if (!isNumber)
        return wrong(say("the value of %1 should be a number, and is \"%2\".").arg(place, value));
    return FactValue{value, *at};
}

Result<Facts> factsFromJson(const QJsonObject& lessons) {
    Facts facts;
    for (auto lesson = lessons.begin(); lesson != lessons.end(); ++lesson) {
        if (!lesson->isObject())
            return wrong(say("lessons / %1 should be an object.").arg(lesson.key()));
        const QJsonObject parts = lesson->toObject();
        for (auto part = parts.begin(); part != parts.end(); ++part) {
            if (!part->isObject())
                return wrong(say("lessons / %1 / %2 should be an object.").arg(lesson.key(), part.key()));
            const QJsonObject fields = part->toObject();
            for (auto field = fields.begin(); field != fields.end(); ++field) {
                const QString place =
                    QStringLiteral("lessons / %1 / %2 / %3").arg(lesson.key(), part.key(), field.key());
                const Result<FactValue> value = valueIn(field.key(), *field, place);
                if (!value)
                    return Error{value.error()};
                facts.insert({lesson.key(), part.key() == kLessonItself ? QStringLiteral("") : part.key(),
                              field.key()},
                             *value);
            }
        }
    }
    return facts;
}

static Result<Edit> editIn(const QJsonValue& json, int number) {
    const QJsonObject object = json.toObject();
    const QJsonValue text = object[QStringLiteral("text")];
    const QString shelf = object[QStringLiteral("shelf")].toString();
    const QString name = object[QStringLiteral("name")].toString();
    const std::optional<qint64> at = timeIn(object, QStringLiteral("at"));
    if (shelf.isEmpty() || name.isEmpty())
        return wrong(say("text %1 should say its \"shelf\" and \"name\".").arg(number));
    if (!at)
        return wrong(say("text %1 should say \"at\", a time such as 2026-03-01T18:30:00.000Z.").arg(number));
    if (!text.isString() && !text.isNull())
        return wrong(say("\"text\" of text %1 should be a text, or null.").arg(number));
    QString content = text.toString();
    if (text.isString() && content.isNull())
        content = QStringLiteral("");
    return Edit{{shelf, name}, timeIn(object, QStringLiteral("began")).value_or(*at), *at, content};
}

static int lineAt(const QByteArray& bytes, int offset) {
    return int(std::count(bytes.begin(), bytes.begin() + std::min<qsizetype>(offset, bytes.size()), '\n')) +
           1;
}

Result<Snapshot> fromJson(const QByteArray& bytes) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return wrong(
            say("it is not JSON: line %1: %2.").arg(lineAt(bytes, error.offset)).arg(error.errorString()));
    const QJsonObject whole = document.object();
    if (whole[QStringLiteral("format")].toString() != kFormat)
        return wrong(say("it does not say \"format\": \"%1\".").arg(kFormat));
    if (whole[QStringLiteral("version")].toInt() < 1)
        return wrong(say("\"version\" should be a number from 1."));
    if (whole[QStringLiteral("version")].toInt() > kFormatVersion)
        return wrong(say("it was written by a newer Forkscope (version %1 of the format; this one reads %2).")
                         .arg(whole[QStringLiteral("version")].toInt())
                         .arg(kFormatVersion));
    if (!whole[QStringLiteral("lessons")].isObject() || !whole[QStringLiteral("texts")].isArray())
        return wrong(say("it should have \"lessons\", an object, and \"texts\", a list."));
    const Result<Facts> facts = factsFromJson(whole[QStringLiteral("lessons")].toObject());
    if (!facts)
        return Error{facts.error()};
    Snapshot snapshot{*facts, {}};
    for (const QJsonValue& each : whole[QStringLiteral("texts")].toArray()) {
        const Result<Edit> edit = editIn(each, int(snapshot.edits.size()) + 1);
        if (!edit)
            return Error{edit.error()};
        snapshot.edits.append(*edit);
    }
    return snapshot;
}

// -- the database

static QString notNull(const QString& text) {
    return text.isNull() ? QStringLiteral("") : text;
}

bool readFacts(Database& database, Facts& facts) {
    std::optional<QSqlQuery> rows =
        database.ask(QStringLiteral("SELECT lesson, part, field, value, at FROM fact"));
    if (!rows)
        return false;
    facts.clear();
    while (rows->next())
        facts.insert({notNull(rows->value(0).toString()), notNull(rows->value(1).toString()),
                      notNull(rows->value(2).toString())},
                     {notNull(rows->value(3).toString()), rows->value(4).toLongLong()});
    return true;
}

bool writeFact(Database& database, const FactKey& key, const FactValue& value) {
    return database.run(
        QStringLiteral("INSERT OR REPLACE INTO fact (lesson, part, field, value, at) VALUES (?, ?, ?, ?, ?)"),
        {notNull(key.lesson), notNull(key.part), notNull(key.field), notNull(value.text), value.at});
}

bool bring(Database& database, const Snapshot& snapshot, Brought& brought) {
    Facts known;
    if (!readFacts(database, known))
        return false;
    for (auto fact = snapshot.facts.begin(); fact != snapshot.facts.end(); ++fact) {
        const auto found = known.constFind(fact.key());
        const FactValue value = found == known.constEnd() ? *fact : merged(fact.key().field, *found, *fact);
        if (found != known.constEnd() && value == *found)
            continue;
        ++brought.facts;
        if (!writeFact(database, fact.key(), value))
            return false;
    }
    return std::ranges::all_of(snapshot.edits,
                               [&](const Edit& edit) { return bringEdit(database, edit, brought.edits); });
}

} // namespace forkscope::progress
