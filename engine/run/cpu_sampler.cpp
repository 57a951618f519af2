// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/cpu_sampler.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <optional>

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace forkscope::run {
namespace {

constexpr std::uint64_t kShortestInterval = 4'000'000; // the kernel's own books are no finer than its tick
constexpr std::uint64_t kBudget = 2'000'000;

std::uint64_t samplerClock() {
    timespec t{};
    ::clock_gettime(CLOCK_MONOTONIC, &t);
    return std::uint64_t(t.tv_sec) * 1'000'000'000u + std::uint64_t(t.tv_nsec);
}

// Contents of a small file under /proc, cut at the buffer's size; empty when it is gone.
template <std::size_t N> bool readSmall(const char* path, char (&buffer)[N]) {
    const int fd = ::open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    const ssize_t got = ::read(fd, buffer, N - 1);
    ::close(fd);
    buffer[got > 0 ? got : 0] = '\0';
    return got > 0;
}

struct StatLine {
    char state = '?';
    std::uint64_t birth = 0;
};

// proc(5): field 3 is the state, field 22 the start time; field 2, in brackets, can hold anything.
std::optional<StatLine> statOf(pid_t pid, pid_t tid) {
    char path[64], text[1024];
    std::snprintf(path, sizeof path, "/proc/%d/task/%d/stat", pid, tid);
    if (!readSmall(path, text))
        return {};
    const char* at = std::strrchr(text, ')');
    if (!at || !at[1] || !at[2])
        return {};
    StatLine line{at[2], 0};
    at += 2;
    for (int field = 3; field < 22 && at; ++field)
        at = std::strchr(at + 1, ' ');
    if (at)
        line.birth = std::strtoull(at, nullptr, 10);
    return line;
}

struct SchedLine {
    std::int64_t ran = 0, waited = 0;
};

std::optional<SchedLine> schedOf(pid_t pid, pid_t tid) {
    char path[64], text[128];
    std::snprintf(path, sizeof path, "/proc/%d/task/%d/schedstat", pid, tid);
    SchedLine line;
    if (!readSmall(path, text) || std::sscanf(text, "%" SCNd64 " %" SCNd64, &line.ran, &line.waited) != 2)
        return {};
    return line;
}

std::vector<pid_t> threadsOf(pid_t pid) {
    char path[64];
    std::snprintf(path, sizeof path, "/proc/%d/task", pid);
    std::vector<pid_t> tids;
    if (DIR* folder = ::opendir(path)) {
        while (const dirent* entry = ::readdir(folder))
            if (const long tid = std::strtol(entry->d_name, nullptr, 10); tid > 0)
                tids.push_back(pid_t(tid));
        ::closedir(folder);
    }
    return tids;
}

std::size_t indexOf(CpuState state) {
    return std::size_t(state);
}

} // namespace

CpuState CpuShares::next(std::int64_t interval, std::int64_t ran, std::int64_t waited, bool runnable) {
    if (!runnable && ran == 0 && waited == 0) {
        *this = {}; // it has not moved: no doubt is left
        return CpuState::Block;
    }
    const std::int64_t toBook = interval + unbooked_;
    ran = std::clamp<std::int64_t>(ran, 0, toBook);
    waited = std::clamp<std::int64_t>(waited, 0, toBook - ran);
    const std::int64_t rest = toBook - ran - waited;
    unbooked_ = runnable ? rest : 0;
    due_[indexOf(CpuState::Run)] += ran;
    due_[indexOf(CpuState::Ready)] += waited;
    due_[indexOf(CpuState::Block)] += runnable ? 0 : rest;

    auto likely = due_;
    likely[indexOf(ran > 0 ? CpuState::Run : CpuState::Ready)] += unbooked_;
    const auto most = std::max_element(likely.begin(), likely.end()) - likely.begin();
    due_[std::size_t(most)] -= interval;
    return CpuState(most);
}

struct CpuSampler::Emit {
    std::uint64_t startNs;
    std::vector<CpuChange>& out;

    void operator()(std::uint64_t clockNs, pid_t pid, pid_t tid, CpuState state) const {
        out.push_back({clockNs > startNs ? std::int64_t(clockNs - startNs) : 0, pid, tid, state});
    }
};

void CpuSampler::track(pid_t pid) {
    const auto stat = statOf(pid, pid);
    if (!stat)
        return;
    Process& process = processes_[pid];
    if (process.birth != stat->birth) // new, or a new process under an old number
        process = {stat->birth, 0, {}};
}

void CpuSampler::sampleThread(pid_t pid, pid_t tid, Thread& thread, const Emit& emit) {
    const std::uint64_t now = samplerClock();
    const auto stat = statOf(pid, tid);
    if (!stat || stat->state == 'Z' || stat->state == 'X') {
        thread.ended = true;
        emit(now, pid, tid, CpuState::Exit);
        return;
    }
    const bool runnable = stat->state == 'R';
    const auto sched = schedOf(pid, tid);
    CpuState state = runnable ? CpuState::Run : CpuState::Block; // all there is to know without schedstat
    if (sched && thread.sampledNs != 0)
        state = thread.shares.next(std::int64_t(now - thread.sampledNs), sched->ran - thread.ranNs,
                                   sched->waited - thread.waitedNs, runnable);
    if (sched) {
        thread.ranNs = sched->ran;
        thread.waitedNs = sched->waited;
    }
    thread.sampledNs = now;
    if (state != thread.shown)
        emit(now, pid, tid, state);
    thread.shown = state;
}

// False when the process is gone; its last threads' exits have been given then.
bool CpuSampler::sample(pid_t pid, Process& process, const Emit& emit) {
    const auto stat = statOf(pid, pid);
    const bool same = stat && stat->birth == process.birth;
    for (auto& [tid, thread] : process.threads)
        thread.present = false;
    if (same)
        for (const pid_t tid : threadsOf(pid))
            process.threads[tid].present = true;
    for (auto it = process.threads.begin(); it != process.threads.end();) {
        Thread& thread = it->second;
        if (thread.present && !thread.ended)
            sampleThread(pid, it->first, thread, emit);
        if (!thread.present && !thread.ended)
            emit(samplerClock(), pid, it->first, CpuState::Exit);
        it = thread.present ? std::next(it) : process.threads.erase(it);
    }
    process.sampledNs = samplerClock();
    return same;
}

void CpuSampler::drain(std::uint64_t startNs, std::vector<CpuChange>& out, std::size_t max) {
    const std::uint64_t began = samplerClock();
    const Emit emit{startNs, out};
    const std::size_t full = out.size() + max;
    auto it = processes_.lower_bound(next_);
    for (std::size_t left = processes_.size(); left > 0; --left) {
        if (it == processes_.end())
            it = processes_.begin();
        next_ = it->first;
        if (out.size() >= full || samplerClock() - began > kBudget)
            return;
        const bool due = it->second.sampledNs + kShortestInterval <= began;
        it = !due || sample(it->first, it->second, emit) ? std::next(it) : processes_.erase(it);
    }
    next_ = it == processes_.end() ? 0 : it->first;
}

} // namespace forkscope::run
