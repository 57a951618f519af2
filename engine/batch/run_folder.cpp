// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/batch/run_folder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <unistd.h>

namespace forkscope::batch {

static const QString kPrefix = QStringLiteral("forkscope-runs-");

// In which processes are numbered, as the kernel names it: "pid:[4026531836]" gives 4026531836; "" where
// there is none.
static QString numbering() {
    char name[64];
    const auto length = readlink("/proc/self/ns/pid", name, sizeof name);
    const QString link = QString::fromLatin1(name, length < 0 ? 0 : length);
    return link.section(u'[', 1).section(u']', 0, 0);
}

// When it began, in ticks since the machine did: with its number it is one of its kind. "" where it has
// ended.
static QString beginningOf(qint64 pid) {
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray stat = file.readAll(); // the name in brackets may hold anything
    return QString::fromLatin1(stat.mid(stat.lastIndexOf(')') + 2)).section(u' ', 19, 19);
}

std::unique_ptr<QTemporaryDir> makeRunFolder(const QString& within) {
    removeLeftRunFolders(within);
    const qint64 self = QCoreApplication::applicationPid();
    return std::make_unique<QTemporaryDir>(QDir(within).filePath(
        kPrefix + QStringLiteral("%1-%2-%3-XXXXXX").arg(numbering()).arg(self).arg(beginningOf(self))));
}

static bool isLeft(const QFileInfo& folder) {
    const QStringList parts = folder.fileName().mid(kPrefix.size()).split(u'-');
    if (parts.size() != 4 || folder.isSymLink() || folder.ownerId() != geteuid() || parts[0] != numbering())
        return false;
    bool isNumber = false;
    const qint64 pid = parts[1].toLongLong(&isNumber);
    return isNumber && beginningOf(pid) != parts[2];
}

int removeLeftRunFolders(const QString& within) {
    int removed = 0;
    const QDir all(within);
    for (const QFileInfo& folder : all.entryInfoList({kPrefix + u'*'}, QDir::Dirs | QDir::NoSymLinks))
        if (isLeft(folder))
            removed += QDir(folder.absoluteFilePath()).removeRecursively();
    return removed;
}

} // namespace forkscope::batch
