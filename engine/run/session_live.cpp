// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/session_private.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace forkscope::run {
namespace {

constexpr std::chrono::milliseconds kIngestBudget{8};
constexpr int kDriveTickMs = 1;
constexpr int kTicksBetweenWalks = 6; // about 100 ms
constexpr int kHelpersMayTakeMs = 1000;
constexpr int kRaiseTakesMs = 500;
// Generous: between the look at the clock and that at the trace this process may have had to wait.
constexpr trace::Time kClocksMayDifferNs = 10'000'000'000;
constexpr qsizetype kOutputPiece = 4096;
constexpr std::size_t kCpuChangesAtOnce = 20'000;

} // namespace

void Session::Private::tick() {
    store->tend();
    store->tend();
    guard->poll();
    supervisor->look();
    if (++ticks % kTicksBetweenWalks == 0 && guard->pid() > 0) {
        supervisor->findForeign(guard->pid());
        watchLeftOver();
    }
    if (allGone)
        supervisor->finish();
    takeCpuStates();
    lookAtProgram();
    driver.decide(feed.exhausted());
    extendHistory();
    watchQuota();
    watchTime();
    if (allGone)
        finishIfDrained();
    emit q->advanced();
}

// Run time stands still while everybody is held. A little of it is let go by, so that they are seen to be.
void Session::Private::extendHistory() {
    if (!driver.isStandingStill())
        stillSince = q->now();
    if (!standsStill())
        feed.history().extendTo(q->now());
}

bool Session::Private::standsStill() const {
    constexpr world::Time kSeenHeld = 300'000'000;
    return driver.isStandingStill() && q->now() - stillSince >= kSeenHeld;
}

// In this order, what somebody printed and traced before it came to the gate is known once it is seen there:
// a read of an empty terminal first pushes on what is on its way in the kernel (n_tty_read).
void Session::Private::lookAtProgram() {
    driver.look();
    if (terminal)
        terminal->drain();
    takeTrace();
}

void Session::Private::takeTrace() {
    feed.setLatest(trace::Time(store->nanosecondsSinceStart()) + kClocksMayDifferNs);
    feed.take(store->bytes(), kIngestBudget, allGone, [this](const trace::Event& e) { see(e); });
}

// Between two ticks, while a step is being done.
void Session::Private::driveTick() {
    lookAtProgram();
    driver.decide(feed.exhausted());
}

void Session::Private::hurry(bool hurries) {
    if (hurries) {
        stillSince = q->now(); // a step may be over before the next tick
        driveTimer.start(kDriveTickMs);
    } else
        driveTimer.stop();
}

void Session::Private::see(const trace::Event& event) {
    const trace::Log& log = feed.log();
    switch (event.kind) {
    case trace::Kind::ProcessBegin:
        cpu->track(pid_t(event.value));
        supervisor->learn(log, event);
        dispatchAlso(event);
        break;
    case trace::Kind::ProcessStart:
        supervisor->learn(log, event);
        dispatchAlso(event);
        break;
    case trace::Kind::ProcessReap:
        supervisor->learn(log, event);
        break;
    case trace::Kind::LockCreate:
    case trace::Kind::QueueCreate:
    case trace::Kind::ConditionCreate:
    case trace::Kind::EventCreate:
    case trace::Kind::BarrierCreate:
    case trace::Kind::PipeCreate:
    case trace::Kind::SharedCreate:
    case trace::Kind::SharedOpen:
    case trace::Kind::ManagerStart:
    case trace::Kind::ManagerCreate:
    case trace::Kind::PoolCreate:
    case trace::Kind::ExecutorCreate:
        nameObject(event);
        break;
    case trace::Kind::Exception:
        if (!memoryTold && log.text(event, trace::Tag::Type) == "MemoryError") {
            memoryTold = true;
            note("limit.memory",
                 Session::tr("A process has reached its limit of %1 of memory: Python raises MemoryError.")
                     .arg(sizeInWords(spec.limits.memoryBytes)));
        }
        if (!fileSizeTold && log.text(event, trace::Tag::Message).value_or("").find("File too large") !=
                                 std::string_view::npos) {
            fileSizeTold = true;
            note("limit.file", Session::tr("A file has reached the limit of %1: Python raises OSError.")
                                   .arg(sizeInWords(spec.limits.fileBytes)));
        }
        break;
    default:
        break;
    }
}

// Of a pipe that goes both ways each end is an object: "a, b" names them one by one, one variable holds both.
static std::pair<QString, QString> namesOfEnds(const QString& name) {
    const QStringList parts = name.split(QStringLiteral(", "));
    if (parts.size() == 2)
        return {parts[0], parts[1]};
    if (parts.size() > 2)
        return {name, QString()}; // a comma of a key is among them
    return {name + QStringLiteral("[0]"), name + QStringLiteral("[1]")};
}

void Session::Private::nameObject(const trace::Event& event) {
    const trace::Log& log = feed.log();
    // What is a part of another object has no variable of its own.
    const bool isPart = event.kind == trace::Kind::LockCreate && log.number(event, trace::Tag::Owner);
    if (!event.object || !event.file || event.line == 0 || isPart)
        return;
    const auto text = [](std::string_view s) { return QString::fromUtf8(s.data(), qsizetype(s.size())); };
    const QString name = names->nameFor(
        text(log.path(event.file)), int(event.line), int(log.number(event, trace::Tag::Column).value_or(-1)),
        text(log.text(event, trace::Tag::Call).value_or("")), int(event.process.value));
    if (name.isEmpty())
        return;
    const std::uint64_t object = log.rawId(event.object);
    const auto peer =
        event.kind == trace::Kind::PipeCreate ? log.number(event, trace::Tag::Peer) : std::nullopt;
    if (!peer || std::uint64_t(*peer) == object)
        return giveName(object, name);
    const auto [here, there] = namesOfEnds(name);
    giveName(object, here);
    giveName(std::uint64_t(*peer), there);
}

void Session::Private::giveName(std::uint64_t object, const QString& name) {
    if (name.isEmpty())
        return;
    trace::FieldBuffer fields;
    fields.add(trace::Tag::Name, name.toUtf8().constData());
    store->write(trace::Kind::ObjectName, 0, store->nanosecondsSinceStart(), &fields, object);
}

void Session::Private::takeCpuStates() {
    cpuChanges.clear();
    cpu->drain(store->startNs(), cpuChanges, kCpuChangesAtOnce);
    if (dispatcher)
        takeTrace(); // of whoever is new among them the dispatcher has to know
    if (standsStill())
        cpuChanges.clear(); // who is held looks now and then whether anybody is left who holds it
    for (const CpuChange& c : cpuChanges) {
        if (c.state == CpuState::Exit)
            continue; // ends are the supervisor's to tell
        // Who was stopped since it was not its turn wanted the processor.
        const bool isReady = c.state == CpuState::Ready || (dispatcher && dispatcher->wasHeld(c.pid, c.time));
        const trace::Kind kind = c.state == CpuState::Run ? trace::Kind::CpuRun
                                 : isReady                ? trace::Kind::CpuReady
                                                          : trace::Kind::CpuBlock;
        store->writeUnsequenced(kind, c.pid, std::uint64_t(c.time), std::uint64_t(c.tid));
    }
    if (const auto sentence = cpu->takeNote())
        note("cpu", *sentence);
}

// Into the trace too, so that a recording shows the console as it was at any time.
void Session::Private::takeOutput(const QByteArray& bytes) {
    const qint64 room = std::max<qint64>(0, spec.limits.outputBytes - outputBytes);
    const QByteArray kept = bytes.left(qsizetype(std::min<qint64>(room, bytes.size())));
    outputBytes += bytes.size();
    const auto now = store->nanosecondsSinceStart();
    for (qsizetype at = 0; at < kept.size(); at += kOutputPiece) {
        const qsizetype n = std::min(kOutputPiece, kept.size() - at);
        trace::FieldBuffer fields;
        fields.add(trace::Tag::Text, kept.constData() + at, std::size_t(n), std::size_t(kOutputPiece));
        store->write(trace::Kind::Output, std::int32_t(n), now, &fields);
    }
    if (!kept.isEmpty()) {
        output.add(trace::Time(now), kept);
        emit q->outputArrived(kept);
    }
    if (outputBytes > spec.limits.outputBytes)
        endRun(EndCause::TooMuchOutput);
}

void Session::Private::watchQuota() {
    // Those who wait need a moment to notice that they may go on.
    if (sinceRaised.isValid() && sinceRaised.elapsed() < kRaiseTakesMs)
        return;
    if (quotaTold || state == SessionState::Stopping || !store->quotaReached())
        return;
    quotaTold = true;
    note("limit.trace",
         Session::tr("The trace has reached %1: the program is held until it may grow or the run is stopped.")
             .arg(sizeInWords(store->quotaBytes())));
    emit q->traceQuotaReached(store->quotaBytes());
}

void Session::Private::watchTime() {
    if (spec.limits.time.count() > 0 && q->now() > std::chrono::nanoseconds(spec.limits.time).count())
        endRun(EndCause::TimeOut);
}

// After the main process: helpers of Python's runtime get a second to end by themselves. What else is left
// goes on where the learner watches, and is stopped where nobody does.
void Session::Private::watchLeftOver() {
    if (!sinceMainEnded.isValid() || state == SessionState::Stopping || allGone)
        return;
    const int left = Supervisor::programProcesses(guard->pid());
    if (left > 0 && spec.keepOrphans) {
        if (state == SessionState::Running)
            setState(SessionState::MainEnded);
        sinceMainEnded.restart();
    } else if (sinceMainEnded.elapsed() > kHelpersMayTakeMs) {
        leftOver = left;
        endRun(EndCause::ByItself);
    }
}

void Session::Private::endRun(EndCause why) {
    if (state != SessionState::Running && state != SessionState::MainEnded)
        return;
    cause = why;
    driver.detach(); // what the guard does to them is none of the program's steps
    // Who is held at the quota stays held until it is ended: let go, it would go on untold.
    if (!store->quotaReached())
        store->setStopping();
    setState(SessionState::Stopping);
    guard->end();
}

void Session::Private::mainReaped(int waitStatus) {
    mainStatus = WaitStatus(waitStatus);
    // bubblewrap's, which tells of a signal as a shell does.
    if (spec.sandbox && mainStatus->exited() && mainStatus->exitCode() > 128)
        mainStatus = WaitStatus(mainStatus->exitCode() - 128);
    sinceMainEnded.start();
}

void Session::Private::finishIfDrained() {
    if ((terminal && cause != EndCause::TooMuchOutput && terminal->drain()) || supervisor->busy() ||
        !feed.exhausted())
        return;
    timer.stop();
    driver.detach();
    if (dispatcher)
        dispatch(); // so that the last end is known
    dispatchTimer.stop();
    spare.reset();
    length = std::max(q->now(), feed.history().end());
    feed.history().extendTo(length);
    ending = describeEnding(cause, mainStatus, leftOver, spec.limits);
    setState(SessionState::Ended);
    emit q->ended(ending);
}

void Session::Private::setState(SessionState next) {
    state = next;
    emit q->stateChanged(next);
}

void Session::Private::note(const char* type, const QString& sentence) {
    trace::FieldBuffer fields;
    fields.add(trace::Tag::Type, type);
    fields.add(trace::Tag::Message, sentence.toUtf8().constData());
    store->write(trace::Kind::Note, 0, store->nanosecondsSinceStart(), &fields);
    emit q->noted(sentence);
}

} // namespace forkscope::run
