// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/run_wish.h"

#include "engine/cli/commands.h"
#include "engine/cli/keyboard.h"
#include "engine/cli/options.h"

#include <QDir>

#include <algorithm>

namespace forkscope::cli {

namespace {
constexpr double kLongestSeconds = 1e6; // 11 days

// "" when `text` is no number of seconds that can be waited for.
std::optional<std::chrono::milliseconds> secondsIn(const QString& text) {
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (!isNumber || !(seconds > 0) || seconds > kLongestSeconds)
        return std::nullopt;
    return std::chrono::milliseconds(std::max<qint64>(1, qint64(seconds * 1000)));
}
} // namespace

Result<RunWish> readWish(const QStringList& words) {
    const auto options = readOptions(words, {"python", "record", "events", "timeout"}, {"quiet", "pty"},
                                     /*stopAtPositional*/ true);
    if (!options)
        return Error{options.error()};
    if (options->positional.isEmpty())
        return Error{tr("Which program? Say: forkscope run FILE.py").toStdString()};
    for (const char* const name : {"python", "record", "events"})
        if (options->has(name) && options->value(name).isEmpty())
            return Error{
                tr("The option --%1 needs a value after it.").arg(QLatin1String(name)).toStdString()};
    RunWish wish;
    wish.spec.program = options->positional.first();
    wish.spec.arguments = options->positional.mid(1);
    wish.spec.interpreter = options->value("python");
    wish.spec.workingFolder = QDir::currentPath();
    wish.spec.keepOrphans = false;
    wish.record = options->value("record");
    wish.events = options->value("events");
    wish.isQuiet = options->has("quiet");
    wish.spec.terminal = options->has("pty")   ? run::Terminal::Pty
                         : wish.events == u"-" ? run::Terminal::EventsOnStdout
                                               : run::Terminal::Inherit;
    if (wish.spec.terminal == run::Terminal::Pty)
        Keyboard::takeSize(wish.spec);
    if (options->has("timeout")) {
        const auto time = secondsIn(options->value("timeout"));
        if (!time)
            return Error{tr("--timeout takes a number of seconds, such as 2.5.").toStdString()};
        wish.spec.limits.time = *time;
    }
    return wish;
}

} // namespace forkscope::cli
