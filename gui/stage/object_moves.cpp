// SPDX-License-Identifier: GPL-3.0-or-later
// What travels through queues, pipes, semaphores, pools and managers.
#include "gui/stage/stage_moves.h"

#include <algorithm>
#include <optional>

namespace forkscope::gui {

using namespace motion;
using world::ObjectId;
using world::ProcessId;

namespace {
StageStop spotOf(ObjectId object, Spot spot, int index = 0) {
    return {{}, object, spot, index};
}
StageStop cardStop(ProcessId process) {
    return {process, {}, Spot::None, 0};
}

// Where each shown item lies.
struct Lying {
    StageItem item;
    Spot spot;
    int index;
};
std::vector<Lying> lying(const StageObject& object) {
    std::vector<Lying> all;
    const auto add = [&all](const std::vector<StageItem>& items, Spot spot) {
        for (std::size_t i = 0; i < items.size(); ++i)
            if (items[i].key)
                all.push_back({items[i], spot, int(i)});
    };
    add(object.caller, Spot::Tray);
    add(object.pipe, Spot::Tube);
    add(object.taken, Spot::Taken);
    return all;
}

const Lying* find(const std::vector<Lying>& all, std::uint64_t key) {
    const auto found = std::ranges::find(all, key, [](const Lying& l) { return l.item.key; });
    return found == all.end() ? nullptr : &*found;
}

void addMove(std::vector<StageMove>& flights, MoveKind kind, ObjectId object, std::uint64_t key,
             const QString& text, std::vector<StageStop> way, int count = 1) {
    StageMove move{kind, key, object, text, count, 0, 0, std::move(way)};
    move.duration = kPlace * std::max(1, int(move.way.size()) - 1);
    flights.push_back(std::move(move));
}

// The places between two of the same object: an item never jumps over one.
void addBetween(std::vector<StageStop>& way, const StageObject& object, int from, Spot to) {
    const bool tray = object.kind == StageKind::Queue && !object.direct;
    for (int spot = from + 1; spot < int(to); ++spot)
        if (Spot(spot) != Spot::Tray || tray)
            way.push_back(spotOf(object.id, Spot(spot), Spot(spot) == Spot::Tube ? -1 : 0));
}

void itemMove(const StagePicture& before, const StageObject& is, const Lying& lies, const Lying* lay,
              std::vector<StageMove>& flights) {
    std::vector<StageStop> way;
    if (lay) {
        way.push_back(spotOf(is.id, lay->spot, lay->index));
        addBetween(way, is, int(lay->spot), lies.spot);
    } else if (lies.item.key > before.order) {
        way.push_back(lies.item.by.value ? cardStop(lies.item.by) : spotOf(is.id, Spot::Caller));
        addBetween(way, is, int(Spot::Caller), lies.spot);
    } else {
        return; // it was there and not shown
    }
    way.push_back(spotOf(is.id, lies.spot, lies.index));
    if (lies.spot == Spot::Taken && !is.last.empty())
        way.push_back(cardStop(is.last.front().process));
    addMove(flights, MoveKind::Item, is.id, lies.item.key, lies.item.text, std::move(way));
}

// The reader, where there is no doubt who it was.
std::optional<ProcessId> readerOf(const StageObject& was) {
    if (was.waiters.size() == 1)
        return was.waiters.front().process;
    if (was.waiters.empty() && was.holders.size() == 1)
        return was.holders.front().process;
    return {};
}

// A pipe does not remember what was taken.
void leavingPipe(const StageObject& was, const StageObject& is, const std::vector<Lying>& now,
                 std::vector<StageMove>& flights) {
    for (const Lying& lay : lying(was)) {
        if (find(now, lay.item.key))
            continue;
        std::vector<StageStop> way{spotOf(is.id, Spot::Tube, lay.index), spotOf(is.id, Spot::Taker)};
        if (const std::optional<ProcessId> reader = readerOf(was))
            way.push_back(cardStop(*reader));
        addMove(flights, MoveKind::Item, is.id, lay.item.key, lay.item.text, std::move(way));
    }
}

// More than can be followed: what came is one movement and what went another.
bool addBursts(const StageObject& was, const StageObject& is, std::vector<StageMove>& flights) {
    const auto came = int(is.in - was.in), went = int(is.out - was.out);
    if (came <= kMostSingles && went <= kMostSingles)
        return false;
    if (came > 0) {
        const std::vector<StageItem>& newest = is.caller.empty() ? is.pipe : is.caller;
        std::vector<StageStop> way{!newest.empty() && newest.back().by.value ? cardStop(newest.back().by)
                                                                             : spotOf(is.id, Spot::Caller)};
        addBetween(way, is, int(Spot::Caller), Spot::Tube);
        way.push_back(spotOf(is.id, Spot::Tube, -1));
        addMove(flights, MoveKind::Burst, is.id, UINT64_MAX, {}, std::move(way), came);
    }
    if (went > 0) {
        std::vector<StageStop> way{spotOf(is.id, Spot::Tube, 0)};
        if (is.kind == StageKind::Queue)
            way.push_back(spotOf(is.id, Spot::Taken));
        way.push_back(is.kind == StageKind::Queue && !is.last.empty() ? cardStop(is.last.front().process)
                                                                      : spotOf(is.id, Spot::Taker));
        addMove(flights, MoveKind::Burst, is.id, UINT64_MAX - 1, {}, std::move(way), went);
    }
    return true;
}

void channelMoves(const StagePicture& before, const StageObject& was, const StageObject& is,
                  std::vector<StageMove>& flights) {
    if (is.in < was.in || is.out < was.out || addBursts(was, is, flights))
        return;
    const std::vector<Lying> then = lying(was), now = lying(is);
    for (const Lying& lies : now) {
        const Lying* lay = find(then, lies.item.key);
        if (!lay || lay->spot != lies.spot || lay->index != lies.index)
            itemMove(before, is, lies, lay, flights);
    }
    if (is.kind == StageKind::Pipe)
        leavingPipe(was, is, now, flights);
}

// Hook by hook: who had its key, who has it.
void keyMoves(const StageObject& was, const StageObject& is, std::vector<StageMove>& flights) {
    const auto countOf = [](const StageObject& o, ProcessId id) {
        return std::ranges::count(o.holders, id, &StageTag::process);
    };
    const auto fly = [&](const StageObject& with, const StageObject& without, bool taken) {
        for (std::size_t i = 0; i < with.holders.size(); ++i) {
            const ProcessId who = with.holders[i].process;
            if (countOf(without, who) >= countOf(with, who))
                continue;
            std::vector<StageStop> way{spotOf(is.id, Spot::Hook, int(i)), cardStop(who)};
            if (!taken)
                std::ranges::reverse(way);
            addMove(flights, MoveKind::Key, is.id, std::uint64_t(who.value) << 1 | taken, {}, std::move(way));
            flights.back().duration = kPadlock;
        }
    };
    fly(was, is, false);
    fly(is, was, true);
}

void poolMoves(const StageObject& was, const StageObject& is, std::vector<StageMove>& flights) {
    for (std::size_t i = 0; i < is.workers.size(); ++i) {
        const StageWorker& worker = is.workers[i];
        const auto found = std::ranges::find(was.workers, worker.tag.process,
                                             [](const StageWorker& w) { return w.tag.process; });
        const bool had = found != was.workers.end() && found->key && found->key != worker.key;
        if (had && found->submitter.value)
            addMove(flights, MoveKind::Result, is.id, found->key << 1, found->task,
                    {spotOf(is.id, Spot::Worker, int(i)), cardStop(found->submitter)});
        if (worker.key && (found == was.workers.end() || found->key != worker.key))
            addMove(flights, MoveKind::Task, is.id, worker.key << 1 | 1, worker.task,
                    {spotOf(is.id, Spot::Desk), spotOf(is.id, Spot::Worker, int(i))});
    }
}

void callMoves(const StageObject& was, const StageObject& is, std::vector<StageMove>& flights) {
    const auto has = [](const StageObject& o, ProcessId id) {
        return std::ranges::find(o.waiters, id, &StageTag::process) != o.waiters.end();
    };
    for (const StageTag& caller : is.waiters)
        if (!has(was, caller.process))
            addMove(flights, MoveKind::Call, is.id, caller.process.value, is.text,
                    {cardStop(caller.process), spotOf(is.id, Spot::Counter)});
    for (const StageTag& caller : was.waiters)
        if (!has(is, caller.process))
            addMove(flights, MoveKind::Reply, is.id, caller.process.value, {},
                    {spotOf(is.id, Spot::Counter), cardStop(caller.process)});
}
} // namespace

void objectMoves(const StagePicture& before, const StageObject& was, const StageObject& is,
                 std::vector<StageMove>& flights) {
    switch (is.kind) {
    case StageKind::Queue:
    case StageKind::Pipe:
        return channelMoves(before, was, is, flights);
    case StageKind::Semaphore:
        return keyMoves(was, is, flights);
    case StageKind::Pool:
        return poolMoves(was, is, flights);
    case StageKind::Manager:
        return callMoves(was, is, flights);
    default:
        return;
    }
}

} // namespace forkscope::gui
