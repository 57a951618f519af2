// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/keyboard.h"

#include <sys/ioctl.h>
#include <unistd.h>

namespace forkscope::cli {

namespace {
// In the background reading would stop us (SIGTTIN).
bool mayRead() {
    return isatty(STDIN_FILENO) == 0 || tcgetpgrp(STDIN_FILENO) == getpgrp();
}
} // namespace

Keyboard::Keyboard(run::Session& session) : session_(session) {
    if (!mayRead())
        return;
    if (termios modes{}; tcgetattr(STDIN_FILENO, &modes) == 0) {
        before_ = modes;
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN);
        modes.c_iflag &= ~tcflag_t(ICRNL | IXON);
        modes.c_cc[VMIN] = 1;
        modes.c_cc[VTIME] = 0;
        tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    }
    notifier_ = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(notifier_.get(), &QSocketNotifier::activated, notifier_.get(), [this] { readSome(); });
}

Keyboard::~Keyboard() {
    if (before_)
        tcsetattr(STDIN_FILENO, TCSANOW, &*before_);
}

void Keyboard::takeSize(run::LaunchSpec& spec) {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return;
    spec.columns = size.ws_col;
    spec.rows = size.ws_row;
}

void Keyboard::resize() {
    run::LaunchSpec spec = session_.spec();
    takeSize(spec);
    session_.resizeTerminal(spec.columns, spec.rows);
}

void Keyboard::readSome() {
    char bytes[4096];
    const ssize_t n = ::read(STDIN_FILENO, bytes, sizeof bytes);
    if (n > 0)
        return session_.writeInput(QByteArray(bytes, n));
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    notifier_->setEnabled(false);
    session_.endInput();
}

} // namespace forkscope::cli
