// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What moves between two pictures of a run, the earlier one first: data only, made from their difference, so
// nothing moves that did not happen. Many at once become one: between two pictures an object has at most a
// handful of movements, whatever happened in between.
#include "gui/stage/stage_picture.h"

#include <vector>

namespace forkscope::gui {

// Places within an object where something can start or end.
enum class Spot { None, Caller, Tray, Tube, Taken, Taker, Hook, Counter, Desk, Worker };

// A card, or a place within an object.
struct StageStop {
    world::ProcessId process; // value 0: the place
    world::ObjectId object;
    Spot spot = Spot::None;
    int index = 0; // of slot, hook, worker

    bool operator==(const StageStop&) const = default;
};

enum class MoveKind { Item, Burst, Key, Task, Result, Call, Reply, Bolt, EndTag, ExitTag };

struct StageMove {
    MoveKind kind = MoveKind::Item;
    std::uint64_t key = 0; // what has the same key and object is the same thing: it goes on from where it is
    world::ObjectId object;
    QString text; // "'a'", "exit -15"
    int count = 1;
    int delay = 0, duration = 0; // ms
    std::vector<StageStop> way;  // never empty
};

// A card that looks otherwise than before.
enum class CardChange { Appears, Fades, Falls };
struct CardMove {
    world::ProcessId process;
    CardChange change = CardChange::Fades;
    int delay = 0;
    int fadeDelay = 0; // who falls and is collected fades when it has fallen
};

struct StageMoves {
    std::vector<StageMove> flights;
    std::vector<CardMove> cards;
    std::vector<world::ObjectId> pulses; // objects to which something was done: rays, bars, bell, board
};

namespace motion { // ms
inline constexpr int kPlace = 180, kFade = 120, kPadlock = 200, kBeat = 300, kWas = 1000;
inline constexpr int kMostSingles = 3; // more items than this move as one
} // namespace motion

StageMoves movesBetween(const StagePicture& before, const StagePicture& now);

// Its parts: what travels through an object, and what happens to processes.
void objectMoves(const StagePicture& before, const StageObject& was, const StageObject& is,
                 std::vector<StageMove>& flights);
void processMoves(const StagePicture& before, const StagePicture& now, StageMoves& moves);

} // namespace forkscope::gui
