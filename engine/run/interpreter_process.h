// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One short question to another program (nearly always a Python): run it, wait, take the answer. Synchronous
// and bounded in time and in output, for the main thread; whatever the program started is killed with it when
// it goes over a bound. Not for the learner's program, which has the guard.
#include <QByteArray>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <chrono>

namespace forkscope::run {

enum class HelperEnd {
    Exited,
    Crashed,    // ended by a signal
    NotStarted, // `trouble` says why
    TimedOut,
    Flooded, // printed more than kHelperOutputBytes
};

inline constexpr qint64 kHelperOutputBytes = qint64(16) << 20;

struct HelperAnswer {
    HelperEnd end = HelperEnd::NotStarted;
    int exitCode = -1; // valid for Exited
    QByteArray output;
    QByteArray errors; // of stderr, the first kHelperOutputBytes
    QString trouble;   // the system's words, for NotStarted

    bool good() const { return end == HelperEnd::Exited && exitCode == 0; }
    // The last line on stderr that is not blank: Python's own summary of what went wrong. May be empty.
    QString lastErrorLine() const;
};

// `environment`: all of it; the caller's own when it is empty.
HelperAnswer askHelper(const QString& program, const QStringList& arguments, const QByteArray& input,
                       std::chrono::milliseconds bound, const QProcessEnvironment& environment = {});

} // namespace forkscope::run
