// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program's terminal: a pseudoterminal whose master side is here. Output comes as the program wrote it
// (no
// "\r\n" made of "\n"); typed input is echoed and edited by lines, as in any terminal, and Ctrl-C is SIGINT
// to the program. Main thread; never waits: input that the program does not read yet is kept. pty(7),
// termios(3).
#include "engine/trace/result.h"

#include <QByteArray>
#include <QObject>

#include <memory>

class QSocketNotifier;

namespace forkscope::run {

class PseudoTerminal : public QObject {
    Q_OBJECT
  public:
    explicit PseudoTerminal(QObject* parent = nullptr);
    ~PseudoTerminal() override;

    Outcome open(int columns, int rows);
    // The slave side, to be inherited by the guard. Closed here once the program has started: the terminal's
    // end is when no process of the program has it open.
    int programSide() const { return slave_; }
    void closeProgramSide();

    void resize(int columns, int rows);
    void write(const QByteArray& bytes);
    // Ctrl-D, which a terminal turns into the end of the input. What was typed without a newline is sent
    // before.
    void endInput();
    // Reads what is there now and tells it by arrived(). False when nothing was.
    bool drain();

  signals:
    void arrived(const QByteArray& bytes);

  private:
    void readSome();
    void writeSome();

    int master_ = -1, slave_ = -1;
    std::unique_ptr<QSocketNotifier> readable_, writable_;
    QByteArray unwritten_;
    bool atLineStart_ = true;
};

} // namespace forkscope::run
