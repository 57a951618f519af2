// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// From what is to be run to a command line: the interpreter's own options, a file, a folder or zip file with
// a
// __main__.py, a module (-m), or standard input.
#include "engine/run/interpreter.h"
#include "engine/run/launch_spec.h"

#include <string>
#include <vector>

namespace forkscope::run {

// argv[0] and what follows, as execv(2) wants it.
std::vector<std::string> programCommand(const Interpreter& interpreter, const LaunchSpec& spec);

// Whether these options make Python ignore PYTHONPATH or leave out `site`, by which the probe comes in: -I,
// -E, -S, also in a cluster such as -uE. Then it comes in by ld.so (programEnvironment).
bool turnsPythonPathOff(const QStringList& pythonOptions);

// "" when every word is an option that Python can have before its program, else a sentence.
QString wrongPythonOption(const QStringList& pythonOptions);

// The file where the program begins, absolute, as far as that can be known without importing: "" for standard
// input.
QString programSource(const LaunchSpec& spec);

// What stands in the way of running it; only what is a file can be looked at.
ProgramFault checkLaunch(const Interpreter& interpreter, const LaunchSpec& spec);

} // namespace forkscope::run
