// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/guard/proc.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace forkscope::run {
namespace {

std::string readAll(const char* path) {
    std::string text;
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return text;
    char buffer[4096];
    for (ssize_t n; (n = read(fd, buffer, sizeof buffer)) > 0;)
        text.append(buffer, std::size_t(n));
    close(fd);
    return text;
}

template <class F> void forEachNumber(const char* folder, F f) {
    DIR* const d = opendir(folder);
    if (!d)
        return;
    while (const dirent* const e = readdir(d)) {
        if (e->d_name[0] >= '0' && e->d_name[0] <= '9')
            f(pid_t(std::atoi(e->d_name)));
    }
    closedir(d);
}

// The kernel can be built without the "children" files (CONFIG_PROC_CHILDREN); then the whole table is read.
bool kernelListsChildren() {
    static const bool listed = [] {
        char path[64];
        std::snprintf(path, sizeof path, "/proc/self/task/%d/children", int(getpid()));
        return access(path, R_OK) == 0;
    }();
    return listed;
}

void appendChildrenOfThread(pid_t parent, pid_t thread, std::vector<Descendant>& out) {
    char path[64];
    std::snprintf(path, sizeof path, "/proc/%d/task/%d/children", int(parent), int(thread));
    const std::string text = readAll(path);
    const char* at = text.c_str();
    for (char* end = nullptr; *at; at = end) {
        const long pid = std::strtol(at, &end, 10);
        if (end == at)
            break;
        if (pid > 0)
            out.push_back({pid_t(pid), parent});
    }
}

// Most processes have one thread, which is told by the folder's link count: a fork bomb is walked twice as
// fast.
void appendChildren(pid_t parent, std::vector<Descendant>& out) {
    char folder[32];
    std::snprintf(folder, sizeof folder, "/proc/%d/task", int(parent));
    struct stat info {};
    if (stat(folder, &info) == 0 && info.st_nlink == 3)
        appendChildrenOfThread(parent, parent, out);
    else
        forEachNumber(folder, [&](pid_t thread) { appendChildrenOfThread(parent, thread, out); });
}

std::multimap<pid_t, pid_t> wholeTable() {
    std::multimap<pid_t, pid_t> byParent;
    forEachNumber("/proc", [&](pid_t pid) {
        if (const auto stat = readProcStat(pid))
            byParent.emplace(stat->parent, pid);
    });
    return byParent;
}

} // namespace

std::optional<ProcStat> readProcStat(pid_t pid) {
    char path[32];
    std::snprintf(path, sizeof path, "/proc/%d/stat", int(pid));
    const std::string text = readAll(path);
    // The name may hold blanks and brackets: it ends at the last closing one.
    const std::size_t open = text.find('('), close = text.rfind(')');
    if (open == std::string::npos || close == std::string::npos || close + 2 >= text.size())
        return std::nullopt;
    ProcStat stat;
    stat.name = text.substr(open + 1, close - open - 1);
    stat.state = text[close + 2];
    const char* at = text.c_str() + close + 3;
    for (int field = 4; field <= 52; ++field) {
        char* end = nullptr;
        const unsigned long long number = std::strtoull(at, &end, 10);
        if (end == at)
            break;
        if (field == 4)
            stat.parent = pid_t(number);
        else if (field == 22)
            stat.birth = number;
        else if (field == 52 && (stat.state == 'Z' || stat.state == 'X'))
            stat.exitStatus = int(number);
        at = end;
    }
    return stat;
}

std::vector<Descendant> descendantsOf(pid_t root) {
    std::vector<Descendant> found;
    if (kernelListsChildren()) {
        appendChildren(root, found);
        for (std::size_t i = 0; i < found.size(); ++i)
            appendChildren(found[i].pid, found);
        return found;
    }
    const auto table = wholeTable();
    const auto append = [&](pid_t parent) {
        for (auto [i, last] = table.equal_range(parent); i != last; ++i)
            found.push_back({i->second, parent});
    };
    append(root);
    for (std::size_t i = 0; i < found.size(); ++i)
        append(found[i].pid);
    return found;
}

std::vector<pid_t> childrenOf(pid_t parent) {
    std::vector<Descendant> found;
    if (kernelListsChildren()) {
        appendChildren(parent, found);
    } else {
        const auto table = wholeTable();
        for (auto [i, last] = table.equal_range(parent); i != last; ++i)
            found.push_back({i->second, parent});
    }
    std::vector<pid_t> pids;
    for (const Descendant& d : found)
        pids.push_back(d.pid);
    return pids;
}

std::vector<std::string> commandLine(pid_t pid) {
    char path[32];
    std::snprintf(path, sizeof path, "/proc/%d/cmdline", int(pid));
    const std::string text = readAll(path);
    std::vector<std::string> arguments;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\0', at), text.size());
        arguments.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return arguments;
}

std::string executableOf(pid_t pid) {
    char path[32], target[4096];
    std::snprintf(path, sizeof path, "/proc/%d/exe", int(pid));
    const ssize_t n = readlink(path, target, sizeof target);
    return n > 0 ? std::string(target, std::size_t(n)) : std::string();
}

std::optional<std::int64_t> lastPid() {
    const std::string text = readAll("/proc/loadavg");
    const std::size_t blank = text.rfind(' ');
    if (blank == std::string::npos)
        return std::nullopt;
    return std::strtoll(text.c_str() + blank, nullptr, 10);
}

} // namespace forkscope::run
