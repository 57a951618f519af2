// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a killed run leaves behind that is no process: semaphores and shared memory in /dev/shm, and the
// folders in which multiprocessing puts its sockets ("pymp-…" among the temporary files). Python removes them
// when it ends by itself; of a killed one nobody does.
//
// They are known by what the kernel says about the run's processes while these are frozen, just before they
// are killed: mapped files by inode, sockets by the path that they are bound to. So what another program made
// is never touched: it is only removed when it is younger than the run, ours, and mapped by nobody any more.
// shm_overview(7), proc_pid_maps(5). Plain POSIX.
#include <cstddef>
#include <ctime>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace forkscope::run {

class Leftovers {
  public:
    Leftovers(); // the run begins now
    // Looks at processes that cannot change any more.
    void note(const std::vector<pid_t>& frozen);
    // Segments that the trace says the run made: removed under the same conditions.
    void add(const std::vector<std::string>& segments);
    // A folder of the run alone, to be removed with all that is in it; "" for none.
    void addFolder(std::string folder) { scratch_ = std::move(folder); }
    // To be called when the run has no process left. Returns how many names were removed.
    std::size_t remove() const;

  private:
    void noteShared(pid_t pid);
    void noteSockets(pid_t pid);
    std::size_t removeShared() const;
    bool removeFolder(const std::string& path) const;
    // Folders younger than the run whose sockets all are dead, whoever made them: what nobody could note, as
    // when a guard is killed in the middle of its work.
    std::size_t removeDeadFolders() const;

    std::string scratch_;
    timespec began_{};
    std::set<ino_t> shared_;        // inodes of files in /dev/shm
    std::set<std::string> names_;   // of segments
    std::set<std::string> folders_; // of sockets
};

} // namespace forkscope::run
