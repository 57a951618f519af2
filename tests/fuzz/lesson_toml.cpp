// SPDX-License-Identifier: GPL-3.0-or-later
// lesson.toml from somebody else. Whatever it says, reading it gives a lesson or a problem with a sentence.
#include "engine/lesson/lesson_pack.h"
#include "tests/fuzz/written_pack.h"

namespace {

using forkscope::fuzz::folderTemplate, forkscope::fuzz::write;

const QString& packFolder() {
    static const QTemporaryDir folder(folderTemplate());
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
