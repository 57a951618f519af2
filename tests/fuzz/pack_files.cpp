// SPDX-License-Identifier: GPL-3.0-or-later
// The files beside a lesson.toml from somebody else: an exercise with its checks, a tour, the index's errors
// and topics. The first byte says which; the others are the file. Whatever they say, reading gives sentences.
#include "engine/lesson/lesson_pack.h"
#include "engine/lesson/subject_index.h"
#include "tests/fuzz/written_pack.h"

#include <iterator>

namespace {

using forkscope::fuzz::folderTemplate, forkscope::fuzz::write;

constexpr const char* kFiles[] = {"exercises/e/exercise.toml", "tours/a.toml", "index/errors.toml",
                                  "index/topics.toml"};
constexpr const char kLesson[] = R"(id = "01"
slug = "fuzz"
order = 1
title = "T"
gist = "G"
group = "At work"
sees = "S"
minutes = 1
needs = ["02"]
languages = ["en"]
exercises = ["e"]

[[programs]]
file = "a.py"
title = "A"
shows = "S"
ends = true
)";

const QString& packFolder() {
    static const QTemporaryDir folder(folderTemplate());
    static const QString path = [] {
        for (const char* part :
             {"programs", "tours", "index/programs", "exercises/e/right", "exercises/e/wrong"})
            QDir(folder.path()).mkpath(QLatin1String(part));
        write(folder.filePath(QStringLiteral("lesson.toml")), kLesson, sizeof kLesson - 1);
        write(folder.filePath(QStringLiteral("en.md")), "# Text\n", 7);
        for (const char* text : {"exercises/e/en.md", "exercises/e/solution.md"})
            write(folder.filePath(QLatin1String(text)), "Text.\n", 6);
        for (const char* program : {"programs/a.py", "exercises/e/starter.py", "exercises/e/solution.py"})
            write(folder.filePath(QLatin1String(program)), "print(1)\n", 9);
        return folder.path();
    }();
    return path;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace forkscope;
    if (size == 0)
        return 0;
    const char* const name = kFiles[data[0] % std::size(kFiles)];
    const QString path = packFolder() + u'/' + QLatin1String(name);
    write(path, reinterpret_cast<const char*>(data + 1), size - 1);
    lesson::PackResult result = lesson::loadPack(packFolder());
    fuzz::require(result.lesson || !result.problems.isEmpty());
    lesson::SubjectIndex index;
    lesson::readSubjectIndex(packFolder() + QStringLiteral("/index"), index, result.problems);
    for (const lesson::PackProblem& problem : result.problems)
        fuzz::require(!problem.message.isEmpty() && problem.line >= 0);
    QFile::remove(path); // the next one may be another of them
    return 0;
}
