// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lesson/program_run.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <csignal>
#include <unistd.h>

namespace forkscope::lesson {

namespace {

constexpr qint64 kLimitMs = 60'000;
constexpr qint64 kWatchMs = 2'500; // longer than any sleep after which a lesson's program could still go on

QStringList plainLines(QString text) {
    static const QRegularExpression colours(QStringLiteral("\x1b\\[[0-9;]*m"));
    QStringList lines;
    for (const QString& line : text.remove(colours).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        lines.append(line.trimmed());
    return lines;
}

} // namespace

QString testPython() {
    return qEnvironmentVariable("FORKSCOPE_TEST_PYTHON", QStringLiteral("python3"));
}

ProgramRun::ProgramRun(const QString& name, const QString& source, bool shouldEnd, const QStringList& shown)
    : file_(folder_.filePath(name + QStringLiteral(".py"))), shouldEnd_(shouldEnd), shown_(shown) {
    QFile file(file_);
    if (file.open(QIODevice::WriteOnly))
        file.write(source.toUtf8());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("PYTHONUNBUFFERED")); // it would tear a line from its end
    process_.setProcessEnvironment(environment);
    process_.setWorkingDirectory(folder_.path());
    process_.setStandardInputFile(QProcess::nullDevice());
    process_.setChildProcessModifier([] { ::setsid(); });
}

ProgramRun::~ProgramRun() {
    if (process_.state() != QProcess::NotRunning) {
        ::kill(-static_cast<pid_t>(process_.processId()), SIGKILL);
        process_.waitForFinished();
    }
}

void ProgramRun::start() {
    process_.start(testPython(), {file_});
    sinceStart_.start();
}

void ProgramRun::collect() {
    output_ += QString::fromUtf8(process_.readAllStandardOutput());
    errors_ += QString::fromUtf8(process_.readAllStandardError());
}

bool ProgramRun::allShown() const {
    const QString both = output_ + errors_;
    return std::all_of(shown_.begin(), shown_.end(),
                       [&](const QString& text) { return both.contains(text); });
}

bool ProgramRun::isOver() {
    collect();
    if (process_.state() == QProcess::NotRunning || sinceStart_.hasExpired(kLimitMs))
        return true;
    if (shouldEnd_ || !allShown())
        return false;
    if (!sinceShown_.isValid())
        sinceShown_.start();
    return sinceShown_.hasExpired(kWatchMs);
}

Printed ProgramRun::printed() {
    collect();
    return {plainLines(output_), errors_, process_.state() == QProcess::NotRunning};
}

} // namespace forkscope::lesson
