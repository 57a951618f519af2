// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/watchdog.h"

#include "engine/run/guard/proc.h"

#include <QCoreApplication>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

#include <unistd.h>

namespace forkscope::tests {
namespace {

std::vector<run::Session*> watchedSessions; // main thread alone

QString readProcFile(pid_t pid, const char* name) {
    QFile file(QStringLiteral("/proc/%1/%2").arg(pid).arg(QString::fromLatin1(name)));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

QString fromKernel() {
    QString text;
    for (const run::Descendant& d : run::descendantsOf(getpid())) {
        const auto stat = run::readProcStat(d.pid);
        if (!stat)
            continue;
        QString line = readProcFile(d.pid, "cmdline");
        line.replace(QChar(u'\0'), u' ');
        text += QStringLiteral("  %1 child of %2, state %3, in %4: %5\n")
                    .arg(d.pid)
                    .arg(stat->parent)
                    .arg(QChar::fromLatin1(stat->state))
                    .arg(readProcFile(d.pid, "wchan"),
                         line.isEmpty() ? QString::fromStdString(stat->name) : line);
    }
    return text;
}

QString fromWorld(const run::Session& session) {
    const world::World& world = session.history().now();
    QString text;
    for (const world::Process& p : world.processes()) {
        text += QStringLiteral("  %1, pid %2, state %3\n")
                    .arg(QString::fromStdString(world.labelOf(p.id)))
                    .arg(p.pid)
                    .arg(int(p.state));
        for (const world::Thread& t : p.threads)
            text += QStringLiteral("    thread %1 in line %2 of %3, waits by operation %4 for %5\n")
                        .arg(int(t.number))
                        .arg(t.line)
                        .arg(QString::fromUtf8(session.history().log().path(t.file)))
                        .arg(int(t.wait.what))
                        .arg(t.wait.object ? QString::fromStdString(world.nameOf(t.wait.object))
                                           : QStringLiteral("nothing"));
    }
    return text;
}

// Python's fault handler prints all threads' stacks on SIGABRT. Children first: a parent that ends takes its
// daemons along.
void abortPythons() {
    auto all = run::descendantsOf(getpid());
    std::ranges::reverse(all);
    for (const run::Descendant& d : all) {
        if (run::executableOf(d.pid).find("python") == std::string::npos)
            continue;
        kill(d.pid, SIGABRT);
        usleep(100'000); // one after the other, so that the stacks do not mix
    }
}

QString tailOf(const QByteArray& output) {
    return QString::fromUtf8(output.right(32 * 1024));
}

} // namespace

QString describeProcesses(run::Session* session) {
    QString text = QStringLiteral("Processes, by the kernel:\n") + fromKernel();
    if (session)
        text += QStringLiteral("By the World:\n") + fromWorld(*session);
    abortPythons();
    if (session) {
        QTest::qWait(1000);
        text += QStringLiteral("The terminal, with Python's stacks at its end:\n") +
                tailOf(session->outputUntil(session->now()));
    }
    return text;
}

struct Watchdog::Private {
    QString what;
    std::mutex mutex;
    std::condition_variable changed;
    bool over = false;
    std::thread thread;

    void bark() {
        const NotMainThread here;
        std::fprintf(stderr, "\nHANG: %s\n%s", qPrintable(what), qPrintable(fromKernel()));
        // The World belongs to the main thread, which may be what hangs.
        const auto told = std::make_shared<std::pair<std::mutex, bool>>();
        if (auto* const app = QCoreApplication::instance())
            QMetaObject::invokeMethod(app, [told] {
                for (run::Session* const session : watchedSessions)
                    std::fprintf(stderr, "%s", qPrintable(describeProcesses(session)));
                const std::lock_guard lock(told->first);
                told->second = true;
            });
        std::this_thread::sleep_for(std::chrono::seconds(5));
        const std::lock_guard lock(told->first);
        if (!told->second) {
            std::fprintf(stderr, "The test's own main thread does not turn its event loop.\n");
            abortPythons();
        }
        std::fflush(nullptr);
        std::_Exit(1);
    }
};

Watchdog::Watchdog(std::chrono::seconds bound, const QString& what) : d_(std::make_unique<Private>()) {
    d_->what = what.isEmpty() ? QString::fromUtf8(QTest::currentTestFunction()) : what;
    d_->thread = std::thread([d = d_.get(), bound] {
        const NotMainThread here;
        std::unique_lock lock(d->mutex);
        if (!d->changed.wait_for(lock, bound, [d] { return d->over; }))
            d->bark();
    });
}

Watchdog::~Watchdog() {
    {
        const std::lock_guard lock(d_->mutex);
        d_->over = true;
    }
    d_->changed.notify_all();
    d_->thread.join();
}

WatchedSession::WatchedSession(run::Session& session) : session_(session) {
    watchedSessions.push_back(&session);
}

WatchedSession::~WatchedSession() {
    std::erase(watchedSessions, &session_);
}

} // namespace forkscope::tests
