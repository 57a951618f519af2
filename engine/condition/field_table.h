// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The table behind fields.h: one entry for each field, by the type of thing that it asks. Used inside this
// folder.
#include "engine/condition/fields.h"

#include <variant>
#include <vector>

namespace forkscope::condition {

template <class T> using Get = Value (*)(const world::World&, const T&);

// What `shared.NAME.value` asks: an array's element is a thing of its own, "marks[3]".
struct SharedValue {
    const world::Shared& block;
    const world::SharedElement& element;
};

struct Entry {
    FieldKind kind;
    std::variant<Get<world::Process>, Get<world::Lock>, Get<world::Queue>, Get<world::File>,
                 Get<world::Condition>, Get<world::EventObject>, Get<world::Barrier>, Get<world::PipeEnd>,
                 Get<world::Shared>, Get<SharedValue>, Get<world::Manager>, Get<world::Managed>,
                 Get<world::Pool>, Get<world::Socket>>
        get;
};

template <class T> Entry entry(std::string_view thing, std::string_view name, Answer answer, Get<T> get) {
    return {{thing, name, answer}, get};
}

inline Value count(std::uint64_t number) {
    return {std::int64_t(number)};
}
inline Value yesIf(bool is) {
    return {is ? 1 : 0};
}

std::vector<Entry> processFields();
std::vector<Entry> waitingFields();  // locks, conditions, events, barriers
std::vector<Entry> carryingFields(); // queues, pipes, shared memory, managers, pools, files, sockets

} // namespace forkscope::condition
