// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One SQLite database of progress, in a file or in memory, at the present version of its tables. Owns its
// connection. Main thread. What fails is told by false, and fault() says why.
#include "engine/progress/faults.h"

#include <QSqlQuery>
#include <QVariantList>

#include <functional>
#include <memory>
#include <optional>

namespace forkscope::progress {

class Database {
  public:
    // The version of the tables that this program reads and writes (PRAGMA user_version).
    static int version();

    // Opens the file, makes it and its folder where they are not there, brings an older one up to the present
    // version. Waits at most `patience` ms for a lock, here and later. Null when it cannot be used.
    static std::unique_ptr<Database> open(const QString& file, int patience, Fault& fault);
    static std::unique_ptr<Database> inMemory();
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    bool run(const QString& sql, const QVariantList& values = {});
    // Null when it fails; positioned before the first row. Must go away before the next change.
    std::optional<QSqlQuery> ask(const QString& sql, const QVariantList& values = {});
    // All that `change` does, or nothing of it (when it says false, or the end fails).
    bool inOneStep(const std::function<bool()>& change);

    void setPatience(int milliseconds);
    // Another number after another connection has changed something.
    qint64 changeNumber();
    const Fault& fault() const { return fault_; }

  private:
    explicit Database(const QString& file, int patience);
    bool isSound();
    bool bringUp();

    QString connection_;
    Fault fault_;
};

// schema.cpp: what leads from one version of the tables to the next, in order.
struct SchemaStep {
    QStringList statements;
};
const QList<SchemaStep>& schemaSteps();

} // namespace forkscope::progress
