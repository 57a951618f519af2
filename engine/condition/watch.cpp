// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/condition/watch.h"

#include "engine/condition/evaluate.h"
#include "engine/trace/names.h"
#include "engine/world/wait_chain.h"

#include <algorithm>

namespace forkscope::condition {

using trace::Event;
using trace::Kind;
using trace::Phase;

namespace {

template <class Do> void eachNode(const Node& node, Do&& what) {
    what(node);
    for (const Node& part : node.parts)
        eachNode(part, what);
}

// After these somebody may wait for ever who did not before.
bool mayCloseCircle(const Event& e) {
    return e.phase == Phase::Begin || e.phase == Phase::Wait || e.kind == Kind::ProcessExit ||
           e.kind == Kind::ProcessReap || e.kind == Kind::ThreadEnd || e.kind == Kind::PipeClose;
}

// After these an object or a process may be known by a name that is known later on in the run.
bool bringsNames(Kind kind) {
    const std::string_view name = trace::kindName(kind);
    return name.ends_with(".create") || name.ends_with(".start") || name.ends_with(".open") ||
           kind == Kind::ProcessBegin;
}

} // namespace

Watch::Watch(Condition condition) : condition_(std::move(condition)) {
    eachNode(condition_.root(), [this](const Node& node) {
        if (node.question == Question::Seen)
            events_.emplace_back(node.pattern);
        else if (node.question == Question::Printed)
            texts_.emplace_back(node.text);
    });
}

bool Watch::asks(Question question) const {
    bool found = false;
    eachNode(condition_.root(), [&](const Node& node) { found = found || node.question == question; });
    return found;
}

void Watch::take(const Event& e, const world::World& after) {
    if (e.kind == Kind::Output && !texts_.empty()) {
        const std::string_view text = after.log().text(e, trace::Tag::Text).value_or("");
        for (TextCounter& counter : texts_)
            counter.take(text);
        return;
    }
    for (EventCounter& counter : events_)
        counter.take(e, after);
}

void Watch::follow(const world::History& history) {
    const std::size_t end = history.applied();
    if (events_.empty() && texts_.empty()) {
        followed_ = end;
        return;
    }
    history.log().each(followed_, end, [&](const Event& e) {
        take(e, history.now());
        return true;
    });
    followed_ = end;
}

bool Watch::isMet(const Moment& moment) const {
    return isMet(moment, asks(Question::Deadlock) && !world::deadlocks(moment.world).empty());
}

bool Watch::isMet(const Moment& moment, bool isDeadlocked) const {
    return holds(condition_.root(), {moment, isDeadlocked || moment.isStuck, events_, texts_});
}

Search::Search(Condition condition, const world::History& history, std::uint64_t from)
    : history_(history), watch_(std::move(condition)), world_(history.log()),
      asksStates_(watch_.asks(Question::Field) || watch_.asks(Question::Processes)),
      asksDeadlock_(watch_.asks(Question::Deadlock)) {
    while (next_ < history.applied() && next_ < from) {
        const Event e = history.log()[next_++];
        world_.apply(e);
        watch_.take(e, world_);
    }
}

bool Search::look(const Event& e) {
    world_.apply(e);
    if (bringsNames(e.kind))
        world_.learnFrom(history_.now());
    watch_.take(e, world_);
    if (asksDeadlock_ && (isDeadlocked_ || mayCloseCircle(e)))
        isDeadlocked_ = !world::deadlocks(world_).empty();
    if (trace::isKernels(e.kind) && !asksStates_)
        return wasMet_;
    return watch_.isMet({world_}, isDeadlocked_);
}

std::optional<Met> Search::advance(std::size_t maxEvents) {
    const std::size_t applied = history_.applied();
    const std::size_t end = maxEvents < applied - next_ ? next_ + maxEvents : applied;
    if (next_ == 0 && !wasMet_ && watch_.isMet({world_}, false)) {
        wasMet_ = true;
        return Met{};
    }
    world_.learnFrom(history_.now());
    while (next_ < end) {
        const Event e = history_.log()[next_++];
        const bool isMet = look(e);
        if (isMet && !std::exchange(wasMet_, isMet))
            return Met{e.time, e.order, e};
        wasMet_ = isMet;
    }
    return std::nullopt;
}

bool Search::isMet(std::optional<int> exitStatus, bool isStuck) const {
    return watch_.isMet({world_, exitStatus, isStuck}, isDeadlocked_);
}

std::optional<Met> firstMet(const Condition& condition, const world::History& history,
                            std::optional<int> exitStatus) {
    Search search(condition, history);
    if (const auto met = search.advance())
        return met;
    if (exitStatus && search.isMet(exitStatus))
        return Met{history.end(), history.now().order(),
                   history.log().empty() ? Event{} : history.log().back()};
    return std::nullopt;
}

} // namespace forkscope::condition
