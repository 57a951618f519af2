// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/command.h"

#include "tests/support/run_program.h"
#include "tests/support/watchdog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

#include <sys/wait.h>

namespace forkscope::tests {

namespace {

QProcessEnvironment environmentWith(const QStringList& variables) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString& variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    return environment;
}

int statusOf(const QProcess& process) {
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 128 + process.exitCode();
}

} // namespace

QString Folder::write(const QString& name, const QByteArray& text) const {
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        QTest::qFail(qPrintable(file.errorString()), __FILE__, __LINE__);
    return path(name);
}

QString Folder::path(const QString& name) const {
    return QDir(QDir(folder_.path()).canonicalPath()).filePath(name);
}

QByteArray Folder::read(const QString& name) const {
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString forkscopeProgram() {
    return QCoreApplication::applicationDirPath() + QStringLiteral("/../bin/forkscope");
}

QString python() {
    return QStandardPaths::findExecutable(QStringLiteral("python3"));
}

Finished runProgramFile(const QString& program, const QStringList& words, const Around& around) {
    const Watchdog watchdog(around.bound + std::chrono::seconds(30), words.join(u' '));
    QProcess process;
    process.setProcessEnvironment(environmentWith(around.variables));
    if (!around.folder.isEmpty())
        process.setWorkingDirectory(around.folder);
    if (!around.outputFile.isEmpty())
        process.setStandardOutputFile(around.outputFile);
    process.start(program, words);
    process.write(around.input);
    process.closeWriteChannel();
    const bool hasEnded = process.waitForFinished(int(std::chrono::milliseconds(around.bound).count()));
    if (!hasEnded) {
        QTest::qFail(qPrintable(words.join(u' ') + " does not end:\n" + describeProcesses()), __FILE__,
                     __LINE__);
        process.kill();
        process.waitForFinished();
    }
    return {hasEnded ? statusOf(process) : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

Finished forkscope(const QStringList& words, const Around& around) {
    return runProgramFile(forkscopeProgram(), words, around);
}

Live::Live(const QStringList& words, const QString& folder) {
    if (!folder.isEmpty())
        process_.setWorkingDirectory(folder);
    process_.start(forkscopeProgram(), words);
    process_.closeWriteChannel();
}

Live::~Live() {
    process_.kill();
    process_.waitForFinished();
}

bool Live::prints(const QByteArray& text) {
    return QTest::qWaitFor([&] { return (out_ += process_.readAllStandardOutput()).contains(text); }, 30'000);
}

bool Live::sendSignal(int signal) const {
    return sendSignalTo(process_.processId(), signal);
}

Finished Live::end() {
    const Watchdog watchdog(std::chrono::seconds(90));
    if (!QTest::qWaitFor([&] { return process_.state() == QProcess::NotRunning; }, 60'000)) {
        QTest::qFail(qPrintable("forkscope does not end:\n" + describeProcesses()), __FILE__, __LINE__);
        return {-1, out_, process_.readAllStandardError()};
    }
    out_ += process_.readAllStandardOutput();
    return {statusOf(process_), out_, process_.readAllStandardError()};
}

bool sendSignalTo(qint64 pid, int signal) {
    return pid > 1 && kill(pid_t(pid), signal) == 0;
}

QStringList leftBehind() {
    (void)QTest::qWaitFor(
        [] {
            // Orphans of a killed guard come to this test, which is a subreaper.
            while (waitpid(-1, nullptr, WNOHANG) > 0) {
            }
            return processesLeft().isEmpty();
        },
        30'000);
    return processesLeft();
}

} // namespace forkscope::tests
