// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/sandbox.h"

#include "engine/run/environment.h"
#include "engine/run/program_command.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>

namespace forkscope::run {
namespace {

struct SandboxWords {
    Q_DECLARE_TR_FUNCTIONS(forkscope::run::Sandbox)
};

constexpr int kTrialBoundMs = 10'000;

QString bubblewrap() {
    return QStandardPaths::findExecutable(QStringLiteral("bwrap"));
}

bool isBelow(const QString& path, const QString& folder) {
    return path == folder || path.startsWith(folder + u'/');
}

// What is out of sight: empty in there.
QStringList hiddenFolders() {
    QStringList hidden{QDir::homePath(),       QStringLiteral("/home"),    QStringLiteral("/root"),
                       QStringLiteral("/tmp"), QStringLiteral("/var/tmp"), QStringLiteral("/run")};
    hidden.removeIf([](const QString& folder) { return !QFileInfo(folder).isDir() || folder == u"/"; });
    for (QString& folder : hidden)
        folder = QFileInfo(folder).canonicalFilePath();
    hidden.removeDuplicates();
    const QStringList all = hidden;
    hidden.removeIf([&](const QString& folder) { // within another one it is out of sight already
        return std::ranges::any_of(all, [&](const QString& o) { return o != folder && isBelow(folder, o); });
    });
    return hidden;
}

QString parentOf(const QString& path) {
    return QFileInfo(path).path();
}

// What the run reads: Python, the probe, the guard, the program with what lies beside it.
QStringList readFolders(const Interpreter& python, const LaunchSpec& spec) {
    const QString binary = QFileInfo(python.path).canonicalFilePath();
    QStringList needed{python.prefix,
                       parentOf(parentOf(python.path)),
                       parentOf(parentOf(python.standardLibrary)),
                       parentOf(parentOf(binary)),
                       sharePath(),
                       parentOf(guardExecutable())};
    const QString source = programSource(spec);
    // Of a program that lies in the home folder itself, nothing else is to be seen.
    const QString folder = parentOf(source);
    if (!source.isEmpty())
        needed << (isBelow(QDir::homePath(), folder) ? source : folder)
               << QFileInfo(source).canonicalFilePath();
    return needed;
}

std::vector<std::string> native(const QStringList& words) {
    std::vector<std::string> all;
    for (const QString& word : words)
        all.push_back(QFile::encodeName(word).toStdString());
    return all;
}

} // namespace

Outcome checkSandbox() {
    const QString program = bubblewrap();
    if (program.isEmpty())
        return Error{
            SandboxWords::tr("A sandbox needs bubblewrap, which is not installed. Install the package "
                             "bubblewrap, or run the program without a sandbox.")
                .toStdString()};
    QProcess trial;
    trial.start(program, {"--ro-bind", "/", "/", "--dev", "/dev", "--unshare-net", "--unshare-ipc", "true"});
    if (trial.waitForFinished(kTrialBoundMs) && trial.exitStatus() == QProcess::NormalExit &&
        trial.exitCode() == 0)
        return Done{};
    trial.kill();
    trial.waitForFinished();
    return Error{
        SandboxWords::tr("This system does not let bubblewrap make a sandbox (%1). Ask whoever looks "
                         "after it to allow user namespaces, or run the program without a sandbox.")
            .arg(QString::fromLocal8Bit(trial.readAllStandardError()).trimmed())
            .toStdString()};
}

std::vector<std::string> sandboxed(const std::vector<std::string>& command, const Interpreter& interpreter,
                                   const LaunchSpec& spec, const QString& scratch) {
    QStringList words{bubblewrap(), "--ro-bind", "/", "/", "--dev", "/dev"};
    const QStringList hidden = hiddenFolders();
    for (const QString& folder : hidden)
        words << "--tmpfs" << folder;
    const QStringList needed = readFolders(interpreter, spec);
    for (const QString& path : needed) {
        const auto hides = [&](const QString& folder) { return isBelow(path, folder) && path != folder; };
        if (std::ranges::any_of(hidden, hides))
            words << "--ro-bind" << path << path;
    }
    words << "--bind" << scratch << scratch;
    for (const QString& folder : hidden)
        words << "--remount-ro" << folder;
    words << "--chdir" << scratch << "--setenv"
          << "TMPDIR" << scratch << "--setenv"
          << "HOME" << scratch;
    words << "--unshare-net"
          << "--unshare-ipc"
          << "--cap-drop"
          << "ALL"
          << "--die-with-parent"
          << "--";
    words << guardExecutable() << "--inside"
          << "--";
    std::vector<std::string> all = native(words);
    all.insert(all.end(), command.begin(), command.end());
    return all;
}

} // namespace forkscope::run
