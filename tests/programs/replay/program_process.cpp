// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/programs/replay/program_process.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace forkscope::replay {

namespace {
constexpr const char* kSetByUs[] = {"PYTHONPATH=",         "FORKSCOPE_TRACE=",  "PYTHONHASHSEED=",
                                    "PYTHONFAULTHANDLER=", "PYTHONUNBUFFERED=", "PYTHONDONTWRITEBYTECODE="};

std::vector<std::string> environmentFor(const Command& command, const std::string& tracePath) {
    std::vector<std::string> all;
    for (char** line = environ; *line; ++line) {
        bool ours = false;
        for (const char* name : kSetByUs)
            ours = ours || std::strncmp(*line, name, std::strlen(name)) == 0;
        if (!ours)
            all.emplace_back(*line);
    }
    all.push_back("PYTHONPATH=" + command.probe);
    all.push_back("FORKSCOPE_TRACE=" + tracePath);
    all.emplace_back("PYTHONHASHSEED=0");
    all.emplace_back("PYTHONFAULTHANDLER=1");
    all.emplace_back("PYTHONDONTWRITEBYTECODE=1");
    return all;
}

std::vector<char*> pointersTo(std::vector<std::string>& lines) {
    std::vector<char*> pointers;
    for (std::string& line : lines)
        pointers.push_back(line.data());
    pointers.push_back(nullptr);
    return pointers;
}
} // namespace

ProgramProcess::~ProgramProcess() {
    if (pid_ > 0) {
        kill(-pid_, SIGKILL);
        if (!reaped_)
            waitpid(pid_, nullptr, 0);
    }
    if (output_ >= 0)
        close(output_);
}

Outcome ProgramProcess::start(const Command& command, const std::string& tracePath) {
    std::vector<std::string> arguments{command.python, command.program, command.method};
    std::vector<std::string> environment = environmentFor(command, tracePath);
    const std::vector<char*> argv = pointersTo(arguments), envp = pointersTo(environment);
    output_ = memfd_create("output", MFD_CLOEXEC);
    if (output_ < 0)
        return Error{std::string("No memory file for the program's output: ") + std::strerror(errno)};
    pid_ = fork();
    if (pid_ < 0)
        return Error{std::string("The program could not be started: ") + std::strerror(errno)};
    if (pid_ == 0) {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        dup2(output_, STDOUT_FILENO);
        execve(argv[0], argv.data(), envp.data());
        _exit(127);
    }
    setpgid(pid_, pid_);
    return Done{};
}

bool ProgramProcess::ended() {
    if (!reaped_ && pid_ > 0)
        reaped_ = waitpid(pid_, &status_, WNOHANG) == pid_;
    return reaped_;
}

std::string ProgramProcess::output() const {
    std::string text(std::size_t(lseek(output_, 0, SEEK_END)), '\0');
    const ssize_t got = pread(output_, text.data(), text.size(), 0);
    text.resize(got > 0 ? std::size_t(got) : 0);
    return text;
}

void ProgramProcess::abortWithStacks() {
    kill(-pid_, SIGABRT);
    const timespec pause{0, 500'000'000};
    nanosleep(&pause, nullptr);
    kill(-pid_, SIGKILL);
}

} // namespace forkscope::replay
