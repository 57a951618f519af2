// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who was inside of what is guarded, and when, as the trace tells it. A stay is never longer than what is
// certain: two stays that overlap did so, whatever the style of the program.
#include "engine/check/finding.h"
#include "engine/check/run_view.h"

#include <QString>

#include <vector>

namespace forkscope::check {

struct Guarded {
    enum class By { File, Object, Region, Function, Holding };
    By by = By::File;
    QString name;
};

struct Stays {
    std::vector<Stay> list;  // in order of their beginnings
    bool wasTouched = false; // somebody did something with it at all
    QString missing;         // "" or why nothing can be said: no such region in the program
};

Stays staysIn(const RunView& run, const Guarded& guarded);

// From reading it to the last writing that follows (stays_data.cpp).
Stays fileStays(const RunView& run, const QString& name);
Stays objectStays(const RunView& run, const QString& name);
// From getting a lock to giving it back; passes through lines (stays_code.cpp).
Stays holdingStays(const RunView& run, const QString& name);
Stays codeStays(const RunView& run, const Guarded& guarded);

// Lines of the program that belong to a region or function, by line number from 1: those that are marked, and
// the bodies of functions that are called from nowhere else. Empty: there is no such region (regions.cpp).
std::vector<bool> linesOf(const QByteArray& source, const Guarded& guarded);

} // namespace forkscope::check
