// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/batch/batch.h"

#include "engine/batch/run_folder.h"
#include "engine/run/driver.h"
#include "engine/run/ending.h"

#include <QDir>
#include <QFileInfo>

namespace forkscope::batch {

Batch::Batch(QObject* parent) : QObject(parent) {}

Batch::~Batch() {
    if (session_)
        session_->disconnect(this);
}

Outcome Batch::start(const run::LaunchSpec& spec, int runs, qint64 recordingBytes) {
    if (wanted_ != 0)
        return Error{tr("These runs have already been started.").toStdString()};
    if (runs < 1 || runs > kMostRuns)
        return Error{tr("A program can be run 1 to %1 times.").arg(kMostRuns).toStdString()};
    spec_ = spec;
    spec_.terminal = run::Terminal::Pty;
    if (spec_.limits.time.count() <= 0)
        spec_.limits.time = kUsualTime;
    bytesLeft_ = recordingBytes;
    folder_ = makeRunFolder(QDir::tempPath());
    if (const Outcome started = startNext(); !started)
        return started;
    wanted_ = runs;
    clock_.start();
    if (!folder_->isValid()) {
        bytesLeft_ = -1;
        emit noted(tr("The runs cannot be kept, since no folder could be made for them: %1.")
                       .arg(folder_->errorString()));
    }
    return Done{};
}

Outcome Batch::startNext() {
    auto next = std::make_unique<run::Session>();
    stoppedAt_ = -1;
    quotaReached_ = false;
    notFollowed_.clear();
    watch(*next);
    if (const Outcome started = next->start(spec_); !started)
        return started;
    next->endInput();
    session_ = std::move(next);
    return Done{};
}

void Batch::watch(run::Session& session) {
    connect(&session, &run::Session::stateChanged, this, [this, &session](run::SessionState state) {
        if (state == run::SessionState::Stopping)
            stoppedAt_ = session.now();
    });
    connect(&session, &run::Session::traceQuotaReached, this, [this, &session] {
        quotaReached_ = true;
        session.stop();
    });
    connect(&session.driver(), &run::Driver::diverged, this, [this, &session](const QString& sentence) {
        notFollowed_ = sentence;
        session.stop();
    });
    connect(&session.driver(), &run::Driver::changed, this, [&session] {
        if (session.driver().mode() != drive::Mode::Hold && session.driver().isStuck())
            session.stop(); // the order leads to a standstill: nothing else will come
    });
    // Queued: a Session cannot go away while it tells of its end.
    connect(&session, &run::Session::ended, this, &Batch::takeOver, Qt::QueuedConnection);
}

// A run has ended: what came of it, then the next one.
void Batch::takeOver() {
    if (cancelled_)
        return finish();
    if (!isSameProgram()) {
        emit noted(tr("%1 was changed while it ran: the runs end here, and those that are counted had the "
                      "text from before.")
                       .arg(QFileInfo(spec_.program).fileName()));
        return finish();
    }
    RunOutcome outcome = outcomeOf(*session_, stoppedAt_);
    outcome.number = int(outcomes_.size()) + 1;
    outcome.notFollowed = notFollowed_;
    if (quotaReached_) {
        outcome.isGood = false;
        outcome.ending =
            tr("its trace has reached %1: stopped").arg(run::sizeInWords(spec_.limits.traceBytes));
    }
    keep(outcome);
    outcomes_.push_back(outcome);
    emit oneDone(outcomes_.back());
    if (cancelled_ || int(outcomes_.size()) >= wanted_)
        return finish();
    session_.reset();
    if (const Outcome started = startNext(); !started) {
        emit noted(QString::fromStdString(started.error()));
        finish();
    }
}

bool Batch::isSameProgram() {
    const QByteArray text = session_->snapshot(spec_.program);
    if (outcomes_.empty())
        program_ = text;
    return text == program_;
}

void Batch::keep(RunOutcome& outcome) {
    if (bytesLeft_ < 0)
        return;
    const QString path = folder_->filePath(QStringLiteral("run-%1.fscope").arg(outcome.number));
    const Outcome saved = session_->save(path);
    bytesLeft_ = saved ? bytesLeft_ - QFileInfo(path).size() : -1;
    if (saved && bytesLeft_ >= 0) {
        outcome.recording = path;
        return;
    }
    QFile::remove(path);
    const QString why = saved ? tr("The recordings have reached the limit for all of them together.")
                              : QString::fromStdString(saved.error());
    bytesLeft_ = -1;
    emit noted(tr("From run %1 on, runs are counted but cannot be opened. %2").arg(outcome.number).arg(why));
}

void Batch::cancel() {
    if (!session_ || cancelled_)
        return;
    cancelled_ = true;
    session_->stop();
}

void Batch::finish() {
    session_.reset();
    took_ = clock_.elapsed();
    emit finished();
}

qint64 Batch::elapsed() const {
    return isRunning() ? clock_.elapsed() : took_;
}

} // namespace forkscope::batch
