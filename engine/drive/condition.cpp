// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/drive/condition.h"

#include "engine/world/wait_chain.h"

#include <algorithm>
#include <charconv>

namespace forkscope::drive {

using world::Process;
using world::ProcessState;
using world::World;

namespace {

std::string_view withoutBlanks(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

bool readNumber(std::string_view text, std::int64_t& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

// "P1" for "P1 buyer".
std::string shortLabel(const World& world, trace::ProcessId id) {
    const std::string label = world.labelOf(id);
    return label.substr(0, label.find(' '));
}

const Process* processCalled(const World& world, std::string_view name) {
    for (const Process& p : world.processes())
        if (shortLabel(world, p.id) == name || p.path == name)
            return &p;
    return nullptr;
}

const char* nameOf(ProcessState state) {
    switch (state) {
    case ProcessState::New:
        return "new";
    case ProcessState::Running:
    case ProcessState::Ready:
        return "running";
    case ProcessState::Blocked:
        return "blocked";
    case ProcessState::Sleeping:
        return "sleeping";
    case ProcessState::Stopped:
        return "stopped";
    case ProcessState::Held:
        return "held";
    case ProcessState::Zombie:
        return "zombie";
    case ProcessState::Reaped:
        break;
    }
    return "reaped";
}

constexpr std::string_view kStates[] = {"new",     "running", "blocked", "sleeping",
                                        "stopped", "held",    "zombie",  "reaped"};

template <class All, class Name> const auto* called(const All& all, const World& world, const Name& name) {
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const auto& o) { return world.nameOf(o.id) == name; });
    return at == all.end() ? nullptr : &*at;
}

} // namespace

Result<Condition> Condition::read(std::string_view text) {
    Condition c;
    c.text_ = text = withoutBlanks(text);
    const std::string_view word = text.substr(0, text.find(' '));
    const std::string_view rest = withoutBlanks(text.substr(word.size()));
    if (text == "deadlock") {
        c.what_ = What::Deadlock;
    } else if (text == "exception") {
        c.what_ = What::Exception;
    } else if (word == "exit") {
        c.what_ = What::Exit;
        if (!readNumber(rest, c.number_))
            return Error{"'exit' needs the exit status after it, such as: exit 1"};
    } else if (word == "output") {
        c.what_ = What::Output;
        c.wanted_ = rest;
        if (rest.empty())
            return Error{"'output' needs the text that is looked for after it, such as: output sold out"};
    } else if (word == "printed") {
        c.what_ = What::Printed;
        std::string_view looked = rest;
        if (!c.takeComparison(looked) || looked.empty() || !readNumber(c.wanted_, c.number_))
            return Error{"'printed' needs a text and how often, such as: printed has a ticket > 1"};
        c.subject_ = looked;
    } else if (const Outcome line = c.readWorldLine(text); !line) {
        return Error{line.error()};
    }
    return c;
}

bool Condition::takeComparison(std::string_view& text) {
    std::size_t sign = text.find_last_of("=!<>");
    if (sign == std::string_view::npos)
        return false;
    wanted_ = withoutBlanks(text.substr(sign + 1));
    if (text[sign] == '=' && sign > 0 && (text[sign - 1] == '!' || text[sign - 1] == '='))
        --sign;
    operator_ = text[sign];
    const bool isBare = operator_ == '!' && !text.substr(sign + 1).starts_with('=');
    text = withoutBlanks(text.substr(0, sign));
    return !isBare && !wanted_.empty();
}

// lock.mutex.owner = P1
Outcome Condition::readWorldLine(std::string_view text) {
    const Error unknown{
        "'" + std::string(text) +
        "' is no condition. Known are: deadlock, exception, exit 1, output TEXT, lock.NAME.owner = P1, "
        "lock.NAME.value = 0, queue.NAME.items > 2, process.P1.state = zombie, process.P1.status = 1"};
    std::string_view path = text;
    if (!takeComparison(path))
        return unknown;
    const std::size_t first = path.find('.'), last = path.rfind('.');
    if (first == std::string_view::npos || last <= first + 1 || wanted_.empty())
        return unknown;
    subject_ = path.substr(first + 1, last - first - 1);
    const std::string kind = std::string(path.substr(0, first)) + "." + std::string(path.substr(last + 1));
    if (kind == "lock.owner")
        what_ = What::LockOwner;
    else if (kind == "lock.value")
        what_ = What::LockValue;
    else if (kind == "queue.items")
        what_ = What::QueueItems;
    else if (kind == "process.state")
        what_ = What::State;
    else if (kind == "process.status")
        what_ = What::Status;
    else
        return unknown;
    const bool isText = what_ == What::LockOwner || what_ == What::State;
    if (isText && operator_ != '=' && operator_ != '!')
        return Error{"'" + std::string(path) + "' can only be compared by = and !=."};
    if (what_ == What::State &&
        std::find(std::begin(kStates), std::end(kStates), wanted_) == std::end(kStates))
        return Error{"'" + wanted_ +
                     "' is no state of a process: new, running, blocked, sleeping, stopped, held, "
                     "zombie, reaped."};
    if (!isText && !readNumber(wanted_, number_))
        return Error{"'" + std::string(path) + "' is compared with a number, and '" + wanted_ + "' is none."};
    return Done{};
}

bool Condition::compares(std::int64_t value) const {
    switch (operator_) {
    case '<':
        return value < number_;
    case '>':
        return value > number_;
    case '!':
        return value != number_;
    default:
        return value == number_;
    }
}

bool Condition::isMetBy(const Moment& m) const {
    const auto same = [&](std::string_view is) { return (is == wanted_) == (operator_ == '='); };
    switch (what_) {
    case What::Deadlock:
        return m.isStuck || !world::deadlocks(m.world).empty();
    case What::Exception:
        return !exceptionIn(m.world).empty();
    case What::Exit:
        return m.exitStatus && *m.exitStatus == number_;
    case What::Output:
        return m.output.find(wanted_) != std::string_view::npos;
    case What::Printed: {
        std::int64_t count = 0;
        for (std::size_t at = m.output.find(subject_); at != std::string_view::npos;
             at = m.output.find(subject_, at + subject_.size()))
            ++count;
        return compares(count);
    }
    case What::LockOwner: {
        const world::Lock* lock = called(m.world.locks(), m.world, subject_);
        return lock &&
               same(lock->holders.empty() ? "nobody" : shortLabel(m.world, lock->holders.front().process));
    }
    case What::LockValue: {
        const world::Lock* lock = called(m.world.locks(), m.world, subject_);
        return lock && compares(lock->value);
    }
    case What::QueueItems: {
        const world::Queue* queue = called(m.world.queues(), m.world, subject_);
        return queue && compares(std::int64_t(queue->depth()));
    }
    case What::State: {
        const Process* p = processCalled(m.world, subject_);
        return p && same(nameOf(p->state));
    }
    case What::Status: {
        const Process* p = processCalled(m.world, subject_);
        return p && p->status && compares(*p->status);
    }
    }
    return false;
}

std::string exceptionIn(const World& world) {
    for (const Process& p : world.processes())
        if (!p.exceptionType.empty())
            return std::string(p.exceptionType) + " in " + world.labelOf(p.id);
    return {};
}

} // namespace forkscope::drive
