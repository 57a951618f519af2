// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Processes held on to by pidfd_open(2), so that a number that is used again cannot deceive: whether one has
// terminated, and a signal that reaches it or nobody. Owns the descriptors; main thread.
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>

namespace forkscope::drive {

class Lives {
  public:
    Lives() = default;
    ~Lives();
    Lives(const Lives&) = delete;
    Lives& operator=(const Lives&) = delete;

    // The first call for a pid, of either, must come while it is surely that process's own.
    bool hasTerminated(std::int32_t pid);
    // By the latest look(): one picture for as long as somebody thinks about it, and whatever is read after
    // the look holds all that the terminated have written. Of whom it did not know yet it says false until
    // the next.
    bool hadTerminated(std::int32_t pid);
    void look();
    // How long its threads together have stood ready without getting a processor (sched-stats in the kernel's
    // documentation); 0 where the kernel does not say. Reads /proc.
    static std::chrono::nanoseconds queuedFor(std::int32_t pid);
    // How much of a processor its threads together have had; none: it has been reaped.
    // clock_getcpuclockid(3).
    static std::optional<std::chrono::nanoseconds> processorTime(std::int32_t pid);
    // Whether one of its threads waits in the kernel until somebody reads from a full pipe or socket. False
    // where the kernel does not say. Reads /proc.
    static bool writesToFullPipe(std::int32_t pid);
    // Whether this thread of it, or each of them, sleeps in the kernel until something comes: so it neither
    // runs nor is ready to. False where it has gone. Reads /proc.
    static bool isAsleep(std::int32_t pid, std::int32_t thread);
    static bool areAllAsleep(std::int32_t pid) { return areAll(pid, 'S'); }
    // Whether it was stopped (SIGSTOP), whoever did it; whether one of its threads waits for the disk, which
    // is neither computing nor waiting for anybody. False where it has gone. Both read /proc.
    static bool isStopped(std::int32_t pid) { return areAll(pid, 'T'); }
    static bool isAnyAtDisk(std::int32_t pid);
    // Whether this signal, sent by now, ends it: it is neither caught nor ignored nor blocked. Reads /proc.
    static bool endsBy(std::int32_t pid, int signal);
    // False: it has gone.
    bool signal(std::int32_t pid, int signal);
    // It has gone, and another may come by its number.
    void forget(std::int32_t pid);
    // A process has been started that has this number: what is known of one that has gone does not hold for
    // it.
    void renew(std::int32_t pid);

  private:
    struct Known {
        int descriptor = -1;  // -1: it has terminated
        bool wasGone = false; // when look() came by
    };
    Known& know(std::int32_t pid);
    static bool isGone(Known& known);
    static bool areAll(std::int32_t pid, char state); // a letter of proc(5), "stat"

    std::map<std::int32_t, Known> known_;
};

} // namespace forkscope::drive
