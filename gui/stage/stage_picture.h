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

// Of a process that is held, or goes on while others are: what it would do next, and whether it could.
struct StageHold {
    QString next;         // "next: acquire mutex"; "" nothing is known
    int line = 0;         // 0: none
    QString able, reason; // "Would block", "held by P1"
    QString symbol;       // icon
    Tone tone = Tone::Plain;
    bool hasButton = false; // room is left for it
    bool operator==(const StageHold&) const = default;
};

struct StageCard {
    world::ProcessId process;
    world::ProcessId parent; // value 0: main, or not known
    QString tag, name, facts, words, symbol;
    Tone tone = Tone::Plain;
    world::ProcessRole role = world::ProcessRole::Child;
    bool killed = false;    // by a signal
    bool orphan = false;    // its parent ended first
    bool mainEnded = false; // the code of the program has ended, its exit handlers run
    bool ended = false;     // perhaps not yet joined
    bool gone = false;      // ended and joined
    int queuePlace = 0;     // in the line before a lock, from 1; 0: in none
    int keys = 0;           // of semaphores, in its hands
    int locks = 0;          // whose padlocks stand on it
    QString exitText;       // "exit 0", "exit -15"; "" while it lives
    StageHold hold;
    world::ProcessId signalBy; // who sent the last signal, 0: none came
    world::Time signalAt = 0;
    bool operator==(const StageCard&) const = default;
};

enum class StageKind { Lock, Semaphore, Queue, Event, Condition, Barrier, Pipe, Board, Manager, Pool, File };

// Something in a slot. The key tells it from all others: it is the same item wherever it is met again.
struct StageItem {
    QString text;
    std::uint64_t key = 0; // order of the event that made it; 0: not known
    world::ProcessId by;   // who put it
    bool operator==(const StageItem&) const = default;
};

// A worker of a pool with the task it runs; an empty task: it waits for one.
struct StageWorker {
    StageTag tag;
    QString task;
    std::uint64_t key = 0;      // tells the task from others
    world::ProcessId submitter; // who asked for it
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
    bool on = false;         // an event that is set
    bool broken = false;     // a barrier, an executor; a pipe whose other end is closed for good
    bool direct = false;     // a queue without a caller's buffer
    int total = 0, free = 0; // keys of a semaphore, seats of a barrier
    int depth = 1;           // of an RLock
    std::vector<StageItem> caller, pipe, taken; // items of a queue or pipe, oldest first in `pipe`
    int callerMore = 0, pipeMore = 0;           // not listed
    std::vector<StageTag> putters, last;        // who waits for room; who took, wrote, set or notified last
    bool full = false;
    QString text;      // of a board: its value; of a manager: the call on the counter
    QStringList shelf; // of a manager: what it keeps; of a pool: tasks that wait
    int shelfMore = 0;
    std::vector<StageWorker> workers; // of a pool
    std::uint64_t in = 0, out = 0;    // items that came and went, ever
    std::uint64_t deeds = 0; // changes when something is done to it: set, notified, gone through, written
    bool operator==(const StageObject&) const = default;
};

// A closed wait-for chain: each waits for the next, the last for the first. Not `sure`: a standstill, where
// the next is not the only one who could have helped, but nobody who might goes on.
struct StageRing {
    struct Link {
        world::ProcessId process;
        world::ObjectId object; // that it waits for; 0 where it waits for a process
        QString name;           // of that object
        bool isLock = false;
        bool operator==(const Link&) const = default;
    };
    std::vector<Link> links;
    bool sure = true;
    bool operator==(const StageRing&) const = default;
};

struct StagePicture {
    std::uint64_t order = 0;          // rank of the last event in it
    std::vector<StageCard> cards;     // in order of appearance
    std::vector<StageObject> objects; // in order of appearance
    std::vector<StageRing> rings;

    const StageCard* card(world::ProcessId id) const;    // null: not there
    const StageObject* object(world::ObjectId id) const; // null: not there
    // The same to look at; the order may differ.
    bool showsTheSame(const StagePicture& other) const {
        return cards == other.cards && objects == other.objects && rings == other.rings;
    }
};

StagePicture stagePicture(const world::World& world, world::Time at);
// Its objects alone.
std::vector<StageObject> stageObjects(const world::World& world);
inline QString textOf(std::string_view view) {
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}
StageTag stageTag(const world::World& world, world::ProcessId id);

} // namespace forkscope::gui
