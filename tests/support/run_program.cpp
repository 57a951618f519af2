// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/run_program.h"

#include "engine/run/guard/kernel_names.h"
#include "engine/run/guard/proc.h"
#include "tests/support/watchdog.h"

#include <QFile>
#include <QTest>

#include <unistd.h>

namespace forkscope::tests {

QString testProgram(const QString& name) {
    return QStringLiteral(FORKSCOPE_TEST_PROGRAMS "/") + name;
}

std::unique_ptr<run::Session> runProgram(const QString& path, run::LaunchSpec spec,
                                         std::chrono::seconds bound) {
    auto session = std::make_unique<run::Session>();
    spec.program = path;
    const Watchdog watchdog(bound + std::chrono::seconds(30), path);
    const WatchedSession watched(*session);
    if (const Outcome started = session->start(spec); !started) {
        QTest::qFail(started.error().c_str(), __FILE__, __LINE__);
        return session;
    }
    if (!waitUntilEnded(*session, bound)) {
        QTest::qFail(qPrintable(path + QStringLiteral(" does not end:\n") + describeProcesses(session.get())),
                     __FILE__, __LINE__);
        session->stop();
        waitUntilEnded(*session, std::chrono::seconds(20));
    }
    return session;
}

bool waitUntilEnded(run::Session& session, std::chrono::milliseconds bound) {
    return QTest::qWaitFor([&] { return session.state() == run::SessionState::Ended; }, int(bound.count()));
}

QStringList processesLeft() {
    QStringList left;
    for (const run::Descendant& d : run::descendantsOf(getpid())) {
        const auto stat = run::readProcStat(d.pid);
        if (!stat || stat->state == 'X')
            continue;
        QStringList words;
        for (const std::string& word : run::commandLine(d.pid))
            words << QString::fromStdString(word);
        left << QStringLiteral("%1 (child of %2) %3 %4 %5")
                    .arg(d.pid)
                    .arg(stat->parent)
                    .arg(QChar::fromLatin1(stat->state))
                    .arg(QString::fromStdString(stat->name), words.join(u' '));
    }
    return left;
}

QStringList semaphoresLeft(const trace::Log& log) {
    QStringList left;
    for (std::size_t i = 0; i < log.size(); ++i) {
        const std::string name(log.text(log[i], trace::Tag::Name).value_or(""));
        if (log[i].kind == trace::Kind::LockCreate && run::isSemaphoreName(name) &&
            QFile::exists(QStringLiteral("/dev/shm/sem.") + QString::fromStdString(name.substr(1))))
            left << QString::fromStdString(name);
    }
    return left;
}

} // namespace forkscope::tests
