// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/progress/database.h"

#include <QDir>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QUuid>

namespace forkscope::progress {

static constexpr int kApplicationId = 0x466b5363; // "FkSc": tells our files from those of others
static const QString kMemory = QStringLiteral(":memory:");

int Database::version() {
    return int(schemaSteps().size());
}

Database::Database(const QString& file, int patience) : connection_(QUuid::createUuid().toString()) {
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection_);
    database.setDatabaseName(file);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(patience));
    if (!database.isValid())
        fault_ = {Fault::Kind::Failed, QStringLiteral("Qt's SQLite driver is missing: libqt6sql6-sqlite")};
    else if (!database.open())
        fault_ = faultOf(database.lastError().nativeErrorCode().toInt(), database.lastError().databaseText());
}

Database::~Database() {
    QSqlDatabase::database(connection_, false).close();
    QSqlDatabase::removeDatabase(connection_);
}

std::unique_ptr<Database> Database::open(const QString& file, int patience, Fault& fault) {
    fault = {};
    const QFileInfo info(file);
    if (info.isDir() || !QDir().mkpath(info.absolutePath())) {
        fault = {Fault::Kind::Unreachable, QString()};
        return nullptr;
    }
    std::unique_ptr<Database> opened(new Database(file, patience));
    // A journal that goes away with each change: progress is one file, also for who copies it.
    if (!opened->fault_ && opened->run(QStringLiteral("PRAGMA synchronous = FULL")) && opened->isSound() &&
        opened->bringUp())
        return opened;
    fault = opened->fault_;
    return nullptr;
}

std::unique_ptr<Database> Database::inMemory() {
    std::unique_ptr<Database> opened(new Database(kMemory, 0));
    if (!opened->fault_)
        opened->bringUp();
    return opened;
}

static qint64 numberOf(std::optional<QSqlQuery> query) {
    return query && query->next() ? query->value(0).toLongLong() : -1;
}

bool Database::isSound() {
    std::optional<QSqlQuery> verdict = ask(QStringLiteral("PRAGMA quick_check(1)"));
    if (!verdict)
        return false;
    const QString words = verdict->next() ? verdict->value(0).toString() : QString();
    if (words != QLatin1String("ok")) {
        fault_ = {Fault::Kind::Damaged, words};
        return false;
    }
    const qint64 id = numberOf(ask(QStringLiteral("PRAGMA application_id")));
    const qint64 tables = numberOf(ask(QStringLiteral("SELECT count(*) FROM sqlite_master")));
    if (id != kApplicationId && tables > 0) {
        fault_ = {Fault::Kind::Foreign, QString()};
        return false;
    }
    return true;
}

// Also looks whether it can be written at all, before anybody relies on it.
bool Database::bringUp() {
    return inOneStep([this] {
        const qint64 found = numberOf(ask(QStringLiteral("PRAGMA user_version")));
        if (found > version()) {
            fault_ = {Fault::Kind::Newer, QString()};
            return false;
        }
        for (qint64 step = found; step < version(); ++step)
            for (const QString& statement : schemaSteps()[step].statements)
                if (!run(statement))
                    return false;
        if (found == version())
            return true;
        return run(QStringLiteral("PRAGMA application_id = %1").arg(kApplicationId)) &&
               run(QStringLiteral("PRAGMA user_version = %1").arg(version()));
    });
}

std::optional<QSqlQuery> Database::ask(const QString& sql, const QVariantList& values) {
    QSqlQuery query(QSqlDatabase::database(connection_));
    query.setForwardOnly(true);
    bool isGood = query.prepare(sql);
    for (const QVariant& value : values)
        query.addBindValue(value);
    isGood = isGood && query.exec();
    if (isGood)
        return query;
    fault_ = faultOf(query.lastError().nativeErrorCode().toInt(), query.lastError().databaseText());
    return std::nullopt;
}

bool Database::run(const QString& sql, const QVariantList& values) {
    return ask(sql, values).has_value();
}

bool Database::inOneStep(const std::function<bool()>& change) {
    fault_ = {};
    if (!run(QStringLiteral("BEGIN IMMEDIATE")))
        return false;
    if (change() && run(QStringLiteral("COMMIT")))
        return true;
    const Fault why = fault_;
    run(QStringLiteral("ROLLBACK"));
    fault_ = why;
    return false;
}

void Database::setPatience(int milliseconds) {
    run(QStringLiteral("PRAGMA busy_timeout = %1").arg(milliseconds));
}

qint64 Database::changeNumber() {
    return numberOf(ask(QStringLiteral("PRAGMA data_version")));
}

} // namespace forkscope::progress
