// SPDX-License-Identifier: GPL-3.0-or-later
// The tables, version by version. A step that was ever released is never changed; new ones are appended.
#include "engine/progress/database.h"

namespace forkscope::progress {

const QList<SchemaStep>& schemaSteps() {
    static const QList<SchemaStep> kSteps{
        // 1: facts
        {{QStringLiteral("CREATE TABLE fact (lesson TEXT NOT NULL, part TEXT NOT NULL, field TEXT NOT NULL, "
                         "value TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (lesson, part, field)) "
                         "WITHOUT ROWID")}},
        // 2: texts, and what resets took away
        {{QStringLiteral(
              "CREATE TABLE edit (id INTEGER PRIMARY KEY, shelf TEXT NOT NULL, name TEXT NOT NULL, "
              "began INTEGER NOT NULL, at INTEGER NOT NULL, text TEXT)"),
          QStringLiteral("CREATE INDEX edit_of_program ON edit (shelf, name, at)"),
          QStringLiteral("CREATE TABLE reset (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, lesson TEXT NOT "
                         "NULL, part TEXT NOT NULL, lost TEXT NOT NULL)")}},
    };
    return kSteps;
}

} // namespace forkscope::progress
