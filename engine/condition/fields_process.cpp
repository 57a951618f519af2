// SPDX-License-Identifier: GPL-3.0-or-later
// What can be asked of a process.
#include "engine/condition/field_table.h"
#include "engine/condition/names.h"
#include "engine/world/wait_chain.h"

#include <algorithm>

namespace forkscope::condition {

using trace::Kind;
using world::Process;
using world::ProcessRole;
using world::World;

namespace {

void add(std::vector<std::string>& to, std::vector<std::string> more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// What its main thread waits for: an object, a process, "time", "keyboard", "nothing".
Value waitsFor(const World& world, const Process& p) {
    const world::Thread* main = p.mainThread();
    if (!p.alive() || !main || main->wait.what == Kind::None)
        return {0, {"nothing"}};
    const world::Wait& wait = main->wait;
    if (wait.what == Kind::Sleep)
        return {0, {"time"}};
    if (wait.what == Kind::Input)
        return {0, {"keyboard"}};
    std::vector<std::string> words{"something"};
    if (wait.object)
        words.push_back(world.nameOf(wait.object));
    if (wait.process.value != 0)
        add(words, namesOf(world, wait.process));
    return {0, words};
}

Value locksHeld(const World& world, const Process& p) {
    std::vector<std::string> words;
    for (const world::Lock& lock : world.locks())
        if (std::any_of(lock.holders.begin(), lock.holders.end(),
                        [&](const auto& h) { return h.process == p.id; }))
            words.push_back(world.nameOf(lock.id));
    if (words.empty())
        words.emplace_back("nothing");
    return {0, words};
}

std::string roleName(ProcessRole role) {
    switch (role) {
    case ProcessRole::Main:
        return "main";
    case ProcessRole::Daemon:
        return "daemon";
    case ProcessRole::Worker:
        return "worker";
    case ProcessRole::Manager:
        return "manager";
    case ProcessRole::Foreign:
        return "foreign";
    case ProcessRole::Helper:
        return "helper";
    case ProcessRole::Child:
        break;
    }
    return "child";
}

// Alive, and the one who started it is not.
bool isOrphan(const World& world, const Process& p) {
    const Process* parent = world.process(p.parent);
    return p.alive() && parent && !parent->alive();
}

std::int64_t children(const World& world, const Process& p, bool onlyAlive) {
    return std::count_if(world.processes().begin(), world.processes().end(), [&](const Process& other) {
        return other.parent == p.id && other.role != ProcessRole::Helper && (!onlyAlive || other.alive());
    });
}

std::int64_t lineOf(const Process& p) {
    const world::Thread* main = p.mainThread();
    return main ? main->line : 0;
}

std::int64_t threadsAlive(const Process& p) {
    std::int64_t count = 0;
    for (const auto& thread : world::threadsOf(p))
        count += thread.thread == 0 || p.threads[thread.thread].alive();
    return count;
}

} // namespace

std::vector<Entry> processFields() {
    const auto field = [](std::string_view name, Answer answer, Get<Process> get) {
        return entry<Process>("process", name, answer, get);
    };
    return {
        field("state", Answer::State, [](const World&, const Process&) { return Value{}; }),
        field("waits", Answer::Text, waitsFor),
        field("line", Answer::Number, [](const World&, const Process& p) { return Value{lineOf(p)}; }),
        field("status", Answer::Number,
              [](const World&, const Process& p) { return Value{p.status.value_or(trace::kUnknownStatus)}; }),
        field("alive", Answer::YesNo, [](const World&, const Process& p) { return yesIf(p.alive()); }),
        field("daemon", Answer::YesNo,
              [](const World&, const Process& p) {
                  return yesIf(p.role == ProcessRole::Daemon || p.role == ProcessRole::Worker);
              }),
        field("orphan", Answer::YesNo,
              [](const World& w, const Process& p) { return yesIf(isOrphan(w, p)); }),
        field("holds", Answer::Text, locksHeld),
        field("exception", Answer::Text,
              [](const World&, const Process& p) {
                  return Value{0, {p.exceptionType.empty() ? "none" : std::string(p.exceptionType)}};
              }),
        field("role", Answer::Text,
              [](const World&, const Process& p) {
                  return Value{0, {roleName(p.role)}};
              }),
        field("parent", Answer::Text,
              [](const World& w, const Process& p) {
                  return Value{0, namesOf(w, p.parent)};
              }),
        field("method", Answer::Text,
              [](const World&, const Process& p) {
                  return Value{0, {std::string(p.startMethod)}};
              }),
        field("children", Answer::Number,
              [](const World& w, const Process& p) { return Value{children(w, p, false)}; }),
        field("alive_children", Answer::Number,
              [](const World& w, const Process& p) { return Value{children(w, p, true)}; }),
        field("threads", Answer::Number,
              [](const World&, const Process& p) { return Value{threadsAlive(p)}; }),
    };
}

} // namespace forkscope::condition
