// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/progress/edits.h"

#include <algorithm>

namespace forkscope::progress {

static constexpr qint64 kStep = 60'000; // ms
static constexpr qsizetype kSmall = 60; // letters

static const QString kColumns = QStringLiteral("SELECT shelf, name, began, at, text FROM edit ");

static Edit read(const QSqlQuery& row) {
    // An empty text is not the lesson's own.
    const QString text = row.value(4).toString();
    return {{row.value(0).toString(), row.value(1).toString()},
            row.value(2).toLongLong(),
            row.value(3).toLongLong(),
            row.isNull(4)   ? QString()
            : text.isNull() ? QStringLiteral("")
                            : text};
}

// Of an empty text as well, which is no NULL.
static QVariant stored(const QString& text) {
    return text.isNull() ? QVariant(QMetaType::fromType<QString>()) : QVariant(text);
}

QList<Edit> editsOf(Database& database, const std::optional<ProgramKey>& program) {
    QList<Edit> edits;
    std::optional<QSqlQuery> rows =
        program ? database.ask(kColumns + QStringLiteral("WHERE shelf = ? AND name = ? ORDER BY at, id"),
                               {program->shelf, program->name})
                : database.ask(kColumns + QStringLiteral("ORDER BY at, id"));
    while (rows && rows->next())
        edits.append(read(*rows));
    return edits;
}

std::optional<Edit> lastEdit(Database& database, const ProgramKey& program) {
    std::optional<QSqlQuery> row = database.ask(
        kColumns + QStringLiteral("WHERE shelf = ? AND name = ? ORDER BY at DESC, id DESC LIMIT 1"),
        {program.shelf, program.name});
    return row && row->next() ? std::optional(read(*row)) : std::nullopt;
}

bool isSmallStep(const QString& from, const QString& to) {
    const qsizetype shorter = std::min(from.size(), to.size());
    qsizetype head = 0, tail = 0;
    while (head < shorter && from[head] == to[head])
        ++head;
    while (tail < shorter - head && from[from.size() - 1 - tail] == to[to.size() - 1 - tail])
        ++tail;
    return from.size() - head - tail <= kSmall;
}

bool addEdit(Database& database, const ProgramKey& program, const QString& text, qint64 now, EditStep step) {
    const std::optional<Edit> last = lastEdit(database, program);
    const bool isOriginal = text.isNull();
    if (last ? last->text == text && last->text.isNull() == isOriginal : isOriginal)
        return true;
    // A clock that was set back does not put a new text before an old one.
    const qint64 at = last ? std::max(now, last->at + 1) : now;
    const bool goesOn = step == EditStep::Typed && last && !isOriginal && !last->text.isNull() &&
                        at - last->began < kStep && isSmallStep(last->text, text);
    if (goesOn)
        return database.run(
            QStringLiteral("UPDATE edit SET text = ?, at = ? WHERE id = (SELECT id FROM edit WHERE shelf = ? "
                           "AND name = ? ORDER BY at DESC, id DESC LIMIT 1)"),
            {text, at, program.shelf, program.name});
    return database.run(
        QStringLiteral("INSERT INTO edit (shelf, name, began, at, text) VALUES (?, ?, ?, ?, ?)"),
        {program.shelf, program.name, at, at, stored(text)});
}

bool bringEdit(Database& database, const Edit& edit, int& count) {
    const QVariant text = stored(edit.text);
    {
        std::optional<QSqlQuery> same = database.ask(
            QStringLiteral("SELECT 1 FROM edit WHERE shelf = ? AND name = ? AND at = ? AND text IS ?"),
            {edit.program.shelf, edit.program.name, edit.at, text});
        if (!same)
            return false;
        if (same->next())
            return true;
    }
    ++count;
    return database.run(
        QStringLiteral("INSERT INTO edit (shelf, name, began, at, text) VALUES (?, ?, ?, ?, ?)"),
        {edit.program.shelf, edit.program.name, edit.began, edit.at, text});
}

} // namespace forkscope::progress
