// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One condition that an exercise asks of all its runs, whatever the style of the program: made from a table
// [[checks]] of exercise.toml, shown each run in turn, then asked. README.md lists the kinds and their
// fields.
//
// A Check keeps what it saw: make it anew for each solution. Main thread; reads a History, changes nothing.
#include "engine/check/finding.h"
#include "engine/check/run_view.h"
#include "engine/trace/result.h"

#include <QStringList>
#include <QVariantMap>

#include <memory>
#include <optional>

namespace forkscope::check {

class Check {
  public:
    virtual ~Check() = default;
    Check(const Check&) = delete;
    Check& operator=(const Check&) = delete;

    // What is wrong with this run; nothing where nothing is.
    virtual std::optional<Finding> look(const RunView& run) = 0;
    // After the last run: what only all of them together tell.
    virtual std::optional<Finding> conclude() { return std::nullopt; }
    // Whether it says anything of such a run.
    virtual bool isAbout(const RunView& run) const { return !run.isShuffled || isForShuffled(); }

  protected:
    Check() = default;
    virtual bool isForShuffled() const { return true; }
};

// `fields`: all of the table but kind, title, message and runs. The sentence says which field is missing or
// wrong and what was expected, with an example.
Result<std::unique_ptr<Check>> makeCheck(const QString& kind, const QVariantMap& fields);
QStringList checkKinds();

} // namespace forkscope::check
