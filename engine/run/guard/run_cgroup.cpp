// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/guard/run_cgroup.h"

#include "engine/run/guard/proc.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <sstream>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace forkscope::run {
namespace {

constexpr char kPrefix[] = "forkscope-";

std::string contentOf(const std::string& path) {
    std::string text;
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return text;
    char buffer[4096];
    for (ssize_t n; (n = read(fd, buffer, sizeof buffer)) > 0;)
        text.append(buffer, std::size_t(n));
    close(fd);
    return text;
}

bool put(const std::string& path, const std::string& text) {
    const int fd = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    const bool written = write(fd, text.data(), text.size()) == ssize_t(text.size());
    close(fd);
    return written;
}

// Where the tree is mounted, "" for nowhere: v2, or the v1 hierarchy with the pids controller. Fields of
// proc_pid_mountinfo(5): 5 is the mount point, after " - " stand type, source and options.
std::string mountOf(bool v2) {
    std::istringstream lines(contentOf("/proc/self/mountinfo"));
    for (std::string line; std::getline(lines, line);) {
        const std::size_t dash = line.find(" - ");
        if (dash == std::string::npos)
            continue;
        std::istringstream before(line), after(line.substr(dash + 3));
        std::string skip, root, mount, type, source, options;
        before >> skip >> skip >> skip >> root >> mount;
        after >> type >> source >> options;
        const bool wanted =
            v2 ? type == "cgroup2"
               : type == "cgroup" && (',' + options + ',').find(",pids,") != std::string::npos;
        if (wanted && root == "/")
            return mount;
    }
    return {};
}

// Our own group in that tree, as a folder; "" where there is none. Lines of /proc/self/cgroup are
// "0::/path" and "8:pids:/path".
std::string ownGroup(bool v2) {
    const std::string mount = mountOf(v2);
    if (mount.empty())
        return {};
    std::istringstream lines(contentOf("/proc/self/cgroup"));
    for (std::string line; std::getline(lines, line);) {
        const std::size_t first = line.find(':'), second = line.find(':', first + 1);
        if (first == std::string::npos || second == std::string::npos)
            continue;
        const std::string controllers = ',' + line.substr(first + 1, second - first - 1) + ',';
        if (v2 ? line.starts_with("0::") : controllers.find(",pids,") != std::string::npos) {
            const std::string path = line.substr(second + 1);
            return path == "/" ? mount : mount + path;
        }
    }
    return {};
}

void killListed(const std::string& folder) {
    std::istringstream pids(contentOf(folder + "/cgroup.procs"));
    for (pid_t pid; pids >> pid;) {
        if (pid > 1 && pid != getpid())
            kill(pid, SIGKILL);
    }
}

// Its number may belong to somebody else by now; then that is no warden, and the run is over.
bool hasWarden(pid_t pid) {
    const auto stat = readProcStat(pid);
    return stat && stat->name.starts_with("forkscope-ward");
}

std::string nameOf(pid_t warden) {
    return kPrefix + std::to_string(warden);
}

} // namespace

RunCgroup::RunCgroup(pid_t warden) {
    if (const std::string own = ownGroup(true); !own.empty())
        unified_ = own + '/' + nameOf(warden);
    if (const std::string own = ownGroup(false); !own.empty())
        pids_ = own + '/' + nameOf(warden);
}

void RunCgroup::create(std::uint64_t tasks) {
    for (std::string* const folder : {&unified_, &pids_}) {
        if (folder->empty())
            continue;
        if (mkdir(folder->c_str(), 0755) != 0 && errno != EEXIST) {
            folder->clear();
            continue;
        }
        killListed(*folder);
        if (tasks > 0)
            put(*folder + "/pids.max", std::to_string(tasks)); // v2: where the controller was handed down
    }
}

void RunCgroup::enter() const {
    for (const std::string& folder : {unified_, pids_}) {
        if (!folder.empty())
            put(folder + "/cgroup.procs", "0");
    }
}

std::optional<std::uint64_t> RunCgroup::tasks() const {
    for (const std::string& folder : {pids_, unified_}) {
        const std::string text = folder.empty() ? std::string() : contentOf(folder + "/pids.current");
        if (!text.empty())
            return std::strtoull(text.c_str(), nullptr, 10);
    }
    return std::nullopt;
}

void RunCgroup::forbidForks() const {
    for (const std::string& folder : {unified_, pids_}) {
        if (!folder.empty())
            put(folder + "/pids.max", "0");
    }
}

void RunCgroup::killAll() const {
    if (!unified_.empty() && put(unified_ + "/cgroup.kill", "1"))
        return;
    for (const std::string& folder : {unified_, pids_}) {
        if (!folder.empty())
            killListed(folder);
    }
}

void RunCgroup::remove() const {
    for (const std::string& folder : {unified_, pids_}) {
        if (!folder.empty())
            rmdir(folder.c_str());
    }
}

void RunCgroup::sweep() {
    for (const bool v2 : {true, false}) {
        const std::string own = ownGroup(v2);
        DIR* const d = own.empty() ? nullptr : opendir(own.c_str());
        if (!d)
            continue;
        std::vector<pid_t> wardens;
        while (const dirent* const e = readdir(d)) {
            const std::string name = e->d_name;
            if (name.starts_with(kPrefix))
                wardens.push_back(pid_t(std::atoi(name.c_str() + sizeof kPrefix - 1)));
        }
        closedir(d);
        for (const pid_t warden : wardens) {
            if (warden <= 0 || hasWarden(warden))
                continue;
            const RunCgroup left(warden);
            left.forbidForks();
            left.killAll();
            left.remove(); // those that are just dying keep it for the next sweep
        }
    }
}

std::string RunCgroup::available() {
    RunCgroup trial(getpid());
    trial.create(0);
    std::string what;
    const auto add = [&](const std::string& folder, const char* file) {
        if (!folder.empty() && access((folder + '/' + file).c_str(), W_OK) == 0)
            what += (what.empty() ? "" : ", ") + std::string(file);
    };
    add(trial.unified_, "cgroup.kill");
    add(trial.pids_.empty() ? trial.unified_ : trial.pids_, "pids.max");
    trial.remove();
    return what;
}

} // namespace forkscope::run
