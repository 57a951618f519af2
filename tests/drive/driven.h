// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// For tests: a real program under the gate, driven as a learner would.
#include "engine/run/driver.h"
#include "engine/run/session.h"
#include "tests/support/run_program.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <string>

namespace forkscope::tests {

using drive::Able;
using drive::Order;
using drive::Stance;
using Goal = drive::Order::Goal;

class Driven {
  public:
    // tests/programs/drive/<name>, held before its first operation where the wish says nothing else. Fails
    // the test where it cannot be started.
    explicit Driven(const QString& name, const QStringList& arguments = {}, run::DriveWish wish = held(),
                    const QString& interpreter = {});
    ~Driven();

    static run::DriveWish held();
    static run::DriveWish by(const std::string& schedule);

    run::Session& session() { return session_; }
    run::Driver& driver() { return session_.driver(); }
    const world::World& world() { return session_.history().now(); }
    QByteArray output() { return output_; }

    // Turns the event loop until choices are offered or the run has ended; false, and the test fails, after a
    // long while.
    bool settle();
    // One order, and settle(). The sentence, where it could not be given.
    std::string order(drive::Order order);
    std::string step(const std::string& actor);
    // "main/1 lock.acquire" of who stands: what it would do next. "" where it does not stand.
    std::string next(const std::string& actor);
    // Null where it has none. Good until the event loop turns: each look at the program makes them anew.
    const drive::Choice* choice(const std::string& actor);
    // Grants `actor` until it stands before an operation of this name (of line `line`, if not 0).
    bool until(const std::string& actor, const std::string& operation, std::uint32_t line = 0);
    // Lets everybody go and waits for the end.
    bool finish();
    // Everything that stands and runs, for messages.
    std::string situation();

  private:
    run::Session session_;
    QByteArray output_;
};

} // namespace forkscope::tests
