// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Tests of the command line run the real program, bin/forkscope, as users and tools do.
#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <chrono>

namespace forkscope::tests {

// A folder for programs and what they leave behind.
class Folder {
  public:
    // Writes a file and gives its whole path.
    QString write(const QString& name, const QByteArray& text) const;
    QString path(const QString& name = {}) const;
    QByteArray read(const QString& name) const;

  private:
    QTemporaryDir folder_;
};

struct Finished {
    int status = -1; // exit code, or 128 + signal; -1: it had to be killed
    QByteArray out, err;
};

// How a command is started beside its words.
struct Around {
    QByteArray input;
    QString folder;        // "" the test's own
    QString outputFile;    // "" kept in `Finished`
    QStringList variables; // "NAME=value", added
    std::chrono::seconds bound{120};
};

QString forkscopeProgram();
// The interpreter that Forkscope takes when none is named.
QString python();

// Runs it to its end. One that has not ended within its bound is killed and fails the test, with what its
// processes were doing.
Finished runProgramFile(const QString& program, const QStringList& words, const Around& around = {});
Finished forkscope(const QStringList& words, const Around& around = {});

// A forkscope that goes on while the test does something. Ended by kill -9, if by nothing else.
class Live {
  public:
    explicit Live(const QStringList& words, const QString& folder = {});
    ~Live();
    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;

    // True once `text` was printed on standard output; false after half a minute.
    bool prints(const QByteArray& text);
    bool sendSignal(int signal) const;
    Finished end(); // waits for it

  private:
    QProcess process_;
    QByteArray out_;
};

// Never a process group, and never everybody.
bool sendSignalTo(qint64 pid, int signal);
// Turns the event loop until nothing below this test lives any more; what is left after half a minute.
QStringList leftBehind();

} // namespace forkscope::tests
