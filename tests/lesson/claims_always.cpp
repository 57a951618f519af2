// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lesson/claims_always.h"

#include "engine/trace/names.h"
#include "engine/trace/reader.h"
#include "engine/trace/recording.h"
#include "tests/support/run_program.h"

#include <QHash>

#include <map>

namespace forkscope::tests {
namespace {

using trace::Event;
using trace::Kind;
using trace::Phase;

QString describe(const LessonRun& run, const Event& e) {
    const std::string_view kind = trace::kindName(e.kind);
    return QStringLiteral("event %1, %2 of %3 in line %4")
        .arg(e.order)
        .arg(QString::fromUtf8(kind.data(), qsizetype(kind.size())), run.nameOf(e.process))
        .arg(e.line);
}

bool succeeded(const Event& e) {
    return !e.has(trace::kFailed) && e.phase != Phase::Begin && e.phase != Phase::Wait;
}

// What must stand in the line of an event of this kind, in these lessons; several words where any will do.
QStringList wordsOf(Kind kind) {
    switch (kind) {
    case Kind::ProcessStart:
        return {".start()"};
    case Kind::LockCreate:
        return {"mp.Lock()"};
    case Kind::LockAcquire:
        return {"with mutex", "mutex.acquire()"};
    case Kind::LockRelease:
        return {"with mutex", "mutex.release()"};
    case Kind::QueueCreate:
        return {"mp.Queue(", "mp.JoinableQueue("};
    case Kind::QueuePut:
        return {"orders.put("};
    case Kind::QueueGet:
        return {"orders.get()"};
    case Kind::QueueTaskDone:
        return {"orders.task_done()"};
    case Kind::QueueJoin:
        return {"orders.join()"};
    case Kind::Sleep:
        return {"time.sleep("};
    case Kind::Print:
        return {"print("};
    case Kind::FileOpen:
    case Kind::FileClose:
        return {"open("};
    case Kind::FileRead:
        return {"json.load("};
    case Kind::FileWrite:
        return {"json.dump(", "open("}; // written when the file is closed, at the end of `with`
    default:
        return {};
    }
}

} // namespace

QString traceIsUndamaged(const LessonRun& run) {
    const QTemporaryDir folder;
    const QString path = folder.filePath("run.fscope");
    if (const Outcome saved = run.session().save(path); !saved)
        return QString::fromStdString(saved.error());
    const auto recording = trace::loadRecording(path.toStdString());
    if (!recording)
        return QString::fromStdString(recording.error());
    trace::Log log;
    trace::Reader reader(log);
    while (reader.read(recording->trace, 1 << 16, false) > 0 || reader.backlog()) {
    }
    const trace::Damage& d = reader.damage();
    if (d != trace::Damage{} || !recording->damage.empty())
        return QStringLiteral("%1 bad records, %2 bad chunks, %3 missing, %4 lost, %5 untraced")
            .arg(d.badRecords)
            .arg(d.badChunks)
            .arg(d.missing)
            .arg(d.lost)
            .arg(d.untraced);
    return log.size() == run.log().size() ? QString() : QStringLiteral("the recording has other events");
}

QString locksAreTakenWhenFree(const LessonRun& run) {
    std::map<trace::ObjectId, int> free;
    world::World world(run.log());
    for (std::size_t i = 0; i < run.log().size(); ++i) {
        const Event& e = run.log()[i];
        world.apply(e);
        if (e.kind == Kind::LockCreate)
            free[e.object] = e.value;
        else if (e.kind == Kind::LockRelease && succeeded(e))
            ++free[e.object];
        else if (e.kind == Kind::LockAcquire && succeeded(e) && e.value == 1 && --free[e.object] < 0)
            return describe(run, e) + ": nobody had released it before";
        for (const world::Lock& lock : world.locks())
            if (lock.holders.size() > std::size_t(lock.initial) || !lock.known)
                return describe(run, e) + ": the World sees too many holders, or does not know them";
    }
    return {};
}

QString getsFollowPuts(const LessonRun& run) {
    QHash<QString, int> inside;
    std::size_t gets = 0;
    for (std::size_t i = 0; i < run.log().size(); ++i) {
        const Event& e = run.log()[i];
        if (e.kind == Kind::QueuePut && e.phase == Phase::Begin) {
            ++inside[run.preview(e)];
        } else if (e.kind == Kind::QueueGet && succeeded(e)) {
            ++gets;
            if (--inside[run.preview(e)] < 0)
                return describe(run, e) + ": nobody had put " + run.preview(e);
        }
    }
    std::size_t seen = 0;
    for (const world::Queue& queue : run.world().queues())
        seen += queue.gets;
    const auto arrows = run.arrows(world::ArrowKind::Item);
    for (const world::Arrow& arrow : arrows)
        if (arrow.fromOrder == 0 || arrow.fromOrder >= arrow.toOrder || arrow.from > arrow.to)
            return QStringLiteral("an arrow runs from order %1 to %2")
                .arg(arrow.fromOrder)
                .arg(arrow.toOrder);
    if (seen != gets || arrows.size() != gets)
        return QStringLiteral("%1 gets in the trace, %2 in the World, %3 arrows")
            .arg(gets)
            .arg(seen)
            .arg(arrows.size());
    return {};
}

QString linesAreTheLearners(const LessonRun& run) {
    for (std::size_t i = 0; i < run.log().size(); ++i) {
        const Event& e = run.log()[i];
        const std::string_view path = run.log().path(e.file);
        const bool isOurs = QString::fromUtf8(path.data(), qsizetype(path.size())) == run.path();
        if (e.file && (!isOurs || e.line == 0 || e.line > run.sourceLines().size()))
            return describe(run, e) + ": not a line of the program";
        const QStringList words = wordsOf(e.kind);
        if (words.isEmpty() || e.has(trace::kHelper))
            continue;
        const QString line = e.line ? run.sourceLines()[e.line - 1] : QString();
        if (std::ranges::none_of(words, [&](const QString& word) { return line.contains(word); }))
            return describe(run, e) + ": the line does not do that: " + line;
    }
    return {};
}

QString objectsAreNamed(const LessonRun& run) {
    for (const world::Lock& lock : run.world().locks())
        if (lock.name != "mutex" || lock.kind != "Lock")
            return QStringLiteral("a lock other than mutex");
    for (const world::Queue& queue : run.world().queues())
        if (queue.name != "orders")
            return QStringLiteral("a queue other than orders");
    return {};
}

QString everybodyIsGone(const LessonRun& run) {
    for (const world::Process& p : run.world().processes()) {
        const QString who = QString::fromStdString(run.world().labelOf(p.id));
        if (p.role == world::ProcessRole::Foreign || p.role == world::ProcessRole::Helper)
            return who + " is no process of this program";
        if (p.state != world::ProcessState::Reaped || !p.status)
            return who + " has no end that is known";
        if (!p.traced && p.began >= 0) // one that is ended before its first line has nothing to tell
            return who + " is not traced";
    }
    const QStringList semaphores = semaphoresLeft(run.log());
    return semaphores.isEmpty() ? QString() : QStringLiteral("semaphores are left: ") + semaphores.join(' ');
}

QString whatAlwaysHolds(const LessonRun& run) {
    for (const auto& holds : {traceIsUndamaged, locksAreTakenWhenFree, getsFollowPuts, linesAreTheLearners,
                              objectsAreNamed, everybodyIsGone})
        if (const QString fault = holds(run); !fault.isEmpty())
            return run.path().section(u'/', -1) + ": " + fault;
    return {};
}

} // namespace forkscope::tests
