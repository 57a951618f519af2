// SPDX-License-Identifier: GPL-3.0-or-later
// Processes and threads: what an event says.
#include "engine/world/explain.h"
#include "engine/world/telling.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

std::string joinWords(const Telling& t) {
    if (!t.ends())
        return "waits in join for " + processWithPid(t.world, t.e.value);
    return t.e.value == 1 && !t.failed() ? "has joined its child" : "gives up waiting in join";
}

// What the engine reports has no process of its own to begin the sentence: it names the one it is about.
std::string seen(const Telling& t, std::string words) {
    return t.e.process.value == 0 ? t.target() + " " + std::move(words) : words;
}

std::string childWaitWords(const Telling& t) {
    if (!t.ends())
        return t.e.value > 0 ? "waits for " + processWithPid(t.world, t.e.value) + " to end"
                             : "waits for a child to end";
    return t.e.value > 0 ? "has seen the end of " + processWithPid(t.world, t.e.value)
                         : "finds no child that has ended";
}

std::string threadOf(const Telling& t) {
    const auto number = t.world.log().number(t.e, Tag::Thread);
    const Process* p = t.world.process(t.e.process);
    if (p && number && *number > 0 && std::size_t(*number) < p->threads.size() &&
        p->threads[std::size_t(*number)].isLearners())
        return "thread " + threadName(p->threads[std::size_t(*number)]);
    const std::string name = t.text(Tag::Name);
    return name.empty() ? "a thread" : "thread " + name;
}

} // namespace

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
    case Kind::ProcessWait:
        return childWaitWords(t);
    case Kind::ProcessSignal: {
        const std::string target = t.text(Tag::Target);
        return (t.ends() ? "returns from its handler of " : "runs its handler of ") + signalName(e.value) +
               (target.empty() ? "" : ", " + target + "()");
    }
    case Kind::ProcessFinalize:
        return t.ends()
                   ? "has run the exit handlers of multiprocessing"
                   : "begins the exit handlers of multiprocessing: daemons are terminated, others joined";
    case Kind::SignalSend:
        return "sends " + signalName(e.value) + " to " + t.target();
    default:
        return {};
    }
}

std::string threadEvent(const Telling& t) {
    switch (t.e.kind) {
    case Kind::ThreadStart:
        return (t.failed() ? "could not start " : "starts ") + threadOf(t);
    case Kind::ThreadBegin:
        return "begins";
    case Kind::ThreadEnd:
        return t.failed() ? "ends with " + (t.text(Tag::Type).empty() ? "an exception" : t.text(Tag::Type))
                          : "ends";
    case Kind::ThreadJoin:
        if (!t.ends())
            return "waits in join for " + threadOf(t);
        return t.e.value == 1 ? "has joined its thread" : "gives up waiting in join";
    default:
        return {};
    }
}

} // namespace forkscope::world
