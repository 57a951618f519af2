// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/cli.h"
#include "engine/cli/commands.h"
#include "engine/cli/event_file.h"
#include "engine/cli/options.h"
#include "engine/run/session.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace forkscope::cli {

namespace {
// SIGTERM and SIGHUP reach the event loop through a pipe, so that the run is ended and its record kept
// (signal-safety(7)).
class EndSignals {
  public:
    explicit EndSignals(run::Session& session) {
        if (pipe2(pipe_.data(), O_CLOEXEC | O_NONBLOCK) != 0)
            return;
        writeEnd_ = pipe_[1];
        notifier_ = std::make_unique<QSocketNotifier>(pipe_[0], QSocketNotifier::Read);
        QObject::connect(notifier_.get(), &QSocketNotifier::activated, &session, [this, &session] {
            int number = 0;
            if (::read(pipe_[0], &number, sizeof number) == sizeof number)
                received_ = number;
            session.stop();
        });
        std::signal(SIGTERM, &EndSignals::note);
        std::signal(SIGHUP, &EndSignals::note);
        // Ctrl+C goes to the program as well, as it would without us; how the program takes it decides.
        std::signal(SIGINT, SIG_IGN);
    }
    ~EndSignals() {
        for (const int signal : {SIGTERM, SIGHUP, SIGINT})
            std::signal(signal, SIG_DFL);
        writeEnd_ = -1;
        for (const int fd : pipe_)
            if (fd >= 0)
                close(fd);
    }
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;
    int received() const { return received_; } // 0: none

  private:
    static void note(int number) {
        if (writeEnd_ >= 0 && ::write(writeEnd_, &number, sizeof number) < 0) {
            // A full pipe holds this very wish already.
        }
    }
    static inline int writeEnd_ = -1;
    std::array<int, 2> pipe_{-1, -1};
    std::unique_ptr<QSocketNotifier> notifier_;
    int received_ = 0;
};

struct RunWish {
    run::LaunchSpec spec;
    QString record;
    QString events;
    bool quiet = false;
};

Result<RunWish> readWish(const QStringList& words) {
    const auto options = readOptions(words, {"python", "record", "events", "timeout"}, {"quiet", "pty"},
                                     /*stopAtPositional*/ true);
    if (!options)
        return Error{options.error()};
    if (options->positional.isEmpty())
        return Error{"Which program? Say: forkscope run FILE.py"};
    RunWish wish;
    wish.spec.program = options->positional.first();
    wish.spec.arguments = options->positional.mid(1);
    wish.spec.interpreter = options->value("python");
    wish.spec.workingFolder = QDir::currentPath();
    wish.spec.keepOrphans = false;
    wish.record = options->value("record");
    wish.events = options->value("events");
    wish.quiet = options->has("quiet");
    wish.spec.terminal = options->has("pty")   ? run::Terminal::Pty
                         : wish.events == u"-" ? run::Terminal::EventsOnStdout
                                               : run::Terminal::Inherit;
    if (options->has("timeout")) {
        bool isNumber = false;
        const double seconds = options->value("timeout").toDouble(&isNumber);
        if (!isNumber || seconds <= 0 || seconds > 1e7)
            return Error{"--timeout takes a number of seconds, such as 2.5."};
        wish.spec.limits.time = std::chrono::milliseconds(std::max(1, int(seconds * 1000)));
    }
    return wish;
}

// With a terminal of its own the program's output comes to us; where it goes on to depends on who has
// standard output.
void forwardTerminal(run::Session& session, bool eventsOnStdout) {
    QObject::connect(&session, &run::Session::outputArrived, &session,
                     [eventsOnStdout](const QByteArray& bytes) {
                         std::FILE* to = eventsOnStdout ? stderr : stdout;
                         std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), to);
                         std::fflush(to);
                     });
}

void tell(const RunWish& wish, const QString& sentence) {
    if (!wish.quiet)
        complain(sentence);
}

int finish(const RunWish& wish, run::Session& session, EventFile* events, int signal) {
    int status = session.ending().status;
    if (session.ending().leftOver > 0)
        tell(wish, QStringLiteral("%1 process(es) were still running when main had ended; they were stopped.")
                       .arg(session.ending().leftOver));
    else if (status != 0 && !session.ending().sentence.isEmpty())
        tell(wish, session.ending().sentence);
    if (events)
        if (const Outcome written = events->finish(session.history().log()); !written) {
            complain(QString::fromStdString(written.error()));
            status = kOwnFailure;
        }
    if (!wish.record.isEmpty())
        if (const Outcome saved = session.save(wish.record); !saved) {
            complain(QString::fromStdString(saved.error()));
            status = kOwnFailure;
        }
    return signal != 0 ? 128 + signal : status;
}
} // namespace

int run(const QStringList& arguments) {
    const auto wish = readWish(arguments);
    if (!wish) {
        complain(QString::fromStdString(wish.error()));
        return kUsage;
    }
    std::unique_ptr<EventFile> events;
    if (!wish->events.isEmpty()) {
        auto opened = EventFile::open(wish->events);
        if (!opened) {
            complain(QString::fromStdString(opened.error()));
            return kOwnFailure;
        }
        events = std::move(*opened);
    }
    run::Session session;
    EndSignals endSignals(session);
    QObject::connect(&session, &run::Session::noted, &session,
                     [&](const QString& sentence) { tell(*wish, sentence); });
    QObject::connect(&session, &run::Session::traceQuotaReached, &session, [&](qint64 bytes) {
        tell(*wish,
             QStringLiteral(
                 "The trace has reached its bound of %1 MiB; the run ends here, nothing before is lost.")
                 .arg(bytes >> 20));
        session.stop();
    });
    if (events)
        QObject::connect(&session, &run::Session::advanced, &session,
                         [&] { events->follow(session.history().log()); });
    if (wish->spec.terminal == run::Terminal::Pty)
        forwardTerminal(session, wish->events == u"-");
    QObject::connect(&session, &run::Session::ended, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    if (const Outcome started = session.start(wish->spec); !started) {
        complain(QString::fromStdString(started.error()));
        return kOwnFailure;
    }
    QCoreApplication::exec();
    return finish(*wish, session, events.get(), endSignals.received());
}

} // namespace forkscope::cli
