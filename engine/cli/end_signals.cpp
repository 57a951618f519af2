// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/end_signals.h"

#include "engine/trace/thread_annotations.h"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace forkscope::cli {

namespace {
constexpr std::array kTaken{SIGTERM, SIGHUP, SIGINT, SIGWINCH};

struct Came {
    int signal;
    bool isForAll;
};

int writeEnd = -1;

void note(int signal, siginfo_t* info, void*) {
    const NotMainThread here; // a handler may interrupt anything
    const Came came{signal, info && info->si_code == SI_KERNEL};
    if (writeEnd >= 0 && ::write(writeEnd, &came, sizeof came) < 0) {
        // A full pipe holds wishes enough.
    }
}

// What was ignored when we were started (nohup, a job in the background) stays ignored, for the program as
// well.
void listenFor(int signal, const struct sigaction& action) {
    struct sigaction before {};
    if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN)
        return;
    sigaction(signal, &action, nullptr);
}

void giveBack(int signal) {
    struct sigaction now {};
    if (sigaction(signal, nullptr, &now) == 0 && now.sa_sigaction == note)
        std::signal(signal, SIG_DFL);
}
} // namespace

EndSignals::EndSignals(Take take) : take_(std::move(take)) {
    if (pipe2(pipe_.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    writeEnd = pipe_[1];
    notifier_ = std::make_unique<QSocketNotifier>(pipe_[0], QSocketNotifier::Read);
    QObject::connect(notifier_.get(), &QSocketNotifier::activated, notifier_.get(), [this] { readOne(); });
    struct sigaction action {};
    action.sa_sigaction = note;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    for (const int signal : kTaken)
        listenFor(signal, action);
    std::signal(SIGPIPE, SIG_IGN);
}

EndSignals::~EndSignals() {
    for (const int signal : kTaken)
        giveBack(signal);
    std::signal(SIGPIPE, SIG_DFL);
    writeEnd = -1;
    notifier_.reset();
    for (const int fd : pipe_)
        if (fd >= 0)
            close(fd);
}

void EndSignals::readOne() {
    Came came{};
    if (::read(pipe_[0], &came, sizeof came) == sizeof came)
        take_(came.signal, came.isForAll);
}

} // namespace forkscope::cli
