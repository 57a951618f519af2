// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/timeline_columns.h"

#include "engine/cli/columns.h"

#include <algorithm>

namespace forkscope::cli {

namespace {
using trace::Kind;

constexpr std::uint32_t kFree = UINT32_MAX;
constexpr std::size_t kProcessCell = 4;
constexpr std::size_t kKeptPlaces = 8; // stay, when they are free, for those that come next
constexpr std::size_t kLeastObject = 4, kMostObject = 10;
constexpr std::size_t kRowsBetweenHeaders = 30;

struct Sign {
    const char* glyph;
    const char* colour;
    const char* meaning;
};
constexpr Sign kNew{"··", "2", "new"}, kRuns{"██", "32", "runs"}, kReady{"░░", "36", "wants a CPU"},
    kSleeps{"──", "2", "sleeps"}, kLock{"▒▒", "33", "waits for a lock"},
    kQueue{"▚▚", "35", "waits at a queue or call"}, kJoin{"▢▢", "33", "joins"}, kHeld{"‖‖", "34", "held"},
    kZombie{"┄┄", "31", "ended, not joined"};

Sign signOf(const world::Process& process) {
    if (process.state == world::ProcessState::New)
        return kNew;
    switch (world::laneState(process)) {
    case world::LaneState::Running:
        return kRuns;
    case world::LaneState::Ready:
        return kReady;
    case world::LaneState::WaitsLock:
        return kLock;
    case world::LaneState::WaitsQueue:
        return kQueue;
    case world::LaneState::WaitsProcess:
        return kJoin;
    case world::LaneState::Sleeping:
        return kSleeps;
    case world::LaneState::Stopped:
        return kHeld;
    case world::LaneState::Zombie:
        return kZombie;
    case world::LaneState::Absent:
        break;
    }
    return {"", "0", ""};
}

// "P1" of "P1 buyer-1"; of three digits the digits alone.
std::string number(const world::World& world, trace::ProcessId id) {
    const std::string label = world.labelOf(id);
    const std::string first = label.substr(0, label.find(' '));
    return first.size() < kProcessCell ? first : first.substr(1);
}

bool isShown(const world::Process& process) {
    return process.role != world::ProcessRole::Helper;
}
} // namespace

TimelineColumns::TimelineColumns(bool colours, std::size_t width) : colours_(colours), width_(width) {}

void TimelineColumns::update(const world::World& world) {
    const auto addObject = [&](trace::ObjectId id) {
        const std::size_t name = columnsOf(world.nameOf(id));
        const std::size_t width = std::clamp(name, kLeastObject, kMostObject) + 1;
        if (objectsWidth() + width > width_ / 2)
            return;
        objects_.push_back({id, width});
        isNew_ = true;
    };
    for (; locks_ < world.locks().size(); ++locks_)
        addObject(world.locks()[locks_].id);
    for (; queues_ < world.queues().size(); ++queues_)
        addObject(world.queues()[queues_].id);
    const std::size_t room = std::max<std::size_t>(2, (width_ - objectsWidth()) / kProcessCell - 1);
    const auto isGone = [&](std::uint32_t p) {
        return world.processes()[p].state == world::ProcessState::Reaped;
    };
    for (std::uint32_t& p : places_)
        if (p != kFree && isGone(p))
            p = kFree;
    std::erase_if(elsewhere_, isGone);
    for (; places_.size() > kKeptPlaces && places_.back() == kFree; places_.pop_back())
        isNew_ = true;
    for (; placed_ < world.processes().size(); ++placed_)
        place(world.processes()[placed_], room);
}

void TimelineColumns::place(const world::Process& process, std::size_t room) {
    if (!isShown(process))
        return;
    auto free = std::ranges::find(places_, kFree);
    if (free == places_.end() && places_.size() >= room) {
        elsewhere_.push_back(std::uint32_t(placed_));
        return;
    }
    if (free == places_.end())
        free = places_.insert(places_.end(), kFree);
    *free = std::uint32_t(placed_);
    isNew_ = true;
}

std::vector<std::string> TimelineColumns::takeHeader(const world::World& world) {
    if (!isNew_ && ++rowsSinceHeader_ < kRowsBetweenHeaders)
        return {};
    isNew_ = false;
    rowsSinceHeader_ = 0;
    std::string line;
    for (const std::uint32_t p : places_)
        line += fitted(p == kFree ? "" : number(world, world.processes()[p].id), kProcessCell);
    if (!elsewhere_.empty())
        line += std::string(kProcessCell, ' ');
    for (const ObjectColumn& column : objects_)
        line += fitted(fitted(world.nameOf(column.object), column.width - 1), column.width);
    return {bold(line)};
}

std::string TimelineColumns::cells(const world::World& world) const {
    std::string line;
    for (const std::uint32_t p : places_)
        line += p == kFree ? std::string(kProcessCell, ' ') : processCell(world.processes()[p]);
    if (!elsewhere_.empty())
        line += fitted("+" + std::to_string(elsewhere_.size()), kProcessCell);
    for (const ObjectColumn& column : objects_)
        line += objectCell(world, column);
    return line;
}

std::string TimelineColumns::legend() const {
    std::string line;
    for (const Sign& sign : {kRuns, kReady, kSleeps, kLock, kQueue, kJoin, kZombie})
        line += (line.empty() ? "" : "  ") + painted(sign.colour, sign.glyph) + " " + sign.meaning;
    return line;
}

std::size_t TimelineColumns::objectsWidth() const {
    std::size_t width = 0;
    for (const ObjectColumn& column : objects_)
        width += column.width;
    return width;
}

std::string TimelineColumns::processCell(const world::Process& process) const {
    const Sign sign = signOf(process);
    return painted(sign.colour, fitted(sign.glyph, kProcessCell));
}

// A lock: who has it. A semaphore: permits free. A queue: how many items, with as many marks as there is
// room.
std::string TimelineColumns::objectCell(const world::World& world, const ObjectColumn& column) const {
    const auto cell = [&](const std::string& text) {
        return fitted(fitted(text, column.width - 1), column.width);
    };
    if (const world::Queue* const queue = world.queue(column.object)) {
        std::string text = std::to_string(queue->depth());
        for (std::size_t i = 0; i < std::min(queue->depth(), column.width); ++i)
            text += "▪";
        return painted(queue->depth() > 0 ? "35" : "2", cell(text));
    }
    const world::Lock* const lock = world.lock(column.object);
    if (!lock)
        return cell("");
    if (!lock->known)
        return painted("31", cell("?"));
    if (lock->isSemaphore())
        return painted("33", cell(std::to_string(lock->value) + "/" + std::to_string(lock->initial)));
    if (lock->holders.empty())
        return painted("2", cell("free"));
    const world::Process* const owner = world.process(lock->holders.front().process);
    const bool isDead = owner && !owner->alive();
    return painted(isDead ? "31" : "33",
                   cell(number(world, lock->holders.front().process) + (isDead ? "†" : "")));
}

std::string TimelineColumns::painted(const char* colour, const std::string& text) const {
    return colours_ && !text.empty() ? std::string("\x1b[") + colour + "m" + text + "\x1b[0m" : text;
}

} // namespace forkscope::cli
