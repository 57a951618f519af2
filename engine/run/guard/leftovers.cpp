// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/guard/leftovers.h"

#include "engine/run/guard/proc.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

namespace forkscope::run {
namespace {

constexpr char kShared[] = "/dev/shm";
constexpr std::size_t kMost = 64; // processes; a fork bomb has more, and nothing of its own in each

template <class F> void forEachEntry(const std::string& folder, F f) {
    DIR* const d = opendir(folder.c_str());
    if (!d)
        return;
    while (const dirent* const e = readdir(d))
        f(std::string(e->d_name));
    closedir(d);
}

std::string procPath(pid_t pid, const char* what) {
    return "/proc/" + std::to_string(pid) + '/' + what;
}

// "start-end mode offset device inode path"; a path that was removed since is followed by " (deleted)".
void addMapped(pid_t pid, std::set<ino_t>& inodes) {
    std::ifstream maps(procPath(pid, "maps"));
    for (std::string line; std::getline(maps, line);) {
        if (line.find(" /dev/shm/") == std::string::npos)
            continue;
        std::istringstream words(line);
        std::string skip;
        ino_t inode = 0;
        if (words >> skip >> skip >> skip >> skip >> inode)
            inodes.insert(inode);
    }
}

std::string linkOf(const std::string& path) {
    char target[4096];
    const ssize_t n = readlink(path.c_str(), target, sizeof target);
    return n > 0 ? std::string(target, std::size_t(n)) : std::string();
}

// Names that multiprocessing, or the C library on its behalf, gives in /dev/shm.
bool isRunsName(std::string_view name) {
    return name.starts_with("sem.") || name.starts_with("psm_") || name.starts_with("pym-");
}

bool isBefore(const timespec& a, const timespec& b) {
    return a.tv_sec < b.tv_sec || (a.tv_sec == b.tv_sec && a.tv_nsec < b.tv_nsec);
}

// As Python's tempfile looks for it.
std::string temporaryFolder() {
    for (const char* const name : {"TMPDIR", "TEMP", "TMP"}) {
        const char* const value = std::getenv(name);
        if (value && *value)
            return value;
    }
    return "/tmp";
}

// A path that no socket is bound to any more can never be answered again. The folder is read first: what
// another program binds meanwhile is not in it, or is known to the kernel.
bool hasOnlyDeadSockets(const std::string& folder) {
    std::vector<std::string> listeners;
    forEachEntry(folder, [&](const std::string& name) {
        if (name.starts_with("listener-"))
            listeners.push_back(folder + '/' + name + '\n');
    });
    std::ifstream file("/proc/net/unix");
    std::stringstream bound;
    bound << file.rdbuf();
    const std::string paths = bound.str();
    return !listeners.empty() && std::ranges::all_of(listeners, [&](const std::string& path) {
        return paths.find(path) == std::string::npos;
    });
}

} // namespace

Leftovers::Leftovers() {
    // File times have the coarse clock's resolution.
    clock_gettime(CLOCK_REALTIME_COARSE, &began_);
}

void Leftovers::note(const std::vector<pid_t>& frozen) {
    for (std::size_t i = 0; i < frozen.size() && i < kMost; ++i) {
        noteShared(frozen[i]);
        noteSockets(frozen[i]);
    }
}

void Leftovers::add(const std::vector<std::string>& segments) {
    names_.insert(segments.begin(), segments.end());
}

void Leftovers::noteShared(pid_t pid) {
    addMapped(pid, shared_);
    const std::string folder = procPath(pid, "fd/");
    forEachEntry(folder, [&](const std::string& name) {
        struct stat info {};
        if (linkOf(folder + name).starts_with("/dev/shm/") && stat((folder + name).c_str(), &info) == 0)
            shared_.insert(info.st_ino);
    });
}

// proc_net(5): the last two columns of /proc/PID/net/unix are inode and path.
void Leftovers::noteSockets(pid_t pid) {
    std::set<std::string> inodes;
    const std::string folder = procPath(pid, "fd/");
    forEachEntry(folder, [&](const std::string& name) {
        const std::string target = linkOf(folder + name);
        if (target.starts_with("socket:["))
            inodes.insert(target.substr(8, target.size() - 9));
    });
    if (inodes.empty())
        return;
    std::ifstream sockets(procPath(pid, "net/unix"));
    for (std::string line; std::getline(sockets, line);) {
        const std::size_t path = line.find(" /");
        const std::size_t end = line.rfind('/');
        if (path == std::string::npos || end <= path + 1)
            continue;
        const std::string inode =
            line.substr(line.rfind(' ', path - 1) + 1, path - line.rfind(' ', path - 1) - 1);
        const std::string of = line.substr(path + 1, end - path - 1);
        if (inodes.contains(inode) && of.substr(of.rfind('/') + 1).starts_with("pymp-"))
            folders_.insert(of);
    }
}

std::size_t Leftovers::remove() const {
    std::size_t removed = removeShared();
    std::error_code ignored;
    if (!scratch_.empty()) // follows no links
        std::filesystem::remove_all(scratch_, ignored);
    for (const std::string& folder : folders_)
        removed += removeFolder(folder);
    return removed + removeDeadFolders();
}

std::size_t Leftovers::removeDeadFolders() const {
    const std::string temporary = temporaryFolder();
    std::vector<std::string> dead;
    forEachEntry(temporary, [&](const std::string& name) {
        struct stat info {};
        const std::string path = temporary + '/' + name;
        if (name.starts_with("pymp-") && lstat(path.c_str(), &info) == 0 && !isBefore(info.st_ctim, began_) &&
            hasOnlyDeadSockets(path))
            dead.push_back(path);
    });
    if (dead.empty())
        return 0;
    // bind(2) makes the file a moment before the kernel lists the socket.
    constexpr timespec kMoment{0, 20'000'000};
    nanosleep(&kMoment, nullptr);
    std::erase_if(dead, [](const std::string& path) { return !hasOnlyDeadSockets(path); });
    std::size_t removed = 0;
    for (const std::string& path : dead)
        removed += removeFolder(path);
    return removed;
}

std::size_t Leftovers::removeShared() const {
    std::vector<std::pair<std::string, ino_t>> names;
    if (!shared_.empty() || !names_.empty())
        forEachEntry(kShared, [&](const std::string& name) {
            struct stat info {};
            const std::string path = std::string(kShared) + '/' + name;
            const bool isRuns =
                lstat(path.c_str(), &info) == 0 &&
                (names_.contains(name) || (isRunsName(name) && shared_.contains(info.st_ino)));
            if (isRuns && S_ISREG(info.st_mode) && info.st_uid == geteuid() &&
                !isBefore(info.st_ctim, began_))
                names.emplace_back(path, info.st_ino);
        });
    if (names.empty())
        return 0;
    std::set<ino_t> inUse;
    forEachEntry("/proc", [&](const std::string& name) {
        if (name[0] >= '0' && name[0] <= '9')
            addMapped(pid_t(std::atoi(name.c_str())), inUse);
    });
    std::size_t removed = 0;
    for (const auto& [path, inode] : names)
        removed += !inUse.contains(inode) && unlink(path.c_str()) == 0;
    return removed;
}

// Only sockets and files go with it: multiprocessing puts nothing else there.
bool Leftovers::removeFolder(const std::string& path) const {
    struct stat info {};
    if (lstat(path.c_str(), &info) != 0 || !S_ISDIR(info.st_mode) || info.st_uid != geteuid())
        return false;
    forEachEntry(path, [&](const std::string& name) {
        const std::string entry = path + '/' + name;
        if (name.starts_with("listener-") || name.starts_with("pym-"))
            unlink(entry.c_str());
    });
    return rmdir(path.c_str()) == 0;
}

} // namespace forkscope::run
