// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/text_timeline.h"

#include "engine/cli/columns.h"
#include "engine/trace/wire.h"
#include "engine/world/explain.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace forkscope::cli {

namespace {
using trace::Kind;
using trace::Phase;
using trace::Tag;

constexpr std::size_t kTimeCell = 9;
constexpr std::size_t kLeastWidth = 60;
constexpr std::size_t kMostRows = 60;  // of one call; more than anybody can read is only counted
constexpr std::size_t kMostTold = 256; // lines printed but not yet seen in the terminal
constexpr trace::Time kOneDoing = 50'000'000;
constexpr trace::Time kWorthTelling = 1'000'000;

bool isEngines(const trace::Event& e) {
    return e.process.value == trace::wire::kEngineStream;
}

bool waits(const trace::Event& e) {
    return e.phase == Phase::Wait || (e.phase == Phase::Begin && e.has(trace::kWaits));
}

// One row for a begun operation that waits, one for its end; nothing for what goes through at once and is
// told by its other end.
bool isNoteworthy(const trace::Event& e) {
    const bool isTold =
        e.has(trace::kInner) && // by the operation that it is a part of
        (e.kind == Kind::LockAcquire || e.kind == Kind::LockRelease || e.kind == Kind::SignalSend);
    if (isTold)
        return false;
    switch (e.kind) {
    case Kind::ProcessStart:
    case Kind::ProcessMainEnd:
    case Kind::ProcessTerminate:
    case Kind::ProcessKill:
    case Kind::SignalSend:
    case Kind::LockRelease:
    case Kind::QueueTaskDone:
    case Kind::FileRead:
    case Kind::FileWrite:
    case Kind::Print:
    case Kind::Exception:
    case Kind::Warning:
    case Kind::ConditionNotify:
    case Kind::EventSet:
    case Kind::EventClear:
    case Kind::BarrierBreak:
    case Kind::PipeEof:
    case Kind::SharedRead:
    case Kind::SharedWrite:
    case Kind::ManagerStart:
    case Kind::ManagerShutdown:
    case Kind::PoolSubmit:
    case Kind::PoolClose:
    case Kind::PoolResult:
    case Kind::ExecutorSubmit:
    case Kind::ExecutorResult:
    case Kind::ExecutorBroken:
    case Kind::SocketListen:
    case Kind::ThreadStart:
    case Kind::ThreadBegin:
    case Kind::ThreadEnd:
        return true;
    case Kind::LockAcquire:
    case Kind::Sleep:
    case Kind::Input:
    case Kind::ConditionWait:
    case Kind::EventWait:
    case Kind::BarrierWait:
    case Kind::PipePoll:
    case Kind::PipeWait:
    case Kind::ProcessWait:
    case Kind::ThreadJoin:
    case Kind::PoolTask:
    case Kind::PoolGet:
    case Kind::PoolJoin:
    case Kind::PoolTerminate:
    case Kind::ExecutorTask:
    case Kind::ExecutorGet:
    case Kind::ExecutorShutdown:
    case Kind::SocketAccept:
    case Kind::SocketConnect:
    case Kind::SocketRecv:
        return e.phase != Phase::Wait;
    case Kind::ProcessSignal:
    case Kind::ProcessFinalize:
    case Kind::PoolCallback:
        return e.phase == Phase::Begin;
    case Kind::ManagerCall:
        return e.phase == Phase::End || e.phase == Phase::Point;
    case Kind::QueueJoin:
    case Kind::ProcessJoin:
    case Kind::QueueGet:
    case Kind::PipeRecv:
        return e.phase != Phase::Begin || waits(e);
    case Kind::QueuePut:
    case Kind::PipeSend:
        return e.phase != Phase::Wait || waits(e);
    case Kind::ProcessExit:
        return isEngines(e);
    case Kind::ProcessBegin:
        return !isEngines(e);
    default:
        return false;
    }
}

bool isNewcomer(Kind kind) {
    switch (kind) {
    case Kind::ProcessStart:
    case Kind::ProcessBegin:
    case Kind::LockCreate:
    case Kind::QueueCreate:
    case Kind::ConditionCreate:
    case Kind::EventCreate:
    case Kind::BarrierCreate:
    case Kind::PipeCreate:
    case Kind::SharedCreate:
    case Kind::SharedOpen:
    case Kind::ManagerStart:
    case Kind::ManagerCreate:
    case Kind::PoolCreate:
    case Kind::PoolWorker:
    case Kind::ExecutorCreate:
    case Kind::ExecutorWorker:
        return true;
    default:
        return false;
    }
}

const world::Wait* waitOf(const world::World& world, const trace::Event& e) {
    const world::Process* const p = world.process(e.process);
    return p && e.thread < p->threads.size() ? &p->threads[e.thread].wait : nullptr;
}

std::string text(const world::World& world, const trace::Event& e, Tag tag) {
    return std::string(world.log().text(e, tag).value_or(""));
}
} // namespace

TextTimeline::TextTimeline(bool colours, std::size_t width, std::function<void(const std::string&)> print)
    : colours_(colours), width_(std::max(width, kLeastWidth)), print_(std::move(print)),
      columns_(colours, (width_ - kTimeCell) / 2) {}

std::vector<std::string> TextTimeline::legend(const std::string& program) const {
    std::vector<std::string> lines = wrapped(columns_.legend(), width_);
    lines.push_back("On the left seconds since the start; a number in brackets is a line of " + program +
                    ".");
    return lines;
}

void TextTimeline::follow(const world::History& history) {
    printUpTo(history, known_);
    known_ = history.applied();
}

void TextTimeline::finish(const world::History& history) {
    printUpTo(history, history.applied());
    known_ = history.applied();
    if (!pendingOutput_.empty())
        outputLine(std::exchange(pendingOutput_, {}));
}

void TextTimeline::printUpTo(const world::History& history, std::size_t end) {
    if (seen_ == end)
        return;
    if (!world_)
        world_.emplace(history.log());
    rows_ = passed_ = 0;
    for (; seen_ < end; ++seen_)
        take(history, history.log()[seen_]);
    flush();
    if (passed_ > 0)
        print_(std::string(kTimeCell, ' ') + "… and " + std::to_string(passed_) + " more events");
}

void TextTimeline::take(const world::History& history, const trace::Event& e) {
    const bool isTold = isNoteworthy(e);
    const bool goesOn =
        row_ && row_->who == e.process && row_->thread == e.thread && e.time - row_->time < kOneDoing;
    if ((isTold && !goesOn) || e.kind == Kind::Output)
        flush();
    const world::Wait* const wait = waitOf(*world_, e);
    const trace::Time waited =
        e.phase == Phase::End && wait && wait->what == e.kind ? e.time - wait->since : trace::Time(0);
    world_->apply(e);
    if (isNewcomer(e.kind))
        world_->learnFrom(history.now());
    if (e.kind == Kind::Output)
        return output(world_->log().text(e, Tag::Text).value_or(""));
    if (!isTold)
        return;
    if (!row_ && rows_ >= kMostRows) {
        ++passed_;
        return;
    }
    if (std::string clause = e.kind == Kind::Print ? printClause(e) : clauseOf(e, waited); !clause.empty())
        add(e, std::move(clause));
}

void TextTimeline::add(const trace::Event& e, std::string clause) {
    if (e.line != 0)
        clause += " (" + std::to_string(e.line) + ")";
    if (row_) {
        row_->words += ", " + clause;
    } else {
        const std::string label =
            isEngines(e) ? "" : columns_.bold(world::actorLabelOf(*world_, e.process, e.thread)) + " ";
        row_ = Row{e.time, e.process, e.thread, label + clause, {}};
        ++rows_;
    }
    columns_.update(*world_);
    row_->cells = columns_.cells(*world_);
}

void TextTimeline::flush() {
    if (!row_)
        return;
    const Row row = *std::exchange(row_, std::nullopt);
    for (const std::string& header : columns_.takeHeader(*world_))
        print_(std::string(kTimeCell, ' ') + header);
    char time[32];
    std::snprintf(time, sizeof time, "%8.3f ", double(row.time) / 1e9);
    std::string lead = time;
    for (const std::string& line : wrapped(row.words, width_ - kTimeCell - columnsOf(row.cells))) {
        print_(lead + row.cells + line);
        lead = std::string(kTimeCell, ' ');
    }
}

std::string TextTimeline::clauseOf(const trace::Event& e, trace::Time waited) const {
    const bool isPut = e.kind == Kind::QueuePut || e.kind == Kind::PipeSend;
    if (isPut && e.phase == Phase::End && waited < kWorthTelling && !e.has(trace::kFailed))
        return {}; // its beginning told it
    const std::string preview = text(*world_, e, Tag::Preview);
    if ((e.kind == Kind::FileRead || e.kind == Kind::FileWrite) && !preview.empty())
        return (e.kind == Kind::FileRead ? "reads " : "writes ") + harmless(preview, false) +
               (e.kind == Kind::FileRead ? " from " : " to ") + world_->nameOf(e.object);
    if (e.kind == Kind::ProcessExit) {
        // The engine may come too late for the status; who has reaped the process knows it.
        const world::Process* const p =
            world_->processByPid(std::int32_t(world_->log().number(e, Tag::Pid).value_or(0)));
        if (p && p->status)
            return columns_.bold(world_->labelOf(p->id)) + " " + world::explainStatus(*p->status);
    }
    if (e.kind == Kind::LockAcquire && waited >= kWorthTelling && e.value == 1)
        return "acquires " + world_->nameOf(e.object) + ", having waited " + world::formatTime(waited);
    std::string words = harmless(world::explainWhat(*world_, e), false);
    if (waited >= kWorthTelling && e.kind != Kind::Sleep)
        words += " after " + world::formatTime(waited);
    return words;
}

std::string TextTimeline::printClause(const trace::Event& e) {
    const std::string printed = text(*world_, e, Tag::Preview);
    for (std::size_t at = 0; at <= printed.size();) {
        const std::size_t end = std::min(printed.find('\n', at), printed.size());
        told_.push_back(printed.substr(at, end - at));
        at = end + 1;
    }
    while (told_.size() > kMostTold)
        told_.pop_front();
    return "prints \"" + harmless(printed, colours_) + '"';
}

// -- the terminal

void TextTimeline::output(std::string_view bytes) {
    for (const char c : bytes) {
        if (c == '\n')
            outputLine(std::exchange(pendingOutput_, {}));
        else if (c != '\r')
            pendingOutput_ += c;
    }
}

void TextTimeline::outputLine(std::string line) {
    if (line.empty() || wasToldBy(line))
        return;
    if (rows_++ >= kMostRows) {
        ++passed_;
        return;
    }
    for (const std::string& part : wrapped(harmless(line, colours_), width_ - kTimeCell - 2))
        print_(std::string(kTimeCell, ' ') + "│ " + part);
}

// A print stands in a row of its process already.
bool TextTimeline::wasToldBy(const std::string& line) {
    const auto told = std::ranges::find_if(told_, [&](const std::string& t) {
        return !t.empty() && line.starts_with(t); // a long one was cut
    });
    if (told == told_.end())
        return false;
    told_.erase(told);
    return true;
}

} // namespace forkscope::cli
