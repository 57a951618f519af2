// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A question about a run that is either true or not at each moment of it, in one line of text:
//
//     deadlock
//     lock.mutex.owner = P1 and queue.orders.items > 2
//     seen signal.send by main to consort
//     not (process.consort.alive or processes zombie > 0)
//
// The one language of `--until`, of tours, of exercises' checks and of links to a moment of a run; README.md
// says all of it. Looks at the World and at the events before it, changes nothing. A Condition is a value:
// copies share what was read. Start with watch.h to follow a run that goes on, or to find the moment in one
// that has ended.
#include "engine/trace/result.h"
#include "engine/world/world.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace forkscope::condition {

struct Node;

// What is known of a run at one moment, beside what its events told.
struct Moment {
    const world::World& world;
    std::optional<int> exitStatus = {}; // as the command line gives it, once the run has ended. Without it
                                        // the status of the main process counts
    bool isStuck = false;               // the gate sees nobody who could go on
};

class Condition {
  public:
    // The sentence says what is not understood, at which letter, and what was expected there.
    static Result<Condition> read(std::string_view text);

    // Reads the events before the moment again where the condition asks for them: see Watch for many moments.
    bool isMetBy(const Moment& moment) const;
    const std::string& text() const { return text_; }

    // Used in this folder.
    const Node& root() const { return *root_; }

  private:
    Condition() = default;

    std::string text_;
    std::shared_ptr<const Node> root_; // never null
};

// Whether an exception has ended a process of the run, and which one: "ValueError in P1 buyer"; "" if not.
std::string exceptionIn(const world::World& world);

} // namespace forkscope::condition
