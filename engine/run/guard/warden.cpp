// SPDX-License-Identifier: GPL-3.0-or-later
// forkscope-warden: parent of the guard, and what is left when the guard and the engine are killed at one
// moment. It starts the guard and waits for it. Being a subreaper above it, it inherits all that a killed
// guard held, and ends that. So any two of engine, warden and guard can be killed at once, and the third ends
// the run:
//   guard   killed: its processes come to the warden
//   warden  killed: the guard is told (PR_SET_PDEATHSIG) and ends the run
//   engine  killed: the guard reads the end of the control stream and ends the run
//   warden and guard: all comes to the engine, which is a subreaper too (Takeover)
// It holds no end of the control stream, so that the guard's death is seen at once. Started by the engine:
// forkscope-warden GUARD [the guard's options] -- COMMAND…
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
#include <sys/wait.h>
#include <unistd.h>

namespace forkscope::run::guard {
namespace {

constexpr time_t kGuardHangsAfterS = 4; // it was told to end all, or the engine is gone, and it has not left

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
        close(kControlFd);
        close(kTerminalFd);
        // The caller's terminal, or a pipe that somebody waits to see the end of.
        for (const int fd : {0, 1, 2})
            close(fd);
        const int status = waitForGuard();
        endAll(WIFEXITED(status));
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

    // Until the guard has left. SIGTERM: the engine is gone, or somebody wants the run to end.
    int waitForGuard() {
        bool asked = false;
        for (;;) {
            int status = 0;
            for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
                if (pid == guard_)
                    return status;
            }
            const timespec patience{kGuardHangsAfterS, 0};
            const int signal =
                asked ? sigtimedwait(&watched(), nullptr, &patience) : sigwaitinfo(&watched(), nullptr);
            if (signal == SIGTERM || signal == SIGHUP) {
                asked = true;
                kill(guard_, SIGTERM);
            } else if (signal < 0 && asked) {
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
    void endAll(bool guardHasLeft) {
        const RunCgroup group(getpid());
        for (int round = 0; reap(); ++round) {
            stopThenKill(childrenOf(getpid()), leftovers_);
            group.forbidForks();
            group.killAll();
            poll(nullptr, 0, round < 4 ? 0 : round < 100 ? 1 : 20);
        }
        group.remove();
        // Also where the guard was killed when it had ended all, but cleaned up nothing.
        if (!guardHasLeft)
            cleanUp();
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
