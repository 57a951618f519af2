// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/guard/start_program.h"

#include "engine/run/guard/proc.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include <dirent.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace forkscope::run::guard {
namespace {

bool lower(__rlimit_resource_t resource, std::uint64_t bound) {
    rlimit limit{};
    if (getrlimit(resource, &limit) != 0)
        return false;
    limit.rlim_cur = limit.rlim_max = std::min<rlim_t>(bound, limit.rlim_max);
    return setrlimit(resource, &limit) == 0;
}

// RLIMIT_NPROC counts every task of the user in the whole system, so it can only be a wide backstop behind
// the guard's own count: what is there now, and much more than the program may have.
std::uint64_t tasksOfUser() {
    std::uint64_t tasks = 0;
    const uid_t me = getuid();
    DIR* const d = opendir("/proc");
    if (!d)
        return 0;
    while (const dirent* const e = readdir(d)) {
        if (e->d_name[0] < '0' || e->d_name[0] > '9')
            continue;
        const std::string folder = std::string("/proc/") + e->d_name + "/task";
        struct stat s {};
        if (stat(folder.c_str(), &s) == 0 && s.st_uid == me)
            tasks += s.st_nlink > 2 ? s.st_nlink - 2 : 1;
    }
    closedir(d);
    return tasks;
}

// Within a sandbox the guard runs once more, and a sanitizer needs terabytes of address space for it.
bool limitsMemory(const Options& o) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return o.memoryBytes && !o.hasSandbox;
#else
    return o.memoryBytes != 0;
#endif
}

bool setLimits(const Options& o, std::uint64_t tasks) {
    if (o.processes && geteuid() != 0 && !lower(RLIMIT_NPROC, tasks + tasksFor(o.processes)))
        return false;
    if (limitsMemory(o) && !lower(RLIMIT_AS, o.memoryBytes))
        return false;
    if (o.fileBytes && !lower(RLIMIT_FSIZE, o.fileBytes))
        return false;
    return lower(RLIMIT_CORE, 0);
}

// The program gets the terminal as a job of its own, as under a shell. The guard stays the leader of the
// session: were it the program, its end would hang up the terminal under all that it leaves behind.
bool takeTerminal() {
    if (setpgid(0, 0) != 0 || tcsetpgrp(kTerminalFd, getpid()) != 0)
        return false;
    return dup2(kTerminalFd, 0) == 0 && dup2(kTerminalFd, 1) == 1 && dup2(kTerminalFd, 2) == 2;
}

[[noreturn]] void fail(int pipe, StartStep step) {
    const int report[2] = {int(step), errno};
    const ssize_t written = write(pipe, report, sizeof report);
    _exit(written == sizeof report ? 127 : 126);
}

[[noreturn]] void becomeProgram(const Options& o, const sigset_t& signals, const RunCgroup& group,
                                std::uint64_t tasks, int pipe) {
    group.enter();
    if (o.hasTerminal && !takeTerminal())
        fail(pipe, StartStep::Terminal);
    if (!o.folder.empty() && chdir(o.folder.c_str()) != 0)
        fail(pipe, StartStep::WorkingFolder);
    if (!setLimits(o, tasks))
        fail(pipe, StartStep::Limits);
    if (o.hasSandbox && o.hasTrace)
        fcntl(kTraceFd, F_SETFD, 0);
    o.scheduling.restore();
    pthread_sigmask(SIG_SETMASK, &signals, nullptr);
    execvp(o.command[0], o.command.data());
    fail(pipe, StartStep::Exec);
}

} // namespace

std::uint64_t tasksFor(std::uint64_t processes) {
    return std::max<std::uint64_t>(1024, 8 * processes);
}

Start startProgram(const Options& o, const sigset_t& signals, const RunCgroup& group) {
    if (o.hasTerminal && (setsid() < 0 || ioctl(kTerminalFd, TIOCSCTTY, 0) != 0))
        return {0, StartStep::Terminal, errno};
    int told[2];
    if (pipe2(told, O_CLOEXEC) != 0)
        return {0, StartStep::Fork, errno};
    const std::uint64_t tasks = o.processes ? tasksOfUser() : 0;
    const pid_t pid = fork();
    if (pid < 0)
        return {0, StartStep::Fork, errno};
    if (pid == 0)
        becomeProgram(o, signals, group, tasks, told[1]);
    close(told[1]);
    int report[2];
    ssize_t n;
    while ((n = read(told[0], report, sizeof report)) < 0 && errno == EINTR) {
    }
    close(told[0]);
    if (n != sizeof report)
        return {pid, {}, 0}; // the pipe was closed by exec
    waitpid(pid, nullptr, 0);
    return {0, StartStep(report[0]), report[1]};
}

} // namespace forkscope::run::guard
