// SPDX-License-Identifier: GPL-3.0-or-later
// lesson.toml from somebody else. Whatever it says, reading it gives a lesson or a problem with a sentence.
#include "engine/lesson/lesson_pack.h"
#include "tests/fuzz/read_script.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace {

void write(const QString& path, const char* data, std::size_t size) {
    QFile file(path);
    forkscope::fuzz::require(file.open(QIODevice::WriteOnly | QIODevice::Truncate) &&
                             file.write(data, qint64(size)) == qint64(size));
}

// In memory where there is /dev/shm: a file is written for each execution.
const QString& packFolder() {
    static const QTemporaryDir folder(QDir(QStringLiteral("/dev/shm")).exists()
                                          ? QStringLiteral("/dev/shm/forkscope-fuzz-XXXXXX")
                                          : QDir::tempPath() + QStringLiteral("/forkscope-fuzz-XXXXXX"));
    static const QString path = [] {
        QDir(folder.path()).mkdir(QStringLiteral("programs"));
        write(folder.filePath(QStringLiteral("en.md")), "# Text\n", 7);
        write(folder.filePath(QStringLiteral("programs/a.py")), "print(1)\n", 9);
        return folder.path();
    }();
    return path;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace forkscope;
    write(packFolder() + QStringLiteral("/lesson.toml"), reinterpret_cast<const char*>(data), size);
    const lesson::PackResult result = lesson::loadPack(packFolder());
    fuzz::require(result.lesson || !result.problems.isEmpty());
    for (const lesson::PackProblem& problem : result.problems)
        fuzz::require(!problem.message.isEmpty() && problem.line >= 0);
    if (result.lesson)
        for (const lesson::Program& program : result.lesson->programs)
            fuzz::require(program.path == packFolder() + QStringLiteral("/programs/a.py"));
    return 0;
}
