// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/turns.h"

#include "engine/condition/names.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <ctime>

namespace forkscope::lesson {

using drive::Able;
using drive::Busy;
using drive::BusyThread;
using drive::Choice;
using drive::Stance;

namespace {

std::int64_t monotonicNs() {
    timespec t{};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return std::int64_t(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}

Error notUnderstood(const QString& text, const QString& why) {
    return Error{QCoreApplication::translate(
                     "lesson", "\"%1\" is no turn: %2 Expected, for example: \"consort\", \"consort 3 "
                               "times\", \"consort until it blocks\", \"consort until it ends\", "
                               "\"everybody but consort until main ended\"")
                     .arg(text, why)
                     .toStdString()};
}

bool readWho(const QString& text, Turn& turn) {
    static const QRegularExpression everybody(QStringLiteral("^everybody(?: but (.+))?$")),
        name(QStringLiteral("^\\S+$"));
    const auto match = everybody.match(text);
    turn.allBut = match.hasMatch() && match.hasCaptured(1);
    if (match.hasMatch() && !turn.allBut)
        return true;
    turn.who = (turn.allBut ? match.captured(1) : text).split(QStringLiteral(" and "));
    return std::all_of(turn.who.begin(), turn.who.end(),
                       [&](const QString& w) { return name.match(w).hasMatch(); });
}

} // namespace

Result<Turn> readTurn(const QString& text) {
    static const QRegularExpression form(QStringLiteral("^(.+?)(?: (\\d+) times?| until (.+))?$"));
    const auto match = form.match(text.simplified());
    Turn turn;
    if (!match.hasMatch() || !readWho(match.captured(1), turn))
        return notUnderstood(text, QCoreApplication::translate("lesson", "nobody is named who goes."));
    const QString until = match.captured(3);
    if (match.hasCaptured(2)) {
        turn.steps = std::clamp(match.captured(2).toInt(), 1, 100'000);
    } else if (until == u"it blocks" || until == u"it ends") {
        turn.until = until == u"it ends" ? Turn::Until::Ends : Turn::Until::Blocks;
        if (turn.who.size() != 1 || turn.allBut)
            return notUnderstood(text, QCoreApplication::translate("lesson", "one process must be named."));
    } else if (!until.isEmpty()) {
        turn.until = Turn::Until::Condition;
        auto condition = condition::Condition::read(until.toStdString());
        if (!condition)
            return Error{condition.error()};
        turn.condition = *condition;
    }
    return turn;
}

Result<QList<Turn>> readTurns(const QStringList& order) {
    QList<Turn> turns;
    for (const QString& text : order) {
        auto turn = readTurn(text);
        if (!turn)
            return Error{turn.error()};
        turns.append(*turn);
    }
    return turns;
}

// -- clocks

std::int64_t TurnClock::clockOf(const std::string& actor) const {
    const auto at = clocks_.find(actor);
    return at == clocks_.end() ? 0 : at->second;
}

void TurnClock::look(const std::vector<Choice>& choices, const std::vector<BusyThread>& busy,
                     const world::World& world) {
    std::map<std::string, std::int64_t> computing;
    for (const BusyThread& b : busy)
        if (b.why == Busy::Computes)
            computing[b.actor] = (monotonicNs() - b.sinceNs) / 1000;
    for (const auto& [actor, us] : computing_)
        if (!computing.contains(actor))
            clocks_[actor] = std::max(now_, clockOf(actor) + us);
    computing_ = std::move(computing);
    for (const Choice& c : choices) {
        if (!clocks_.contains(c.actor)) { // has been started by who went last
            const world::Process* p = world.process(c.process);
            const bool isQuick = !p || p->startMethod.empty() || p->startMethod == "fork";
            clocks_[c.actor] = c.actor == "main" ? 0
                                                 : now_ + (c.thread != 0 ? kStepUs
                                                           : isQuick     ? kForkUs
                                                                         : kSpawnUs);
        }
        if (c.hasTimeOut) {
            const std::int64_t left =
                std::max<std::int64_t>(0, (std::int64_t(c.dueNs) - monotonicNs()) / 1000);
            due_.try_emplace({c.actor, c.count}, std::max(now_, clockOf(c.actor)) + left);
        }
    }
}

std::int64_t TurnClock::readyAt(const Choice& c) const {
    if (c.able == Able::TimesOut) {
        const auto due = due_.find({c.actor, c.count});
        return due == due_.end() ? now_ : due->second;
    }
    return (c.stance == Stance::Blocked ? std::max(now_, clockOf(c.actor)) : clockOf(c.actor)) + c.sleepUs;
}

bool TurnClock::isBeforeWhoComputes(const Choice& choice) const {
    const std::int64_t ready = readyAt(choice);
    return std::any_of(computing_.begin(), computing_.end(),
                       [&](const auto& c) { return ready > std::max(now_, clockOf(c.first) + c.second); });
}

void TurnClock::goes(const Choice& choice) {
    const std::int64_t ready = readyAt(choice);
    now_ = std::max(now_, ready);
    clocks_[choice.actor] = std::max(ready, clockOf(choice.actor)) + kStepUs;
}

// -- an order

void Turns::set(QList<Turn> order) {
    order_ = std::move(order);
    watch_.reset();
    stepsDone_ = 0;
}

namespace {

bool isMeant(const Turn& turn, const Choice& choice, const world::World& world) {
    if (turn.who.isEmpty())
        return true;
    const bool isNamed = std::any_of(turn.who.begin(), turn.who.end(), [&](const QString& name) {
        return condition::isCalled(world, choice.process, name.toStdString());
    });
    return isNamed != turn.allBut;
}

bool wouldWait(const Choice& c) {
    return c.able == Able::Blocks || c.able == Able::No || c.able == Able::TimesOut || c.sleepUs > 0;
}

} // namespace

namespace {

bool hasEnded(const Turn& turn, const world::World& world) {
    if (turn.who.isEmpty() || turn.allBut)
        return false;
    return std::all_of(turn.who.begin(), turn.who.end(), [&](const QString& name) {
        return std::any_of(world.processes().begin(), world.processes().end(), [&](const world::Process& p) {
            return p.exited >= 0 && condition::isCalled(world, p, name.toStdString());
        });
    });
}

} // namespace

bool Turns::isDone(const Turn& turn, const std::vector<Choice>& choices, const world::History& history) {
    const world::World& world = history.now();
    const auto meant = std::find_if(choices.begin(), choices.end(),
                                    [&](const Choice& c) { return isMeant(turn, c, world); });
    if (hasEnded(turn, world))
        return true;
    switch (turn.until) {
    case Turn::Until::Steps:
        return stepsDone_ >= turn.steps;
    case Turn::Until::Blocks:
        return meant != choices.end() && wouldWait(*meant);
    case Turn::Until::Ends:
        return false;
    case Turn::Until::Condition:
        if (!watch_)
            watch_.emplace(*turn.condition);
        watch_->follow(history);
        return watch_->isMet({.world = world});
    }
    return true;
}

const Choice* Turns::byTurn(const Turn& turn, const std::vector<Choice>& choices, const world::World& world) {
    const auto can = [](const Choice& c) {
        return c.able == Able::Yes || c.able == Able::Unknown || c.able == Able::Blocks ||
               c.able == Able::Fails;
    };
    const Choice* chosen =
        clock_.next(choices, [&](const Choice& c) { return can(c) && isMeant(turn, c, world); });
    const bool holdsSome = turn.allBut && turn.until != Turn::Until::Steps;
    if (!chosen && holdsSome) // those that are held stay so, whoever waits for them
        return clock_.next(choices, [&](const Choice& c) { return isMeant(turn, c, world); });
    return chosen ? chosen : clock_.next(choices, [](const Choice&) { return true; });
}

const Choice* Turns::next(const std::vector<Choice>& choices, const std::vector<BusyThread>& busy,
                          const world::History& history) {
    clock_.look(choices, busy, history.now());
    while (!order_.isEmpty() && isDone(order_.first(), choices, history))
        set(order_.mid(1));
    isOfOrder_ = false;
    if (!order_.isEmpty()) {
        const Choice* chosen = byTurn(order_.first(), choices, history.now());
        isOfOrder_ = chosen && isMeant(order_.first(), *chosen, history.now());
        return chosen;
    }
    return clock_.next(choices, [](const Choice&) { return true; });
}

void Turns::goes(const Choice& choice) {
    clock_.goes(choice);
    if (isOfOrder_)
        ++stepsDone_;
}

} // namespace forkscope::lesson
