// SPDX-License-Identifier: GPL-3.0-or-later
// The file: opened, written, left, found again.
#include "engine/progress/store.h"

#include "engine/progress/words.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace forkscope::progress {

static constexpr int kPatience = 2000;        // ms for a lock: a change takes a few
static constexpr int kPatienceAgain = 100;    // … while somebody works in the window
static constexpr qint64 kLargest = 256 << 20; // of a file to import

QString Store::defaultFile() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
           QStringLiteral("/progress.sqlite");
}

Store::Store(const QString& file, const Clock& clock)
    : file_(file), clock_(clock ? clock : [] { return QDateTime::currentMSecsSinceEpoch(); }) {
    open();
}

Store::~Store() = default;

void Store::open() {
    Fault fault;
    database_ = Database::open(file_, kPatience, fault);
    if (!database_ && fault.kind == Fault::Kind::Damaged && setAside())
        database_ = Database::open(file_, kPatience, fault);
    isKept_ = database_ != nullptr;
    if (!isKept_) {
        database_ = Database::inMemory();
        problem_ = sentenceOf(fault, file_);
    }
    readFacts(*database_, facts_);
    changeNumber_ = database_->changeNumber();
}

// A journal belongs to the damaged file and goes with it.
bool Store::setAside() {
    const QString stamp = QDateTime::fromMSecsSinceEpoch(now()).toString(QStringLiteral("yyyyMMdd-HHmmss"));
    QString aside = QStringLiteral("%1.damaged-%2").arg(file_, stamp);
    for (int more = 2; QFileInfo::exists(aside); ++more)
        aside = QStringLiteral("%1.damaged-%2-%3").arg(file_, stamp).arg(more);
    if (!QFile::rename(file_, aside))
        return false;
    QFile::rename(file_ + QStringLiteral("-journal"), aside + QStringLiteral("-journal"));
    problem_ =
        say("The file with your progress was damaged and is set aside as %1; a new one is begun, into which "
            "you can import what you have exported.")
            .arg(aside);
    return true;
}

bool Store::refresh() {
    database_->setPatience(0); // what is locked at this moment is looked at next time
    const qint64 number = database_->changeNumber();
    Facts found;
    const bool isNews = number >= 0 && number != changeNumber_ && readFacts(*database_, found);
    database_->setPatience(kPatience);
    if (!isNews)
        return false;
    changeNumber_ = number;
    facts_ = found;
    return true;
}

void Store::write(const std::function<bool(Database&)>& change) {
    const auto attempt = [&] {
        return database_->inOneStep([&] { return readFacts(*database_, facts_) && change(*database_); });
    };
    if (!attempt() && isKept_) {
        goToMemory(database_->fault());
        attempt();
    }
    Facts found;
    if (readFacts(*database_, found))
        facts_ = found;
    changeNumber_ = database_->changeNumber();
}

Snapshot Store::snapshot() {
    Snapshot all{facts_, editsOf(*database_, std::nullopt)};
    Facts found;
    if (readFacts(*database_, found))
        all.facts = found;
    return all;
}

void Store::goToMemory(const Fault& fault) {
    problem_ = sentenceOf(fault, file_);
    const Snapshot known = snapshot();
    database_ = Database::inMemory();
    isKept_ = false;
    Brought brought;
    database_->inOneStep([&] { return bring(*database_, known, brought); });
}

bool Store::tryAgain() {
    if (isKept_)
        return true;
    Fault fault;
    std::unique_ptr<Database> file = Database::open(file_, kPatienceAgain, fault);
    QString aside;
    if (!file && fault.kind == Fault::Kind::Damaged && setAside()) {
        aside = problem_;
        file = Database::open(file_, kPatienceAgain, fault);
    }
    const Snapshot meanwhile = snapshot();
    Brought brought;
    if (!file || !file->inOneStep([&] { return bring(*file, meanwhile, brought); }))
        return false;
    database_ = std::move(file);
    database_->setPatience(kPatience);
    isKept_ = true;
    problem_ = aside;
    readFacts(*database_, facts_);
    changeNumber_ = database_->changeNumber();
    return true;
}

// -- texts

QString Store::text(const ProgramKey& program) {
    const std::optional<Edit> last = lastEdit(*database_, program);
    return last ? last->text : QString();
}

QList<Edit> Store::history(const ProgramKey& program) {
    return editsOf(*database_, program);
}

void Store::setText(const ProgramKey& program, const QString& text) {
    const std::optional<Edit> last = lastEdit(*database_, program);
    if (last ? last->text == text && last->text.isNull() == text.isNull() : text.isNull())
        return; // typing is often looked at, and seldom new
    write([&](Database& database) { return addEdit(database, program, text, now()); });
}

// -- export, import

Outcome Store::exportTo(const QString& path) {
    const QByteArray bytes = toJson(snapshot(), now());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error{say("Progress could not be exported to %1: %2. Choose another place.")
                         .arg(path, file.errorString())
                         .toStdString()};
    return Done{};
}

Result<Brought> Store::importFrom(const QString& path) {
    QFile file(path);
    if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly))
        return Error{say("%1 can't be read: %2. Choose a file that Forkscope has exported.")
                         .arg(path, QFileInfo(path).isDir() ? say("it is a folder") : file.errorString())
                         .toStdString()};
    if (file.size() > kLargest)
        return Error{say("%1 is larger than 256 MiB: too large for progress.").arg(path).toStdString()};
    const Result<Snapshot> read = fromJson(file.readAll());
    if (!read)
        return Error{say("%1 holds no progress that can be imported: %2 Nothing was changed.")
                         .arg(path, QString::fromStdString(read.error()))
                         .toStdString()};
    return take(*read);
}

Brought Store::take(const Snapshot& snapshot) {
    Brought brought;
    write([&](Database& database) {
        brought = {};
        return bring(database, snapshot, brought);
    });
    return brought;
}

} // namespace forkscope::progress
