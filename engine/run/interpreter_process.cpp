// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/interpreter_process.h"

#include <QDeadlineTimer>
#include <QProcess>

#include <algorithm>
#include <csignal>

#include <unistd.h>

namespace forkscope::run {
namespace {

constexpr int kSliceMs = 50; // how long a flood may go unnoticed

void keepUpTo(QByteArray& kept, const QByteArray& more) {
    kept += more.left(std::max<qint64>(0, kHelperOutputBytes - kept.size()));
}

// The helper leads a session of its own, so that a shell script's children go with it.
void killWithChildren(QProcess& process) {
    if (process.processId() > 0)
        ::kill(pid_t(-process.processId()), SIGKILL);
    process.kill();
    process.waitForFinished(1000);
}

void takeOutput(QProcess& process, HelperAnswer& answer) {
    keepUpTo(answer.output, process.readAllStandardOutput());
    keepUpTo(answer.errors, process.readAllStandardError());
}

bool flooded(const HelperAnswer& answer) {
    return answer.output.size() >= kHelperOutputBytes || answer.errors.size() >= kHelperOutputBytes;
}

} // namespace

QString HelperAnswer::lastErrorLine() const {
    const QList<QByteArray> lines = errors.trimmed().split('\n');
    return QString::fromUtf8(lines.last().trimmed());
}

HelperAnswer askHelper(const QString& program, const QStringList& arguments, const QByteArray& input,
                       std::chrono::milliseconds bound, const QProcessEnvironment& environment) {
    HelperAnswer answer;
    QProcess process;
    process.setChildProcessModifier([] { ::setsid(); });
    if (!environment.isEmpty())
        process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForStarted(int(bound.count()))) {
        answer.trouble = process.errorString();
        return answer;
    }
    if (!input.isEmpty())
        process.write(input);
    process.closeWriteChannel();

    const QDeadlineTimer deadline(bound);
    while (process.state() != QProcess::NotRunning && !deadline.hasExpired() && !flooded(answer)) {
        process.waitForReadyRead(int(std::clamp<qint64>(deadline.remainingTime(), 1, kSliceMs)));
        takeOutput(process, answer);
    }
    if (process.state() != QProcess::NotRunning) {
        answer.end = flooded(answer) ? HelperEnd::Flooded : HelperEnd::TimedOut;
        killWithChildren(process);
        return answer;
    }
    takeOutput(process, answer);
    answer.end = process.exitStatus() == QProcess::NormalExit ? HelperEnd::Exited : HelperEnd::Crashed;
    answer.exitCode = process.exitCode();
    return answer;
}

} // namespace forkscope::run
