// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/batch/shuffle.h"
#include "engine/cli/cli.h"
#include "engine/cli/commands.h"
#include "engine/cli/end_signals.h"
#include "engine/cli/event_file.h"
#include "engine/cli/keyboard.h"
#include "engine/cli/new_file.h"
#include "engine/cli/run_wish.h"
#include "engine/cli/schedule_file.h"
#include "engine/run/driver.h"
#include "engine/run/ending.h"
#include "engine/run/session.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <utility>

namespace forkscope::cli {

namespace {

// `forkscope run`, from the first check to the exit status.
class Run {
  public:
    explicit Run(RunWish wish) : wish_(std::move(wish)), program_(QFileInfo(wish_.spec.program).fileName()) {}

    int run();

  private:
    Outcome prepare();
    void watch();
    void takeSignal(int signal, bool isForAll);
    void forward(const QByteArray& bytes);
    void stop(const QString& why);
    void watchDriver();
    void saveSchedule(int& status);
    void followEvents();
    int finish();
    void tell(const QString& sentence) const {
        if (!wish_.isQuiet)
            complain(sentence);
    }
    void tellEnding(const run::Ending& ending) const;

    RunWish wish_;
    QString program_;
    std::unique_ptr<EventFile> events_;
    run::Session session_;
    std::unique_ptr<Keyboard> keyboard_;
    int signal_ = 0; // that ended the run
    QString why_;    // we have stopped it; "" when we have not
    int status_ = 0; // that we end with then; 0: the run's own
    bool wasFollowing_ = false;
};

// What would make the whole run worthless is found out before it.
Outcome Run::prepare() {
    if (!wish_.record.isEmpty())
        if (const QString why = whyNotWritable(wish_.record); !why.isEmpty())
            return Error{tr("The recording cannot be written to %1: %2. Choose another place.")
                             .arg(wish_.record, why)
                             .toStdString()};
    if (!wish_.saveSchedule.isEmpty())
        if (const Outcome possible = canBeWritten(wish_.saveSchedule); !possible)
            return possible;
    if (wish_.events.isEmpty())
        return Done{};
    auto opened = EventFile::open(wish_.events);
    if (!opened)
        return Error{opened.error()};
    events_ = std::move(*opened);
    return Done{};
}

void Run::watch() {
    using run::Session;
    QObject::connect(&session_, &Session::noted, &session_, [this](const QString& s) { tell(s); });
    QObject::connect(&session_, &Session::traceQuotaReached, &session_, [this](qint64 bytes) {
        stop(tr("The trace of %1 is full (%2): the run ends here, and nothing before is lost.")
                 .arg(program_, run::sizeInWords(bytes)));
    });
    if (events_)
        QObject::connect(&session_, &Session::advanced, &session_, [this] { followEvents(); });
    if (wish_.spec.terminal == run::Terminal::Pty)
        QObject::connect(&session_, &Session::outputArrived, &session_,
                         [this](const QByteArray& bytes) { forward(bytes); });
    QObject::connect(&session_.driver(), &run::Driver::changed, &session_, [this] { watchDriver(); });
    QObject::connect(&session_.driver(), &run::Driver::diverged, &session_, [this](const QString& sentence) {
        status_ = kNotFollowed;
        stop(sentence);
    });
    QObject::connect(&session_, &Session::ended, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
}

// With a terminal of its own the program's output comes to us; where it goes on to depends on who has
// standard output.
void Run::forward(const QByteArray& bytes) {
    std::FILE* const to = wish_.events == u"-" ? stderr : stdout;
    const bool isWritten =
        std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), to) == std::size_t(bytes.size()) &&
        std::fflush(to) == 0;
    if (!isWritten && to == stdout)
        stop(tr("Nobody reads what %1 prints any more: it was stopped.").arg(program_));
}

void Run::followEvents() {
    events_->follow(session_.history().log());
    // Whoever read along has gone: nobody is left for whom the run would go on.
    if (wish_.events == u"-" && events_->hasFailed())
        stop(tr("Nobody reads the events any more: %1 was stopped.").arg(program_));
}

void Run::stop(const QString& why) {
    if (why_.isEmpty())
        why_ = why;
    session_.stop();
}

void Run::watchDriver() {
    const run::Driver& driver = session_.driver();
    if (std::exchange(wasFollowing_, driver.mode() == drive::Mode::Schedule) &&
        driver.mode() == drive::Mode::Free && driver.isThere())
        tell(tr("The schedule's %1 steps are done; %2 goes on by itself.")
                 .arg(driver.stepCount())
                 .arg(program_));
    if (driver.mode() == drive::Mode::Hold || !driver.isStuck() || !why_.isEmpty())
        return;
    status_ = 1;
    stop(tr("In this order %1 comes to a standstill. %2").arg(program_, batch::standstillWords(session_)));
}

void Run::saveSchedule(int& status) {
    if (wish_.saveSchedule.isEmpty())
        return;
    if (const Outcome saved = writeSchedule(wish_.saveSchedule, session_.driver().done()); !saved) {
        complain(QString::fromStdString(saved.error()));
        status = kOwnFailure;
    }
}

void Run::takeSignal(int signal, bool isForAll) {
    if (signal == SIGWINCH) {
        if (keyboard_)
            keyboard_->resize();
        return;
    }
    // Ctrl+C goes to the program as well, as it would without us; how the program takes it decides. In a
    // terminal of its own it has not got it.
    if (signal == SIGINT && isForAll) {
        if (wish_.spec.terminal == run::Terminal::Pty)
            session_.writeInput(QByteArrayLiteral("\x03"));
        return;
    }
    signal_ = signal;
    stop(tr("%1 was stopped: Forkscope was sent signal %2 (%3).")
             .arg(program_)
             .arg(signal)
             .arg(QString::fromLocal8Bit(strsignal(signal))));
}

// A program that ends by itself has said all there is to say; everything else is told.
void Run::tellEnding(const run::Ending& ending) const {
    if (!why_.isEmpty())
        return tell(why_);
    const run::WaitStatus exited((ending.status & 0xff) << 8);
    const run::Ending byItself = run::describeEnding(run::EndCause::ByItself, exited, 0, {});
    if (ending.sentence != byItself.sentence)
        tell(program_ + u' ' + ending.sentence + u'.');
}

int Run::finish() {
    int status = session_.ending().status;
    if (status_ != 0 && signal_ == 0)
        status = status_;
    tellEnding(session_.ending());
    saveSchedule(status);
    if (events_)
        if (const Outcome written = events_->finish(session_.history().log()); !written) {
            complain(QString::fromStdString(written.error()));
            status = kOwnFailure;
        }
    if (!wish_.record.isEmpty())
        if (const Outcome saved = session_.save(wish_.record); !saved) {
            complain(QString::fromStdString(saved.error()));
            status = kOwnFailure;
        }
    return signal_ != 0 ? 128 + signal_ : status;
}

int Run::run() {
    const EndSignals signals_([this](int signal, bool isForAll) { takeSignal(signal, isForAll); });
    Outcome ready = prepare();
    if (ready) {
        watch();
        ready = session_.start(wish_.spec);
    }
    if (!ready) {
        complain(QString::fromStdString(ready.error()));
        return kOwnFailure;
    }
    if (wish_.spec.terminal == run::Terminal::Pty)
        keyboard_ = std::make_unique<Keyboard>(session_);
    QCoreApplication::exec();
    keyboard_.reset();
    return finish();
}

} // namespace

int run(const QStringList& arguments) {
    auto wish = readWish(arguments);
    if (!wish) {
        complain(QString::fromStdString(wish.error()));
        return kUsage;
    }
    const bool isShuffled = wish->spec.drive.start == run::StartMode::Shuffle;
    if (isShuffled && (wish->times > 0 || wish->until))
        return shuffleMany(*wish);
    return wish->times > 0 ? runManyTimes(*wish) : Run(std::move(*wish)).run();
}

} // namespace forkscope::cli
