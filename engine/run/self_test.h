// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a run needs from the machine, looked at before the run: each thing that is missing becomes one
// sentence that says how to mend it. Takes a few milliseconds; the deep test starts the interpreter once with
// the probe, about 50 ms, and remembers a good result for this interpreter and this probe. Main thread only.
#include "engine/run/environment.h"
#include "engine/run/interpreter.h"

#include <QDir>
#include <QString>

#include <vector>

namespace forkscope::run {

enum class Verdict {
    Ok,
    Warn, // a run is possible, but something will be missing or may fail
    Fail, // no run is possible
};

struct Finding {
    Verdict verdict = Verdict::Ok;
    QString subject; // "probe", "guard", … : stable, for tests and reports
    QString sentence;
};

// Where the parts lie; the defaults are those of this installation.
struct SelfTestPlaces {
    QString probe = probeFolder();
    QString guard = guardExecutable();
    QString scratch = QDir::tempPath();
};

enum class SelfTestDepth { Quick, Deep };

// One finding for each thing looked at, always in the same order.
std::vector<Finding> selfTest(const Interpreter& interpreter, SelfTestDepth depth = SelfTestDepth::Quick,
                              const SelfTestPlaces& places = {});

// The first failure as an error; Done when there is none.
Outcome verdictOf(const std::vector<Finding>& findings);

} // namespace forkscope::run
