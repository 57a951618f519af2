// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/sources.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStringList>

namespace forkscope::run {
namespace {

constexpr qsizetype kMostFiles = 200;
constexpr qint64 kMostBytes = 1 << 20;

// "import a.b, c as d", "from .a import b": the first words of dotted names, as paths relative to the
// importer.
QStringList importedPaths(const QString& text) {
    static const QRegularExpression line(
        QStringLiteral(R"(^[ \t]*(?:import[ \t]+([\w., \t]+)|from[ \t]+\.*([\w.]+)[ \t]+import))"),
        QRegularExpression::MultilineOption);
    QStringList paths;
    for (auto i = line.globalMatch(text); i.hasNext();) {
        const auto match = i.next();
        const QString names = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
        const QStringList parts = names.split(u',');
        for (const QString& part : parts)
            paths.append(part.trimmed().section(u' ', 0, 0).replace(u'.', u'/'));
    }
    return paths;
}

QStringList candidates(const QDir& folder, const QString& path) {
    QStringList files;
    // A package's own __init__ runs too: a, then a/b.
    for (qsizetype end = path.indexOf(u'/');; end = path.indexOf(u'/', end + 1)) {
        const QString part = end < 0 ? path : path.left(end);
        files << folder.filePath(part + QStringLiteral(".py"))
              << folder.filePath(part + QStringLiteral("/__init__.py"));
        if (end < 0)
            return files;
    }
}

} // namespace

QMap<QString, QByteArray> snapshotSources(const QString& program) {
    QMap<QString, QByteArray> sources;
    QStringList open{QFileInfo(program).absoluteFilePath()};
    const QDir root = QFileInfo(program).absoluteDir();
    while (!open.isEmpty() && sources.size() < kMostFiles) {
        const QString path = QDir::cleanPath(open.takeFirst());
        QFile file(path);
        if (sources.contains(path) || !QFileInfo(path).isFile() || file.size() > kMostBytes ||
            !file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray text = file.readAll();
        sources.insert(path, text);
        const QStringList imported = importedPaths(QString::fromUtf8(text));
        for (const QString& name : imported)
            open << candidates(root, name) << candidates(QFileInfo(path).absoluteDir(), name);
    }
    return sources;
}

} // namespace forkscope::run
