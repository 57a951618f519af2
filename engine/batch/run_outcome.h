// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What came of one run out of many: a plain value, small enough to keep a thousand of them. Taken from a
// Session that has ended; outlives it.
#include "engine/run/session.h"

#include <QByteArray>
#include <QString>

namespace forkscope::batch {

using trace::Time;

// Of a text, for comparing it whole.
struct TextKeys {
    QByteArray inOrder;  // equal where every byte is
    QByteArray anyOrder; // equal where the lines are, in whatever order

    bool operator==(const TextKeys&) const = default;
};

struct RunOutcome {
    static constexpr qsizetype kKeptText =
        64 * 1024; // bytes of what was printed; the rest is in the keys alone

    int number = 0;       // from 1
    int status = 0;       // as in run::Ending
    bool isGood = false;  // main and its children ended well and by themselves
    bool isInTime = true; // false: it was stopped at the time limit
    QString ending;       // of the run, with those of its processes that failed, and a deadlock
    QString endOrder;     // "P2 buyer → P1 buyer → P0 main": who ended when
    Time duration = 0;    // until the last of its processes had ended, or the run was stopped
    QString printed;      // without colours; at most kKeptText of it
    QString comparable;   // the same with process numbers, addresses and measured times made equal
    TextKeys printedKeys, comparableKeys; // of all that was printed
    drive::Schedule order;                // of a driven run: its steps
    QString notFollowed; // why its schedule could not be followed to the end; empty where it was
    QString recording;   // its file; empty where it could not be kept
};

// `stoppedAt`: when the run was told to stop, -1 where it ended by itself. Sets all but number and recording.
RunOutcome outcomeOf(const run::Session& session, Time stoppedAt);

} // namespace forkscope::batch
