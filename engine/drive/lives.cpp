// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/drive/lives.h"

#include <csignal>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace forkscope::drive {

namespace {
// Visits the folders of a process's threads in /proc until `visit` says false.
template <class Visit> void eachThread(std::int32_t pid, Visit visit) {
    std::error_code error;
    const std::string tasks = "/proc/" + std::to_string(pid) + "/task";
    for (std::filesystem::directory_iterator task(tasks, error), end; !error && task != end;
         task.increment(error))
        if (!visit(task->path()))
            return;
}

// proc(5), "stat": the letter after the name, which may have blanks and brackets of its own; 0: it has gone.
char stateIn(const std::filesystem::path& task) {
    std::ifstream file(task / "stat");
    std::string text;
    std::getline(file, text);
    const std::size_t bracket = text.rfind(") ");
    return bracket != text.npos && bracket + 2 < text.size() ? text[bracket + 2] : '\0';
}
} // namespace

Lives::~Lives() {
    for (const auto& [pid, known] : known_)
        if (known.descriptor >= 0)
            close(known.descriptor);
}

Lives::Known& Lives::know(std::int32_t pid) {
    const auto [at, isNew] = known_.try_emplace(pid);
    if (isNew && pid > 0)
        at->second.descriptor = int(syscall(SYS_pidfd_open, pid, 0));
    return at->second;
}

bool Lives::isGone(Known& known) {
    pollfd waiting{known.descriptor, POLLIN, 0};
    if (known.descriptor >= 0 && poll(&waiting, 1, 0) > 0)
        close(std::exchange(known.descriptor, -1));
    return known.descriptor < 0;
}

bool Lives::hasTerminated(std::int32_t pid) {
    return isGone(know(pid));
}

bool Lives::hadTerminated(std::int32_t pid) {
    return know(pid).wasGone;
}

void Lives::look() {
    for (auto& [pid, known] : known_)
        known.wasGone = known.wasGone || isGone(known);
}

std::chrono::nanoseconds Lives::queuedFor(std::int32_t pid) {
    std::int64_t sum = 0;
    eachThread(pid, [&](const std::filesystem::path& task) {
        std::ifstream file(task / "schedstat");
        std::int64_t ran = 0, queued = 0;
        if (file >> ran >> queued)
            sum += queued;
        return true;
    });
    return std::chrono::nanoseconds(sum);
}

std::optional<std::chrono::nanoseconds> Lives::processorTime(std::int32_t pid) {
    clockid_t clock{};
    timespec time{};
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0)
        return std::nullopt;
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

bool Lives::writesToFullPipe(std::int32_t pid) {
    bool writes = false;
    eachThread(pid, [&](const std::filesystem::path& task) {
        std::ifstream file(task / "wchan");
        std::string function; // "pipe_write", "anon_pipe_write"; of both kinds of socket
        writes =
            file >> function && (function.ends_with("pipe_write") || function == "sock_alloc_send_pskb" ||
                                 function == "sk_stream_wait_memory");
        return !writes;
    });
    return writes;
}

bool Lives::isAsleep(std::int32_t pid, std::int32_t thread) {
    return stateIn("/proc/" + std::to_string(pid) + "/task/" + std::to_string(thread)) == 'S';
}

bool Lives::areAll(std::int32_t pid, char state) {
    bool any = false, all = true;
    eachThread(pid, [&](const std::filesystem::path& task) {
        any = true;
        all = stateIn(task) == state;
        return all;
    });
    return any && all;
}

bool Lives::isAnyAtDisk(std::int32_t pid) {
    bool is = false;
    eachThread(pid, [&](const std::filesystem::path& task) {
        is = stateIn(task) == 'D';
        return !is;
    });
    return is;
}

bool Lives::endsBy(std::int32_t pid, int signal) {
    if (signal == SIGKILL)
        return true;
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string key, value; status >> key && std::getline(status, value);) {
        const bool isMask = key == "SigBlk:" || key == "SigIgn:" || key == "SigCgt:";
        if (isMask && (std::strtoull(value.c_str(), nullptr, 16) >> (signal - 1) & 1))
            return false;
    }
    return true;
}

bool Lives::signal(std::int32_t pid, int signal) {
    const int fd = know(pid).descriptor;
    return fd >= 0 && syscall(SYS_pidfd_send_signal, fd, signal, nullptr, 0) == 0;
}

void Lives::forget(std::int32_t pid) {
    const auto at = known_.find(pid);
    if (at == known_.end())
        return;
    if (at->second.descriptor >= 0)
        close(at->second.descriptor);
    known_.erase(at);
}

void Lives::renew(std::int32_t pid) {
    const auto at = known_.find(pid);
    if (at != known_.end() && isGone(at->second))
        known_.erase(at);
}

} // namespace forkscope::drive
