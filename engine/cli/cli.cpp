// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/cli.h"

#include "engine/cli/commands.h"
#include "engine/run/native_text.h"

#include <QCoreApplication>

#include <cstdio>
#include <string_view>

namespace forkscope::cli {

void complain(const QString& sentence) {
    std::fprintf(stderr, "forkscope: %s\n", qUtf8Printable(sentence));
}

void say(const QString& sentence) {
    std::fputs(qUtf8Printable(sentence + u'\n'), stdout);
}

QString usage() {
    return tr(
        "Forkscope shows what the processes of a Python program do.\n"
        "\n"
        "  forkscope [FILE.py | LESSON-ID | FILE.fscope]     opens the window\n"
        "  forkscope run [OPTIONS] FILE.py [ARG...]          runs a program and watches it; instead of a "
        "file:\n"
        "                                                    -m MODULE, a folder or zip file with a "
        "__main__.py,\n"
        "                                                    or - for a program from standard input\n"
        "      --python P           the Python to run it with\n"
        "      --python-options O   options for that Python, such as \"-I -X dev\"\n"
        "      --record OUT.fscope  keeps the run in a file\n"
        "      --events FILE.jsonl  writes one line of JSON for each event; - for standard output\n"
        "      --timeout S          ends the run after S seconds (exit status 124)\n"
        "      --times N            runs it N times and tells which outcome came how often\n"
        "      --schedule FILE      runs it in the order that FILE tells, one operation at a time; with "
        "--times N\n"
        "                           so often, and tells whether all went the same way\n"
        "      --shuffle SEED       runs it in a random order that follows from this number; with --times N\n"
        "                           in N orders, up to the first that deadlocks, raises or meets --until\n"
        "      --until CONDITION    deadlock, exception, \"exit 1\", \"output TEXT\", \"printed TEXT > 1\", "
        "or a line such as\n"
        "                           \"lock.mutex.owner = P1\", \"queue.tasks.items > 2\", "
        "\"process.P1.status = 1\"\n"
        "      --save-schedule FILE keeps the order of the steps, for --schedule\n"
        "      --time runs|stands   sleeps and time-outs with --schedule and --shuffle: by the real clock, "
        "or only\n"
        "                           as steps (stands, the default)\n"
        "      --cpus one|all       on one processor, or on all there are\n"
        "      --fix-seeds          the same string hashes and random numbers in each run (with --schedule "
        "and\n"
        "                           --shuffle always)\n"
        "      --quota MIB          ends the run when its trace has that size (1024)\n"
        "      --pty                gives the program a terminal of its own\n"
        "      --sandbox            no network, home folder hidden, only a scratch folder to write to "
        "(bubblewrap)\n"
        "      --quiet              says nothing beside what the program says\n"
        "  forkscope show FILE.fscope [--at SECONDS]         what was true at a moment of a run\n"
        "  forkscope export FILE.fscope --to jsonl|perfetto OUT\n"
        "  forkscope lessons [--list]                        the lessons and their programs; --list: without "
        "these\n"
        "  forkscope check LESSON/EXERCISE [FILE.py | FOLDER]  whether a program passes an exercise, or each "
        "of a "
        "folder\n"
        "      --json               tells it as JSON\n"
        "      --csv FILE           writes a table for a spreadsheet, one row for each program\n"
        "      --at-once N          of a folder, so many at the same time (as many as processors)\n"
        "      --python P, --quiet  as above; exit status 0: passed, 1: not passed\n"
        "  forkscope schedule JOBS.toml --policy P           jobs share one processor by a policy: fcfs, "
        "sjf, rr "
        "or mlfq,\n"
        "                                                    measured beside computed; linux: measured only\n"
        "      --quantum MS         of rr; --slices MS,MS,… and --boost MS of mlfq\n"
        "      --json               tells it as JSON\n"
        "      --python P           as above\n"
        "  forkscope lessons --verify [--real-time] [--thin] [FOLDER]  whether they are as they say: links, "
        "runs, "
        "tours, claims, solutions\n"
        "\n"
        "'run' needs no display. The program has the caller's folder, standard input, output and error "
        "output; with\n"
        "--events - the events have standard output to themselves and the program's goes to standard error.\n"
        "It ends with the program's own exit status, with 128+n when signal n ended it, with 123 when "
        "a schedule\n"
        "could not be followed, with 124 after --timeout, with 125 when Forkscope itself failed, and with 2 "
        "when it did not understand what was asked.\n");
}

static bool asksForHelp(const QString& word) {
    return word == u"--help" || word == u"-h";
}
static int printUsage() {
    std::fputs(qUtf8Printable(usage()), stdout);
    return 0;
}

std::optional<int> runCommand(int argc, char** argv) {
    if (argc < 2)
        return std::nullopt;
    const std::string_view word = argv[1];
    using Command = int (*)(const QStringList&);
    Command command = nullptr;
    if (word == "run")
        command = run;
    else if (word == "show")
        command = show;
    else if (word == "export")
        command = exportRecording;
    else if (word == "lessons")
        command = lessons;
    else if (word == "check")
        command = check;
    else if (word == "schedule")
        command = schedule;
    else if (asksForHelp(QString::fromLocal8Bit(argv[1])) || word == "help")
        return printUsage();
    else if (word == "--version") {
        std::puts("forkscope " FORKSCOPE_VERSION);
        return 0;
    }
    if (!command)
        return std::nullopt;
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("forkscope"));
    QStringList words; // arguments() would lose what is not UTF-8
    for (int i = 2; i < argc; ++i)
        words << run::fromNative(argv[i]);
    if (asksForHelp(words.value(0)))
        return printUsage();
    return command(words);
}

} // namespace forkscope::cli
