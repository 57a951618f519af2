// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/interpreter.h"

#include "engine/run/interpreter_process.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStandardPaths>

namespace forkscope::run {
namespace {

struct InterpreterWords {
    Q_DECLARE_TR_FUNCTIONS(forkscope::run::Interpreter)
};

Error interpreterError(const QString& sentence) {
    return Error{sentence.toStdString()};
}

// Runs on every Python from 3.4 on, PyPy included; older ones do not know -I and are asked for --version.
constexpr const char* kFactsScript = R"(
import json, os, sys
try:
    import _multiprocessing
    multiprocessing = hasattr(_multiprocessing, 'SemLock')
except ImportError:
    multiprocessing = False
print('forkscope:' + json.dumps({
    'version': list(sys.version_info[:3]), 'implementation': sys.implementation.name,
    'executable': sys.executable, 'prefix': sys.prefix, 'library': os.path.dirname(os.__file__),
    'free_threaded': 't' in getattr(sys, 'abiflags', ''), 'multiprocessing': multiprocessing}))
)";

QJsonObject factsIn(const QByteArray& output) {
    const qsizetype at = output.lastIndexOf("forkscope:");
    if (at < 0)
        return {};
    return QJsonDocument::fromJson(output.mid(at + qsizetype(strlen("forkscope:"))).trimmed()).object();
}

PythonVersion versionIn(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral(R"(\bPython (\d+)\.(\d+)(?:\.(\d+))?)"));
    const QRegularExpressionMatch match = pattern.match(text);
    return {match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt()};
}

QString tooOld(const QString& path, const PythonVersion& version) {
    return InterpreterWords::tr("%1 is Python %2, which is too old: Forkscope needs Python %3.%4 or newer.")
        .arg(path, version.text())
        .arg(kOldestPython.major)
        .arg(kOldestPython.minor);
}

// It did not answer as a Python should: too old to understand the question, or no Python at all.
Error explainNoFacts(const QString& path, const HelperAnswer& answer, std::chrono::milliseconds bound) {
    const HelperAnswer said = askHelper(path, {QStringLiteral("--version")}, {}, bound);
    const PythonVersion version = versionIn(QString::fromUtf8(said.output + said.errors));
    if (said.good() && version != PythonVersion{} && version < kOldestPython)
        return interpreterError(tooOld(path, version));
    const QString line = answer.lastErrorLine().left(200);
    if (version != PythonVersion{} && !line.isEmpty())
        return interpreterError(
            InterpreterWords::tr("%1 cannot start (“%2”): repair or reinstall this Python, or "
                                 "choose another one with --python.")
                .arg(path, line));
    return interpreterError(
        InterpreterWords::tr("%1 is not a Python interpreter: choose another one with --python.").arg(path));
}

QString warningFor(const Interpreter& found) {
    if (found.freeThreaded)
        return InterpreterWords::tr(
                   "%1 is a free-threaded build, with which Forkscope was never tested: choose an "
                   "ordinary build if something looks wrong.")
            .arg(found.name());
    if (found.version > kNewestTestedPython)
        return InterpreterWords::tr(
                   "%1 is newer than Python %2.%3, the newest one that Forkscope was tested with.")
            .arg(found.name())
            .arg(kNewestTestedPython.major)
            .arg(kNewestTestedPython.minor);
    return {};
}

// Version managers put a shell script in the place of python3. It would run as a process of the learner's
// program, and some more with it: what it ends in is started instead.
QString behindScript(const QString& path, const QString& executable) {
    QFile file(path);
    const bool isScript = file.open(QIODevice::ReadOnly) && file.read(2) == "#!";
    const QFileInfo real(executable);
    return isScript && real.isAbsolute() && real.isExecutable() ? executable : path;
}

Result<Interpreter> judge(const QString& path, const QJsonObject& facts) {
    Interpreter found;
    const QJsonValue version = facts[QLatin1String("version")];
    found.path = path;
    found.version = {version[0].toInt(), version[1].toInt(), version[2].toInt()};
    found.implementation = facts[QLatin1String("implementation")].toString();
    found.executable = facts[QLatin1String("executable")].toString();
    found.path = behindScript(path, found.executable);
    found.prefix = facts[QLatin1String("prefix")].toString();
    found.standardLibrary = facts[QLatin1String("library")].toString();
    found.freeThreaded = facts[QLatin1String("free_threaded")].toBool();
    if (found.implementation != QLatin1String("cpython"))
        return interpreterError(
            InterpreterWords::tr("%1 is %2, but Forkscope can only look inside CPython, the usual "
                                 "Python: choose another one with --python.")
                .arg(path, found.implementation));
    if (found.version < kOldestPython)
        return interpreterError(tooOld(path, found.version));
    if (!facts[QLatin1String("multiprocessing")].toBool())
        return interpreterError(
            InterpreterWords::tr("%1 was built without the multiprocessing module: choose another "
                                 "Python with --python.")
                .arg(path));
    found.warning = warningFor(found);
    return found;
}

Result<Interpreter> ask(const QString& path, std::chrono::milliseconds bound) {
    const HelperAnswer answer = askHelper(
        path, {QStringLiteral("-I"), QStringLiteral("-c"), QString::fromUtf8(kFactsScript)}, {}, bound);
    if (answer.end == HelperEnd::TimedOut)
        return interpreterError(
            InterpreterWords::tr("%1 gave no answer within %n second(s): choose another Python "
                                 "with --python.",
                                 nullptr, int(bound.count() + 999) / 1000)
                .arg(path));
    if (answer.end == HelperEnd::NotStarted)
        return interpreterError(
            InterpreterWords::tr("%1 cannot be started (%2): choose another Python with --python.")
                .arg(path, answer.trouble));
    const QJsonObject facts = factsIn(answer.output);
    return facts.isEmpty() ? Result<Interpreter>(explainNoFacts(path, answer, bound)) : judge(path, facts);
}

QString pythonInside(const QString& folder) {
    for (const char* name : {"bin/python", "bin/python3"}) {
        const QString candidate = QDir(folder).filePath(QLatin1String(name));
        if (QFileInfo(candidate).isFile())
            return candidate;
    }
    return {};
}

QString onPath(const QString& name, const QProcessEnvironment& environment) {
    const QStringList folders =
        environment.value(QStringLiteral("PATH")).split(QLatin1Char(':'), Qt::SkipEmptyParts);
    return folders.isEmpty() ? QString() : QStandardPaths::findExecutable(name, folders);
}

Result<Interpreter> findChosen(QString chosen, const QProcessEnvironment& environment) {
    if (chosen.startsWith(QLatin1String("~/")))
        chosen.replace(0, 1, QDir::homePath());
    if (!chosen.contains(QLatin1Char('/')) && !QFileInfo(chosen).isDir()) {
        const QString found = onPath(chosen, environment);
        if (found.isEmpty())
            return interpreterError(
                InterpreterWords::tr(
                    "No program named %1 was found on PATH: give the whole path of a Python.")
                    .arg(chosen));
        return inspectInterpreter(found);
    }
    if (QFileInfo(chosen).isDir()) {
        const QString inside = pythonInside(chosen);
        if (inside.isEmpty())
            return interpreterError(
                InterpreterWords::tr(
                    "%1 is a folder without a bin/python: choose a Python interpreter or the folder "
                    "of a virtual environment.")
                    .arg(chosen));
        chosen = inside;
    }
    return inspectInterpreter(chosen);
}

} // namespace

QString PythonVersion::text() const {
    return QStringLiteral("%1.%2.%3").arg(major).arg(minor).arg(micro);
}

QString Interpreter::name() const {
    return QStringLiteral("Python %1").arg(version.text());
}

Result<Interpreter> inspectInterpreter(const QString& path, std::chrono::milliseconds bound) {
    const QFileInfo info(path);
    const QString absolute = QDir::cleanPath(info.absoluteFilePath());
    if (!info.exists())
        return interpreterError(
            InterpreterWords::tr("There is no file %1: choose a Python that exists with --python.")
                .arg(absolute));
    if (!info.isFile() || !info.isExecutable())
        return interpreterError(
            InterpreterWords::tr("%1 is not an executable file: choose a Python interpreter with --python.")
                .arg(absolute));

    static QHash<QString, Interpreter> known;
    const QString key = QStringLiteral("%1|%2|%3")
                            .arg(absolute)
                            .arg(info.lastModified().toMSecsSinceEpoch())
                            .arg(info.size());
    if (const auto it = known.constFind(key); it != known.constEnd())
        return *it;
    Result<Interpreter> found = ask(absolute, bound);
    if (found)
        known.insert(key, *found);
    return found;
}

Result<Interpreter> findInterpreter(const QString& chosen, const QProcessEnvironment& environment) {
    if (!chosen.isEmpty())
        return findChosen(chosen, environment);
    if (const QString folder = environment.value(QStringLiteral("VIRTUAL_ENV")); !folder.isEmpty()) {
        const QString inside = pythonInside(folder);
        if (!inside.isEmpty())
            return inspectInterpreter(inside);
        return interpreterError(
            InterpreterWords::tr(
                "The active virtual environment %1 has no bin/python: type “deactivate”, make it "
                "again, or choose a Python with --python.")
                .arg(folder));
    }
    const QString found = onPath(QStringLiteral("python3"), environment);
    if (found.isEmpty())
        return interpreterError(InterpreterWords::tr("No Python was found: install python3 (for example "
                                                     "“sudo apt install python3”) or choose one with "
                                                     "--python."));
    return inspectInterpreter(found);
}

} // namespace forkscope::run
