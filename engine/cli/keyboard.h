// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Our standard input goes to the program's own terminal (`run --pty`). Is it a terminal as well, then its
// keys go through one by one, Ctrl+C among them, since the program's terminal echoes and edits. Main thread;
// the Session must outlive it.
#include "engine/run/session.h"

#include <QSocketNotifier>

#include <memory>
#include <optional>
#include <termios.h>

namespace forkscope::cli {

class Keyboard {
  public:
    explicit Keyboard(run::Session& session);
    ~Keyboard(); // gives the terminal its ways back
    Keyboard(const Keyboard&) = delete;
    Keyboard& operator=(const Keyboard&) = delete;

    // Columns and rows of our terminal to the program's; also when they have changed.
    static void takeSize(run::LaunchSpec& spec);
    void resize();

  private:
    void readSome();

    run::Session& session_;
    std::unique_ptr<QSocketNotifier> notifier_;
    std::optional<termios> before_;
};

} // namespace forkscope::cli
