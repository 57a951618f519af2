// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/drive_words.h"

#include "engine/trace/names.h"
#include "engine/world/explain.h"
#include "engine/world/reason.h"
#include "gui/inspector/process_rows.h"

#include <QCoreApplication>

#include <algorithm>

namespace forkscope::gui {
namespace {

using trace::Kind;
using world::Obstacle;

struct Operation {
    Kind kind;
    const char* text;    // %1: the object
    const char* unnamed; // what stands for an object without a name; null: the text has none
};

constexpr Operation kOperations[] = {
    {Kind::ProcessStart, QT_TRANSLATE_NOOP("Drive", "start a process"), nullptr},
    {Kind::ProcessJoin, QT_TRANSLATE_NOOP("Drive", "join %1"), QT_TRANSLATE_NOOP("Drive", "a child")},
    {Kind::ProcessTerminate, QT_TRANSLATE_NOOP("Drive", "terminate a process"), nullptr},
    {Kind::ProcessKill, QT_TRANSLATE_NOOP("Drive", "kill a process"), nullptr},
    {Kind::ProcessWait, QT_TRANSLATE_NOOP("Drive", "wait for %1"), QT_TRANSLATE_NOOP("Drive", "a child")},
    {Kind::ProcessExit, QT_TRANSLATE_NOOP("Drive", "end"), nullptr},
    {Kind::LockAcquire, QT_TRANSLATE_NOOP("Drive", "acquire %1"), QT_TRANSLATE_NOOP("Drive", "a lock")},
    {Kind::LockRelease, QT_TRANSLATE_NOOP("Drive", "release %1"), QT_TRANSLATE_NOOP("Drive", "a lock")},
    {Kind::QueuePut, QT_TRANSLATE_NOOP("Drive", "put an item into %1"),
     QT_TRANSLATE_NOOP("Drive", "a queue")},
    {Kind::QueueGet, QT_TRANSLATE_NOOP("Drive", "get an item from %1"),
     QT_TRANSLATE_NOOP("Drive", "a queue")},
    {Kind::QueueTaskDone, QT_TRANSLATE_NOOP("Drive", "tell %1 that a task is done"),
     QT_TRANSLATE_NOOP("Drive", "a queue")},
    {Kind::QueueJoin, QT_TRANSLATE_NOOP("Drive", "wait for all tasks of %1"),
     QT_TRANSLATE_NOOP("Drive", "a queue")},
    {Kind::QueueClose, QT_TRANSLATE_NOOP("Drive", "close %1"), QT_TRANSLATE_NOOP("Drive", "a queue")},
    {Kind::Sleep, QT_TRANSLATE_NOOP("Drive", "end its sleep"), nullptr},
    {Kind::Input, QT_TRANSLATE_NOOP("Drive", "read input"), nullptr},
    {Kind::Print, QT_TRANSLATE_NOOP("Drive", "print"), nullptr},
    {Kind::FileOpen, QT_TRANSLATE_NOOP("Drive", "open %1"), QT_TRANSLATE_NOOP("Drive", "a file")},
    {Kind::FileRead, QT_TRANSLATE_NOOP("Drive", "read %1"), QT_TRANSLATE_NOOP("Drive", "a file")},
    {Kind::FileWrite, QT_TRANSLATE_NOOP("Drive", "write to %1"), QT_TRANSLATE_NOOP("Drive", "a file")},
    {Kind::FileClose, QT_TRANSLATE_NOOP("Drive", "close %1"), QT_TRANSLATE_NOOP("Drive", "a file")},
    {Kind::SignalSend, QT_TRANSLATE_NOOP("Drive", "send a signal"), nullptr},
    {Kind::ConditionWait, QT_TRANSLATE_NOOP("Drive", "wait at %1"),
     QT_TRANSLATE_NOOP("Drive", "a condition")},
    {Kind::ConditionNotify, QT_TRANSLATE_NOOP("Drive", "notify %1"),
     QT_TRANSLATE_NOOP("Drive", "a condition")},
    {Kind::EventSet, QT_TRANSLATE_NOOP("Drive", "set %1"), QT_TRANSLATE_NOOP("Drive", "an event")},
    {Kind::EventClear, QT_TRANSLATE_NOOP("Drive", "clear %1"), QT_TRANSLATE_NOOP("Drive", "an event")},
    {Kind::EventWait, QT_TRANSLATE_NOOP("Drive", "wait for %1"), QT_TRANSLATE_NOOP("Drive", "an event")},
    {Kind::BarrierWait, QT_TRANSLATE_NOOP("Drive", "wait at %1"), QT_TRANSLATE_NOOP("Drive", "a barrier")},
    {Kind::BarrierBreak, QT_TRANSLATE_NOOP("Drive", "break %1"), QT_TRANSLATE_NOOP("Drive", "a barrier")},
    {Kind::PipeSend, QT_TRANSLATE_NOOP("Drive", "send through %1"), QT_TRANSLATE_NOOP("Drive", "a pipe")},
    {Kind::PipeRecv, QT_TRANSLATE_NOOP("Drive", "receive from %1"), QT_TRANSLATE_NOOP("Drive", "a pipe")},
    {Kind::PipePoll, QT_TRANSLATE_NOOP("Drive", "look into %1"), QT_TRANSLATE_NOOP("Drive", "a pipe")},
    {Kind::PipeClose, QT_TRANSLATE_NOOP("Drive", "close %1"), QT_TRANSLATE_NOOP("Drive", "a pipe")},
    {Kind::PipeWait, QT_TRANSLATE_NOOP("Drive", "wait for a message"), nullptr},
    {Kind::SharedRead, QT_TRANSLATE_NOOP("Drive", "read %1"), QT_TRANSLATE_NOOP("Drive", "shared memory")},
    {Kind::SharedWrite, QT_TRANSLATE_NOOP("Drive", "write %1"), QT_TRANSLATE_NOOP("Drive", "shared memory")},
    {Kind::ManagerCall, QT_TRANSLATE_NOOP("Drive", "call %1"), QT_TRANSLATE_NOOP("Drive", "a manager")},
    {Kind::PoolSubmit, QT_TRANSLATE_NOOP("Drive", "hand %1 a job"), QT_TRANSLATE_NOOP("Drive", "a pool")},
    {Kind::PoolTask, QT_TRANSLATE_NOOP("Drive", "take a task of %1"), QT_TRANSLATE_NOOP("Drive", "a pool")},
    {Kind::PoolGet, QT_TRANSLATE_NOOP("Drive", "get a result of %1"), QT_TRANSLATE_NOOP("Drive", "a pool")},
    {Kind::PoolClose, QT_TRANSLATE_NOOP("Drive", "close %1"), QT_TRANSLATE_NOOP("Drive", "a pool")},
    {Kind::PoolTerminate, QT_TRANSLATE_NOOP("Drive", "terminate %1"), QT_TRANSLATE_NOOP("Drive", "a pool")},
    {Kind::PoolJoin, QT_TRANSLATE_NOOP("Drive", "join %1"), QT_TRANSLATE_NOOP("Drive", "a pool")},
    {Kind::ExecutorSubmit, QT_TRANSLATE_NOOP("Drive", "hand %1 a task"),
     QT_TRANSLATE_NOOP("Drive", "an executor")},
    {Kind::ExecutorTask, QT_TRANSLATE_NOOP("Drive", "take a task of %1"),
     QT_TRANSLATE_NOOP("Drive", "an executor")},
    {Kind::ExecutorGet, QT_TRANSLATE_NOOP("Drive", "get a result of %1"),
     QT_TRANSLATE_NOOP("Drive", "an executor")},
    {Kind::ExecutorShutdown, QT_TRANSLATE_NOOP("Drive", "shut down %1"),
     QT_TRANSLATE_NOOP("Drive", "an executor")},
    {Kind::ThreadStart, QT_TRANSLATE_NOOP("Drive", "start a thread"), nullptr},
    {Kind::ThreadJoin, QT_TRANSLATE_NOOP("Drive", "join a thread"), nullptr},
};

// A kind without words of its own is called as in schedules.
QString plainWords(const drive::Choice& choice) {
    const std::string_view name = trace::kindName(choice.what);
    QString text =
        QString::fromUtf8(name.data(), qsizetype(name.size())).replace(QLatin1Char('.'), QLatin1Char(' '));
    if (!choice.objectName.empty())
        text += QLatin1Char(' ') + QString::fromStdString(choice.objectName);
    return text;
}

// The operation itself tells which file only when it is done; with one open file there is no doubt.
QString onlyOpenFile(const world::World& world, trace::ProcessId process) {
    QString only;
    for (const world::File& file : world.files()) {
        if (std::ranges::find(file.openers, process, &world::OpenFile::process) == file.openers.end())
            continue;
        if (!only.isEmpty())
            return {};
        only = QString::fromUtf8(file.path.data(), qsizetype(file.path.size())).section(QLatin1Char('/'), -1);
    }
    return only;
}

QString objectOf(const world::World& world, const drive::Choice& choice, const Operation& operation) {
    const bool isFile =
        choice.what == Kind::FileRead || choice.what == Kind::FileWrite || choice.what == Kind::FileClose;
    if (isFile && choice.objectName.empty())
        if (const QString file = onlyOpenFile(world, choice.process); !file.isEmpty())
            return file;
    if (choice.what == Kind::ProcessJoin && choice.obstacle.process.value != 0)
        return tagOf(world, choice.obstacle.process);
    return choice.objectName.empty() ? say(operation.unnamed) : QString::fromStdString(choice.objectName);
}

QString tagsOf(const world::World& world, const std::vector<world::ThreadRef>& threads) {
    QStringList tags;
    for (const world::ThreadRef& thread : threads)
        if (const QString tag = tagOf(world, thread.process); !tags.contains(tag))
            tags += tag;
    return tags.join(QStringLiteral(", "));
}

QString objectName(const world::World& world, trace::ObjectId id) {
    return QString::fromStdString(world.nameOf(id));
}

} // namespace

QString say(const char* text) {
    return QCoreApplication::translate("Drive", text);
}

QString nextWords(const world::World& world, const drive::Choice& choice) {
    if (choice.stance == drive::Stance::Stopped)
        return say(QT_TRANSLATE_NOOP("Drive", "go on computing"));
    if (choice.stance == drive::Stance::AtLine)
        return say(QT_TRANSLATE_NOOP("Drive", "run line %1")).arg(choice.line);
    if (choice.what == Kind::Sleep && choice.stance == drive::Stance::Blocked)
        return say(QT_TRANSLATE_NOOP("Drive", "sleep"));
    const auto* const found =
        std::ranges::find_if(kOperations, [&](const Operation& o) { return o.kind == choice.what; });
    if (found == std::end(kOperations))
        return plainWords(choice);
    return found->unnamed ? say(found->text).arg(objectOf(world, choice, *found)) : say(found->text);
}

QString stepWords(const world::World& world, const drive::TakenStep& taken, trace::Time since) {
    const drive::Step& step = taken.step;
    if (step.how == drive::How::Computes)
        return say(QT_TRANSLATE_NOOP("Drive", "computes, and is not waited for"));
    if (step.what == Kind::GateLine)
        return say(QT_TRANSLATE_NOOP("Drive", "runs line %1")).arg(step.line);
    QString text;
    const trace::Log& log = world.log();
    for (std::size_t i = log.upperBound(taken.at); i-- > 0 && log.time(i) > since && text.isEmpty();)
        if (const trace::Event e = log[i];
            e.process == taken.process && e.thread == taken.thread && e.kind == step.what)
            text = QString::fromStdString(world::explainWhat(world, e));
    if (text.isEmpty()) { // it has left no word of it, such as a wait that was begun
        drive::Choice choice;
        choice.process = taken.process;
        choice.what = step.what;
        choice.objectName = step.object;
        text = nextWords(world, choice);
    }
    if (step.how == drive::How::TimeIsUp)
        return say(QT_TRANSLATE_NOOP("Drive", "%1, as its time is up")).arg(text);
    return text;
}

QString obstacleWords(const world::World& world, const world::WaitFor& wait) {
    if (!wait.waits())
        return {};
    const QString name = objectName(world, wait.object);
    switch (wait.obstacle) {
    case Obstacle::LockHeld:
        if (const QString who = tagsOf(world, wait.who); !who.isEmpty())
            return say(QT_TRANSLATE_NOOP("Drive", "%1 is held by %2")).arg(name, who);
        break;
    case Obstacle::LockHeldByItself:
        return say(QT_TRANSLATE_NOOP("Drive", "it holds %1 itself")).arg(name);
    case Obstacle::QueueEmpty:
        return say(QT_TRANSLATE_NOOP("Drive", "%1 is empty")).arg(name);
    case Obstacle::QueueFull:
        return say(QT_TRANSLATE_NOOP("Drive", "%1 is full")).arg(name);
    case Obstacle::ProcessAlive:
        if (wait.process.value != 0)
            return say(QT_TRANSLATE_NOOP("Drive", "%1 has not ended")).arg(tagOf(world, wait.process));
        break;
    case Obstacle::EventNotSet:
        return say(QT_TRANSLATE_NOOP("Drive", "%1 is not set")).arg(name);
    case Obstacle::PipeEmpty:
        return say(QT_TRANSLATE_NOOP("Drive", "%1 is empty")).arg(name);
    default:
        break;
    }
    return QString::fromStdString(world::wordsOf(world, wait).text());
}

QString wouldWords(Kind what) {
    switch (what) {
    case Kind::QueueGet:
        return say(QT_TRANSLATE_NOOP("Drive", "Would raise Empty"));
    case Kind::QueuePut:
        return say(QT_TRANSLATE_NOOP("Drive", "Would raise Full"));
    case Kind::BarrierWait:
        return say(QT_TRANSLATE_NOOP("Drive", "Would raise BrokenBarrierError"));
    case Kind::ProcessJoin:
    case Kind::ProcessWait:
    case Kind::ThreadJoin:
        return say(QT_TRANSLATE_NOOP("Drive", "Would return at once"));
    default:
        return say(QT_TRANSLATE_NOOP("Drive", "Would return False"));
    }
}

QString busyWords(const world::World& world, const drive::BusyThread& busy, std::int64_t nowNs) {
    const QString since =
        QString::fromStdString(world::formatTime(std::max<std::int64_t>(0, nowNs - busy.sinceNs)));
    switch (busy.why) {
    case drive::Busy::Starts:
        return say(QT_TRANSLATE_NOOP("Drive", "starts"));
    case drive::Busy::Runs:
        return say(QT_TRANSLATE_NOOP("Drive", "goes on"));
    case drive::Busy::Computes:
        return say(QT_TRANSLATE_NOOP("Drive", "computes since %1")).arg(since);
    case drive::Busy::Feeds:
        return say(QT_TRANSLATE_NOOP("Drive", "its item is on the way"));
    case drive::Busy::Leaves:
        return say(QT_TRANSLATE_NOOP("Drive", "ends"));
    case drive::Busy::Foreign:
        return say(QT_TRANSLATE_NOOP("Drive", "is not traced and goes on by itself"));
    case drive::Busy::Stopped:
        return say(QT_TRANSLATE_NOOP("Drive", "was stopped by a signal (SIGSTOP)"));
    case drive::Busy::Waits:
        break;
    }
    const world::WaitFor wait = world::waitFor(world, {busy.process, busy.thread});
    if (wait.obstacle == Obstacle::Sleep && wait.until >= 0)
        return say(QT_TRANSLATE_NOOP("Drive", "sleeps until %1"))
            .arg(QString::fromStdString(world::formatTime(wait.until)));
    return wait.waits() ? QString::fromStdString(world::wordsOf(world, wait).text())
                        : say(QT_TRANSLATE_NOOP("Drive", "waits in a call that is not traced"));
}

} // namespace forkscope::gui
