// SPDX-License-Identifier: GPL-3.0-or-later
// Pipes and connections: who holds which end, what is on its way, who waits for it.
#include "engine/world/effects.h"
#include "engine/world/world.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;
using trace::Phase;
using trace::Tag;

// -- who holds what

std::uint8_t HeldEnds::use(ObjectId end) const {
    const std::vector<HeldEnd>& all = list();
    const auto at = std::lower_bound(all.begin(), all.end(), end,
                                     [](const HeldEnd& held, ObjectId id) { return held.end < id; });
    return at != all.end() && at->end == end ? at->use : 0;
}

const std::vector<HeldEnd>& HeldEnds::list() const {
    static const std::vector<HeldEnd> none;
    return ends_ ? *ends_ : none;
}

std::vector<HeldEnd>& HeldEnds::edit() {
    if (!ends_)
        ends_ = std::make_shared<std::vector<HeldEnd>>();
    else if (ends_.use_count() > 1)
        ends_ = std::make_shared<std::vector<HeldEnd>>(*ends_);
    return *ends_;
}

void HeldEnds::open(ObjectId end, std::uint8_t use) {
    if ((this->use(end) & use) == use)
        return;
    std::vector<HeldEnd>& all = edit();
    const auto at = std::lower_bound(all.begin(), all.end(), end,
                                     [](const HeldEnd& held, ObjectId id) { return held.end < id; });
    if (at != all.end() && at->end == end)
        at->use |= use;
    else
        all.insert(at, {end, use});
}

void HeldEnds::close(ObjectId end, std::uint8_t use) {
    if ((this->use(end) & use) == 0)
        return;
    std::vector<HeldEnd>& all = edit();
    const auto at = std::lower_bound(all.begin(), all.end(), end,
                                     [](const HeldEnd& held, ObjectId id) { return held.end < id; });
    at->use = std::uint8_t(at->use & ~use);
    if (at->use == 0)
        all.erase(at);
}

// A fork has all that its parent has.
void World::inheritEnds(Index child, ProcessId parent) {
    const Index from = indexOf(parent);
    if (from != kNone && from != child && processes_[child].ends.empty())
        processes_[child].ends = processes_[from].ends;
}

namespace {

std::uint8_t useIn(const Event& e) {
    return e.value >= kReads && e.value <= kReadsAndWrites ? std::uint8_t(e.value) : std::uint8_t(0);
}

auto openSendOf(PipeEnd& end, const Event& e) {
    return std::find_if(end.openSends.begin(), end.openSends.end(),
                        [&](const OpenPut& p) { return p.process == e.process && p.thread == e.thread; });
}

// What was sent at `order`; size() when it was received already. It is near the end, since the items are in
// order.
std::size_t placeOfItem(const PipeEnd& end, std::uint64_t order) {
    for (std::size_t i = end.items.size(); i-- > 0 && end.items[i].putOrder >= order;)
        if (end.items[i].putOrder == order)
            return i;
    return end.items.size();
}

void withdraw(PipeEnd& end, std::uint64_t order) {
    const std::size_t i = placeOfItem(end, order);
    if (i + 1 == end.items.size())
        end.items.pop_back();
    else if (i < end.items.size())
        end.items.take(i);
}

void setBytes(PipeEnd& end, std::uint64_t order, std::int32_t bytes) {
    if (const std::size_t i = placeOfItem(end, order); i < end.items.size())
        end.items.edit(i).bytes = std::uint32_t(std::max(0, bytes));
}

} // namespace

void World::createPipe(const Event& e, Index who, Effects* out) {
    const ObjectId peer = log_->object(e, Tag::Peer);
    PipeEnd* end = edit(e.object, ObjectType::Pipe, pipes_, e);
    if (!end)
        return;
    created(*end, e);
    end->duplex = e.value == 1;
    end->peer = peer;
    if (who != kNone)
        processes_[who].ends.open(e.object, kReadsAndWrites);
    if (!peer || peer == e.object)
        return;
    PipeEnd* other = edit(peer, ObjectType::Pipe, pipes_, e);
    if (!other)
        return;
    created(*other, e);
    other->duplex = e.value == 1;
    other->peer = e.object;
    if (who != kNone)
        processes_[who].ends.open(peer, kReadsAndWrites);
    if (out)
        out->objects.push_back(peer);
}

void World::applyPipe(const Event& e, Index who, Effects* out) {
    if (e.kind == Kind::PipeWait && !e.object) // several at once, of any kind
        return applyWait(e, who, out);
    if (e.kind == Kind::PipeCreate)
        createPipe(e, who, out);
    PipeEnd* end = edit(e.object, ObjectType::Pipe, pipes_, e);
    if (!end)
        return applyWait(e, who, out);
    if (out)
        out->objects.push_back(e.object);
    switch (e.kind) {
    case Kind::PipeSend:
        if (who != kNone && !e.has(trace::kFailed))
            processes_[who].ends.open(e.object, end->hasPeer() ? kReadsAndWrites : kWrites);
        return send(end->hasPeer() ? end->peer : end->id, e, who, out);
    case Kind::PipeRecv:
        if (who != kNone && !e.has(trace::kFailed))
            processes_[who].ends.open(e.object, end->hasPeer() ? kReadsAndWrites : kReads);
        return receive(*end, e, who, out);
    case Kind::PipePoll:
    case Kind::PipeWait:
        if (beginsWait(e))
            addWaiter(end->readers, e);
        else
            removeWaiter(end->readers, e);
        return applyWait(e, who, out);
    case Kind::PipeOpen:
        if (who != kNone)
            processes_[who].ends.open(e.object, useIn(e));
        return;
    case Kind::PipeClose:
        if (who != kNone)
            processes_[who].ends.close(e.object, useIn(e));
        return;
    case Kind::PipeEof:
        end->eof = deedOf(e);
        return;
    default:
        return;
    }
}

// `to`: where it can be received. It can be from the beginning of the send on.
void World::send(ObjectId to, const Event& e, Index who, Effects* out) {
    PipeEnd* end = edit(to, ObjectType::Pipe, pipes_, e);
    if (!end)
        return applyWait(e, who, out);
    if (out && to != e.object)
        out->objects.push_back(to);
    if (e.phase == Phase::Begin || e.phase == Phase::Point) {
        if (const auto stale = openSendOf(*end, e); stale != end->openSends.end())
            end->openSends.erase(stale);
        if (e.phase == Phase::Point && e.has(trace::kFailed))
            return;
        const auto bytes = std::uint32_t(e.phase == Phase::Point ? std::max(0, e.value) : 0);
        const Item item{log_->text(e, Tag::Preview).value_or(""), bytes, e.process, e.time, e.order};
        end->items.push_back(item);
        if (e.phase == Phase::Begin)
            end->openSends.push_back({e.process, e.thread, false, item});
        else
            ++end->sent;
    }
    if (beginsWait(e)) {
        addWaiter(end->writers, e);
        if (const auto open = openSendOf(*end, e); open != end->openSends.end())
            open->waiting = true;
        return beginWait(e, who, out);
    }
    if (e.phase != Phase::End)
        return;
    removeWaiter(end->writers, e);
    if (const auto open = openSendOf(*end, e); open != end->openSends.end()) {
        if (e.has(trace::kFailed))
            withdraw(*end, open->item.putOrder);
        else
            setBytes(*end, open->item.putOrder, e.value);
        end->openSends.erase(open);
    }
    end->sent += !e.has(trace::kFailed);
    endWait(e, who, out);
}

void World::receive(PipeEnd& end, const Event& e, Index who, Effects* out) {
    if (beginsWait(e)) {
        addWaiter(end.readers, e);
        return beginWait(e, who, out);
    }
    if (e.phase == Phase::Begin)
        return;
    removeWaiter(end.readers, e);
    if (!e.has(trace::kFailed)) {
        std::optional<Item> item = takeMatching(end.items, log_->text(e, Tag::Preview).value_or(""));
        if (!item && !end.items.empty())
            item = end.items.take(0);
        ++end.received;
        if (out && item && item->putOrder != 0)
            out->arrows.push_back({ArrowKind::Item, item->put, e.time, item->producer, e.process, end.id,
                                   item->putOrder, e.order, 0, e.thread});
    }
    if (e.phase == Phase::End)
        endWait(e, who, out);
}

void World::leavePipes(const Process& p, Effects* out) {
    for (std::size_t i = 0; i < pipes_.size(); ++i) {
        const PipeEnd& known = pipes_[i];
        const bool takesPart = hasProcess(known.readers, p.id) || hasProcess(known.writers, p.id) ||
                               std::any_of(known.openSends.begin(), known.openSends.end(),
                                           [&](const OpenPut& send) { return send.process == p.id; });
        if (!takesPart)
            continue;
        PipeEnd& end = pipes_.edit(i);
        removeProcess(end.readers, p.id);
        removeProcess(end.writers, p.id);
        std::erase_if(end.openSends, [&](const OpenPut& send) { return send.process == p.id; });
        if (out)
            out->objects.push_back(end.id);
    }
}

} // namespace forkscope::world
