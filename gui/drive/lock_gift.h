// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Gives a lock to one of those who want it: who has it goes on, operation by operation, until it has given it
// back; then the chosen one takes it.
#include "engine/drive/controller.h"

#include <QString>

#include <optional>
#include <string>

namespace forkscope::run {
class Driver;
}

namespace forkscope::gui {

struct LockGift {
    trace::ObjectId lock;
    std::string actor; // who is to have it
    int steps = 0;     // taken so far
};

// The next order on the way. Nothing: the actor has the lock, or `why` says what is in the way. To be asked
// when choices are offered.
std::optional<drive::Order> nextOrder(const LockGift& gift, const world::World& world,
                                      const run::Driver& driver, QString& why);

} // namespace forkscope::gui
