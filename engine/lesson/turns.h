// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Whose turn it is in a run that goes on by itself while it is held: of a tour, a claim, a myth.
//
// By the clock: each actor has a clock of its own. An operation takes kStep on it, a sleep and a time-out as
// long as the program says, a start a few milliseconds; who waited for somebody goes on when that one is
// done. Whoever is behind goes first. So all get on as on a computer with a processor for each and nothing
// else to do, in the same order each time, and no real time is spent in sleeps. Who computes is measured:
// nobody overtakes it by a sleep that would have lasted longer.
//
// An order overrides that for a while; lessons/README.md has its words.
#include "engine/condition/watch.h"
#include "engine/drive/choice.h"
#include "engine/trace/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace forkscope::lesson {

/// One entry of an order: "consort until it blocks".
struct Turn {
    enum class Until { Steps, Blocks, Ends, Condition };
    QStringList who;     ///< names; empty: everybody
    bool allBut = false; ///< everybody but `who`
    Until until = Until::Steps;
    int steps = 1;
    std::optional<condition::Condition> condition;
};
/// The sentence says what is not understood.
Result<Turn> readTurn(const QString& text);
Result<QList<Turn>> readTurns(const QStringList& order);

/// The clocks. Plain: knows no run.
class TurnClock {
  public:
    static constexpr std::int64_t kStepUs = 200, kForkUs = 5'000, kSpawnUs = 60'000;

    /// To be called with each new offer, before next().
    void look(const std::vector<drive::Choice>& choices, const std::vector<drive::BusyThread>& busy,
              const world::World& world);
    /// Who goes next of those that `may` accepts; null: nobody can, or somebody who computes is not so far
    /// yet.
    template <class May>
    const drive::Choice* next(const std::vector<drive::Choice>& choices, May&& may) const {
        const drive::Choice* best = nullptr;
        for (const drive::Choice& c : choices)
            if (c.canBeGranted() && c.stance != drive::Stance::Stopped && may(c) &&
                (!best || readyAt(c) < readyAt(*best)))
                best = &c;
        return best && !isBeforeWhoComputes(*best) ? best : nullptr;
    }
    /// `choice` is let go.
    void goes(const drive::Choice& choice);

    std::int64_t now() const { return now_; } ///< µs
    std::int64_t readyAt(const drive::Choice& choice) const;

  private:
    std::int64_t clockOf(const std::string& actor) const;
    bool isBeforeWhoComputes(const drive::Choice& choice) const;

    std::int64_t now_ = 0;
    std::map<std::string, std::int64_t> clocks_;                        // by actor
    std::map<std::string, std::int64_t> computing_;                     // by actor: µs so far
    std::map<std::pair<std::string, std::uint64_t>, std::int64_t> due_; // time-outs, by actor and operation
};

/// Goes through an order, then lets everybody go by the clock.
class Turns {
  public:
    void set(QList<Turn> order);

    /// To be called whenever the run is quiet; who goes next. None: nobody can just now.
    const drive::Choice* next(const std::vector<drive::Choice>& choices,
                              const std::vector<drive::BusyThread>& busy, const world::History& history);
    /// The one that next() has named has been let go.
    void goes(const drive::Choice& choice);
    std::int64_t now() const { return clock_.now(); }

  private:
    bool isDone(const Turn& turn, const std::vector<drive::Choice>& choices, const world::History& history);
    const drive::Choice* byTurn(const Turn& turn, const std::vector<drive::Choice>& choices,
                                const world::World& world);

    TurnClock clock_;
    QList<Turn> order_;
    std::optional<condition::Watch> watch_; ///< of the first entry
    int stepsDone_ = 0;
    bool isOfOrder_ = false; ///< the last one named was meant by it
};

} // namespace forkscope::lesson
