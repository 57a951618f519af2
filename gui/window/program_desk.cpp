// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/program_desk.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace forkscope::gui {

static const QString kDrafts = QStringLiteral("own-files");
static constexpr int kMostUndone = 100; // texts
static constexpr qint64 kLargestCompanion = 1 << 20;

static QString saySo(const char* text) {
    return QCoreApplication::translate("ProgramDesk", text);
}

QString OpenProgram::fileName() const {
    return kind == Kind::Lesson ? name + QStringLiteral(".py") : QFileInfo(path).fileName();
}

QString OpenProgram::key() const {
    return kind == Kind::Lesson ? lessonId + QLatin1Char('/') + name : path;
}

Result<QString> ProgramDesk::openLesson(const lesson::Lesson& lesson, const lesson::Program& program) {
    const Result<QString> text = readProgram(program.path);
    if (!text)
        return text;
    current_ = {OpenProgram::Kind::Lesson, lesson.id, program.name, program.path};
    original_ = *text;
    keeps_ = true;
    return keptText();
}

Result<QString> ProgramDesk::keptText() const {
    if (current_.kind != OpenProgram::Kind::Lesson)
        return Error{saySo("There is no lesson's program on the desk.").toStdString()};
    const QString edited = store_ ? store_->text(key()) : QString();
    return edited.isNull() ? original_ : edited;
}

QStringList ProgramDesk::textsBefore(const QString& text) const {
    QStringList texts{original_};
    if (current_.kind != OpenProgram::Kind::Lesson || !store_ || !keeps_)
        return {text};
    QList<progress::Edit> edits = store_->history(key());
    if (edits.size() > kMostUndone)
        edits = edits.last(kMostUndone);
    for (const progress::Edit& edit : edits)
        texts += edit.text.isNull() ? original_ : edit.text;
    if (texts.last() != text)
        texts += text;
    return texts;
}

Result<QString> ProgramDesk::openFile(const QString& path) {
    const Result<QString> text = readProgram(path);
    if (!text)
        return text;
    current_ = {OpenProgram::Kind::OwnFile, QString(), QFileInfo(path).completeBaseName(), path};
    original_ = *text;
    const QString draft = drafts_.edited(kDrafts, draftKey());
    return draft.isNull() ? original_ : draft;
}

void ProgramDesk::openRecording(const QString& path, const QString& text) {
    current_ = {OpenProgram::Kind::Recording, QString(), QFileInfo(path).completeBaseName(), path};
    original_ = text;
}

Result<QString> ProgramDesk::openShown(const QString& path) {
    const Result<QString> text = readProgram(path);
    if (text) {
        current_ = {OpenProgram::Kind::Shown, QString(), QFileInfo(path).completeBaseName(), path};
        original_ = *text;
    }
    return text;
}

Result<QString> ProgramDesk::openNew(const QString& text, const QString& name, bool again) {
    const QString folder = ProgramStore::defaultFolder() + QStringLiteral("/pasted");
    if (!QDir().mkpath(folder))
        return Error{saySo("The folder %1 for new programs can't be made.").arg(folder).toStdString()};
    for (int number = 1;; ++number) {
        const QString path = QStringLiteral("%1/%2_%3.py").arg(folder, name).arg(number);
        if (!QFileInfo::exists(path)) {
            if (const Outcome written = writeProgram(path, text); !written)
                return Error{written.error()};
            return openFile(path);
        }
        const Result<QString> there = again ? readProgram(path) : Result<QString>(Error{});
        if (there && *there == text)
            return openFile(path);
    }
}

QString ProgramDesk::draftKey() const {
    const QByteArray hash =
        QCryptographicHash::hash(current_.path.toUtf8(), QCryptographicHash::Sha1).toHex();
    return QString::fromLatin1(hash);
}

Outcome ProgramDesk::keep(const QString& text) {
    if (current_.kind == OpenProgram::Kind::Lesson && store_ && keeps_)
        store_->setText(key(), text == original_ ? QString() : text.isNull() ? QStringLiteral("") : text);
    if (current_.kind != OpenProgram::Kind::OwnFile)
        return Done{};
    return text != original_ ? drafts_.save(kDrafts, draftKey(), text) : drafts_.reset(kDrafts, draftKey());
}

Outcome ProgramDesk::save(const QString& text) {
    if (current_.kind != OpenProgram::Kind::OwnFile)
        return keep(text);
    if (text != original_ || !QFileInfo::exists(current_.path)) {
        if (const Outcome written = writeProgram(current_.path, text); !written)
            return written;
    }
    original_ = text;
    return drafts_.reset(kDrafts, draftKey());
}

QString ProgramDesk::changedOnDisk() const {
    if (current_.kind != OpenProgram::Kind::OwnFile)
        return {};
    const Result<QString> text = readProgram(current_.path);
    return text && *text != original_ ? *text : QString();
}

void ProgramDesk::acceptDisk() {
    if (const QString text = changedOnDisk(); !text.isNull())
        original_ = text;
}

Result<QString> ProgramDesk::reset() {
    if (current_.kind == OpenProgram::Kind::OwnFile) {
        const Result<QString> text = readProgram(current_.path);
        if (!text)
            return text;
        original_ = *text;
    }
    if (const Outcome kept = keep(original_); !kept)
        return Error{kept.error()};
    return original_;
}

Result<RunFiles> ProgramDesk::prepareRun(const QString& text) {
    if (current_.kind == OpenProgram::Kind::None || isReadOnly())
        return Error{saySo("There is no program to run: open one first.").toStdString()};
    if (const Outcome saved = save(text); !saved)
        return Error{saved.error()};
    if (current_.kind == OpenProgram::Kind::Lesson)
        return copyToScratch(text);
    return RunFiles{current_.path, QFileInfo(current_.path).absolutePath()};
}

Result<RunFiles> ProgramDesk::copyToScratch(const QString& text) {
    scratch_ = std::make_unique<QTemporaryDir>();
    if (!scratch_->isValid())
        return Error{
            saySo("A folder to run in can't be made: %1.").arg(scratch_->errorString()).toStdString()};
    // Data that the program reads lies beside it in the lesson.
    const QDir beside(QFileInfo(current_.path).path());
    for (const QFileInfo& file : beside.entryInfoList(QDir::Files | QDir::Readable))
        if (file.suffix() != QLatin1String("py") && file.size() <= kLargestCompanion)
            QFile::copy(file.filePath(), scratch_->filePath(file.fileName()));
    const QString path = scratch_->filePath(current_.fileName());
    if (const Outcome written = writeProgram(path, text); !written)
        return Error{written.error()};
    return RunFiles{path, scratch_->path()};
}

} // namespace forkscope::gui
