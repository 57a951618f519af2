// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/export_jsonl.h"

#include "engine/trace/json.h"
#include "engine/trace/names.h"
#include "engine/trace/wire.h"

namespace forkscope::trace {

namespace {
// The process says that it is about to leave, the kernel that it is gone: one exit with two ends.
Phase exportedPhase(const Event& e) {
    if (e.kind != Kind::ProcessExit)
        return e.phase;
    return e.process.value == wire::kEngineStream ? Phase::End : Phase::Begin;
}

bool isYesNo(std::string_view key) {
    return key == "got" || key == "ended" || key == "unhandled" || key == "ready";
}

void addValue(JsonObject& to, const Event& e) {
    const std::string_view key = valueName(e.kind, e.phase);
    if (key.empty())
        return;
    if (isYesNo(key) && e.kind != Kind::PipeWait) // which counts the objects that are ready
        to.addRaw(key, e.value ? "true" : "false");
    else if (key == "status" && e.value == kUnknownStatus)
        to.addRaw(key, "null");
    else
        to.add(key, std::int64_t(e.value));
}

// `name` is the object's; what an event itself calls by a name goes by another key.
std::string_view nameKey(Kind kind) {
    switch (kind) {
    case Kind::LockCreate:
        return "semaphore";
    case Kind::SharedCreate:
    case Kind::SharedOpen:
        return "segment";
    case Kind::SharedRead:
    case Kind::SharedWrite:
        return "field";
    default:
        return "process_name";
    }
}

bool isObjectTag(Tag tag) {
    return tag == Tag::Lock || tag == Tag::Peer || tag == Tag::Owner || tag == Tag::Reader;
}

void addFlags(JsonObject& to, const Event& e) {
    if (e.has(kFailed))
        to.addTrue("failed");
    if (e.has(kWaits) || e.phase == Phase::Wait)
        to.addTrue("waits");
    if (e.has(kHelper))
        to.addTrue("helper");
    if (e.has(kTruncated))
        to.addTrue("truncated");
}
} // namespace

std::string JsonLines::line(const Event& e) {
    if (isBookkeeping(e.kind))
        return {};
    const Directory::Actor& who = directory_.actor(e);
    // The kernel also tells of processes that never say who they are.
    const std::int64_t pid = isKernels(e.kind) ? e.value : who.pid;
    JsonObject o;
    o.add("t", e.time)
        .add("seq", std::int64_t(++written_))
        .add("proc", who.pid == pid ? std::string_view(who.path) : "?")
        .add("pid", pid);
    o.add("ev", kindName(e.kind)).add("phase", phaseName(exportedPhase(e)));
    if (e.thread != 0)
        o.add("thread", std::int64_t(e.thread));
    if (isKernels(e.kind)) {
        o.add("tid", std::int64_t(log_.rawId(e.object)));
    } else if (e.object) {
        o.add("obj", std::int64_t(e.object.value));
        if (const std::string_view name = directory_.nameOf(e.object); !name.empty())
            o.add("name", name);
    }
    if (e.file)
        o.add("file", log_.path(e.file)).add("line", std::int64_t(e.line));
    addValue(o, e);
    for (const Field& f : log_.fields(e)) {
        if (f.tag == Tag::Pid) {
            // What the engine saw stands under the process that it saw; a process speaks of another one.
            if (e.process.value != wire::kEngineStream)
                o.add(e.kind == Kind::ProcessReap ? "child" : "target", f.number);
            continue;
        }
        const std::string_view key = f.tag == Tag::Name ? nameKey(e.kind) : fieldName(f.tag);
        if (f.isText)
            o.add(key, f.text);
        else if (const ObjectId named = log_.object(e, f.tag); named && isObjectTag(f.tag))
            o.add(key, std::int64_t(named.value));
        else
            o.add(key, f.number);
    }
    addFlags(o, e);
    return o.str() + '\n';
}

bool exportJsonLines(const Log& log, const std::function<bool(std::string_view)>& sink) {
    JsonLines lines(log);
    for (std::size_t i = 0; i < log.size(); ++i)
        lines.learn(log[i]);
    for (std::size_t i = 0; i < log.size(); ++i) {
        const std::string text = lines.line(log[i]);
        if (!text.empty() && !sink(text))
            return false;
    }
    return true;
}

} // namespace forkscope::trace
