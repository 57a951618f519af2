// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/self_test.h"

#include "engine/run/cpu_states.h"
#include "engine/run/self_test_probe.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <QTemporaryFile>

#include <cerrno>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <linux/magic.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace forkscope::run {
namespace {

struct SelfTestWords {
    Q_DECLARE_TR_FUNCTIONS(forkscope::run::SelfTest)
};

constexpr qint64 kLeastScratch = qint64(16) << 20;
constexpr qint64 kGoodScratch = qint64(256) << 20;

Finding okay(const char* subject, const QString& sentence) {
    return {Verdict::Ok, QString::fromLatin1(subject), sentence};
}
Finding warns(const char* subject, const QString& sentence) {
    return {Verdict::Warn, QString::fromLatin1(subject), sentence};
}
Finding fails(const char* subject, const QString& sentence) {
    return {Verdict::Fail, QString::fromLatin1(subject), sentence};
}

QString systemsWords(int error) {
    return QString::fromLocal8Bit(std::strerror(error));
}

Finding aboutInterpreter(const Interpreter& interpreter) {
    if (!interpreter.warning.isEmpty())
        return warns("interpreter", interpreter.warning);
    return okay("interpreter", SelfTestWords::tr("%1 at %2.").arg(interpreter.name(), interpreter.path));
}

Finding aboutProbe(const QString& folder) {
    for (const char* const name : {"sitecustomize.py", "_forkscope.abi3.so"}) {
        const QFileInfo part(QDir(folder).filePath(QLatin1String(name)));
        if (!part.isFile() || part.size() == 0 || !part.isReadable())
            return fails("probe", SelfTestWords::tr(
                                      "The probe is not complete, %1 is missing or cannot be read: build "
                                      "Forkscope with ./run.sh or install it again.")
                                      .arg(part.filePath()));
    }
    return okay("probe", SelfTestWords::tr("The probe is in %1.").arg(folder));
}

Finding aboutGuard(const QString& path) {
    if (path.isEmpty() || !QFileInfo(path).isFile())
        return fails("guard",
                     SelfTestWords::tr("forkscope-guard does not lie beside forkscope: build Forkscope with "
                                       "./run.sh or install it again."));
    if (!QFileInfo(path).isExecutable())
        return fails("guard", SelfTestWords::tr("%1 cannot be executed: run “chmod +x %1”.").arg(path));
    return okay("guard", SelfTestWords::tr("The guard is %1.").arg(path));
}

// What the trace needs: a file in memory that nobody can cut short, and that another process can open.
std::optional<int> traceFileError() {
    const int fd = ::memfd_create("forkscope-self-test", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0)
        return errno;
    constexpr std::size_t kBytes = 4096;
    std::optional<int> error;
    const QByteArray path = "/proc/self/fd/" + QByteArray::number(fd);
    if (::ftruncate(fd, kBytes) != 0 || ::fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK) != 0)
        error = errno;
    const int again = error ? -1 : ::open(path.constData(), O_RDWR | O_CLOEXEC);
    if (!error && again < 0)
        error = errno;
    if (again >= 0) {
        void* memory = ::mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_SHARED, again, 0);
        if (memory == MAP_FAILED)
            error = errno;
        else
            ::munmap(memory, kBytes);
        ::close(again);
    }
    ::close(fd);
    return error;
}

Finding aboutTraceMemory() {
    if (const auto error = traceFileError())
        return fails("memory",
                     SelfTestWords::tr("No shared memory for the trace (%1): Forkscope needs Linux 3.17 or "
                                       "newer, free memory, and a sandbox that permits memfd_create.")
                         .arg(systemsWords(*error)));
    return okay("memory", SelfTestWords::tr("Shared memory for the trace can be made and sealed."));
}

// multiprocessing's own locks and queues are made with sem_open, which lives in /dev/shm.
Finding aboutSemaphores() {
    const QByteArray name = "/forkscope-self-test-" + QByteArray::number(::getpid());
    sem_t* semaphore = ::sem_open(name.constData(), O_CREAT | O_EXCL, 0600, 1);
    if (semaphore == SEM_FAILED)
        return fails("semaphores",
                     SelfTestWords::tr("Python could not make a lock or a queue here, since semaphores "
                                       "are refused (%1): see that /dev/shm is a mounted, writable tmpfs "
                                       "with some space left.")
                         .arg(systemsWords(errno)));
    ::sem_close(semaphore);
    ::sem_unlink(name.constData());
    return okay("semaphores", SelfTestWords::tr("Semaphores can be made."));
}

Finding aboutProc() {
    struct statfs system {};
    QFile stat(QStringLiteral("/proc/self/stat"));
    if (::statfs("/proc", &system) != 0 || system.f_type != PROC_SUPER_MAGIC ||
        !stat.open(QIODevice::ReadOnly))
        return fails("proc", SelfTestWords::tr(
                                 "/proc is not mounted or cannot be read, but processes are found there: "
                                 "run “sudo mount -t proc proc /proc”."));
    if (!QFile::exists(QStringLiteral("/proc/self/task/%1/children").arg(::getpid())))
        return fails("proc", SelfTestWords::tr(
                                 "This kernel does not list the children of a process in /proc, so a run "
                                 "could not be ended safely: use one with CONFIG_PROC_CHILDREN."));
    return okay("proc", SelfTestWords::tr("/proc can be read."));
}

Finding aboutProcessors() {
    const auto cpu = CpuStates::create();
    return okay("processors",
                cpu->sampled()
                    ? SelfTestWords::tr("Running and ready are sampled from /proc (%1).").arg(cpu->reason())
                    : SelfTestWords::tr("Running and ready come from the kernel's context switches."));
}

Finding aboutScratch(const QString& folder) {
    QTemporaryFile trial(QDir(folder).filePath(QStringLiteral("forkscope-XXXXXX")));
    if (!QFileInfo(folder).isDir() || !trial.open() || trial.write("x") != 1 || !trial.flush())
        return fails("scratch",
                     SelfTestWords::tr("Nothing can be written to %1, where a lesson's program works: make "
                                       "room there, or set TMPDIR to another folder.")
                         .arg(folder));
    const qint64 left = QStorageInfo(folder).bytesAvailable();
    const QString sentence = SelfTestWords::tr("%1 has %2 MiB of free space.").arg(folder).arg(left >> 20);
    if (left >= 0 && left < kLeastScratch)
        return fails("scratch",
                     SelfTestWords::tr("%1 has only %2 MiB of free space: make room there, or set TMPDIR to "
                                       "another folder.")
                         .arg(folder)
                         .arg(left >> 20));
    return left >= 0 && left < kGoodScratch
               ? warns("scratch", sentence + QLatin1Char(' ') +
                                      SelfTestWords::tr("A program that writes much may fill it."))
               : okay("scratch", sentence);
}

} // namespace

std::vector<Finding> selfTest(const Interpreter& interpreter, SelfTestDepth depth,
                              const SelfTestPlaces& places) {
    std::vector<Finding> findings{aboutInterpreter(interpreter),
                                  aboutProbe(places.probe),
                                  aboutGuard(places.guard),
                                  aboutTraceMemory(),
                                  aboutSemaphores(),
                                  aboutProc(),
                                  aboutProcessors(),
                                  aboutScratch(places.scratch)};
    if (depth == SelfTestDepth::Deep) {
        const Outcome loads = verdictOf(findings) ? tryProbe(interpreter, places.probe)
                                                  : Error{SelfTestWords::tr("Not tried.").toStdString()};
        findings.push_back(
            loads ? okay("start", SelfTestWords::tr("The probe loads into %1.").arg(interpreter.name()))
                  : fails("start", QString::fromStdString(loads.error())));
    }
    return findings;
}

Outcome verdictOf(const std::vector<Finding>& findings) {
    for (const Finding& finding : findings)
        if (finding.verdict == Verdict::Fail)
            return Error{finding.sentence.toStdString()};
    return Done{};
}

} // namespace forkscope::run
