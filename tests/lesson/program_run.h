// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace forkscope::lesson {

/// What a program has printed, without colours and empty lines.
struct Printed {
    QStringList lines;
    QString errors; ///< standard error, whole
    bool ended = false;

    qsizetype count(const QString& part) const { return lines.filter(part).size(); }
    bool has(const QString& line) const { return lines.contains(line); }
};

/// One run of a Python program by the plain interpreter, in a folder and a process group of its own. Whatever
/// it started is killed with the run. Use in the thread of an event loop.
class ProgramRun {
  public:
    /// `shown` matters for a program that should never end: when all these texts have been printed (on either
    /// stream), it is watched a little longer, then what it has printed so far counts.
    ProgramRun(const QString& name, const QString& source, bool shouldEnd, const QStringList& shown);
    ~ProgramRun();
    ProgramRun(const ProgramRun&) = delete;
    ProgramRun& operator=(const ProgramRun&) = delete;

    void start();
    /// True when it has ended, has been watched long enough, or has used up its limit (a minute).
    bool isOver();
    Printed printed();

  private:
    void collect();
    bool allShown() const;

    QTemporaryDir folder_;
    QProcess process_;
    QString file_;
    bool shouldEnd_;
    QStringList shown_;
    QString output_;
    QString errors_;
    QElapsedTimer sinceStart_;
    QElapsedTimer sinceShown_;
};

/// The interpreter under test: FORKSCOPE_TEST_PYTHON, else python3.
QString testPython();

} // namespace forkscope::lesson
