// SPDX-License-Identifier: GPL-3.0-or-later
// uses and uses_not: with which kinds of object a program works.
#include "engine/check/kinds.h"
#include "engine/check/words.h"
#include "engine/trace/names.h"

#include <algorithm>

namespace forkscope::check {

using trace::Event;
using trace::Kind;
using trace::Tag;
using world::ProcessRole;

namespace {

// Of the object that an operation is on; "" none.
QString kindOfObject(const RunView& run, const Event& e) {
    const world::World& world = run.world();
    if (const world::Lock* lock = world.lock(e.object))
        return lock->owner ? QString() : textOf(lock->kind);
    if (const world::Queue* queue = world.queue(e.object))
        return textOf(queue->kind);
    if (const world::Pool* pool = world.pool(e.object))
        return pool->isExecutor ? QStringLiteral("ProcessPoolExecutor") : QStringLiteral("Pool");
    if (const world::Thing* thing = world.thing(e.object))
        return textOf(thing->kind);
    return {};
}

// Beside the kinds of objects: kinds of processes and of operations.
QStringList kindsOf(const RunView& run, const Event& e) {
    const trace::Log& log = run.log();
    switch (e.kind) {
    case Kind::ProcessStart: {
        const world::Process* child = run.world().processByPid(e.value);
        if (!child || child->role == ProcessRole::Worker || child->role == ProcessRole::Manager ||
            child->role == ProcessRole::Helper)
            return {};
        QStringList kinds{child->role == ProcessRole::Foreign ? QStringLiteral("subprocess")
                                                              : QStringLiteral("Process"),
                          textOf(log.text(e, Tag::Method).value_or(""))};
        if (log.number(e, Tag::Daemon).value_or(0) != 0)
            kinds += QStringLiteral("daemon");
        return kinds;
    }
    case Kind::ThreadStart:
        return {QStringLiteral("Thread")};
    case Kind::Sleep:
        return {QStringLiteral("sleep")};
    case Kind::ProcessJoin:
        return {QStringLiteral("join")};
    case Kind::ProcessTerminate:
        return {QStringLiteral("terminate")};
    case Kind::ProcessKill:
        return {QStringLiteral("kill")};
    case Kind::FileOpen:
        return {QStringLiteral("file")};
    case Kind::ManagerCall:
        return {QStringLiteral("Manager"), kindOfObject(run, e)};
    case Kind::ManagerStart:
        return {QStringLiteral("Manager")};
    default:
        return {kindOfObject(run, e)};
    }
}

class Uses : public Check {
  public:
    Uses(QStringList kinds, bool isWanted) : kinds_(std::move(kinds)), isWanted_(isWanted) {}

    std::optional<Finding> look(const RunView& run) override {
        std::optional<Event> used;
        QString what;
        const trace::Log& log = run.log();
        log.each(0, log.size(), [&](const Event& e) {
            if (e.process.value == 0 || e.line == 0 || !trace::isStep(e.kind))
                return true;
            for (const QString& kind : kindsOf(run, e))
                if (!kind.isEmpty() && kinds_.contains(kind)) {
                    used = e;
                    what = kind;
                    return false;
                }
            return true;
        });
        if (used.has_value() == isWanted_)
            return std::nullopt;
        if (isWanted_)
            return Finding{.sentence = tr("Nobody has used %1.").arg(kinds_.join(tr(" or "))),
                           .run = run.number};
        return Finding{
            .sentence =
                tr("%1 has used %2%3.").arg(labelOf(run.world(), used->process), what, inLine(used->line)),
            .run = run.number,
            .at = used->time,
            .processes = {used->process},
            .lines = {{used->line, used->file}}};
    }

  private:
    QStringList kinds_;
    bool isWanted_;
};

CheckPtr usesKinds(Fields& fields, bool isWanted) {
    static const QStringList known{"Lock",           "RLock",
                                   "Semaphore",      "BoundedSemaphore",
                                   "threading.Lock", "threading.RLock",
                                   "Condition",      "Event",
                                   "Barrier",        "Queue",
                                   "JoinableQueue",  "SimpleQueue",
                                   "Pipe",           "Value",
                                   "Array",          "RawValue",
                                   "RawArray",       "SharedMemory",
                                   "ShareableList",  "Manager",
                                   "Pool",           "Process",
                                   "daemon",         "Thread",
                                   "subprocess",     "socket",
                                   "file",           "sleep",
                                   "join",           "terminate",
                                   "kill",           "list",
                                   "dict",           "Namespace",
                                   "fork",           "spawn",
                                   "forkserver",     "ProcessPoolExecutor"};
    const QStringList kinds = fields.texts("kinds", "kinds = [\"Lock\", \"RLock\"]");
    fields.needs(!kinds.isEmpty(),
                 tr("\"kinds\" is missing. Expected, for example: kinds = [\"Lock\", \"RLock\"]"));
    for (const QString& kind : kinds)
        fields.needs(
            known.contains(kind),
            tr("\"%1\" is no kind of object. Known are: %2.").arg(kind, known.join(QStringLiteral(", "))));
    return std::make_unique<Uses>(kinds, isWanted);
}

} // namespace

CheckPtr uses(Fields& fields) {
    return usesKinds(fields, true);
}
CheckPtr usesNot(Fields& fields) {
    return usesKinds(fields, false);
}

} // namespace forkscope::check
