// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/cpu_switches.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>

#include <linux/perf_event.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace forkscope::run {
namespace {

struct SwitchWords {
    Q_DECLARE_TR_FUNCTIONS(forkscope::run::CpuSwitches)
};

Error switchError(const QString& sentence) {
    return Error{sentence.toStdString()};
}

int openEvent(pid_t pid, int cpu) {
    perf_event_attr attr{};
    attr.size = sizeof attr;
    attr.type = PERF_TYPE_SOFTWARE;
    attr.config = PERF_COUNT_SW_DUMMY;
    attr.context_switch = 1;
    attr.task = 1; // forks and exits too
    attr.inherit = 1;
    attr.exclude_kernel = 1; // needs no privilege up to perf_event_paranoid 2
    attr.exclude_hv = 1;
    attr.sample_id_all = 1;
    attr.sample_type = PERF_SAMPLE_TID | PERF_SAMPLE_TIME | PERF_SAMPLE_CPU;
    attr.use_clockid = 1;
    attr.clockid = CLOCK_MONOTONIC; // the clock of all records
    return int(::syscall(SYS_perf_event_open, &attr, pid, cpu, -1, PERF_FLAG_FD_CLOEXEC));
}

QString refusal(int error) {
    if (error == EACCES || error == EPERM)
        return SwitchWords::tr("the kernel does not permit to watch context switches; “sudo sysctl "
                               "kernel.perf_event_paranoid=2” would permit it");
    if (error == ENOSYS || error == ENOENT || error == EINVAL || error == EOPNOTSUPP)
        return SwitchWords::tr("this kernel cannot record context switches");
    return SwitchWords::tr("the kernel refused to record context switches: %1")
        .arg(QString::fromLocal8Bit(std::strerror(error)));
}

std::uint64_t monotonicNs() {
    timespec t{};
    ::clock_gettime(CLOCK_MONOTONIC, &t);
    return std::uint64_t(t.tv_sec) * 1'000'000'000u + std::uint64_t(t.tv_nsec);
}

// Events are inherited at fork, so a child that is already there would stay in the dark.
bool hasChildren(pid_t pid) {
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(pid));
    return children.open(QIODevice::ReadOnly) && !children.readAll().trimmed().isEmpty();
}

} // namespace

Outcome CpuSwitches::permitted() {
    const int fd = openEvent(0, -1); // on this thread, for a moment: the kernel asks the same questions
    if (fd < 0)
        return switchError(refusal(errno));
    ::close(fd);
    return Done{};
}

CpuSwitches::CpuSwitches(std::size_t pagesPerCpu) : pages_(pagesPerCpu) {}

CpuSwitches::~CpuSwitches() {
    closeAll();
}

void CpuSwitches::closeAll() {
    for (Buffer& b : buffers_) {
        ::munmap(b.memory, b.bytes);
        ::close(b.fd);
    }
    buffers_.clear();
}

Outcome CpuSwitches::openOn(int cpu, pid_t root) {
    const int fd = openEvent(root, cpu);
    if (fd < 0 && errno == ENODEV)
        return Done{}; // this processor is switched off
    if (fd < 0)
        return switchError(refusal(errno));
    const std::size_t page = std::size_t(::sysconf(_SC_PAGESIZE));
    int error = 0;
    for (std::size_t pages = pages_; pages > 0; pages /= 2) {
        const std::size_t bytes = (pages + 1) * page;
        void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (memory != MAP_FAILED) {
            buffers_.push_back({fd, memory, bytes,
                                CpuRing(static_cast<perf_event_mmap_page*>(memory),
                                        static_cast<const std::byte*>(memory) + page, pages * page)});
            return Done{};
        }
        error = errno; // EPERM: more than perf_event_mlock_kb for this user
    }
    ::close(fd);
    return switchError(SwitchWords::tr("no memory for the records of context switches: %1")
                           .arg(QString::fromLocal8Bit(std::strerror(error))));
}

Outcome CpuSwitches::attach(pid_t root) {
    closeAll();
    root_ = root;
    const long cpus = ::sysconf(_SC_NPROCESSORS_CONF);
    for (int cpu = 0; cpu < cpus; ++cpu) {
        if (Outcome opened = openOn(cpu, root); !opened) {
            closeAll();
            return opened;
        }
    }
    if (hasChildren(root)) {
        closeAll();
        return switchError(SwitchWords::tr("the program had already started"));
    }
    return Done{};
}

// A thread that moves to another processor has left the first one before, and its record there was complete
// by then. So with `before` taken ahead of all refreshes, each thread's records come in their order.
CpuRing* CpuSwitches::oldest(std::uint64_t before) {
    CpuRing* first = nullptr;
    for (Buffer& b : buffers_) {
        const CpuRecord* record = b.ring.front();
        if (record && record->clockNs < before && (!first || record->clockNs < first->front()->clockNs))
            first = &b.ring;
    }
    return first;
}

void CpuSwitches::drain(std::uint64_t startNs, std::vector<CpuChange>& out, std::size_t max) {
    const std::uint64_t before = monotonicNs();
    for (Buffer& b : buffers_)
        b.ring.refresh();
    for (std::size_t taken = 0; taken < max;) {
        CpuRing* ring = oldest(before);
        if (!ring)
            break;
        const CpuRecord record = *ring->front();
        ring->pop();
        if (record.pid == root_)
            continue; // the guard is no part of the program
        const std::int64_t time = record.clockNs > startNs ? std::int64_t(record.clockNs - startNs) : 0;
        out.push_back({time, record.pid, record.tid, record.state});
        ++taken;
    }
    for (Buffer& b : buffers_)
        b.ring.release();
}

std::uint64_t CpuSwitches::lost() const {
    std::uint64_t sum = 0;
    for (const Buffer& b : buffers_)
        sum += b.ring.lost();
    return sum;
}

} // namespace forkscope::run
