// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/submissions.h"

#include <algorithm>

namespace forkscope::cli {

Submissions::Submissions(check::Plan plan, const QStringList& files, int atOnce)
    : plan_(std::move(plan)), atOnce_(std::max(1, atOnce)) {
    for (const QString& file : files)
        submissions_.push_back({.file = file, .fault = {}, .results = {}});
}

void Submissions::start() {
    startNext();
}

void Submissions::startNext() {
    while (!cancelled_ && next_ < submissions_.size() && int(going_.size()) < atOnce_)
        begin(next_++);
    if (going_.empty())
        emit finished();
}

void Submissions::begin(std::size_t place) {
    auto& checker = going_[place] = std::make_unique<check::Checker>();
    check::Plan plan = plan_;
    plan.program = submissions_[place].file;
    // Queued: a Checker cannot go away while it tells of its end.
    connect(checker.get(), &check::Checker::noted, this,
            [this, place](const QString& sentence) { submissions_[place].fault = sentence; });
    if (place == 0)
        connect(checker.get(), &check::Checker::runDone, this,
                [this](const check::RunReport& run) { emit runDone(run.number); });
    connect(
        checker.get(), &check::Checker::finished, this, [this, place] { leave(place); },
        Qt::QueuedConnection);
    if (const Outcome started = checker->start(plan); !started) {
        submissions_[place].fault = QString::fromStdString(started.error());
        going_.erase(place);
        ++done_;
        emit oneDone();
    }
}

void Submissions::leave(std::size_t place) {
    take(place, *going_[place]);
    going_.erase(place);
    ++done_;
    emit oneDone();
    startNext();
}

void Submissions::take(std::size_t place, const check::Checker& checker) {
    Submission& s = submissions_[place];
    s.wasChecked = !checker.wasCancelled();
    if (s.wasChecked)
        s.fault.clear(); // what was noted is no fault of the program
    s.passed = checker.passed();
    s.results = checker.results();
    s.runs = int(checker.runs().size());
}

void Submissions::cancel() {
    cancelled_ = true;
    for (auto& [place, checker] : going_)
        checker->cancel();
}

} // namespace forkscope::cli
