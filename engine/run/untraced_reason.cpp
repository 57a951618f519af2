// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/untraced_reason.h"

#include "engine/run/guard/proc.h"
#include "engine/run/program_command.h"

#include <QCoreApplication>
#include <QFile>

namespace forkscope::run {
namespace {

struct UntracedWords {
    Q_DECLARE_TR_FUNCTIONS(forkscope::run::UntracedReason)
};

// The options of Python itself, before -c, -m or its program.
QStringList pythonOptions(pid_t pid) {
    QStringList options;
    const auto words = commandLine(pid);
    for (std::size_t i = 1; i < words.size(); ++i) {
        const QString word = QString::fromStdString(words[i]);
        if (!word.startsWith(u'-') || word == u"-" || word == u"-c" || word == u"-m")
            break;
        options << word;
        if ((word == u"-W" || word == u"-X") && ++i < words.size())
            options << QString::fromStdString(words[i]);
    }
    return options;
}

bool hasVariable(const QByteArray& environment, const char* name) {
    const QByteArray start = QByteArray(name) + '=';
    return environment.startsWith(start) || environment.contains(QByteArray(1, '\0') + start);
}

} // namespace

std::string untracedReason(pid_t pid, const std::string& name) {
    QFile file(QStringLiteral("/proc/%1/environ").arg(pid));
    const QString who = QStringLiteral("%1 (%2)").arg(QString::fromStdString(name)).arg(pid);
    const QStringList options = pythonOptions(pid);
    if (turnsPythonPathOff(options))
        return UntracedWords::tr(
                   "%1 is seen from outside only: it was started with %2, which keeps Forkscope out.")
            .arg(who, options.join(u' '))
            .toStdString();
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray environment = file.readAll();
    if (!hasVariable(environment, "FORKSCOPE_TRACE") || !hasVariable(environment, "PYTHONPATH"))
        return UntracedWords::tr(
                   "%1 is seen from outside only: it was started with another environment, without "
                   "PYTHONPATH or FORKSCOPE_TRACE.")
            .arg(who)
            .toStdString();
    return {};
}

} // namespace forkscope::run
