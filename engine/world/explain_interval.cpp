// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/explain.h"
#include "engine/world/phrases.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;

namespace {

// How long, and that it still goes on where it does.
std::string forHowLong(const History& history, const Track& track, std::size_t i) {
    const bool isOpen = i + 1 == track.size() && track.end() >= history.end();
    return " for " + formatTime(track.stop(i) - track.start(i)) + (isOpen ? " so far" : "");
}

// What it waited for, by the World at the beginning of the interval, which knows the holder and the
// operation.
std::string waited(const World& then, const Process* p, const IntervalNote& note, LaneState state) {
    const Wait wait = p && p->mainThread() ? p->mainThread()->wait : Wait{};
    const ObjectId object{note.subject};
    if (wait.what == Kind::LockAcquire && wait.object == object) {
        const Lock* lock = then.lock(object);
        const std::string holder = lock ? heldBy(then, *lock) : "";
        return "waited for " + then.nameOf(object) + (holder.empty() ? "" : ", " + holder + ",");
    }
    if (wait.what == Kind::QueueGet && wait.object == object)
        return "waited at get: " + then.nameOf(object) + " was empty,";
    if (wait.what == Kind::QueuePut && wait.object == object)
        return "waited at put: " + then.nameOf(object) + " was full,";
    if (wait.what == Kind::QueueJoin && wait.object == object)
        return "waited in join of " + then.nameOf(object) + " with " +
               counted(std::size_t(then.queue(object) ? std::max(then.queue(object)->unfinished, 0) : 0),
                       "task") +
               " unfinished,";
    if (wait.what == Kind::ProcessJoin)
        return "waited in join for " +
               (wait.process.value ? then.labelOf(wait.process) : processWithPid(then, wait.pid));
    if (wait.what == Kind::Input)
        return "waited for input from the terminal";
    if (object && state != LaneState::WaitsProcess)
        return "waited for " + then.nameOf(object);
    return state == LaneState::WaitsQueue ? "waited in a call that is not traced" : "waited";
}

std::string processWords(const World& then, ProcessId id, LaneState state, const IntervalNote& note) {
    const Process* p = then.process(id);
    switch (state) {
    case LaneState::Running:
        return "ran";
    case LaneState::Ready:
        return "could have run and had no CPU";
    case LaneState::WaitsLock:
    case LaneState::WaitsQueue:
    case LaneState::WaitsProcess:
        return waited(then, p, note, state);
    case LaneState::Sleeping:
        return "slept";
    case LaneState::Stopped:
        return p && p->state == ProcessState::Stopped ? "was stopped by a signal"
                                                      : "was held before its operation";
    case LaneState::Zombie:
        return "had ended and was not yet joined (a zombie)";
    case LaneState::Absent:
        return p && p->state == ProcessState::New ? "was started and had not run a line" : "was gone";
    }
    return {};
}

std::string lockWords(const World& world, LaneState state, const IntervalNote& note) {
    if (state == LaneState::Absent)
        return "was free";
    if (state == LaneState::Stopped)
        return "was in an unknown state";
    return "was held by " + world.labelOf(ProcessId{note.subject});
}

std::string queueWords(const IntervalNote& note) {
    return note.subject == 0 ? "was empty" : "held " + counted(note.subject, "item");
}

} // namespace

std::string explainInterval(const History& history, std::size_t lane, std::size_t interval) {
    if (lane >= history.laneCount() || interval >= history.lane(lane).track.size())
        return {};
    const Lane& l = history.lane(lane);
    const Track& track = l.track;
    const LaneState state = track.state(interval);
    const IntervalNote note = track.note(interval);
    std::string text;
    switch (l.kind) {
    case LaneKind::Process:
        text = history.now().labelOf(l.process) + " " +
               processWords(history.at(track.start(interval)), l.process, state, note);
        break;
    case LaneKind::Lock:
        text = history.now().nameOf(l.object) + " " + lockWords(history.now(), state, note);
        break;
    case LaneKind::Queue:
        text = history.now().nameOf(l.object) + " " + queueWords(note);
        break;
    }
    const bool hasLine =
        l.kind != LaneKind::Queue && state != LaneState::Absent && state != LaneState::Zombie;
    return text + forHowLong(history, track, interval) + (hasLine ? atLine(note.line) : "") + ".";
}

} // namespace forkscope::world
