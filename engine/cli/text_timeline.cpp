// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/text_timeline.h"

#include "engine/trace/names.h"
#include "engine/trace/wire.h"
#include "engine/world/explain.h"

#include <algorithm>

namespace forkscope::cli {

namespace {
using trace::Kind;
using trace::Phase;

constexpr std::size_t kCell = 10;
constexpr std::size_t kTimeCell = 9;
constexpr std::size_t kMostRows = 60; // of one tick; more than anybody can read is only counted

bool isNoteworthy(const trace::Event& e) {
    switch (e.kind) {
    case Kind::ProcessStart:
    case Kind::ProcessMainEnd:
    case Kind::LockAcquire:
    case Kind::LockRelease:
    case Kind::QueuePut:
    case Kind::QueueGet:
    case Kind::QueueTaskDone:
    case Kind::QueueJoin:
    case Kind::ProcessJoin:
    case Kind::ProcessTerminate:
    case Kind::ProcessKill:
    case Kind::Sleep:
    case Kind::Print:
    case Kind::Exception:
        return e.phase != Phase::Wait;
    case Kind::ProcessExit:
        return e.process.value == trace::wire::kEngineStream;
    case Kind::ProcessBegin:
        return e.process.value != trace::wire::kEngineStream;
    default:
        return false;
    }
}

// Columns that a UTF-8 text takes, for texts without wide characters.
std::size_t columns(const std::string& text) {
    return std::size_t(std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}
std::string fitted(std::string text, std::size_t width) {
    std::size_t count = 0, end = 0;
    while (end < text.size() && (count < width - 1 || (text[end] & 0xc0) == 0x80)) {
        count += (text[end] & 0xc0) != 0x80;
        ++end;
    }
    text.resize(end);
    return text + std::string(width - std::min(width, columns(text)), ' ');
}
} // namespace

TextTimeline::TextTimeline(bool colours, std::function<void(const std::string&)> print)
    : colours_(colours), print_(std::move(print)) {}

void TextTimeline::follow(const world::History& history) {
    std::size_t rows = 0, passed = 0;
    if (seen_ == history.applied())
        return;
    // One World taken along from event to event: every row shows what was true right then.
    world::World world = history.atOrder(seen_);
    for (; seen_ < history.applied(); ++seen_) {
        const trace::Event& e = history.log()[seen_];
        world.apply(e);
        if (!isNoteworthy(e))
            continue;
        if (rows++ < kMostRows)
            row(world, e);
        else
            ++passed;
    }
    if (passed > 0)
        print_("          … and " + std::to_string(passed) + " more events");
}

void TextTimeline::row(const world::World& world, const trace::Event& event) {
    header(world);
    std::string line = fitted(world::formatTime(event.time), kTimeCell) + " ";
    for (const world::Process& p : world.processes())
        if (p.role != world::ProcessRole::Helper)
            line += processCell(world, p);
    for (const world::Lock& lock : world.locks())
        line += lockCell(world, lock);
    print_(line + " " + world::explainEvent(world, event));
}

// Printed again whenever a column has come.
void TextTimeline::header(const world::World& world) {
    std::string line = std::string(kTimeCell + 1, ' ');
    std::size_t count = 0;
    for (const world::Process& p : world.processes())
        if (p.role != world::ProcessRole::Helper) {
            line += fitted(world.labelOf(p.id), kCell);
            ++count;
        }
    for (const world::Lock& lock : world.locks()) {
        line += fitted(world.nameOf(lock.id), kCell);
        ++count;
    }
    if (count == columnsShown_)
        return;
    columnsShown_ = count;
    print_(painted("1", line));
}

std::string TextTimeline::processCell(const world::World& world, const world::Process& process) const {
    const world::Thread* main = process.mainThread();
    const trace::Kind what = main ? main->wait.what : Kind::None;
    const std::string about = main && main->wait.object ? world.nameOf(main->wait.object) : "";
    switch (process.state) {
    case world::ProcessState::New:
        return painted("2", fitted("new", kCell));
    case world::ProcessState::Running:
        return painted("32", fitted("██", kCell));
    case world::ProcessState::Ready:
        return painted("36", fitted("░░", kCell));
    case world::ProcessState::Sleeping:
        return painted("2", fitted("─ sleeps", kCell));
    case world::ProcessState::Blocked:
        if (what == Kind::ProcessJoin)
            return painted("33", fitted("▢ join", kCell));
        return painted(what == Kind::LockAcquire ? "33" : "35", fitted("▒ " + about, kCell));
    case world::ProcessState::Stopped:
    case world::ProcessState::Held:
        return painted("34", fitted("‖ held", kCell));
    case world::ProcessState::Zombie:
        return painted("31", fitted("┄ zombie", kCell));
    case world::ProcessState::Reaped:
        break;
    }
    return fitted("", kCell);
}

std::string TextTimeline::lockCell(const world::World& world, const world::Lock& lock) const {
    if (lock.holders.empty())
        return painted("2", fitted("free", kCell));
    return painted("33", fitted(world.labelOf(lock.holders.front().process), kCell));
}

std::string TextTimeline::painted(const char* colour, const std::string& text) const {
    return colours_ ? std::string("\x1b[") + colour + "m" + text + "\x1b[0m" : text;
}

} // namespace forkscope::cli
