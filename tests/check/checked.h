// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Small programs checked for real: what one check says of them.
#include "engine/check/checker.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace forkscope::tests {

// A program checked against some tables; the text is what stands after the imports of multiprocessing as mp,
// json, os, sys and time, with fork as its start method.
class Checked {
  public:
    Checked(const QString& text, const QList<check::Ask>& asks, check::Runs runs);

    // Runs to the end; the reason why it could not be, else "".
    QString run();
    check::Checker& checker() { return *checker_; }
    const check::Plan& plan() const { return plan_; }
    // What the only check says; "" when it has passed.
    QString sentence() const { return checker_->results().front().sentence; }

  private:
    QTemporaryDir folder_;
    check::Plan plan_;
    std::unique_ptr<check::Checker> checker_;
};

// For a table of tests: a program, one check, and words of what it must say; "" when it must pass.
void checkColumns();
void checkRow(const char* name, const char* program, const char* kind, const QVariantMap& fields,
              const char* says);
// Makes the row that QTest has fetched come true.
void runRow(check::Runs runs);

inline check::Runs runs(int plain, int shuffled, int seconds = 20) {
    check::Runs runs;
    runs.plain = plain;
    runs.shuffled = shuffled;
    runs.limit = std::chrono::seconds(seconds);
    return runs;
}

} // namespace forkscope::tests
