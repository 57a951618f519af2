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

// Colours of cells.
constexpr const char *kPale = "2", *kTrouble = "31", *kHas = "33", *kHolds = "35";

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

void TimelineColumns::addObject(const world::World& world, trace::ObjectId id) {
    const std::size_t name = columnsOf(world.nameOf(id));
    const std::size_t width = std::clamp(name, kLeastObject, kMostObject) + 1;
    if (objectsWidth() + width > width_ / 2)
        return;
    objects_.push_back({id, width});
    isNew_ = true;
}

// Managers and sockets have no state that fits into a cell.
void TimelineColumns::addNewObjects(const world::World& world) {
    std::size_t list = 0;
    const auto add = [&](const auto& all) {
        for (std::size_t& seen = counted_[list++]; seen < all.size(); ++seen)
            addObject(world, all[seen].id);
    };
    add(world.locks());
    add(world.queues());
    add(world.events());
    add(world.conditions());
    add(world.barriers());
    add(world.pipes());
    add(world.shared());
    add(world.pools());
    add(world.managed());
}

void TimelineColumns::update(const world::World& world) {
    addNewObjects(world);
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

TimelineColumns::Cell TimelineColumns::lockCell(const world::World& world, const world::Lock& lock) {
    if (!lock.known)
        return {"?", kTrouble};
    if (lock.isSemaphore())
        return {std::to_string(lock.value) + "/" + std::to_string(lock.initial), kHas};
    if (lock.holders.empty())
        return {"free"};
    const world::Process* const owner = world.process(lock.holders.front().process);
    const bool isDead = owner && !owner->alive();
    return {number(world, lock.holders.front().process) + (isDead ? "†" : ""), isDead ? kTrouble : kHas};
}

// A lock: who has it. A semaphore: permits free. A queue or pipe: how many items, with as many marks as there
// is room; a pool: tasks that wait, a mark for each that runs. A barrier: who is there. A condition: who
// waits.
TimelineColumns::Cell TimelineColumns::cellOf(const world::World& world, trace::ObjectId id,
                                              std::size_t width) {
    const auto items = [width](std::int64_t number, std::int64_t marks) {
        std::string text = std::to_string(number);
        for (std::int64_t i = 0; i < std::min(marks, std::int64_t(width)); ++i)
            text += "▪";
        return Cell{text, number > 0 || marks > 0 ? kHolds : kPale};
    };
    const auto waiting = [](std::size_t number) {
        return number == 0 ? Cell{"-"} : Cell{std::to_string(number) + " wait", kHas};
    };
    if (const world::Lock* const lock = world.lock(id))
        return lockCell(world, *lock);
    if (const world::Queue* const queue = world.queue(id))
        return items(std::int64_t(queue->depth()), std::int64_t(queue->depth()));
    if (const world::PipeEnd* const pipe = world.pipe(id))
        return items(std::int64_t(pipe->items.size()), std::int64_t(pipe->items.size()));
    if (const world::Pool* const pool = world.pool(id))
        return pool->broken ? Cell{"broken", kTrouble} : items(pool->pending, pool->running);
    if (const world::EventObject* const event = world.event(id))
        return event->isSet ? Cell{"set", kHolds} : Cell{"-"};
    if (const world::Condition* const condition = world.condition(id))
        return waiting(condition->waiters.size());
    if (const world::Barrier* const barrier = world.barrier(id)) {
        const std::string text =
            std::to_string(barrier->arrived.size()) + "/" + std::to_string(barrier->parties);
        return barrier->broken ? Cell{"broken", kTrouble}
                               : Cell{text, barrier->arrived.empty() ? kPale : kHas};
    }
    if (const world::Shared* const shared = world.sharedBlock(id)) {
        const world::SharedElement* const whole = shared->element(-1);
        const bool isKnown = whole && !whole->value.empty();
        return isKnown ? Cell{harmless(whole->value, false), kHolds} : Cell{"?"};
    }
    if (const world::Managed* const managed = world.managedObject(id)) {
        if (managed->isLock())
            return managed->owners.empty() ? Cell{"free"}
                                           : Cell{number(world, managed->owners.front().process), kHas};
        if (managed->kind == "Event")
            return managed->isSet ? Cell{"set", kHolds} : Cell{"-"};
        return managed->size >= 0 ? items(managed->size, managed->size) : Cell{""};
    }
    return {""};
}

std::string TimelineColumns::objectCell(const world::World& world, const ObjectColumn& column) const {
    const Cell cell = cellOf(world, column.object, column.width);
    return painted(cell.colour, fitted(fitted(cell.text, column.width - 1), column.width));
}

std::string TimelineColumns::painted(const char* colour, const std::string& text) const {
    return colours_ && !text.empty() ? std::string("\x1b[") + colour + "m" + text + "\x1b[0m" : text;
}

} // namespace forkscope::cli
