// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/program_store.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>
#include <QStringDecoder>

namespace forkscope::gui {

static constexpr qint64 kLargestProgram = 4 << 20;

static QString say(const char* text) {
    return QCoreApplication::translate("ProgramStore", text);
}

static Error failed(const QString& sentence) {
    return Error{sentence.toStdString()};
}

ProgramStore::ProgramStore(const QString& folder) : folder_(folder) {}

QString ProgramStore::defaultFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/programs");
}

QString ProgramStore::pathOf(const QString& lessonId, const QString& program) const {
    return QStringLiteral("%1/%2/%3.py").arg(folder_, lessonId, program);
}

QString ProgramStore::edited(const QString& lessonId, const QString& program) const {
    if (!isEdited(lessonId, program))
        return {};
    const Result<QString> text = readProgram(pathOf(lessonId, program));
    return text ? *text : QString();
}

bool ProgramStore::isEdited(const QString& lessonId, const QString& program) const {
    return QFileInfo::exists(pathOf(lessonId, program));
}

Outcome ProgramStore::save(const QString& lessonId, const QString& program, const QString& text) const {
    const QString path = pathOf(lessonId, program);
    if (!QDir().mkpath(QFileInfo(path).path()))
        return failed(
            say("Your text could not be kept: the folder %1 can't be made.").arg(QFileInfo(path).path()));
    return writeProgram(path, text);
}

Outcome ProgramStore::reset(const QString& lessonId, const QString& program) const {
    const QString path = pathOf(lessonId, program);
    const QString kept = path + QStringLiteral(".before-reset");
    if (!QFileInfo::exists(path))
        return Done{};
    QFile::remove(kept);
    if (!QFile::rename(path, kept))
        return failed(say("%1 could not be set back: it can't be renamed.").arg(path));
    return Done{};
}

Result<QString> readProgram(const QString& path) {
    const QFileInfo info(path);
    if (!info.exists())
        return failed(say("There is no file %1.").arg(path));
    if (info.isDir())
        return failed(say("%1 is a folder. Open one of the .py files in it.").arg(path));
    if (!info.isFile())
        return failed(say("%1 is not an ordinary file.").arg(path));
    if (info.size() > kLargestProgram)
        return failed(say("%1 is larger than 4 MiB: too large for a program's text.").arg(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failed(say("%1 can't be read: %2.").arg(path, file.errorString()));
    const QByteArray bytes = file.readAll();
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    if (decoder.hasError() || text.contains(QChar(0)))
        return failed(say("%1 is not UTF-8 text. Save it as UTF-8 and open it again.").arg(path));
    return text;
}

Outcome writeProgram(const QString& path, const QString& text) {
    QSaveFile file(path);
    const QByteArray bytes = text.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failed(say("%1 could not be written: %2.").arg(path, file.errorString()));
    return Done{};
}

} // namespace forkscope::gui
