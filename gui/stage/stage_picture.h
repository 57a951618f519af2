// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the stage shows at one moment, made from a World: words, tones and who stands where, no pixels. The
// scene draws it; tests compare it with the World.
#include "engine/world/world.h"
#include "gui/inspector/moment_model.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace forkscope::gui {

// A process as a small tag: "P2" in the tone of its state.
struct StageTag {
    world::ProcessId process;
    QString text;
    Tone tone = Tone::Plain;
    bool operator==(const StageTag&) const = default;
};

struct StageCard {
    world::ProcessId process;
    world::ProcessId parent; // value 0: main, or not known
    QString tag, name, facts, words, symbol;
    Tone tone = Tone::Plain;
    world::ProcessRole role = world::ProcessRole::Child;
    bool killed = false; // by a signal
    bool orphan = false; // its parent ended first
    bool gone = false;   // ended and joined
    int queuePlace = 0;  // in the line before a lock, from 1; 0: in none
    bool operator==(const StageCard&) const = default;
};

enum class StageKind { Lock, Semaphore, Queue, Event, Condition, Barrier, Pipe, Board, Manager, Pool, File };

// A worker of a pool with the task it runs; an empty task: it waits for one.
struct StageWorker {
    StageTag tag;
    QString task;
    bool operator==(const StageWorker&) const = default;
};

// One object. `holders` have it: a lock, keys, seats of a barrier, the left end of a pipe, a file. `waiters`
// stand before it in order of arrival.
struct StageObject {
    StageKind kind = StageKind::Lock;
    world::ObjectId id;
    world::ObjectId lock;      // whose padlock belongs here: its own, or that of a Condition or Value; 0 none
    QString name, type, count; // "2 of 4", "taken 3 times"
    std::vector<StageTag> holders, waiters;
    bool known = true;
    bool on = false;                     // an event that is set
    bool broken = false;                 // a barrier, an executor; a pipe whose other end is closed for good
    int total = 0, free = 0;             // keys of a semaphore, seats of a barrier
    int depth = 1;                       // of an RLock
    QStringList caller, pipe, taken;     // items of a queue or pipe, oldest first in `pipe`
    int callerMore = 0, pipeMore = 0;    // not listed
    std::vector<StageTag> putters, last; // who waits for room; who took, wrote, set or notified last
    bool full = false;
    QString text, was; // of a board: its value, and the one before
    QStringList shelf; // of a manager: what it keeps; of a pool: tasks that wait
    int shelfMore = 0;
    std::vector<StageWorker> workers; // of a pool
    bool operator==(const StageObject&) const = default;
};

struct StagePicture {
    std::vector<StageCard> cards;     // in order of appearance
    std::vector<StageObject> objects; // in order of appearance
    bool operator==(const StagePicture&) const = default;
};

StagePicture stagePicture(const world::World& world, world::Time at);
// Its objects alone.
std::vector<StageObject> stageObjects(const world::World& world);
inline QString textOf(std::string_view view) {
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}
StageTag stageTag(const world::World& world, world::ProcessId id);

} // namespace forkscope::gui
