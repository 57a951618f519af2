// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Looks at the run's processes from outside and writes what it sees into stream 0 of the trace: ends (at
// once, by pidfd), reaping (when a process has gone from the table), and processes that do not trace
// themselves, such as a shell that the program started. Where the kernel has no pidfd, looking again and
// again takes its place. Main thread; owned by the Session, beside the TraceStore that it writes to.
// pidfd_open(2), proc_pid_stat(5).
#include "engine/run/guard/wait_status.h"
#include "engine/trace/log.h"
#include "engine/trace/store.h"

#include <QObject>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

#include <sys/types.h>

class QSocketNotifier;

namespace forkscope::run {

struct Descendant;

class Supervisor : public QObject {
    Q_OBJECT
  public:
    explicit Supervisor(trace::TraceStore& store, QObject* parent = nullptr);
    ~Supervisor() override;

    // What has come out of the trace: a ProcessStart or ProcessBegin is a process to watch, a ProcessReap one
    // that its parent has told of already. Other events are ignored.
    void learn(const trace::Log& log, const trace::Event& event);
    // The guard, its parent, has reaped it.
    void reaped(pid_t pid, WaitStatus status);
    // Every tick: ends that no pidfd tells, and processes that have left the table.
    void look();
    // Every now and then: untraced processes below `guard`.
    void findForeign(pid_t guard);
    // Everything is gone: the ends that are not told yet. To be called until it is no longer busy().
    void finish();
    bool busy() const { return !watched_.empty(); }

    // Processes below `guard` that live, without the runtime's own helpers (resource tracker, fork server).
    static int programProcesses(pid_t guard);

  signals:
    // A Python that does not trace itself, and why: one sentence.
    void untraced(const QString& sentence);

  private:
    struct Watched {
        std::uint64_t birth = 0;
        int pidfd = -1;
        std::unique_ptr<QSocketNotifier> notifier;
        bool ended = false;
        bool isOther = false; // another program, by subprocess, that has not told of itself
        int goneFor = 0;      // looks since it left the table; its parent may still tell of it
    };
    void expect(pid_t pid, bool isOther);
    void begin(pid_t pid, std::optional<std::int64_t> said);
    bool claim(pid_t pid);
    void forget(pid_t pid, std::uint64_t birth);
    void watch(pid_t pid, std::uint64_t birth);
    void notice(pid_t pid, Watched& watched); // it has ended, or gone
    void tell(trace::Kind kind, pid_t pid, std::int32_t status);
    void reportForeign(const Descendant& process, std::uint64_t birth, const std::string& name);

    struct Candidate { // untraced so far
        std::uint64_t birth = 0;
        int looks = 0;
    };
    trace::TraceStore& store_;
    std::unordered_map<pid_t, Watched> watched_;
    std::unordered_map<pid_t, std::int32_t> unclaimed_; // reaped by the guard before it was known
    std::unordered_map<pid_t, Candidate> candidates_;
    std::unordered_map<pid_t, std::uint64_t> over_; // told to the end: birth, 0 where nobody knew it
};

} // namespace forkscope::run
