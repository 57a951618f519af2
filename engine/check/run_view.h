// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One run as a check looks at it. Refers to a Session that has ended and lives only during the look.
#include "engine/world/history.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>

namespace forkscope::check {

struct RunView {
    int number = 1;
    bool isShuffled = false; // in a random order, its sleeps ended by their turn: no measure of time
    const world::History& history;
    int status = 0;             // as in run::Ending
    QString ending = {};        // its sentence
    int leftOver = 0;           // processes that had to be stopped after main
    bool isInTime = true;       // false: stopped at the time limit
    trace::Time stoppedAt = -1; // when it was stopped, whyever; -1: it ended by itself
    bool isStuck = false;       // stopped since nobody could go on
    QString output = {};        // without colours, lines ended by \n alone
    QByteArray source = {};     // text of the program
    QString program = {};       // its path
    QString folder = {};        // in which it ran, with the files that it wrote
    std::optional<QString> talk =
        {}; // what went wrong in the talk with it, "" nothing; none where nobody talked

    const world::World& world() const { return history.now(); }
    const trace::Log& log() const { return history.log(); }
};

} // namespace forkscope::check
