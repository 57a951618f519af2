// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/pack_files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

namespace forkscope::lesson {

namespace {

constexpr qint64 kMaxFileSize = 1 << 20; // a text or program beyond this is a mistake, not a lesson

int lineOfBadByte(const QByteArray& bytes) {
    int line = 0;
    for (const QByteArray& candidate : bytes.split('\n')) {
        ++line;
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QString text = decoder(candidate);
        if (decoder.hasError())
            return line;
    }
    return 0;
}

} // namespace

std::optional<QString> readTextFile(const QString& path, QList<PackProblem>& problems) {
    const auto fail = [&](int line, const QString& message) {
        problems.append({path, line, message});
        return std::nullopt;
    };
    QFile file(path);
    if (!file.exists())
        return fail(0, packTr("this file is missing."));
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(0, packTr("this file cannot be read: %1").arg(file.errorString()));
    if (file.size() > kMaxFileSize)
        return fail(0, packTr("this file is larger than 1 MiB. Lessons are short texts."));
    const QByteArray bytes = file.readAll();
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return fail(lineOfBadByte(bytes), packTr("this line is not UTF-8. Save the file as UTF-8."));
    return text;
}

bool readTomlFile(const QString& path, QList<PackProblem>& problems,
                  const std::function<void(const toml::table&)>& read) {
    const std::optional<QString> source = readTextFile(path, problems);
    if (!source)
        return false;
    const std::string utf8 = source->toStdString();
    try {
        const toml::table table = toml::parse(std::string_view(utf8));
        read(table);
        return true;
    } catch (const toml::parse_error& error) {
        problems.append({path, static_cast<int>(error.source().begin.line),
                         packTr("this is not valid TOML: %1").arg(QString::fromUtf8(error.what()))});
        return false;
    }
}

LocalText readLocalTextFile(const QString& folder, const QString& name, const QStringList& languages,
                            QList<PackProblem>& problems) {
    LocalText text;
    for (const QString& language : languages) {
        const QString path = QStringLiteral("%1/%2.%3.md").arg(folder, name, language);
        if (language != u"en" && !QFileInfo::exists(path))
            continue;
        if (const auto content = readTextFile(path, problems))
            text.set(language, *content);
    }
    return text;
}

QStringList filesIn(const QString& folder, const QString& suffix) {
    QStringList paths;
    for (const QString& name : QDir(folder).entryList({u'*' + suffix}, QDir::Files, QDir::Name))
        paths.append(folder + u'/' + name);
    return paths;
}

} // namespace forkscope::lesson
