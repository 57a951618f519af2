// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/names.h"
#include "engine/world/explain.h"
#include "engine/world/phrases.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

// What the sentences below ask of an event.
struct Telling {
    const World& world;
    const Event& e;

    std::string name() const { return e.object ? world.nameOf(e.object) : "it"; }
    std::string text(Tag tag) const { return plain(world.log().text(e, tag).value_or("")); }
    std::string preview(std::string_view instead) const {
        const std::string shown = text(Tag::Preview);
        return shown.empty() ? std::string(instead) : shown;
    }
    std::string target() const {
        const auto pid = world.log().number(e, Tag::Pid);
        return pid ? processWithPid(world, std::int32_t(*pid)) : "a process";
    }
    bool begins() const { return e.phase == Phase::Begin; }
    bool waits() const { return e.phase == Phase::Wait || (begins() && e.has(trace::kWaits)); }
    bool ends() const { return e.phase == Phase::End; }
    bool failed() const { return e.has(trace::kFailed); }
};

std::string kindOfObject(const Telling& t, std::string_view usual) {
    const std::string kind = t.text(Tag::ObjectKind);
    return kind.empty() ? std::string(usual) : kind;
}

std::string joinWords(const Telling& t) {
    if (!t.ends())
        return "waits in join for " + processWithPid(t.world, t.e.value);
    return t.e.value == 1 && !t.failed() ? "has joined its child" : "gives up waiting in join";
}

// What the engine reports has no process of its own to begin the sentence: it names the one it is about.
std::string seen(const Telling& t, std::string words) {
    return t.e.process.value == 0 ? t.target() + " " + std::move(words) : words;
}

std::string processEvent(const Telling& t) {
    const Event& e = t.e;
    switch (e.kind) {
    case Kind::ProcessStart:
        return "starts " + processWithPid(t.world, e.value);
    case Kind::ProcessBegin:
        return e.process.value == 0 ? processWithPid(t.world, e.value) + " was seen" : "begins";
    case Kind::ProcessMainEnd:
        return "has come to the end of its code";
    case Kind::ProcessExit:
        return seen(t, explainStatus(e.value));
    case Kind::ProcessReap: {
        const std::string ending =
            e.value == trace::kUnknownStatus ? "" : ", which " + explainStatus(e.value);
        return e.process.value == 0 ? t.target() + " is gone" : "reaps " + t.target() + ending;
    }
    case Kind::ProcessExec:
        return "replaces its program by " + t.text(Tag::Path);
    case Kind::ProcessJoin:
        return joinWords(t);
    case Kind::ProcessTerminate:
        return "terminates " + processWithPid(t.world, e.value) + " (SIGTERM)";
    case Kind::ProcessKill:
        return "kills " + processWithPid(t.world, e.value) + " (SIGKILL)";
    case Kind::ProcessClose:
        return "closes a process object";
    case Kind::ProcessRun:
        return t.ends() ? "returns from its target function" : "calls its target function";
    case Kind::SignalSend:
        return "sends " + signalName(e.value) + " to " + t.target();
    default:
        return {};
    }
}

std::string lockEvent(const Telling& t) {
    switch (t.e.kind) {
    case Kind::LockCreate:
        return "creates " + t.name() + ", a " + kindOfObject(t, "Lock");
    case Kind::LockRelease:
        return t.failed() ? "may not release " + t.name() : "releases " + t.name();
    default:
        break;
    }
    if (t.begins() || t.waits())
        return "has to wait for " + t.name();
    if (t.e.value == 1 && !t.failed())
        return t.ends() ? "has waited and acquires " + t.name() : "acquires " + t.name();
    return t.ends() ? "gives up waiting for " + t.name() : "does not get " + t.name();
}

std::string queuePutEvent(const Telling& t) {
    if (t.waits())
        return "waits at put: " + t.name() + " is full";
    if (t.failed())
        return "could not put into " + t.name();
    const std::string where = t.e.object ? " into " + t.name() : "";
    return t.ends() ? "has put" + where : "puts " + t.preview("an item") + where;
}

std::string queueGetEvent(const Telling& t) {
    if (t.waits())
        return "waits at get: " + t.name() + " is empty";
    if (t.begins())
        return "asks " + t.name() + " for an item";
    return t.failed() ? "gets nothing from " + t.name()
                      : "gets " + t.preview("an item") + " from " + t.name();
}

std::string queueEvent(const Telling& t) {
    switch (t.e.kind) {
    case Kind::QueueCreate:
        return "creates " + t.name() + ", a " + kindOfObject(t, "Queue");
    case Kind::QueuePut:
        return queuePutEvent(t);
    case Kind::QueueFeed:
        return t.failed() ? "could not write an item of " + t.name() + " to the pipe"
                          : "writes an item of " + t.name() + " to the pipe";
    case Kind::QueueGet:
        return queueGetEvent(t);
    case Kind::QueueTaskDone:
        return "reports a task of " + t.name() + " done" +
               (t.e.value >= 0 ? ", " + std::to_string(t.e.value) + " left" : "");
    case Kind::QueueJoin:
        return t.ends() ? "has joined " + t.name() + ": all tasks are done" : "waits in join of " + t.name();
    case Kind::QueueClose:
        return "closes " + t.name();
    default:
        return {};
    }
}

std::string fileEvent(const Telling& t) {
    switch (t.e.kind) {
    case Kind::FileOpen: {
        const std::string mode = t.text(Tag::Mode);
        const std::string what = t.e.object && !t.failed() ? t.name() : t.text(Tag::Path);
        return (t.failed() ? "could not open " : "opens ") + what + (mode.empty() ? "" : " (" + mode + ")");
    }
    case Kind::FileRead:
        return "reads " + counted(std::size_t(std::max(t.e.value, 0)), "byte") + " from " + t.name();
    case Kind::FileWrite:
        return "writes " + counted(std::size_t(std::max(t.e.value, 0)), "byte") + " to " + t.name();
    case Kind::FileClose:
        return "closes " + t.name();
    default:
        return {};
    }
}

std::string sleepEvent(const Telling& t) {
    if (t.ends())
        return "wakes up";
    const auto duration = t.world.log().number(t.e, Tag::Duration);
    return "sleeps for " + formatTime(duration.value_or(Time(t.e.value) * 1'000'000));
}

std::string otherEvent(const Telling& t) {
    switch (t.e.kind) {
    case Kind::Sleep:
        return sleepEvent(t);
    case Kind::Input:
        return t.ends() ? "has got its input" : "waits for input from the terminal";
    case Kind::Print:
        return "prints " + t.preview("a line");
    case Kind::Exception:
        return "raises " + t.text(Tag::Type) +
               (t.text(Tag::Message).empty() ? "" : ": " + t.text(Tag::Message));
    case Kind::Warning:
        return "warns: " + t.text(Tag::Message);
    case Kind::Note:
        return t.text(Tag::Message);
    case Kind::GateWait:
        return "is held before " + std::string(trace::kindName(Kind(std::uint8_t(t.e.value))));
    case Kind::GateGo:
        return "may go on";
    case Kind::CpuRun:
        return processWithPid(t.world, t.e.value) + " gets a CPU";
    case Kind::CpuReady:
        return processWithPid(t.world, t.e.value) + " has to give up its CPU";
    case Kind::CpuBlock:
        return processWithPid(t.world, t.e.value) + " leaves its CPU to wait";
    default:
        return std::string(trace::kindName(t.e.kind)) + (t.e.object ? " " + t.name() : "");
    }
}

std::string eventWords(const Telling& t) {
    const std::string_view subject = trace::kindName(t.e.kind);
    if (subject.starts_with("lock."))
        return lockEvent(t);
    if (subject.starts_with("queue."))
        return queueEvent(t);
    if (subject.starts_with("file."))
        return fileEvent(t);
    const std::string text = processEvent(t);
    return text.empty() ? otherEvent(t) : text;
}

std::string placeOfEvent(const World& world, const Event& e) {
    if (e.line == 0)
        return {};
    const std::string_view path = world.log().path(e.file);
    const std::string file(path.substr(path.rfind('/') + 1)); // npos + 1 is 0
    return "  (" + (file.empty() ? "" : file + ", ") + "line " + std::to_string(e.line) + ")";
}

} // namespace

std::string explainWhat(const World& world, const Event& e) {
    return eventWords({world, e});
}

std::string explainEvent(const World& world, const Event& e) {
    std::string text = formatTime(e.time) + "  ";
    if (e.process.value != 0)
        text += world.labelOf(e.process) + "  ";
    return text + eventWords({world, e}) + placeOfEvent(world, e);
}

} // namespace forkscope::world
