// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A folder of a lesson pack whose files a fuzz target writes anew for each execution.
#include "tests/fuzz/read_script.h"

#include <QDir>
#include <QFile>
#include <QString>
#include <QTemporaryDir>

namespace forkscope::fuzz {

inline void write(const QString& path, const char* data, std::size_t size) {
    QFile file(path);
    require(file.open(QIODevice::WriteOnly | QIODevice::Truncate) &&
            file.write(data, qint64(size)) == qint64(size));
}

// Where such a folder can be made: in memory where there is /dev/shm.
inline QString folderTemplate() {
    return (QDir(QStringLiteral("/dev/shm")).exists() ? QStringLiteral("/dev/shm") : QDir::tempPath()) +
           QStringLiteral("/forkscope-fuzz-XXXXXX");
}

} // namespace forkscope::fuzz
