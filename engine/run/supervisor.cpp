// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/supervisor.h"

#include "engine/drive/lives.h"
#include "engine/run/guard/proc.h"
#include "engine/run/untraced_reason.h"

#include <QSocketNotifier>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <vector>

#include <sys/syscall.h>
#include <unistd.h>

namespace forkscope::run {
namespace {

using trace::Kind;
using trace::Tag;

// A Python that has not told of itself after so many looks is not going to. Those while it was ready and got
// no processor do not count: a busy machine is no reason to call it untraced.
constexpr int kLooksForPython = 20;
constexpr std::chrono::milliseconds kBetweenLooks{100};
// Looks, one a tick, until a process that has left the table is reported as reaped by somebody who does not
// say so.
constexpr int kLooksForParent = 3;

bool isPython(pid_t pid) {
    const std::string path = executableOf(pid);
    const std::string_view base = std::string_view(path).substr(path.rfind('/') + 1);
    return base.starts_with("python") || base.starts_with("pypy");
}

// Python's own processes behind multiprocessing: they end by themselves when nobody needs them any more.
bool isRuntimeHelper(pid_t pid) {
    return std::ranges::any_of(commandLine(pid), [](const std::string& word) {
        return word.find("multiprocessing.resource_tracker") != std::string::npos ||
               word.find("multiprocessing.forkserver") != std::string::npos ||
               word.find("multiprocessing.semaphore_tracker") != std::string::npos;
    });
}

// bubblewrap with its first child, and what keeps the trace open within it: part of the run's walls.
bool isSandboxPart(const ProcStat& stat, pid_t guard) {
    if (stat.name == "forkscope-guard")
        return true;
    const auto above =
        stat.name == "bwrap" && stat.parent != guard ? readProcStat(stat.parent) : std::nullopt;
    return stat.name == "bwrap" && (stat.parent == guard || (above && above->parent == guard));
}

bool isSilentPython(pid_t pid, int looks) {
    return looks >= kLooksForPython &&
           looks - drive::Lives::queuedFor(pid) / kBetweenLooks >= kLooksForPython;
}

bool isGone(const std::optional<ProcStat>& stat, std::uint64_t birth) {
    return !stat || stat->birth != birth;
}
bool isOver(const ProcStat& stat) {
    return stat.state == 'Z' || stat.state == 'X';
}

} // namespace

Supervisor::Supervisor(trace::TraceStore& store, QObject* parent) : QObject(parent), store_(store) {}

Supervisor::~Supervisor() {
    for (auto& [pid, watched] : watched_) {
        watched.notifier.reset();
        if (watched.pidfd >= 0)
            close(watched.pidfd);
    }
}

void Supervisor::learn(const trace::Log& log, const trace::Event& event) {
    if (event.process.value == trace::wire::kEngineStream)
        return;
    if (event.kind == Kind::ProcessReap) {
        const auto it = watched_.find(pid_t(log.number(event, Tag::Pid).value_or(0)));
        if (it == watched_.end())
            return;
        notice(it->first, it->second);
        if (it->second.ended)
            forget(it->first, it->second.birth);
        return;
    }
    const auto pid = pid_t(event.value);
    if (event.kind == Kind::ProcessStart && pid > 0)
        expect(pid, log.text(event, Tag::Method) == "subprocess");
    if (event.kind == Kind::ProcessBegin)
        begin(pid, log.number(event, Tag::Birth));
}

// Its parent tells of it; its own first event may never come.
void Supervisor::expect(pid_t pid, bool isOther) {
    if (watched_.contains(pid) || over_.contains(pid) || claim(pid))
        return;
    if (const auto stat = readProcStat(pid)) {
        watch(pid, stat->birth);
        if (const auto it = watched_.find(pid); it != watched_.end())
            it->second.isOther = isOther;
    }
}

void Supervisor::begin(pid_t pid, std::optional<std::int64_t> said) {
    candidates_.erase(pid);
    if (const auto it = watched_.find(pid); it != watched_.end())
        it->second.isOther = false;
    const auto stat = readProcStat(pid);
    const std::uint64_t birth = said ? std::uint64_t(*said) : stat ? stat->birth : 0;
    if (const auto it = over_.find(pid); it != over_.end() && (it->second == birth || it->second == 0)) {
        it->second = birth; // a successor with the same number has another
        return;             // told already: it was expected, and ended before its own words arrived
    }
    if (!claim(pid))
        watch(pid, birth);
}

// An end that the guard has seen before anybody spoke of the process.
bool Supervisor::claim(pid_t pid) {
    const auto it = unclaimed_.find(pid);
    if (it == unclaimed_.end())
        return false;
    tell(Kind::ProcessExit, pid, it->second);
    tell(Kind::ProcessReap, pid, it->second);
    unclaimed_.erase(it);
    over_[pid] = 0;
    return true;
}

void Supervisor::forget(pid_t pid, std::uint64_t birth) {
    over_[pid] = birth;
    watched_.erase(pid);
}

void Supervisor::watch(pid_t pid, std::uint64_t birth) {
    Watched& w = watched_[pid];
    if (w.birth == birth && (w.pidfd >= 0 || w.ended))
        return;
    w.birth = birth;
    w.ended = false;
    w.pidfd = int(syscall(SYS_pidfd_open, pid, 0));
    if (isGone(readProcStat(pid), birth)) { // looked at after opening, so the pidfd is not a successor's
        notice(pid, w);
        return;
    }
    if (w.pidfd < 0)
        return;
    w.notifier = std::make_unique<QSocketNotifier>(w.pidfd, QSocketNotifier::Read);
    connect(w.notifier.get(), &QSocketNotifier::activated, this, [this, pid] {
        if (const auto it = watched_.find(pid); it != watched_.end())
            notice(pid, it->second);
    });
}

void Supervisor::notice(pid_t pid, Watched& w) {
    if (w.ended)
        return;
    const auto stat = readProcStat(pid);
    const bool gone = isGone(stat, w.birth);
    if (!gone && !isOver(*stat))
        return;
    w.ended = true;
    if (w.notifier) {
        w.notifier->setEnabled(false);
        w.notifier.release()->deleteLater(); // this may be its own signal
    }
    if (w.pidfd >= 0)
        close(w.pidfd);
    w.pidfd = -1;
    std::int32_t status = trace::kUnknownStatus;
    if (!gone && stat->exitStatus)
        status = WaitStatus(*stat->exitStatus).pythonStatus();
    tell(Kind::ProcessExit, pid, status);
}

void Supervisor::reaped(pid_t pid, WaitStatus status) {
    candidates_.erase(pid);
    const auto it = watched_.find(pid);
    if (it == watched_.end()) {
        unclaimed_[pid] = status.pythonStatus();
        return;
    }
    it->second.notifier.reset();
    if (it->second.pidfd >= 0)
        close(it->second.pidfd);
    if (!it->second.ended)
        tell(Kind::ProcessExit, pid, status.pythonStatus());
    tell(Kind::ProcessReap, pid, status.pythonStatus());
    forget(pid, it->second.birth);
}

void Supervisor::look() {
    std::vector<pid_t> gone;
    for (auto& [pid, w] : watched_) {
        if (w.pidfd < 0 && !w.ended)
            notice(pid, w);
        if (w.ended && isGone(readProcStat(pid), w.birth) && ++w.goneFor > kLooksForParent)
            gone.push_back(pid);
    }
    for (const pid_t pid : gone) {
        tell(Kind::ProcessReap, pid, trace::kUnknownStatus);
        forget(pid, watched_[pid].birth);
    }
}

void Supervisor::findForeign(pid_t guard) {
    std::unordered_map<pid_t, Candidate> still;
    for (const Descendant& d : descendantsOf(guard)) {
        if (const auto it = watched_.find(d.pid); it != watched_.end() && !it->second.isOther)
            continue;
        const auto stat = readProcStat(d.pid);
        if (!stat || isOver(*stat) || isSandboxPart(*stat, guard))
            continue;
        Candidate c{stat->birth, 1};
        if (const auto it = candidates_.find(d.pid); it != candidates_.end() && it->second.birth == c.birth)
            c.looks = it->second.looks + 1;
        // A child that has been forked but not yet exec'ed still looks like its parent: hence the second
        // look.
        if (isSilentPython(d.pid, c.looks) || (c.looks >= 2 && !isPython(d.pid)))
            reportForeign(d, stat->birth, stat->name);
        else
            still.emplace(d.pid, c);
    }
    candidates_ = std::move(still);
}

void Supervisor::reportForeign(const Descendant& process, std::uint64_t birth, const std::string& name) {
    trace::FieldBuffer fields;
    fields.add(Tag::ParentPid, std::int64_t(process.parent));
    fields.add(Tag::Birth, std::int64_t(birth));
    fields.add(Tag::Name, name.c_str());
    fields.add(Tag::Type, isRuntimeHelper(process.pid) ? "helper" : "foreign");
    const std::string reason = isPython(process.pid) ? untracedReason(process.pid, name) : std::string();
    if (!reason.empty())
        fields.add(Tag::Message, reason.c_str());
    store_.write(Kind::ProcessBegin, process.pid, store_.nanosecondsSinceStart(), &fields,
                 std::uint64_t(process.pid));
    watch(process.pid, birth);
    watched_[process.pid].isOther = false;
    if (!reason.empty())
        emit untraced(QString::fromStdString(reason));
}

void Supervisor::finish() {
    for (auto& [pid, w] : watched_)
        notice(pid, w);
    look();
}

int Supervisor::programProcesses(pid_t guard) {
    return int(std::ranges::count_if(descendantsOf(guard), [guard](const Descendant& d) {
        const auto stat = readProcStat(d.pid);
        return stat && !isOver(*stat) && !isSandboxPart(*stat, guard) && !isRuntimeHelper(d.pid);
    }));
}

void Supervisor::tell(Kind kind, pid_t pid, std::int32_t status) {
    trace::FieldBuffer fields;
    fields.add(Tag::Pid, std::int64_t(pid));
    store_.write(kind, status, store_.nanosecondsSinceStart(), &fields);
}

} // namespace forkscope::run
