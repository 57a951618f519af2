// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/run_wish.h"

#include "engine/batch/batch.h"
#include "engine/cli/commands.h"
#include "engine/cli/keyboard.h"
#include "engine/cli/options.h"

#include <QDir>
#include <QProcess>

#include <algorithm>

namespace forkscope::cli {

namespace {
constexpr int kMostMebibytes = 4000;    // format.md: a trace has room for 4 GiB
constexpr double kLongestSeconds = 1e6; // 11 days

// "" when `text` is no number of seconds that can be waited for.
std::optional<std::chrono::milliseconds> secondsIn(const QString& text) {
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (!isNumber || !(seconds > 0) || seconds > kLongestSeconds)
        return std::nullopt;
    return std::chrono::milliseconds(std::max<qint64>(1, qint64(seconds * 1000)));
}
// FILE, or -m MODULE, or - for standard input, and what follows.
Outcome readProgram(QStringList words, run::LaunchSpec& spec) {
    if (words.isEmpty())
        return Error{tr("Which program? Say: forkscope run FILE.py").toStdString()};
    if (words.first() == u"-m") {
        words.removeFirst();
        spec.form = run::ProgramForm::Module;
        if (words.isEmpty())
            return Error{tr("-m needs the name of a module after it.").toStdString()};
    } else if (words.first() == u"-") {
        spec.form = run::ProgramForm::StandardInput;
    }
    spec.program = words.takeFirst();
    spec.arguments = words;
    return Done{};
}

// Ours, which a path that is not UTF-8 cannot name: then the program simply inherits it.
QString currentFolder() {
    const QString folder = QDir::currentPath();
    return folder.contains(QChar::ReplacementCharacter) ? QString() : folder;
}
} // namespace

Result<RunWish> readWish(const QStringList& words) {
    const auto options =
        readOptions(words, {"python", "python-options", "record", "events", "timeout", "quota", "times"},
                    {"quiet", "pty", "sandbox"}, /*stopAtPositional*/ true);
    if (!options)
        return Error{options.error()};
    RunWish wish;
    if (const Outcome read = readProgram(options->positional, wish.spec); !read)
        return Error{read.error()};
    for (const char* const name : {"python", "record", "events"})
        if (options->has(name) && options->value(name).isEmpty())
            return Error{
                tr("The option --%1 needs a value after it.").arg(QLatin1String(name)).toStdString()};
    wish.spec.pythonOptions = QProcess::splitCommand(options->value("python-options"));
    wish.spec.interpreter = options->value("python");
    wish.spec.workingFolder = currentFolder();
    wish.spec.keepOrphans = false;
    wish.record = options->value("record");
    wish.events = options->value("events");
    wish.spec.sandbox = options->has("sandbox");
    wish.isQuiet = options->has("quiet");
    wish.spec.terminal = options->has("pty")   ? run::Terminal::Pty
                         : wish.events == u"-" ? run::Terminal::EventsOnStdout
                                               : run::Terminal::Inherit;
    if (wish.spec.terminal == run::Terminal::Pty)
        Keyboard::takeSize(wish.spec);
    if (options->has("times")) {
        bool isNumber = false;
        wish.times = options->value("times").toInt(&isNumber);
        if (!isNumber || wish.times < 1 || wish.times > batch::Batch::kMostRuns)
            return Error{
                tr("--times takes a number from 1 to %1.").arg(batch::Batch::kMostRuns).toStdString()};
        if (!wish.record.isEmpty() || !wish.events.isEmpty() ||
            wish.spec.form == run::ProgramForm::StandardInput)
            return Error{
                tr("--times goes with neither --record nor --events, nor with a program from standard "
                   "input: these are for one run.")
                    .toStdString()};
    }
    if (options->has("quota")) {
        bool isNumber = false;
        const int mebibytes = options->value("quota").toInt(&isNumber);
        if (!isNumber || mebibytes < 1 || mebibytes > kMostMebibytes)
            return Error{tr("--quota takes a number of MiB from 1 to %1.").arg(kMostMebibytes).toStdString()};
        wish.spec.limits.traceBytes = qint64(mebibytes) << 20;
    }
    if (options->has("timeout")) {
        const auto time = secondsIn(options->value("timeout"));
        if (!time)
            return Error{tr("--timeout takes a number of seconds, such as 2.5.").toStdString()};
        wish.spec.limits.time = *time;
    }
    return wish;
}

} // namespace forkscope::cli
