// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/environment.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <unistd.h>

namespace forkscope::run {
namespace {

// A terminal window that was opened from the desktop tells its own size and type; ours differ.
void describeTerminal(QProcessEnvironment& environment) {
    environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm-256color"));
    environment.remove(QStringLiteral("COLUMNS"));
    environment.remove(QStringLiteral("LINES"));
    // With it each print() becomes several writes, which mix between processes: a lesson of its own, not the
    // rule.
    environment.remove(QStringLiteral("PYTHONUNBUFFERED"));
}

void preloadEntry(QProcessEnvironment& environment) {
    const QString name = QStringLiteral("LD_PRELOAD");
    const QString library = probeFolder() + QStringLiteral("/forkscope_entry.so");
    // Both separate names there, and cannot be escaped. ld.so(8)
    if (library.contains(u' ') || library.contains(u':'))
        return;
    const QString own = environment.value(name);
    environment.insert(name, own.isEmpty() ? library : library + u':' + own);
}

// Our own environment's line, where it still says what `environment` says. Nobody changes a variable whose
// name is not UTF-8.
bool isUnchanged(const QByteArray& line, const QProcessEnvironment& environment) {
    const qsizetype end = line.indexOf('=', 1);
    const QString name = QString::fromLocal8Bit(line.left(end));
    if (end > 0 && name.toLocal8Bit() != line.left(end))
        return true;
    return end > 0 && environment.contains(name) &&
           environment.value(name) == QString::fromLocal8Bit(line.mid(end + 1));
}

} // namespace

QString sharePath() {
    const QString chosen = qEnvironmentVariable("FORKSCOPE_SHARE");
    return chosen.isEmpty() ? QDir::cleanPath(QCoreApplication::applicationDirPath() +
                                              QStringLiteral("/../share/forkscope"))
                            : chosen;
}

QString probeFolder() {
    return sharePath() + QStringLiteral("/probe");
}

QString guardExecutable() {
    const QString here = QCoreApplication::applicationDirPath();
    for (const char* const place : {"/forkscope-guard", "/../bin/forkscope-guard"}) {
        const QString path = QDir::cleanPath(here + QString::fromLatin1(place));
        if (QFileInfo(path).isExecutable())
            return path;
    }
    return {};
}

QProcessEnvironment programEnvironment(const QProcessEnvironment& caller, const QString& tracePath,
                                       Terminal terminal, bool byLoader) {
    QProcessEnvironment environment = caller;
    if (!tracePath.isEmpty()) {
        const QString pythonPath = QStringLiteral("PYTHONPATH");
        const QString own = caller.value(pythonPath);
        environment.insert(pythonPath, own.isEmpty() ? probeFolder() : probeFolder() + u':' + own);
        environment.insert(QStringLiteral("FORKSCOPE_TRACE"), tracePath);
        if (byLoader)
            preloadEntry(environment);
    }
    if (terminal == Terminal::Pty)
        describeTerminal(environment);
    return environment;
}

std::vector<std::string> environmentBlock(const QProcessEnvironment& environment) {
    std::vector<std::string> block;
    QSet<QString> told;
    for (char** line = environ; *line; ++line) {
        if (!isUnchanged(*line, environment))
            continue;
        block.emplace_back(*line);
        told.insert(QString::fromLocal8Bit(*line));
    }
    const QStringList lines = environment.toStringList();
    for (const QString& line : lines)
        if (!told.contains(line))
            block.push_back(line.toLocal8Bit().toStdString());
    return block;
}

} // namespace forkscope::run
