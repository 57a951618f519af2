// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the panel of a driven run shows, as plain values: who stands at the gate and what each could do, who
// goes on, and how the run as a whole stands. Made from the Driver and its World whenever one of them
// changes.
#include "engine/world/world.h"
#include "gui/inspector/moment_model.h"

#include <QString>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace forkscope::run {
class Driver;
}

namespace forkscope::gui {

// Who decides who goes next.
enum class DriveMode : std::uint8_t { Free, Choose, Schedule, Chance };

enum class Verdict : std::uint8_t { CanGoOn, WouldBlock, WouldFail, Cannot, TimesOut, MayTry, Busy };

struct DriveRow {
    std::string actor; // as orders name it
    trace::ProcessId process;
    std::uint8_t thread = 0;
    int key = -1;   // digit that steps it, -1 none
    int number = 0; // of the process, for its colour
    QString tag;    // "P1"
    QString name;   // "buyer-1"
    QString next;   // "will acquire mutex"; of who goes on what it does
    int line = 0;   // 0: not known
    std::string file;
    Verdict verdict = Verdict::Busy;
    Tone tone = Tone::Held;  // of its stripe
    Tone wait = Tone::Plain; // of what is in its way
    bool isBegun = false;    // it has begun what it is to do, and waits in it
    QString state;           // "Held", "Waits", …: the pill
    QString able;            // "Can go on"
    QString reason;          // "mutex is held by P2"
    bool computes = false;   // for so long that it is not waited for any more
    QString shortAble;       // "Can go on", "3.2 s left": for cards
    QString shortReason;     // "held by P1", where `next` has named it
    QString timeText;        // of a wait that ends by itself: "3.2 s left", "its time-out stands still"
    // Locks whose hand-over it could run to: what it would take or give, and what it has.
    std::vector<std::pair<trace::ObjectId, QString>> locks;
    trace::ObjectId wants; // the lock that it is next to take, or waits for; 0 none
    QString wantsName;

    bool canStep() const { return verdict != Verdict::Busy && verdict != Verdict::Cannot; }
    QString nextText() const;  // "will acquire mutex"
    QString shortNext() const; // "next: acquire mutex", for cards and lanes
    QString fullText() const;  // "P1 buyer: next: acquire mutex, line 12; would block: mutex is held by P1"
    QString spoken() const;    // all of it, for screen readers and tooltips
    Tone verdictTone() const;
    QString verdictSign() const; // icon
    bool operator==(const DriveRow&) const = default;
};

struct DrivePicture {
    enum class Phase : std::uint8_t {
        Nothing, // nothing has run
        Free,    // it runs, and nobody is held
        Moving,  // somebody still goes on
        Choice,  // the learner's turn
        Stuck,   // nobody can go on, for ever
        Over     // the run has ended
    };
    Phase phase = Phase::Nothing;
    DriveMode mode = DriveMode::Free;
    bool follows = false;  // not the learner chooses: a schedule or chance does, or steps are repeated
    bool timeRuns = false; // while one chooses
    std::vector<DriveRow> rows;
    std::size_t steps = 0;
    bool isExact = true;
    bool canUndo = false;
    QString stuckName, stuckDetails; // Stuck
    QString timeText;                // "Time stands still while you choose."; "" where nobody is held

    QString headline() const;  // "3 held: your choice"
    QString stepsText() const; // "11 steps · order exact"
    int held() const;
    bool operator==(const DrivePicture&) const = default;
};

// Of the present.
struct DriveMoment {
    std::int64_t nowNs = 0; // CLOCK_MONOTONIC
    world::Time at = 0;     // of the run
    bool timeRuns = false;  // for who is held
};
DrivePicture drivePicture(const world::World& world, const run::Driver& driver, const DriveMoment& moment);
// Steps that can be taken again up to before the last one of the learner's; -1: there is none, or the run was
// not held from its start on, so that it cannot be repeated.
int stepsBeforeLast(const run::Driver& driver);

} // namespace forkscope::gui
