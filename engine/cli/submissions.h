// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Many programs checked against one exercise, as many at once as there are processors. One that hangs or
// floods costs only itself: each has its own runs, limits and time.
#include "engine/check/checker.h"

#include <QList>

#include <functional>
#include <map>
#include <memory>

namespace forkscope::cli {

// What came of one file.
struct Submission {
    QString file;
    bool wasChecked = false; // false: it could not be run at all, which `fault` says
    bool passed = false;
    QString fault;
    std::vector<check::CheckResult> results;
    int runs = 0;
};

class Submissions : public QObject {
    Q_OBJECT
  public:
    // `plan` but for its program.
    Submissions(check::Plan plan, const QStringList& files, int atOnce);

    void start();
    void cancel();
    const std::vector<Submission>& all() const { return submissions_; } // in the order of the files
    int done() const { return done_; }

  signals:
    void oneDone();
    void runDone(int done); // of the first program
    void finished();

  private:
    void startNext();
    void begin(std::size_t place);
    void take(std::size_t place, const check::Checker& checker);
    void leave(std::size_t place);

    check::Plan plan_;
    std::vector<Submission> submissions_;
    std::map<std::size_t, std::unique_ptr<check::Checker>> going_;
    int atOnce_;
    std::size_t next_ = 0;
    int done_ = 0;
    bool cancelled_ = false;
};

} // namespace forkscope::cli
