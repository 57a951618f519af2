// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Lines of the World: `process.P1.state`, `queue.orders.items`. What can be asked of which kind of thing, and
// the answer. Used inside this folder.
#include "engine/world/world.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace forkscope::condition {

enum class Answer : std::uint8_t { Number, YesNo, Text, State };

// What a field is at one moment. Of Text: every word that means the same ("P1", "buyer").
struct Value {
    std::int64_t number = 0; // YesNo: 1 or 0
    std::vector<std::string> words = {};
};

struct FieldRef {
    std::size_t place = 0; // in the table of fields
    std::string name;      // whose
};

struct FieldKind {
    std::string_view thing; // "lock"
    std::string_view name;  // "owner"
    Answer answer;
};

const FieldKind& fieldAt(std::size_t place);
// Nothing where there is none; `thing` as it stands before the first dot.
std::optional<std::size_t> findField(std::string_view thing, std::string_view name);
std::string listOfThings();                       // "process, lock, …"
std::string listOfFields(std::string_view thing); // "owner, value, …"; "" for no thing

// Whether what(value) is true for one of the things that are called so.
bool anyHas(const world::World& world, const FieldRef& field, const std::function<bool(const Value&)>& what);

// States of a process as conditions name them.
bool isState(std::string_view word);
std::string listOfStates();
bool isIn(const world::Process& process, std::string_view state);

} // namespace forkscope::condition
