// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where Forkscope's own parts lie, and the environment that a program of the learner gets. The binary and
// share/forkscope lie beside each other the same way in a build tree and after installation; FORKSCOPE_SHARE
// names another share folder.
#include "engine/run/launch_spec.h"

#include <QProcessEnvironment>
#include <QString>

#include <string>
#include <vector>

namespace forkscope::run {

QString sharePath();       // …/share/forkscope
QString probeFolder();     // holds sitecustomize.py and the extension
QString guardExecutable(); // "" when it is nowhere near the binary

// The caller's environment, with the probe's folder first on PYTHONPATH (before the caller's own) and the
// trace's path in FORKSCOPE_TRACE. `tracePath` may be empty: then the program runs untraced. `byLoader`: the
// interpreter is going to ignore PYTHONPATH, so that a small library that LD_PRELOAD names has to attach the
// probe; the program finds LD_PRELOAD as it was.
QProcessEnvironment programEnvironment(const QProcessEnvironment& caller, const QString& tracePath,
                                       Terminal terminal, bool byLoader = false);
// As execve(2) wants it. Values that are as we have them ourselves go on byte for byte, also where they are
// not UTF-8.
std::vector<std::string> environmentBlock(const QProcessEnvironment& environment);

} // namespace forkscope::run
