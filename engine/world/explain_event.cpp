// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/names.h"
#include "engine/world/explain.h"
#include "engine/world/telling.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;
using trace::Tag;

namespace {

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

std::string placeOfEvent(const World& world, const Event& e) {
    if (e.line == 0)
        return {};
    const std::string_view path = world.log().path(e.file);
    const std::string file(path.substr(path.rfind('/') + 1)); // npos + 1 is 0
    return "  (" + (file.empty() ? "" : file + ", ") + "line " + std::to_string(e.line) + ")";
}

std::string eventWords(const Telling& t) {
    for (const auto tell : {processEvent, threadEvent, lockEvent, queueEvent, syncEvent, pipeEvent,
                            sharedEvent, managerEvent, poolEvent, fileEvent})
        if (std::string text = tell(t); !text.empty())
            return text;
    return otherEvent(t);
}

} // namespace

std::string kindOfObject(const Telling& t, std::string_view usual) {
    const std::string kind = t.text(Tag::ObjectKind);
    return kind.empty() ? std::string(usual) : kind;
}

std::string withArticle(std::string_view noun) {
    const bool isVowel =
        noun.starts_with("RL") ||
        (!noun.empty() && std::string_view("AEIOaeiou").find(noun[0]) != std::string_view::npos);
    return (isVowel ? "an " : "a ") + std::string(noun);
}

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
