// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/run_wish.h"

#include "engine/batch/batch.h"
#include "engine/cli/commands.h"
#include "engine/cli/keyboard.h"
#include "engine/cli/options.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <algorithm>

namespace forkscope::cli {

namespace {
constexpr int kMostMebibytes = 4000; // format.md: a trace has room for 4 GiB
// Nobody sits before it and waits, so a busy machine is given its time.
constexpr std::chrono::milliseconds kComputesAfter{1000};
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

Result<drive::Schedule> scheduleIn(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{tr("The schedule %1 cannot be read: %2.").arg(path, file.errorString()).toStdString()};
    auto schedule = drive::readSchedule(file.readAll().toStdString());
    if (!schedule)
        return Error{path.toStdString() + ": " + schedule.error()};
    return schedule;
}

// How the run is driven.
Outcome readDrive(const Options& options, RunWish& wish) {
    run::DriveWish& drive = wish.spec.drive;
    wish.scheduleFile = options.value("schedule");
    wish.saveSchedule = options.value("save-schedule");
    if (options.has("schedule") && options.has("shuffle"))
        return Error{tr("--schedule and --shuffle exclude each other: an order is given, or left to chance.")
                         .toStdString()};
    if (options.has("schedule")) {
        auto schedule = scheduleIn(wish.scheduleFile);
        if (!schedule)
            return Error{schedule.error()};
        drive.start = run::StartMode::Schedule;
        drive.schedule = std::move(*schedule);
        drive.goesOnFreely = true;
    }
    if (options.has("shuffle")) {
        bool isNumber = false;
        drive.seed = options.value("shuffle").toULongLong(&isNumber);
        if (!isNumber)
            return Error{
                tr("--shuffle takes a number from which the random orders follow, such as 1.").toStdString()};
        drive.start = run::StartMode::Shuffle;
    }
    const bool isDriven = drive.start != run::StartMode::Free;
    if (options.has("save-schedule") && !isDriven)
        return Error{
            tr("--save-schedule goes with --shuffle or --schedule: only then the order of the steps is "
               "Forkscope's.")
                .toStdString()};
    if (options.has("until")) {
        if (drive.start != run::StartMode::Shuffle)
            return Error{tr("--until goes with --shuffle: it says which run is looked for.").toStdString()};
        auto until = condition::Condition::read(options.value("until").toStdString());
        if (!until)
            return Error{"--until: " + until.error()};
        wish.until = std::move(*until);
    }
    if (options.has("time")) {
        const QString time = options.value("time");
        if (time != u"runs" && time != u"stands")
            return Error{tr("--time takes 'runs' or 'stands'.").toStdString()};
        drive.timeRuns = time == u"runs";
    }
    if (options.has("cpus")) {
        const QString cpus = options.value("cpus");
        if (cpus != u"one" && cpus != u"all")
            return Error{tr("--cpus takes 'one' or 'all'.").toStdString()};
        drive.cpus = cpus == u"one" ? run::Cpus::One : run::Cpus::All;
    }
    if (isDriven)
        drive.computesAfter = kComputesAfter;
    // An order that is to be repeated needs the same program each time.
    drive.fixSeeds = options.has("fix-seeds") || isDriven;
    return Done{};
}
} // namespace

Result<RunWish> readWish(const QStringList& words) {
    const auto options =
        readOptions(words,
                    {"python", "python-options", "record", "events", "timeout", "quota", "times", "schedule",
                     "save-schedule", "shuffle", "until", "cpus", "time"},
                    {"quiet", "pty", "sandbox", "fix-seeds"}, /*stopAtPositional*/ true);
    if (!options)
        return Error{options.error()};
    RunWish wish;
    if (const Outcome read = readProgram(options->positional, wish.spec); !read)
        return Error{read.error()};
    for (const char* const name : {"python", "record", "events", "schedule", "save-schedule", "until"})
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
    if (const Outcome read = readDrive(*options, wish); !read)
        return Error{read.error()};
    return wish;
}

} // namespace forkscope::cli
