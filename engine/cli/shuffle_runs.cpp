// SPDX-License-Identifier: GPL-3.0-or-later
// `forkscope run --shuffle SEED --times N`: one run after the other, each in another random order, up to the
// first that deadlocks, raises or meets the condition.
#include "engine/cli/cli.h"
#include "engine/cli/commands.h"
#include "engine/cli/end_signals.h"
#include "engine/cli/new_file.h"
#include "engine/cli/run_wish.h"
#include "engine/cli/schedule_file.h"
#include "engine/run/driver.h"
#include "engine/run/session.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <csignal>
#include <cstdio>
#include <memory>

namespace forkscope::cli {

namespace {
constexpr std::chrono::seconds kUsualTime{60}; // of one run, where no time was said

class ShuffleRuns {
  public:
    explicit ShuffleRuns(const RunWish& wish) : wish_(wish), times_(std::max(1, wish.times)) {
        wish_.spec.terminal = run::Terminal::Pty;
        if (wish_.spec.limits.time.count() <= 0)
            wish_.spec.limits.time = kUsualTime;
    }

    int run();

  private:
    bool start(); // false: it could not be started, which is told
    void look(std::optional<int> exitStatus);
    QString finding(std::optional<int> exitStatus) const;
    void takeEnd();
    void tellFound() const;
    int finish();
    std::uint64_t seed() const { return wish_.spec.drive.seed + std::uint64_t(done_); }

    RunWish wish_;
    const int times_;
    int done_ = 0; // runs before this one
    int signal_ = 0;
    bool failed_ = false;
    std::unique_ptr<run::Session> session_;
    QByteArray output_;
    QString found_;         // "" not yet
    std::size_t steps_ = 0; // of all runs
};

bool ShuffleRuns::start() {
    session_ = std::make_unique<run::Session>();
    output_.clear();
    QObject::connect(session_.get(), &run::Session::outputArrived, session_.get(),
                     [this](const QByteArray& bytes) { output_ += bytes; });
    QObject::connect(&session_->driver(), &run::Driver::changed, session_.get(),
                     [this] { look(std::nullopt); });
    QObject::connect(
        session_.get(), &run::Session::ended, session_.get(), [this] { takeEnd(); }, Qt::QueuedConnection);
    run::LaunchSpec spec = wish_.spec;
    spec.drive.seed = seed();
    if (const Outcome started = session_->start(spec); !started) {
        complain(QString::fromStdString(started.error()));
        failed_ = true;
        return false;
    }
    session_->endInput();
    return true;
}

// What this run has come to; "" nothing yet.
QString ShuffleRuns::finding(std::optional<int> exitStatus) const {
    const world::World& world = session_->history().now();
    const bool isStuck = session_->driver().isStuck();
    const QByteArrayView output(output_);
    if (wish_.until &&
        wish_.until->isMetBy({world, {output.data(), std::size_t(output.size())}, exitStatus, isStuck}))
        return tr("meets the condition (%1).").arg(QString::fromStdString(wish_.until->text()));
    if (isStuck)
        return tr("comes to a standstill. %1").arg(standstillWords(*session_));
    if (const std::string exception = drive::exceptionIn(world); !exception.empty())
        return tr("raises an exception: %1.").arg(QString::fromStdString(exception));
    return {};
}

void ShuffleRuns::look(std::optional<int> exitStatus) {
    if (!found_.isEmpty() || signal_ != 0 || !session_)
        return;
    found_ = finding(exitStatus);
    if (!found_.isEmpty())
        session_->stop();
}

void ShuffleRuns::takeEnd() {
    look(session_->ending().status);
    steps_ += session_->driver().stepCount();
    if (!found_.isEmpty() || signal_ != 0 || ++done_ >= times_ || !start())
        QCoreApplication::quit();
}

void ShuffleRuns::tellFound() const {
    std::fputs(qUtf8Printable(tr("Run %1 of %2, seed %3: %4 %5")
                                  .arg(done_ + 1)
                                  .arg(times_)
                                  .arg(seed())
                                  .arg(QFileInfo(wish_.spec.program).fileName(), found_) +
                              u'\n'),
               stdout);
    if (!output_.isEmpty()) {
        std::fputs(qUtf8Printable(tr("It has printed:") + u'\n'), stdout);
        std::fwrite(output_.constData(), 1, std::size_t(output_.size()), stdout);
    }
    const QString again =
        wish_.saveSchedule.isEmpty()
            ? tr("To see it again: --shuffle %1; to keep its order: --save-schedule FILE.").arg(seed())
            : tr("Its order is in %1; to see it again: --schedule %1.").arg(wish_.saveSchedule);
    std::fputs(qUtf8Printable(again + u'\n'), stdout);
}

int ShuffleRuns::finish() {
    int status = failed_ ? kOwnFailure : 0;
    if (!found_.isEmpty()) {
        status = 1;
        tellFound();
    } else if (!failed_ && signal_ == 0 && !wish_.isQuiet) {
        std::fputs(
            qUtf8Printable(tr("%1 runs in random orders, about %2 steps each: no deadlock, no exception%3.")
                               .arg(done_)
                               .arg(done_ > 0 ? steps_ / std::size_t(done_) : 0)
                               .arg(wish_.until ? tr(", the condition was not met") : QString()) +
                           u'\n'),
            stdout);
    }
    if (!wish_.saveSchedule.isEmpty() && session_ && !failed_)
        if (const Outcome saved = writeSchedule(wish_.saveSchedule, session_->driver().done()); !saved) {
            complain(QString::fromStdString(saved.error()));
            status = kOwnFailure;
        }
    std::fflush(stdout);
    return signal_ != 0 ? 128 + signal_ : status;
}

int ShuffleRuns::run() {
    const EndSignals signals_([this](int which, bool) {
        if (which == SIGWINCH)
            return;
        signal_ = which;
        if (session_)
            session_->stop();
    });
    if (!wish_.saveSchedule.isEmpty())
        if (const Outcome possible = canBeWritten(wish_.saveSchedule); !possible) {
            complain(QString::fromStdString(possible.error()));
            return kOwnFailure;
        }
    if (start())
        QCoreApplication::exec();
    return finish();
}

} // namespace

int shuffleMany(const RunWish& wish) {
    return ShuffleRuns(wish).run();
}

} // namespace forkscope::cli
