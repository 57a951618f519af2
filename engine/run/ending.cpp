// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/ending.h"

#include <QCoreApplication>

#include <cstring>

namespace forkscope::run {
namespace {

constexpr int kTimeOutStatus = 124, kOwnFailureStatus = 125;

QString tr(const char* text, int n = -1) {
    return QCoreApplication::translate("forkscope::run::Ending", text, nullptr, n);
}

QString endOfMain(const std::optional<WaitStatus>& main) {
    if (!main)
        return tr("ended; how, nobody could see");
    if (main->signaled())
        return tr("was killed by signal %1 (%2)")
            .arg(main->signal())
            .arg(QString::fromLocal8Bit(strsignal(main->signal())));
    return main->exitCode() == 0 ? tr("ended normally") : tr("ended with exit code %1").arg(main->exitCode());
}

QString sentenceFor(EndCause cause, const std::optional<WaitStatus>& main, const Limits& limits) {
    switch (cause) {
    case EndCause::Stopped:
        return tr("was stopped by you");
    case EndCause::TimeOut:
        return tr("ran longer than %1 s: stopped").arg(double(limits.time.count()) / 1000.0);
    case EndCause::TooMuchOutput:
        return tr("prints more than %1: stopped").arg(sizeInWords(limits.outputBytes));
    case EndCause::TooManyProcesses:
        return tr("starts more than %1 processes: stopped").arg(limits.processes);
    case EndCause::FromOutside:
        return tr("was ended from outside, by a signal to Forkscope's guard");
    case EndCause::GuardKilled:
        return tr("was stopped, since Forkscope's guard was killed from outside");
    case EndCause::ByItself:
        break;
    }
    return endOfMain(main);
}

} // namespace

Ending describeEnding(EndCause cause, std::optional<WaitStatus> main, int leftOver, const Limits& limits) {
    Ending e;
    e.sentence = sentenceFor(cause, main, limits);
    e.leftOver = leftOver;
    if (leftOver > 0 && cause == EndCause::ByItself)
        e.sentence += tr("; %n process(es) that it left behind had to be stopped", leftOver);
    if (cause == EndCause::TimeOut)
        e.status = kTimeOutStatus;
    else if (cause == EndCause::GuardKilled || !main)
        e.status = kOwnFailureStatus;
    else
        e.status = main->shellStatus();
    return e;
}

QString sizeInWords(qint64 bytes) {
    constexpr qint64 kMiB = 1 << 20;
    if (bytes >= 1024 * kMiB && bytes % (1024 * kMiB) == 0)
        return tr("%1 GiB").arg(bytes / (1024 * kMiB));
    return bytes >= kMiB ? tr("%1 MiB").arg(bytes / kMiB) : tr("%1 KiB").arg(bytes / 1024);
}

} // namespace forkscope::run
