// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The test's own executable as another process that uses the same store.
#include <QByteArray>
#include <QCoreApplication>
#include <QProcess>
#include <QStringList>

namespace forkscope::tests {

class OtherProcess {
  public:
    explicit OtherProcess(const QStringList& arguments) {
        process_.start(QCoreApplication::applicationFilePath(), arguments);
    }
    ~OtherProcess() { killHard(); }
    // What it has printed, as soon as that contains the word; whole lines only.
    bool waitFor(const QByteArray& word) {
        while (!said().contains(word))
            if (!process_.waitForReadyRead(60'000))
                return false;
        return true;
    }
    QByteArray said() {
        said_ += process_.readAllStandardOutput();
        return said_.left(said_.lastIndexOf('\n') + 1);
    }
    void killHard() { // SIGKILL
        process_.kill();
        process_.waitForFinished();
    }

  private:
    QProcess process_;
    QByteArray said_;
};

} // namespace forkscope::tests
