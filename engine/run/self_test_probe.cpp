// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/self_test_probe.h"

#include "engine/run/interpreter_process.h"
#include "engine/trace/store.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace forkscope::run {
namespace {

struct ProbeWords {
    Q_DECLARE_TR_FUNCTIONS(forkscope::run::SelfTest)
};

constexpr qint64 kTrialTraceBytes = qint64(4) << 20;

// The same way of loading as the probe's sitecustomize.py, but it tells why it fails.
constexpr const char* kLoadScript =
    "import _frozen_importlib as f, _imp, sys\n"
    "_imp.create_dynamic(f.ModuleSpec('_forkscope', None, origin=sys.argv[1]))\n";

QString fileKey(const QString& path) {
    const QFileInfo info(path);
    return QStringLiteral("%1|%2|%3").arg(path).arg(info.lastModified().toMSecsSinceEpoch()).arg(info.size());
}

QString library(const QString& folder) {
    return QDir(folder).filePath(QStringLiteral("_forkscope.abi3.so"));
}

QString reasonForNotLoading(const Interpreter& interpreter, const QString& folder) {
    const HelperAnswer answer = askHelper(
        interpreter.path,
        {QStringLiteral("-I"), QStringLiteral("-c"), QString::fromLatin1(kLoadScript), library(folder)}, {},
        kInterpreterBound);
    if (answer.end == HelperEnd::Crashed)
        return ProbeWords::tr("it crashes");
    return answer.good() ? ProbeWords::tr("it loads, but says nothing") : answer.lastErrorLine();
}

} // namespace

Outcome tryProbe(const Interpreter& interpreter, const QString& probeFolder) {
    static QSet<QString> good;
    const QString key = fileKey(interpreter.path) + fileKey(library(probeFolder));
    if (good.contains(key))
        return Done{};
    auto store = trace::TraceStore::create(kTrialTraceBytes);
    if (!store)
        return Error{store.error()};

    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PYTHONPATH"), probeFolder);
    environment.insert(QStringLiteral("FORKSCOPE_TRACE"), QString::fromStdString((*store)->path()));
    const HelperAnswer answer = askHelper(interpreter.path, {QStringLiteral("-c"), QStringLiteral("pass")},
                                          {}, kInterpreterBound, environment);
    // Streams are numbered from 1; the next one is 2 once a process has taken its own.
    if (answer.good() && (*store)->header().nextStream.load() > 1) {
        good.insert(key);
        return Done{};
    }
    return Error{
        ProbeWords::tr("%1 does not take the probe (%2), so nothing could be seen in its processes: choose "
                       "another Python with --python.")
            .arg(interpreter.path, answer.good() ? reasonForNotLoading(interpreter, probeFolder)
                                                 : answer.trouble + answer.lastErrorLine())
            .toStdString()};
}

} // namespace forkscope::run
