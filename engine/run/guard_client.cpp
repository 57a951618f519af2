// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/guard_client.h"

#include "engine/run/guard/proc.h"
#include "engine/run/guard/run_cgroup.h"

#include <QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace forkscope::run {
namespace {

constexpr int kStartWithinMs = 10000;
constexpr int kGuardHangsAfterMs = 4000; // it was asked to end all and has not: stopped, or out of its mind
constexpr int kGuardLeavesWithinMs = 2000;
constexpr int kTakeoverEveryMs = 5;
constexpr int kNoteEveryMs = 200;

QString words(int error) {
    return QString::fromLocal8Bit(std::strerror(error));
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> p;
    for (std::string& s : strings)
        p.push_back(s.data());
    p.push_back(nullptr);
    return p;
}

// Signals that this process did not ignore when it was started. The program gets their ordinary meaning,
// whatever has become of them here since; what the caller had set to be ignored (nohup, "&") stays so.
sigset_t signalsNotIgnored() {
    sigset_t set;
    sigemptyset(&set);
    for (int signal = 1; signal < SIGRTMIN; ++signal) {
        struct sigaction action {};
        if (sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(&set, signal);
    }
    return set;
}
const sigset_t kSignalsForProgram = signalsNotIgnored(); // before main()

class SpawnAttributes {
  public:
    SpawnAttributes() {
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &kSignalsForProgram);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }
    SpawnAttributes(const SpawnAttributes&) = delete;
    SpawnAttributes& operator=(const SpawnAttributes&) = delete;
    const posix_spawnattr_t* get() const { return &attributes_; }

  private:
    posix_spawnattr_t attributes_;
};

// Descriptors to be inherited, moved out of the way of the low numbers that the guard expects them under.
class HighCopy {
  public:
    explicit HighCopy(int fd) : fd_(fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 16)) {}
    ~HighCopy() {
        if (fd_ >= 0)
            close(fd_);
    }
    HighCopy(const HighCopy&) = delete;
    HighCopy& operator=(const HighCopy&) = delete;
    void giveAs(posix_spawn_file_actions_t& actions, int number) const {
        if (fd_ >= 0)
            posix_spawn_file_actions_adddup2(&actions, fd_, number);
    }

  private:
    int fd_;
};

} // namespace

GuardClient::GuardClient(QObject* parent) : QObject(parent) {
    timer_.callOnTimeout(this, &GuardClient::work);
}

GuardClient::~GuardClient() {
    blockSignals(true);
    end();
    waitForAllGone(kGuardHangsAfterMs + 6000);
    notifier_.reset();
    if (control_ >= 0)
        close(control_);
}

Outcome GuardClient::start(const GuardOrder& order) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return Error{
            tr("The guard that starts programs could not be reached (%1). Close other programs, then run "
               "again.")
                .arg(words(errno))
                .toStdString()};
    control_ = ends[0];
    fcntl(control_, F_SETFL, O_NONBLOCK);
    Takeover::prepare();
    const Outcome spawned = spawn(order, ends[1]);
    close(ends[1]);
    if (!spawned)
        return spawned;
    finished_ = false;
    kernelNames_ = order.kernelNames;
    guard::Message ready{};
    if (waitForMessage(ready) && ready.report == guard::Report::Ready) {
        guard_ = ready.pid;
        if (order.beforeBegin)
            order.beforeBegin(guard_);
        ask(guard::Request::Begin);
    }
    const Outcome started = waitForStart(order);
    if (!started) {
        finished_ = true;
        reapWarden(kGuardLeavesWithinMs);
        return started;
    }
    Takeover::noteOwnChildren(warden_);
    timer_.start(kNoteEveryMs);
    notifier_ = std::make_unique<QSocketNotifier>(control_, QSocketNotifier::Read);
    connect(notifier_.get(), &QSocketNotifier::activated, this, &GuardClient::poll);
    return Done{};
}

Outcome GuardClient::spawn(const GuardOrder& order, int guardSide) {
    const std::string warden = order.guard.substr(0, order.guard.rfind('/') + 1) + "forkscope-warden";
    std::vector<std::string> arguments{warden, order.guard};
    arguments.insert(arguments.end(), order.options.begin(), order.options.end());
    if (order.trace >= 0)
        arguments.push_back("--trace");
    if (order.terminal >= 0)
        arguments.push_back("--terminal");
    arguments.push_back("--");
    arguments.insert(arguments.end(), order.command.begin(), order.command.end());
    std::vector<std::string> environment = order.environment;

    const HighCopy control(guardSide), trace(order.trace), terminal(order.terminal);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (order.terminal >= 0) {
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    } else if (order.outputToErrors) {
        posix_spawn_file_actions_adddup2(&actions, 2, 1);
    }
    control.giveAs(actions, guard::kControlFd);
    trace.giveAs(actions, guard::kTraceFd);
    terminal.giveAs(actions, guard::kTerminalFd);
    const int error = posix_spawn(&warden_, warden.c_str(), &actions, SpawnAttributes().get(),
                                  pointers(arguments).data(), pointers(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    if (error == 0)
        return Done{};
    warden_ = 0;
    return Error{
        tr("The guard that starts programs could not itself be started from %1 (%2). Install Forkscope "
           "again.")
            .arg(QString::fromStdString(warden), words(error))
            .toStdString()};
}

bool GuardClient::waitForMessage(guard::Message& message) {
    pollfd fd{control_, POLLIN, 0};
    do {
        if (::poll(&fd, 1, kStartWithinMs) <= 0 ||
            recv(control_, &message, sizeof message, 0) != sizeof message)
            return false;
        if (message.report == guard::Report::Helper)
            helper_ = message.pid;
    } while (message.report == guard::Report::Helper);
    return true;
}

Outcome GuardClient::waitForStart(const GuardOrder& order) {
    guard::Message m{};
    const bool spoke = guard_ > 0 && waitForMessage(m);
    if (spoke && m.report == guard::Report::Started) {
        program_ = m.pid;
        return Done{};
    }
    if (!spoke || m.report != guard::Report::StartFailed)
        return Error{
            tr("The guard that starts programs ended before it had begun. Run again; if that does not help, "
               "install Forkscope again.")
                .toStdString()};
    const QString why = words(m.status);
    switch (guard::StartStep(m.detail)) {
    case guard::StartStep::WorkingFolder:
        return Error{tr("The program's working folder cannot be entered (%1). Choose another folder.")
                         .arg(why)
                         .toStdString()};
    case guard::StartStep::Exec:
        return Error{tr("The interpreter %1 cannot be run (%2). Choose another Python.")
                         .arg(QString::fromStdString(order.command.front()), why)
                         .toStdString()};
    case guard::StartStep::Limits:
        return Error{
            tr("The limits of the run cannot be set (%1). Choose other limits.").arg(why).toStdString()};
    default:
        return Error{tr("The program could not be started (%1). Close other programs, then run again.")
                         .arg(why)
                         .toStdString()};
    }
}

void GuardClient::end() {
    if (finished_ || ending_)
        return;
    ending_ = true;
    endingFor_.start();
    ask(guard::Request::End);
    if (warden_ > 0)
        kill(warden_, SIGTERM); // it helps
}

void GuardClient::ask(guard::Request request) {
    send(control_, &request, sizeof request, MSG_NOSIGNAL);
}

bool GuardClient::waitForAllGone(int milliseconds) {
    QElapsedTimer clock;
    clock.start();
    while (!finished_ && clock.elapsed() < milliseconds) {
        pollfd fd{control_, POLLIN, 0};
        ::poll(&fd, takeover_ ? 0 : 1, kTakeoverEveryMs);
        poll();
        work();
    }
    return finished_;
}

void GuardClient::poll() {
    guard::Message m{};
    while (!finished_ && !takeover_ && readMessage(m))
        handle(m);
}

bool GuardClient::readMessage(guard::Message& message) {
    const ssize_t n = recv(control_, &message, sizeof message, 0);
    if (n == sizeof message)
        return true;
    if (n >= 0 || (errno != EAGAIN && errno != EINTR))
        loseGuard();
    return false;
}

void GuardClient::handle(const guard::Message& m) {
    switch (m.report) {
    case guard::Report::Reaped:
        emit reaped(m.pid, m.status);
        break;
    case guard::Report::TooManyProcesses:
        ending_ = true;
        endingFor_.start();
        emit tooManyProcesses(int(m.detail));
        break;
    case guard::Report::Ending:
        if (!ending_) {
            ending_ = true;
            endingFor_.start();
            emit endedFromOutside();
        }
        break;
    case guard::Report::Helper:
        helper_ = m.pid;
        break;
    case guard::Report::AllGone:
        reapWarden(kGuardLeavesWithinMs);
        finish();
        break;
    default:
        break;
    }
}

// The guard was killed, or hangs. Its warden inherits what it held and ends that; if the warden is killed as
// well, everything comes here.
void GuardClient::loseGuard() {
    if (takeover_ || finished_)
        return;
    notifier_->setEnabled(false);
    takeover_ = std::make_unique<Takeover>(leftovers_);
    if (const auto stat = readProcStat(guard_); stat && (stat->parent == warden_ || stat->parent == getpid()))
        kill(guard_, SIGKILL);
    guard_ = 0;
    lostFor_.start();
    timer_.start(kTakeoverEveryMs);
    emit guardLost();
}

bool GuardClient::isWardenGone() {
    if (warden_ > 0 && waitpid(warden_, nullptr, WNOHANG) != 0) {
        RunCgroup(warden_).remove(); // where it was killed it could not do so itself
        warden_ = 0;
    }
    return warden_ <= 0;
}

// A warden whose guard has said its last words leaves by itself; one that hangs is not waited for.
void GuardClient::reapWarden(int leavesWithinMs) {
    // Without their warden they are children of ours, or else somebody else's to wait for.
    const auto isGone = [](pid_t pid) { return pid <= 0 || waitpid(pid, nullptr, WNOHANG) != 0; };
    const auto areAllGone = [&] { return isWardenGone() && isGone(guard_) && isGone(helper_); };
    for (int waited = 0; waited < leavesWithinMs && !areAllGone(); ++waited)
        ::poll(nullptr, 0, 1);
    if (warden_ > 0) {
        kill(warden_, SIGKILL);
        waitpid(warden_, nullptr, 0);
        warden_ = 0;
    }
    guard_ = helper_ = 0;
}

void GuardClient::work() {
    if (finished_)
        return;
    if (takeover_) {
        if (!isWardenGone() && lostFor_.elapsed() > kGuardHangsAfterMs)
            reapWarden(0);
        if (warden_ <= 0 && !takeover_->round())
            finish();
    } else if (ending_ && endingFor_.elapsed() > kGuardHangsAfterMs) {
        loseGuard();
    } else {
        Takeover::noteOwnChildren(warden_);
    }
}

void GuardClient::finish() {
    finished_ = true;
    timer_.stop();
    if (takeover_) {
        const KernelNames names = kernelNames_ ? kernelNames_() : KernelNames();
        unlinkSemaphores(names.semaphores);
        takeover_->removeLeftovers(names.segments);
    }
    if (notifier_)
        notifier_->setEnabled(false);
    emit allGone();
}

} // namespace forkscope::run
