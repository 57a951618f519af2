// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/guard/inside.h"

#include "engine/run/guard/protocol.h"

#include <cstdlib>
#include <string>

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace forkscope::run::guard {
namespace {

// Not a child of the program, which may wait for all of its own.
[[noreturn]] void keepTrace(int tell) {
    const pid_t keeper = fork();
    if (keeper != 0) {
        const bool told = keeper > 0 && write(tell, &keeper, sizeof keeper) == sizeof keeper;
        _exit(told ? 0 : 1);
    }
    setsid();
    for (const int fd : {0, 1, 2, tell})
        close(fd);
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, nullptr);
    for (;;)
        pause();
}

pid_t startKeeper() {
    int told[2];
    if (pipe2(told, O_CLOEXEC) != 0)
        return -1;
    const pid_t between = fork();
    if (between == 0)
        keepTrace(told[1]);
    close(told[1]);
    pid_t keeper = -1;
    if (between < 0 || read(told[0], &keeper, sizeof keeper) != sizeof keeper)
        keeper = -1;
    close(told[0]);
    if (between > 0)
        waitpid(between, nullptr, 0);
    return keeper;
}

} // namespace

int goInside(char** command) {
    if (fcntl(kTraceFd, F_GETFD) >= 0) {
        const pid_t keeper = startKeeper();
        if (keeper < 0)
            return 125;
        const std::string path = "/proc/" + std::to_string(keeper) + "/fd/" + std::to_string(kTraceFd);
        setenv("FORKSCOPE_TRACE", path.c_str(), 1);
        close(kTraceFd);
    }
    execvp(command[0], command);
    return 127;
}

} // namespace forkscope::run::guard
