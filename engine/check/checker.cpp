// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/check/checker.h"

#include "engine/batch/comparable.h"
#include "engine/batch/run_folder.h"
#include "engine/check/stuck.h"
#include "engine/check/talk.h"
#include "engine/check/words.h"
#include "engine/run/driver.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace forkscope::check {

namespace {

constexpr int kStuckMs = 600;    // that nobody goes on before a run is stopped
constexpr int kHopelessRuns = 2; // stopped at a limit
constexpr int kFirstSeed = 1;
constexpr int kShuffledTakes = 2; // times the limit: each step of a driven run is waited for
constexpr qint64 kMegabyte = 1 << 20;
constexpr int kTimeOutStatus = 124; // run::Ending

run::Limits limitsOf(const Runs& runs) {
    run::Limits limits;
    limits.processes = 64;
    limits.memoryBytes = 1024 * kMegabyte;
    limits.fileBytes = 64 * kMegabyte;
    limits.outputBytes = 4 * kMegabyte;
    limits.traceBytes = 128 * kMegabyte;
    limits.time = runs.limit;
    return limits;
}

} // namespace

Checker::Checker(QObject* parent) : QObject(parent) {}

Checker::~Checker() {
    if (session_)
        session_->disconnect(this);
}

Outcome Checker::start(const Plan& plan) {
    if (session_ || isOver_)
        return Error{tr("This check has already been started.").toStdString()};
    plan_ = plan;
    if (const Outcome understood = areUnderstood(plan.asks); !understood)
        return understood;
    for (const Ask& ask : plan.asks)
        asked_.push_back(std::move(*Asked::make(ask)));
    folder_ = batch::makeRunFolder(QDir::tempPath());
    return startNext();
}

Outcome Checker::startNext() {
    scratch_ = std::make_unique<QTemporaryDir>();
    if (!scratch_->isValid())
        return Error{tr("No folder could be made for a run: %1.").arg(scratch_->errorString()).toStdString()};
    for (const QString& file : plan_.runs.files)
        if (!QFile::copy(QDir(plan_.folder).filePath(file), scratch_->filePath(file)))
            return Error{
                tr("%1 could not be copied for a run.").arg(QDir(plan_.folder).filePath(file)).toStdString()};
    run::LaunchSpec spec;
    spec.program = QFileInfo(plan_.program).absoluteFilePath();
    spec.interpreter = plan_.interpreter;
    spec.workingFolder = scratch_->path();
    spec.limits = limitsOf(plan_.runs);
    spec.keepOrphans = false;
    if (isShuffled()) {
        spec.limits.time *= kShuffledTakes;
        spec.drive.start = run::StartMode::Shuffle;
        spec.drive.seed = std::uint64_t(next() - plan_.runs.plain - 1 + kFirstSeed);
        spec.drive.fixSeeds = true;
    }
    isStuck_ = talkIsOver_ = false;
    stoppedAt_ = -1;
    looked_ = 0;
    stuckFor_.invalidate();
    talk_.reset();
    for (const Asked& asked : asked_)
        if (asked.talk() && !isShuffled())
            talk_ = std::make_unique<Talk>(*asked.talk());
    auto session = std::make_unique<run::Session>();
    watch(*session);
    if (const Outcome started = session->start(spec); !started)
        return started;
    if (!plan_.runs.input.isEmpty())
        session->writeInput(plan_.runs.input);
    session->endInput();
    session_ = std::move(session);
    return Done{};
}

void Checker::watch(run::Session& session) {
    connect(&session, &run::Session::stateChanged, this, [this, &session](run::SessionState state) {
        if (state != run::SessionState::Stopping || stoppedAt_ >= 0)
            return;
        stoppedAt_ = session.now();
        if (talk_)
            talk_->stop(); // what it hears from now on is the end of the run
    });
    connect(&session, &run::Session::traceQuotaReached, &session, &run::Session::stop);
    connect(&session, &run::Session::advanced, this, &Checker::look);
    // Queued: a Session cannot go away while it tells of its end.
    connect(&session, &run::Session::ended, this, &Checker::takeOver, Qt::QueuedConnection);
    if (talk_)
        connect(
            talk_.get(), &Talk::over, this,
            [this] {
                talkIsOver_ = true;
                if (session_)
                    session_->stop();
            },
            Qt::QueuedConnection);
}

// While it goes on: whether anybody still does.
void Checker::look() {
    if (!session_ || (session_->state() != run::SessionState::Running &&
                      session_->state() != run::SessionState::MainEnded))
        return;
    listen();
    const bool isStuck =
        isShuffled() ? session_->driver().isStuck() : isAtStandstill(session_->history().now());
    if (!isStuck)
        stuckFor_.invalidate();
    else if (!stuckFor_.isValid())
        stuckFor_.start();
    else if (stuckFor_.elapsed() > kStuckMs) {
        isStuck_ = true;
        session_->stop();
    }
}

// Where it listens, somebody is to come.
void Checker::listen() {
    if (!talk_ || talk_->hasBegun())
        return;
    const trace::Log& log = session_->history().log();
    const std::size_t end = session_->history().applied();
    for (; looked_ < end && !talk_->hasBegun(); ++looked_)
        if (const trace::Event e = log[looked_];
            e.kind == trace::Kind::SocketListen && !e.has(trace::kFailed))
            talk_->begin(textOf(log.text(e, trace::Tag::Path).value_or("")));
}

RunView Checker::view(const QString& output) const {
    const run::Ending& ending = session_->ending();
    RunView view{.history = session_->history()};
    view.number = next();
    view.isShuffled = isShuffled();
    view.status = ending.status;
    view.ending = ending.sentence;
    view.leftOver = ending.leftOver;
    view.isInTime = ending.status != kTimeOutStatus;
    // A server that has done its work is ended like that.
    view.stoppedAt = talkIsOver_ ? -1 : stoppedAt_;
    view.isStuck = isStuck_;
    view.output = output;
    view.program = QFileInfo(plan_.program).absoluteFilePath();
    view.source = source_;
    view.folder = scratch_->path();
    if (talk_)
        view.talk = talk_->fault();
    return view;
}

void Checker::takeOver() {
    if (cancelled_)
        return finish();
    if (source_.isEmpty())
        source_ = session_->snapshot(QFileInfo(plan_.program).absoluteFilePath());
    const RunView run = view(batch::plainText(session_->outputUntil(session_->now())));
    RunReport report{
        .number = run.number, .isShuffled = run.isShuffled, .passed = true, .ending = run.ending};
    report.seed = run.isShuffled ? std::uint64_t(run.number - plan_.runs.plain - 1 + kFirstSeed) : 0;
    report.duration = session_->now();
    // A random order that was still going on says nothing: a busy machine may take long over its steps.
    const bool isUnjudged = run.isShuffled && stoppedAt_ >= 0 && !isStuck_ &&
                            hopelessWaits(session_->history().at(stoppedAt_)).empty();
    if (isUnjudged)
        emit noted(tr("Run %1, in a random order, took too long to be judged; no more of these are made.")
                       .arg(run.number));
    else
        for (Asked& asked : asked_)
            report.passed = asked.look(run) && report.passed;
    if (!report.passed)
        report.recording = keep(run.number);
    // It was stopped by a limit, not since it had come to a standstill.
    hopeless_ += stoppedAt_ >= 0 && !isStuck_ && !talkIsOver_;
    runs_.push_back(report);
    emit runDone(report);
    if (cancelled_ || isUnjudged || int(runs_.size()) >= wanted() || hopeless_ >= kHopelessRuns)
        return finish();
    session_.reset();
    if (const Outcome started = startNext(); !started) {
        cancelled_ = true;
        emit noted(QString::fromStdString(started.error()));
        finish();
    }
}

QString Checker::keep(int number) {
    const QString path = folder_->filePath(QStringLiteral("run-%1.fscope").arg(number));
    if (folder_->isValid() && session_->save(path))
        return path;
    QFile::remove(path);
    return {};
}

void Checker::cancel() {
    if (!session_ || cancelled_)
        return;
    cancelled_ = true;
    session_->stop();
}

void Checker::finish() {
    session_.reset();
    talk_.reset();
    scratch_.reset();
    for (Asked& asked : asked_)
        asked.conclude();
    isOver_ = true;
    emit finished();
}

std::vector<CheckResult> Checker::results() const {
    std::vector<CheckResult> results;
    for (const Asked& asked : asked_)
        results.push_back(asked.result());
    return results;
}

QStringList Checker::faultsSoFar() const {
    QStringList faults;
    for (const Asked& asked : asked_)
        if (const QString fault = asked.faultSoFar(); !fault.isEmpty())
            faults.append(fault);
    return faults;
}

bool Checker::passed() const {
    return isOver_ && !cancelled_ &&
           std::all_of(asked_.begin(), asked_.end(), [](const Asked& a) { return a.result().passed; });
}

} // namespace forkscope::check
