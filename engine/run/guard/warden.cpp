// SPDX-License-Identifier: GPL-3.0-or-later
// forkscope-warden: parent of the guard, and what is left when the guard and the engine are killed at one
// moment. It starts the guard and waits for it. Being a subreaper above it, it inherits all that a killed
// guard held, and ends that. So any two of engine, warden and guard can be killed at once, and the third ends
// the run:
//   guard   killed: its processes come to the warden
//   warden  killed: the guard is told (PR_SET_PDEATHSIG) and ends the run
//   engine  killed: the guard reads the end of the control stream and ends the run
//   warden and guard: all comes to the engine, which is a subreaper too (Takeover)
// When a run is to be ended, a helper ends it beside the guard. The guard shares a session, and so a share of
// the processor, with the program (autogroup in sched(7)), and what breeds may keep it from getting on.
// Warden and helper have a session to themselves. It holds no end of the control stream, so that the guard's
// death is seen at once. Started by the engine: forkscope-warden GUARD [the guard's options] -- COMMAND…
#include "engine/run/guard/end_all.h"
#include "engine/run/guard/kernel_names.h"
#include "engine/run/guard/leftovers.h"
#include "engine/run/guard/proc.h"
#include "engine/run/guard/protocol.h"
#include "engine/run/guard/run_cgroup.h"

#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace forkscope::run::guard {
namespace {

constexpr time_t kGuardHangsAfterS = 4; // it was told to end all, or the engine is gone, and it has not left
constexpr int kBetweenRoundsMs = 5;     // for the killed to die

class Warden {
  public:
    Warden(int argc, char** argv) : arguments_(argv + 1, argv + argc) {
        for (std::size_t i = 1; i + 1 < arguments_.size() && std::strcmp(arguments_[i], "--") != 0; ++i) {
            hasTrace_ = hasTrace_ || std::strcmp(arguments_[i], "--trace") == 0;
            if (std::strcmp(arguments_[i], "--scratch") == 0)
                leftovers_.addFolder(arguments_[i + 1]);
        }
    }
    int run() {
        prctl(PR_SET_CHILD_SUBREAPER, 1);
        // The engine's end is the guard's to act on; the warden sees to it that it does.
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        sigset_t before;
        sigprocmask(SIG_BLOCK, &watched(), &before);
        RunCgroup::sweep();
        guard_ = fork();
        if (guard_ == 0)
            becomeGuard(before);
        if (guard_ < 0)
            return 125;
        setsid();
        startHelper();
        close(kControlFd);
        close(kTerminalFd);
        // The caller's terminal, or a pipe that somebody waits to see the end of.
        for (const int fd : {0, 1, 2})
            close(fd);
        const int status = waitForGuard();
        endHelper();
        endAll();
        if (isAsked_ || !WIFEXITED(status))
            cleanUp();
        return WIFEXITED(status) ? WEXITSTATUS(status) : 125;
    }

  private:
    static const sigset_t& watched() {
        static const sigset_t set = [] {
            sigset_t s;
            sigemptyset(&s);
            for (const int signal : {SIGCHLD, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTTOU, SIGTTIN, SIGTSTP})
                sigaddset(&s, signal);
            return s;
        }();
        return set;
    }

    [[noreturn]] void becomeGuard(const sigset_t& mask) {
        const std::string warden = std::to_string(getppid());
        std::string option = "--warden", number = warden;
        std::vector<char*> words{arguments_[0], option.data(), number.data()};
        words.insert(words.end(), arguments_.begin() + 1, arguments_.end());
        words.push_back(nullptr);
        sigprocmask(SIG_SETMASK, &mask, nullptr);
        execv(words[0], words.data());
        _exit(127);
    }

    // Of the helper the engine has to know: should the warden be killed, it comes to the engine.
    void startHelper() {
        const pid_t warden = getpid();
        helper_ = fork();
        if (helper_ == 0)
            beHelper(warden);
        const Message message{Report::Helper, helper_, 0, 0};
        if (helper_ > 0)
            send(kControlFd, &message, sizeof message, MSG_NOSIGNAL | MSG_DONTWAIT);
    }

    // One that was asked leaves by itself, as the guard has.
    void endHelper() {
        if (helper_ > 0 && (isAsked_ || kill(helper_, SIGKILL) == 0))
            waitpid(helper_, nullptr, 0);
    }

    // SIGTERM comes from the warden, or from the kernel at the warden's end.
    [[noreturn]] void beHelper(pid_t warden) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        const int guard = int(syscall(SYS_pidfd_open, guard_, 0));
        for (const int fd : {0, 1, 2, kControlFd, kTerminalFd, kTraceFd})
            close(fd);
        setpriority(PRIO_PROCESS, 0, -20); // where it is allowed
        while (getppid() == warden && !isEnd(sigwaitinfo(&watched(), nullptr))) {
        }
        for (pollfd end{guard, POLLIN, 0}; guard >= 0 && poll(&end, 1, kBetweenRoundsMs) == 0;)
            stopThenKill(childrenOf(guard_), leftovers_);
        leftovers_.remove(); // the guard cannot note what was dead before it came to look
        _exit(0);
    }

    static bool isEnd(int signal) { return signal == SIGTERM || signal == SIGHUP; }

    // Until the guard has left. SIGTERM: the run is to end, or the engine is gone.
    int waitForGuard() {
        for (;;) {
            int status = 0;
            for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
                if (pid == guard_)
                    return status;
                if (pid == helper_)
                    helper_ = 0;
            }
            const timespec patience{kGuardHangsAfterS, 0};
            const int signal =
                isAsked_ ? sigtimedwait(&watched(), nullptr, &patience) : sigwaitinfo(&watched(), nullptr);
            if (isEnd(signal)) {
                isAsked_ = true;
                for (const pid_t pid : {guard_, helper_}) {
                    if (pid > 0)
                        kill(pid, SIGTERM);
                }
            } else if (signal < 0 && isAsked_) {
                kill(guard_, SIGKILL); // stopped, or out of its mind
            }
        }
    }

    bool reap() {
        pid_t pid;
        while ((pid = waitpid(-1, nullptr, WNOHANG)) > 0) {
        }
        return pid == 0;
    }

    // After an ordinary end there is nothing left to do.
    void endAll() {
        const RunCgroup group(getpid());
        for (int round = 0; reap(); ++round) {
            stopThenKill(childrenOf(getpid()), leftovers_);
            group.forbidForks();
            group.killAll();
            poll(nullptr, 0, round < 4 ? 0 : round < 100 ? 1 : 20);
        }
        group.remove();
    }

    void cleanUp() {
        const KernelNames names = hasTrace_ ? namesIn(kTraceFd) : KernelNames();
        unlinkSemaphores(names.semaphores);
        leftovers_.add(names.segments);
        leftovers_.remove();
    }

    std::vector<char*> arguments_; // the guard's path, its options
    bool hasTrace_ = false;
    Leftovers leftovers_;
    pid_t guard_ = 0;
    pid_t helper_ = 0;     // 0: there is none
    bool isAsked_ = false; // to end the run
};

} // namespace
} // namespace forkscope::run::guard

int main(int argc, char** argv) {
    if (argc < 3 || fcntl(forkscope::run::guard::kControlFd, F_GETFD) < 0) {
        std::fputs("forkscope-warden is started by forkscope; run \"forkscope run FILE.py\" instead.\n",
                   stderr);
        return 125;
    }
    return forkscope::run::guard::Warden(argc, argv).run();
}
