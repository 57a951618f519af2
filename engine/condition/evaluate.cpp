// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/condition/evaluate.h"

#include "engine/condition/names.h"

#include <algorithm>
#include <charconv>

namespace forkscope::condition {

using world::Process;
using world::ProcessRole;
using world::World;

namespace {

bool hasException(const World& world, const Node& node) {
    return std::any_of(world.processes().begin(), world.processes().end(), [&](const Process& p) {
        return !p.exceptionType.empty() && (node.text.empty() || p.exceptionType == node.text) &&
               (node.pattern.by.empty() || isCalled(world, p, node.pattern.by));
    });
}

const Process* mainOf(const World& world) {
    const auto found = std::find_if(world.processes().begin(), world.processes().end(),
                                    [](const Process& p) { return p.role == ProcessRole::Main; });
    return found == world.processes().end() ? nullptr : &*found;
}

// As a shell gives it.
std::optional<int> statusOf(const Moment& moment) {
    if (moment.exitStatus)
        return moment.exitStatus;
    const Process* main = mainOf(moment.world);
    if (!main || main->alive() || !main->status || *main->status == trace::kUnknownStatus)
        return std::nullopt;
    return *main->status < 0 ? 128 - *main->status : *main->status;
}

std::int64_t processesIn(const World& world, const std::string& state) {
    return std::count_if(world.processes().begin(), world.processes().end(), [&](const Process& p) {
        return p.role != ProcessRole::Helper && (state.empty() || isIn(p, state));
    });
}

bool hasWord(const Value& value, const std::string& word) {
    return std::find(value.words.begin(), value.words.end(), word) != value.words.end();
}

// Texts that are numbers on both sides are compared as numbers: a shared value is shown as a text.
bool textHolds(const Value& value, const Comparison& compared) {
    const bool isEqual = hasWord(value, compared.text);
    if (compared.sign == Sign::Equal && isEqual)
        return true;
    double is = 0, wanted = 0;
    const auto number = [](const std::string& text, double& to) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), to);
        return !text.empty() && error == std::errc() && end == text.data() + text.size();
    };
    if (value.words.empty() || !number(value.words.front(), is) || !number(compared.text, wanted))
        return isEqual == (compared.sign == Sign::Equal) &&
               (compared.sign == Sign::Equal || compared.sign == Sign::Unequal);
    const std::int64_t order = is < wanted ? -1 : is > wanted ? 1 : 0;
    return Comparison{compared.sign, 0, {}}.holds(order);
}

bool fieldHolds(const World& world, const Node& node) {
    const Answer answer = fieldAt(node.field.place).answer;
    if (answer == Answer::State)
        return std::any_of(world.processes().begin(), world.processes().end(), [&](const Process& p) {
            return isCalled(world, p, node.field.name) &&
                   isIn(p, node.compared.text) == (node.compared.sign == Sign::Equal);
        });
    return anyHas(world, node.field, [&](const Value& value) {
        return answer == Answer::Text ? textHolds(value, node.compared) : node.compared.holds(value.number);
    });
}

} // namespace

bool holds(const Node& node, const Known& known) {
    const World& world = known.moment.world;
    const auto isTrue = [&](const Node& part) { return holds(part, known); };
    switch (node.question) {
    case Question::And:
        return std::all_of(node.parts.begin(), node.parts.end(), isTrue);
    case Question::Or:
        return std::any_of(node.parts.begin(), node.parts.end(), isTrue);
    case Question::Not:
        return !isTrue(node.parts.front());
    case Question::Deadlock:
        return known.isDeadlocked;
    case Question::Ended: {
        const Process* main = mainOf(world);
        return main && !main->alive();
    }
    case Question::Exception:
        return hasException(world, node);
    case Question::Exit: {
        const auto status = statusOf(known.moment);
        return status && node.compared.holds(*status);
    }
    case Question::Printed:
        return node.compared.holds(known.texts[node.counter].count());
    case Question::Processes:
        return node.compared.holds(processesIn(world, node.text));
    case Question::Field:
        return fieldHolds(world, node);
    case Question::Seen:
        break;
    }
    return node.compared.holds(known.events[node.counter].count(world));
}

} // namespace forkscope::condition
