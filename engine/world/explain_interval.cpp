// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/explain.h"
#include "engine/world/explain_wait.h"
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

// A sentence about now, told when it is over: "waited at barrier start (2 of 3 are there, P3 is missing)".
// What stood beside the wait when it began is in brackets.
std::string inThePast(const std::string& now) {
    const std::size_t more = now.find_first_of(",:;");
    std::string text = now.substr(0, more);
    for (const auto& [is, was] : {std::pair("waits ", "waited "), std::pair("terminates ", "terminated ")}) {
        const std::string_view verb = is;
        if (text.starts_with(verb))
            text.replace(0, verb.size(), was);
        else if (const std::size_t at = text.find(" and waits "); at != std::string::npos)
            text.replace(at, 11, " and waited ");
    }
    if (more == std::string::npos)
        return text;
    const std::size_t rest = now.find_first_not_of(",:; ", more);
    return rest == std::string::npos ? text : text + " (" + now.substr(rest) + ")";
}

// What it waited for, by the World at the beginning of the interval, which knows the holder and the
// operation.
std::string waited(const World& then, const Process& p, const Thread& thread, const IntervalNote& note) {
    const Wait& wait = thread.wait;
    const bool isIt = wait.object.value == note.subject || wait.process.value == note.subject;
    if (wait.what == Kind::None || !isIt)
        return note.subject != 0 ? "waited for " + then.nameOf(ObjectId{note.subject})
                                 : "waited in a call that is not traced";
    if (wait.what == Kind::LockAcquire) {
        const Lock* lock = then.lock(wait.object);
        const std::string holder = lock ? heldBy(then, *lock).text() : "";
        return "waited for " + then.nameOf(wait.object) + (holder.empty() ? "" : ", " + holder + ",");
    }
    if (wait.what == Kind::QueueGet)
        return "waited at get: " + then.nameOf(wait.object) + " was empty,";
    if (wait.what == Kind::QueuePut)
        return "waited at put: " + then.nameOf(wait.object) + " was full,";
    if (wait.what == Kind::ProcessJoin)
        return "waited in join for " +
               (wait.process.value ? then.labelOf(wait.process) : processWithPid(then, wait.pid));
    return inThePast(waitWords(then, waitFor(then, {p.id, thread.number})).text());
}

std::string actorWords(const World& then, const Lane& lane, LaneState state, const IntervalNote& note) {
    const Process* p = then.process(lane.process);
    const bool isThere = p && lane.thread < p->threads.size();
    switch (state) {
    case LaneState::Running:
        return "ran";
    case LaneState::Ready:
        return "could have run and had no CPU";
    case LaneState::WaitsLock:
    case LaneState::WaitsQueue:
    case LaneState::WaitsProcess:
        return p ? waited(then, *p, isThere ? p->threads[lane.thread] : Thread{}, note) : "waited";
    case LaneState::Sleeping:
        return "slept";
    case LaneState::Stopped:
        return p && p->state == ProcessState::Stopped ? "was stopped by a signal"
                                                      : "was held before its operation";
    case LaneState::Zombie:
        return "had ended and was not yet joined (a zombie)";
    case LaneState::Absent:
        if (lane.kind == LaneKind::Thread)
            return isThere && p->threads[lane.thread].began < 0 ? "was started and had not run a line"
                                                                : "had ended";
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

std::string depthWords(LaneKind kind, LaneState state, const IntervalNote& note) {
    const std::size_t depth = note.subject;
    if (state == LaneState::Stopped)
        return "was broken";
    switch (kind) {
    case LaneKind::Condition:
        return depth == 0 ? "had nobody waiting" : "had " + counted(depth, "thread") + " waiting";
    case LaneKind::Barrier:
        return depth == 0 ? "had nobody waiting"
                          : "had " + std::to_string(depth) + " there, waiting for the others";
    case LaneKind::Pool:
        return depth == 0 ? "had no task waiting" : "had " + counted(depth, "task") + " waiting for a worker";
    case LaneKind::Pipe:
        return depth == 0 ? "had nothing to receive" : "had " + counted(depth, "item") + " to receive";
    default:
        return depth == 0 ? "was empty" : "held " + counted(depth, "item");
    }
}

std::string ownerWords(const World& world, LaneKind kind, LaneState state, const IntervalNote& note) {
    if (kind == LaneKind::Lock)
        return lockWords(world, state, note);
    const std::string who = world.labelOf(ProcessId{note.subject});
    if (kind == LaneKind::Event)
        return state == LaneState::Absent ? "was not set" : "was set by " + who;
    return state == LaneState::Absent ? "had not been written" : "was last written by " + who;
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
    switch (shapeOf(l.kind)) {
    case LaneShape::Actor:
        text = actorLabelOf(history.now(), l.process, l.thread) + " " +
               actorWords(history.at(track.start(interval)), l, state, note);
        break;
    case LaneShape::Owner:
        text = history.now().nameOf(l.object) + " " + ownerWords(history.now(), l.kind, state, note);
        break;
    case LaneShape::Depth:
        text = history.now().nameOf(l.object) + " " + depthWords(l.kind, state, note);
        break;
    }
    const bool hasLine =
        shapeOf(l.kind) != LaneShape::Depth && state != LaneState::Absent && state != LaneState::Zombie;
    return text + forHowLong(history, track, interval) + (hasLine ? atLine(note.line) : "") + ".";
}

} // namespace forkscope::world
