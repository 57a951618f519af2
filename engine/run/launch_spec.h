// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What to run and within which bounds. A plain value.
#include "engine/drive/schedule.h"
#include "engine/scheduling/policy.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace forkscope::run {

struct Limits {
    int processes = 256;
    qint64 memoryBytes = qint64(2) << 30;  // of each process
    qint64 fileBytes = qint64(1) << 30;    // of each file written
    qint64 outputBytes = qint64(64) << 20; // of the terminal; with inherited streams nobody can count
    qint64 traceBytes = qint64(1) << 30;
    std::chrono::milliseconds time{0}; // 0: none
};

enum class Terminal { Pty, Inherit, EventsOnStdout /* inherit, the program's stdout goes to stderr */ };

enum class ProgramForm { File /* also a folder or zip file with a __main__.py */, Module, StandardInput };

enum class StartMode { Free, Hold /* before the first operation */, Schedule, Shuffle };
enum class Cpus { All, One };

// How the run is driven from its start on; it may be paused and driven later just as well.
struct DriveWish {
    StartMode start = StartMode::Free;
    drive::Schedule schedule;                     // of StartMode::Schedule
    bool goesOnFreely = false;                    // at the end of the schedule; else it is held there
    std::uint64_t seed = 0;                       // of StartMode::Shuffle
    bool timeRuns = false;                        // time-outs of who is held run on; else they stand still
    std::chrono::milliseconds computesAfter{200}; // who makes no operation for so long is not waited for
    // String hashes and `random` begin with the same numbers in each run.
    bool fixSeeds = false;
    Cpus cpus = Cpus::All;
};

// Who of the program's children has the processor when is ours to say, by this policy; they share one.
struct DispatchWish {
    scheduling::Policy policy;
    std::map<std::string, scheduling::Time>
        bursts; // by a process's name: what it needs, for the shortest job first
};

struct LaunchSpec {
    QString program; // the .py file; the module's name; "-"
    ProgramForm form = ProgramForm::File;
    QStringList arguments;
    QStringList pythonOptions; // before the program, such as -I
    QString interpreter;       // empty: the active virtual environment's, else python3 on PATH
    QString workingFolder;     // empty: the caller's
    Terminal terminal = Terminal::Pty;
    int columns = 100, rows = 30;
    Limits limits;
    bool sandbox = false; // within bubblewrap (sandbox.h); its working folder is a scratch folder then
    DriveWish drive;
    std::optional<DispatchWish> dispatch; // none: the kernel's own policy
    bool keepOrphans = true; // after main has ended, wait for what is left (window) or stop it (command line)
};

} // namespace forkscope::run
