// SPDX-License-Identifier: GPL-3.0-or-later
// What the stage shows of each kind of object.
#include "gui/inspector/process_rows.h"
#include "gui/stage/stage_picture.h"
#include "gui/widgets/counted.h"

#include <QFileInfo>

#include <algorithm>

namespace forkscope::gui {

using world::World;

namespace {
// The system's own bound (SEM_VALUE_MAX) is as good as none.
constexpr int kEndless = 1'000'000;
constexpr std::size_t kCallerItems = 2, kPipeItems = 4, kShelf = 5, kPile = 4, kWorkers = 4;

template <typename Who> std::vector<StageTag> tagsFor(const World& world, const std::vector<Who>& who) {
    std::vector<StageTag> tags;
    for (const Who& w : who)
        tags.push_back(stageTag(world, w.process));
    return tags;
}

std::vector<StageTag> tagFor(const World& world, const world::Deed& deed) {
    return deed.process.value ? std::vector{stageTag(world, deed.process)} : std::vector<StageTag>();
}

template <typename Object> StageObject objectOf(const World& world, const Object& o, StageKind kind) {
    StageObject object;
    object.kind = kind;
    object.id = o.id;
    object.name = QString::fromStdString(world.nameOf(o.id));
    if constexpr (requires { o.kind; })
        object.type = textOf(o.kind);
    return object;
}

StageObject lockObject(const World& world, const world::Lock& lock) {
    StageObject object;
    object.kind = lock.isSemaphore() ? StageKind::Semaphore : StageKind::Lock;
    if (!lock.isSemaphore())
        object.lock = lock.id;
    object.id = lock.id;
    object.name = QString::fromStdString(world.nameOf(lock.id));
    object.type = textOf(lock.kind);
    object.holders = tagsFor(world, lock.holders);
    object.waiters = tagsFor(world, lock.waiters);
    object.known = lock.known;
    object.total = lock.initial;
    object.free = std::max(0, lock.value);
    if (lock.isSemaphore())
        object.count = MomentModel::tr("%1 of %2 free").arg(object.free).arg(object.total);
    else if (!lock.holders.empty())
        object.depth = int(lock.holders.front().count);
    if (object.depth > 1)
        object.count = MomentModel::tr("taken %1 times").arg(object.depth);
    return object;
}

// In a slot there is room for a few letters: texts go without their quotes.
QString previewOf(const world::Item& item) {
    QString text = textOf(item.preview);
    if (text.size() > 2 && (text.front() == u'\'' || text.front() == u'"') && text.back() == text.front())
        text = text.mid(1, text.size() - 2);
    return text.isEmpty() ? QStringLiteral("·") : text;
}

StageItem itemOf(const world::Item& item) {
    return {previewOf(item), item.putOrder, item.producer};
}

template <typename Items> std::vector<StageItem> itemsOf(const Items& items, std::size_t most) {
    std::vector<StageItem> out;
    for (std::size_t i = 0; i < std::min(items.size(), most); ++i)
        out.push_back(itemOf(items[i]));
    return out;
}

StageObject queueObject(const World& world, const world::Queue& queue) {
    StageObject object;
    object.kind = StageKind::Queue;
    object.id = queue.id;
    object.name = QString::fromStdString(world.nameOf(queue.id));
    object.type = textOf(queue.kind);
    object.direct = object.type == QLatin1String("SimpleQueue");
    for (const auto& [producer, items] : queue.buffers)
        for (const StageItem& item : itemsOf(items, kCallerItems - object.caller.size()))
            object.caller.push_back(item);
    object.callerMore = int(queue.buffered) - int(object.caller.size());
    object.pipe = itemsOf(queue.pipe, kPipeItems);
    object.pipeMore = int(queue.pipe.size()) - int(object.pipe.size());
    object.in = queue.puts;
    object.out = queue.gets;
    object.waiters = tagsFor(world, queue.getters);
    object.putters = tagsFor(world, queue.putters);
    if (!queue.taken.empty()) {
        const auto& [who, item] = queue.taken.back();
        object.taken.push_back(itemOf(item));
        object.last.push_back(stageTag(world, who));
    }
    const int depth = int(queue.depth());
    object.full = queue.maxsize > 0 && queue.maxsize < kEndless && depth >= queue.maxsize;
    object.count = queue.maxsize > 0 && queue.maxsize < kEndless
                       ? MomentModel::tr("%1 of %2").arg(depth).arg(queue.maxsize)
                       : counted(depth, MomentModel::tr("1 item"), MomentModel::tr("%1 items"));
    if (!queue.producers.empty() && object.putters.empty())
        object.putters.push_back(stageTag(world, queue.producers.back()));
    return object;
}

StageObject eventObject(const World& world, const world::EventObject& event) {
    StageObject object = objectOf(world, event, StageKind::Event);
    object.on = event.isSet;
    object.count = event.isSet ? MomentModel::tr("set") : MomentModel::tr("not set");
    object.waiters = tagsFor(world, event.waiters);
    object.last = tagFor(world, event.changed);
    object.deeds = event.changed.order;
    return object;
}

// The lock that is a part of the object: who has it.
void addPadlock(StageObject& object, const World& world, world::ObjectId id) {
    const world::Lock* lock = world.lock(id);
    if (!lock)
        return;
    object.lock = id;
    object.known = lock->known;
    object.holders = tagsFor(world, lock->holders);
}

StageObject conditionObject(const World& world, const world::Condition& condition) {
    StageObject object = objectOf(world, condition, StageKind::Condition);
    addPadlock(object, world, condition.lock);
    object.waiters = tagsFor(world, condition.waiters);
    object.last = tagFor(world, condition.lastNotify);
    object.deeds = condition.lastNotify.order;
    if (condition.notified() > 0)
        object.count = MomentModel::tr("%1 notified").arg(condition.notified());
    return object;
}

StageObject barrierObject(const World& world, const world::Barrier& barrier) {
    StageObject object = objectOf(world, barrier, StageKind::Barrier);
    object.holders = tagsFor(world, barrier.arrived);
    object.total = barrier.parties;
    object.free = std::max(0, barrier.parties - int(barrier.arrived.size()));
    object.broken = barrier.broken;
    object.deeds = barrier.rounds;
    object.count = barrier.broken
                       ? MomentModel::tr("broken")
                       : MomentModel::tr("%1 of %2").arg(barrier.arrived.size()).arg(barrier.parties);
    return object;
}

// Who holds the end, at most three.
std::vector<StageTag> holdersOf(const World& world, world::ObjectId end, std::uint8_t use) {
    std::vector<StageTag> tags;
    for (const world::Process& process : world.processes())
        if (tags.size() < 3 && process.alive() && (process.ends.use(end) & use) != 0)
            tags.push_back(stageTag(world, process.id));
    return tags;
}

StageObject pipeObject(const World& world, const world::PipeEnd& end) {
    StageObject object = objectOf(world, end, StageKind::Pipe);
    const bool twoEnds = end.duplex && end.peer && end.peer != end.id;
    object.putters = end.writers.empty()
                         ? holdersOf(world, twoEnds ? end.peer : end.id, twoEnds ? 3 : world::kWrites)
                         : tagsFor(world, end.writers);
    object.waiters = tagsFor(world, end.readers);
    object.holders = holdersOf(world, end.id, twoEnds ? 3 : world::kReads);
    object.pipe = itemsOf(end.items, kPipeItems);
    object.in = end.sent;
    object.out = end.received;
    object.pipeMore = int(end.items.size()) - int(object.pipe.size());
    object.broken = end.eof.process.value != 0;
    object.count = object.broken ? MomentModel::tr("the other end is closed")
                                 : counted(qint64(end.items.size()), MomentModel::tr("1 item"),
                                           MomentModel::tr("%1 items"));
    return object;
}

// The values that are known; of an Array with their places, unless it is known from its first on.
QString boardText(const world::Shared& shared) {
    constexpr qsizetype kMost = 8;
    bool isRow = true;
    for (std::size_t i = 0; i < shared.elements.size(); ++i)
        isRow = isRow && shared.elements[i].index == int(i);
    QStringList values;
    for (const world::SharedElement& element : shared.elements) {
        if (values.size() == kMost)
            break;
        const QString value = textOf(element.value);
        values +=
            isRow || element.index < 0 ? value : QStringLiteral("[%1] %2").arg(element.index).arg(value);
    }
    return values.isEmpty() ? QStringLiteral("–") : values.join(QStringLiteral("  "));
}

StageObject boardObject(const World& world, const world::Shared& shared) {
    StageObject object = objectOf(world, shared, StageKind::Board);
    object.text = boardText(shared);
    if (!shared.blockName.empty() && shared.bytes > 0)
        object.count = counted(shared.bytes, MomentModel::tr("1 byte"), MomentModel::tr("%1 bytes"));
    object.last = tagFor(world, shared.lastWrite);
    object.deeds = shared.writes;
    addPadlock(object, world, shared.lock);
    if (shared.lostUpdates > 0) {
        object.count = counted(qint64(shared.lostUpdates), MomentModel::tr("1 update lost"),
                               MomentModel::tr("%1 updates lost"));
        object.full = true;
    }
    return object;
}

QString shelfText(const World& world, const world::Managed& managed) {
    QString text = QString::fromStdString(world.nameOf(managed.id));
    if (const QString kind = textOf(managed.kind); !text.contains(kind))
        text += QStringLiteral("  ") + kind;
    if (managed.size >= 0)
        text += QStringLiteral(" [%1]").arg(managed.size);
    return text;
}

StageObject managerObject(const World& world, const world::Manager& manager) {
    StageObject object = objectOf(world, manager, StageKind::Manager);
    if (manager.server.value)
        object.holders = {stageTag(world, manager.server)};
    object.broken = manager.shutDown;
    object.count = manager.shutDown ? MomentModel::tr("shut down") : QString();
    for (const world::Managed& managed : world.managed()) {
        if (managed.manager != manager.id)
            continue;
        if (std::size_t(object.shelf.size()) < kShelf)
            object.shelf += shelfText(world, managed);
        else
            ++object.shelfMore;
        for (const world::Call& call : managed.calls) {
            object.waiters.push_back(stageTag(world, call.caller.process));
            if (object.text.isEmpty())
                object.text = QString::fromStdString(world.nameOf(managed.id)) + u'.' + textOf(call.method) +
                              u'(' + textOf(call.arguments) + u')';
        }
    }
    return object;
}

QString taskText(const world::PoolJob* job, std::int32_t index) {
    if (!job)
        return MomentModel::tr("a task");
    return textOf(job->target) +
           (job->tasks > 1 && index >= 0 ? QStringLiteral(" #%1").arg(index) : QString());
}

StageWorker workerOf(const World& world, const world::Pool& pool, const world::PoolWorker& worker) {
    StageWorker shown{stageTag(world, worker.process), {}, 0, {}};
    if (!worker.busy)
        return shown;
    const world::PoolJob* job = pool.job(worker.job);
    shown.task = taskText(job, worker.index);
    shown.key = worker.begun.order;
    if (job)
        shown.submitter = job->submitted.process;
    return shown;
}

StageObject poolObject(const World& world, const world::Pool& pool) {
    StageObject object = objectOf(world, pool, StageKind::Pool);
    for (const world::PoolWorker& worker : pool.workers)
        if (!worker.gone && object.workers.size() < kWorkers)
            object.workers.push_back(workerOf(world, pool, worker));
    for (const world::PoolJob& job : pool.jobs)
        if (job.pending() > 0 && std::size_t(object.shelf.size()) < kPile)
            object.shelf += textOf(job.target) + QStringLiteral(" × %1").arg(job.pending());
    object.shelfMore = int(pool.pending);
    object.broken = pool.broken;
    object.waiters = tagsFor(world, pool.getters);
    object.count = pool.broken ? MomentModel::tr("broken")
                               : MomentModel::tr("%1 waiting, %2 running, %3 done")
                                     .arg(pool.pending)
                                     .arg(pool.running)
                                     .arg(pool.done);
    return object;
}

StageObject fileObject(const World& world, const world::File& file) {
    StageObject object;
    object.kind = StageKind::File;
    object.id = file.id;
    object.name = QFileInfo(textOf(file.path)).fileName();
    object.type = MomentModel::tr("File");
    for (const world::OpenFile& opener : file.openers) {
        object.holders.push_back(stageTag(world, opener.process));
        object.shelf += opener.mode.empty() || opener.mode.front() == 'r' ? MomentModel::tr("reads")
                                                                          : MomentModel::tr("writes");
    }
    object.count = MomentModel::tr("%1 bytes read, %2 written").arg(file.bytesRead).arg(file.bytesWritten);
    return object;
}
} // namespace

std::vector<StageObject> stageObjects(const World& world) {
    std::vector<StageObject> objects;
    const auto add = [&](const auto& all, auto make) {
        for (const auto& one : all)
            objects.push_back(make(world, one));
    };
    for (const world::Lock& lock : world.locks())
        if (!lock.owner || !world.thing(lock.owner)) // else it is shown with what it is a part of
            objects.push_back(lockObject(world, lock));
    add(world.queues(), queueObject);
    add(world.events(), eventObject);
    add(world.conditions(), conditionObject);
    add(world.barriers(), barrierObject);
    add(world.pipes(), pipeObject);
    add(world.shared(), boardObject);
    add(world.managers(), managerObject);
    add(world.pools(), poolObject);
    add(world.files(), fileObject);
    // Ids are given in order of appearance.
    std::ranges::sort(objects, {}, [](const StageObject& o) { return o.id.value; });
    return objects;
}

} // namespace forkscope::gui
