// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The Python that runs the learner's program: which one, what is known about it, and whether it would take a
// given program at all. Facts are asked from the interpreter itself, once for each file and date. Main thread
// only; the calls wait for a short run of the interpreter (about 30 ms) within a bound.
#include "engine/trace/result.h"

#include <QByteArray>
#include <QProcessEnvironment>
#include <QString>

#include <chrono>
#include <compare>

namespace forkscope::run {

struct PythonVersion {
    int major = 0, minor = 0, micro = 0;
    auto operator<=>(const PythonVersion&) const = default;
    QString text() const; // "3.11.2"
};

inline constexpr PythonVersion kOldestPython{3, 9, 0};
inline constexpr PythonVersion kNewestTestedPython{3, 13, 999};
inline constexpr std::chrono::milliseconds kInterpreterBound{30'000};

struct Interpreter {
    QString path; // what is launched: absolute, symbolic links kept (a virtual environment is known by them)
    QString executable;      // what it calls itself, sys.executable
    QString prefix;          // sys.prefix
    QString standardLibrary; // the folder that os.py is in
    QString implementation;  // "cpython"
    PythonVersion version;
    bool freeThreaded = false;
    QString warning; // one sentence, empty when there is nothing to warn of

    QString name() const; // "Python 3.11.2"
};

// Which Python a run uses: `chosen` (a path, a name to look up on PATH, or a virtual environment's folder) if
// there is one, else the active virtual environment's ($VIRTUAL_ENV), else python3 on PATH. An error says
// what is wrong with the one that was chosen; there is no silent second choice.
Result<Interpreter>
findInterpreter(const QString& chosen = {},
                const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment());

// Asks this very file. Errors: no such file, not executable, hangs, is not a Python, too old, not CPython,
// built without multiprocessing.
Result<Interpreter> inspectInterpreter(const QString& path,
                                       std::chrono::milliseconds bound = kInterpreterBound);

// What stands in the way of running a program; `sentence` is empty when nothing does.
struct ProgramFault {
    QString sentence;
    int line = 0;   // from 1, 0 when the fault has no line
    int column = 0; // from 1, in characters
    explicit operator bool() const { return !sentence.isEmpty(); }
};

// Without running anything: there is such a file, it can be read, and the interpreter can compile it.
ProgramFault checkProgram(const Interpreter& interpreter, const QString& file);
// The same for text that is not in a file yet; `name` is what the sentence calls it.
ProgramFault checkSource(const Interpreter& interpreter, const QByteArray& source, const QString& name);

} // namespace forkscope::run
