// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/batch/shuffle.h"

#include "engine/batch/batch.h"
#include "engine/run/driver.h"
#include "engine/world/explain.h"
#include "engine/world/reason.h"

#include <QStringList>

#include <algorithm>

namespace forkscope::batch {

Shuffle::Shuffle(QObject* parent) : QObject(parent) {}

Shuffle::~Shuffle() {
    if (session_)
        session_->disconnect(this);
}

Outcome Shuffle::start(const run::LaunchSpec& spec, int times, std::optional<condition::Condition> until) {
    if (times_ != 0)
        return Error{tr("These runs have already been started.").toStdString()};
    if (times < 1 || times > Batch::kMostRuns)
        return Error{tr("A program can be run 1 to %1 times.").arg(Batch::kMostRuns).toStdString()};
    spec_ = spec;
    spec_.terminal = run::Terminal::Pty;
    spec_.drive.start = run::StartMode::Shuffle;
    if (spec_.limits.time.count() <= 0)
        spec_.limits.time = Batch::kUsualTime;
    until_ = std::move(until);
    if (const Outcome started = startNext(); !started)
        return started;
    times_ = times;
    isRunning_ = true;
    return Done{};
}

Outcome Shuffle::startNext() {
    auto next = std::make_unique<run::Session>();
    output_.clear();
    if (until_)
        watch_.emplace(*until_);
    connect(next.get(), &run::Session::outputArrived, this,
            [this](const QByteArray& bytes) { output_ += bytes; });
    connect(&next->driver(), &run::Driver::changed, this, [this] { look(std::nullopt); });
    // Queued: a Session cannot go away while it tells of its end.
    connect(next.get(), &run::Session::ended, this, &Shuffle::takeEnd, Qt::QueuedConnection);
    run::LaunchSpec spec = spec_;
    spec.drive.seed = seed();
    session_.reset();
    if (const Outcome started = next->start(spec); !started)
        return started;
    next->endInput();
    session_ = std::move(next);
    return Done{};
}

// What this run has come to; "" nothing yet.
QString Shuffle::finding(std::optional<int> exitStatus) {
    const world::World& world = session_->history().now();
    const bool isStuck = session_->driver().isStuck();
    if (watch_)
        watch_->follow(session_->history());
    if (watch_ && watch_->isMet({world, exitStatus, isStuck}))
        return tr("meets the condition (%1).").arg(QString::fromStdString(until_->text()));
    if (isStuck)
        return tr("comes to a standstill. %1").arg(standstillWords(*session_));
    if (const std::string exception = condition::exceptionIn(world); !exception.empty())
        return tr("raises an exception: %1.").arg(QString::fromStdString(exception));
    return {};
}

void Shuffle::look(std::optional<int> exitStatus) {
    if (found_ || cancelled_ || !session_)
        return;
    const QString sentence = finding(exitStatus);
    if (sentence.isEmpty())
        return;
    found_ = ShuffleFinding{done_ + 1, seed(), sentence, {}};
    session_->stop();
}

void Shuffle::takeEnd() {
    look(session_->ending().status);
    steps_ += session_->driver().stepCount();
    if (found_)
        found_->output = output_; // with what came until it was stopped
    if (found_ || cancelled_)
        return finish();
    emit oneDone(++done_);
    if (cancelled_ || done_ >= times_)
        return finish();
    if (const Outcome started = startNext(); !started) {
        emit noted(QString::fromStdString(started.error()));
        finish();
    }
}

void Shuffle::finish() {
    isRunning_ = false;
    emit finished();
}

void Shuffle::cancel() {
    if (!isRunning_ || cancelled_ || found_)
        return;
    cancelled_ = true;
    session_->stop();
}

std::size_t Shuffle::stepsPerRun() const {
    return steps_ / std::size_t(std::max(1, done_));
}

drive::Schedule Shuffle::lastOrder() const {
    return session_ ? session_->driver().done() : drive::Schedule();
}

QString standstillWords(const run::Session& session) {
    const world::World& world = session.history().now();
    QStringList sentences;
    for (const world::Deadlock& d : world::deadlocks(world))
        sentences << QString::fromStdString(world::wordsOf(world, d).text());
    if (sentences.isEmpty())
        for (const drive::Choice& c : session.driver().choices())
            sentences << QString::fromStdString(drive::sentenceOf(world, c));
    for (const std::string& sentence : world::explainFullPipes(world))
        sentences << QString::fromStdString(sentence);
    return sentences.join(u' ');
}

} // namespace forkscope::batch
