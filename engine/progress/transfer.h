// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// All that a store knows, as a value, as JSON (README.md has the format), and merged into a database.
#include "engine/progress/edits.h"
#include "engine/progress/facts.h"
#include "engine/trace/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace forkscope::progress {

struct Snapshot {
    Facts facts;
    QList<Edit> edits;
};

// What an import brought that was not known before.
struct Brought {
    int facts = 0, edits = 0;
};

QByteArray toJson(const Snapshot& snapshot, qint64 now);
// A sentence without the file's name that says what is wrong, and where.
Result<Snapshot> fromJson(const QByteArray& bytes);

// The "lessons" of the format alone.
QJsonObject factsToJson(const Facts& facts);
Result<Facts> factsFromJson(const QJsonObject& lessons);

bool readFacts(Database& database, Facts& facts);
bool writeFact(Database& database, const FactKey& key, const FactValue& value);
// Merges; nothing that the database knows is lost.
bool bring(Database& database, const Snapshot& snapshot, Brought& brought);

} // namespace forkscope::progress
