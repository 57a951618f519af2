// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspector/object_rows.h"

#include "gui/inspector/process_rows.h"
#include "gui/widgets/counted.h"

#include <QFileInfo>

namespace forkscope::gui {

static constexpr int kItemsListed = 12; // in each place of a queue

static QString textOf(std::string_view view) {
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

static QString tagsOf(const world::World& world, const std::vector<world::Waiter>& waiters) {
    QStringList tags;
    for (const world::Waiter& waiter : waiters)
        tags += tagOf(world, waiter.process);
    return tags.join(QStringLiteral(", "));
}

static QString lockState(const world::World& world, const world::Lock& lock) {
    if (!lock.known)
        return MomentModel::tr("Unknown: a process died between taking and telling");
    if (lock.initial > 1 || lock.holders.size() > 1)
        return MomentModel::tr("%1 of %2 free").arg(lock.value).arg(lock.initial);
    if (lock.holders.empty())
        return lock.value > 0 ? MomentModel::tr("Free") : MomentModel::tr("Taken");
    const world::Holder& holder = lock.holders.front();
    const QString depth = holder.count > 1 ? MomentModel::tr(", %1 times").arg(holder.count) : QString();
    return MomentModel::tr("Held by %1%2").arg(tagOf(world, holder.process), depth);
}

static MomentRow rowOfLock(const world::World& world, const world::Lock& lock, world::Time at) {
    MomentRow row;
    row.kind = RowKind::Lock;
    row.id = lock.id.value;
    row.name = QString::fromStdString(world.nameOf(lock.id));
    row.state = lockState(world, lock);
    const bool taken = !lock.holders.empty() || lock.value <= 0 || !lock.known;
    row.symbol = taken ? QStringLiteral("lock") : QStringLiteral("lock-open");
    row.tone = !lock.known ? Tone::Trouble : taken ? Tone::WaitsLock : Tone::Plain;
    QStringList facts{textOf(lock.kind)};
    if (lock.line > 0)
        facts += MomentModel::tr("made in line %1").arg(lock.line);
    row.facts = facts.join(QStringLiteral(" · "));
    if (!lock.holders.empty() && lock.initial > 1) {
        QueuePlace holders{MomentModel::tr("held by"), {}, 0};
        for (const world::Holder& holder : lock.holders)
            holders.items += tagOf(world, holder.process);
        row.places += holders;
    }
    if (!lock.waiters.empty()) {
        QueuePlace waiters{MomentModel::tr("in line"), {}, 0};
        for (const world::Waiter& waiter : lock.waiters)
            waiters.items += tagOf(world, waiter.process);
        row.places += waiters;
    }
    if (taken || !lock.waiters.empty())
        row.sentence = QString::fromStdString(world::explainObject(world, lock.id, at));
    row.line = int(lock.line);
    row.file = textOf(world.log().path(lock.file));
    return row;
}

std::vector<MomentRow> lockRows(const world::World& world, world::Time at) {
    std::vector<MomentRow> rows;
    for (const world::Lock& lock : world.locks())
        rows.push_back(rowOfLock(world, lock, at));
    return rows;
}

static QString itemText(const world::Item& item) {
    if (!item.preview.empty())
        return textOf(item.preview);
    return item.bytes ? MomentModel::tr("%1 bytes").arg(item.bytes) : QStringLiteral("?");
}

static void add(QueuePlace& place, const QString& item) {
    if (place.items.size() < kItemsListed)
        place.items += item;
    else
        ++place.more;
}

static QList<QueuePlace> placesOf(const world::World& world, const world::Queue& queue) {
    QueuePlace buffer{MomentModel::tr("caller's buffer"), {}, 0};
    for (const auto& [process, items] : queue.buffers)
        for (const world::Item& item : items)
            add(buffer, QStringLiteral("%1 %2").arg(tagOf(world, process), itemText(item)));
    QueuePlace pipe{MomentModel::tr("pipe"), {}, 0};
    for (const world::Item& item : queue.pipe)
        add(pipe, itemText(item));
    QueuePlace taken{MomentModel::tr("taken"), {}, 0};
    for (auto it = queue.taken.rbegin(); it != queue.taken.rend(); ++it)
        add(taken, QStringLiteral("%1 %2").arg(tagOf(world, it->first), itemText(it->second)));
    return {buffer, pipe, taken};
}

static QString queueState(const world::Queue& queue) {
    const int depth = int(queue.depth());
    // The system's own bound (SEM_VALUE_MAX) is as good as none.
    if (queue.maxsize > 0 && queue.maxsize < 1000000)
        return MomentModel::tr("%1 of %2 slots").arg(depth).arg(queue.maxsize);
    return depth == 0 ? MomentModel::tr("Empty")
                      : counted(depth, MomentModel::tr("1 item"), MomentModel::tr("%1 items"));
}

static MomentRow rowOfQueue(const world::World& world, const world::Queue& queue, world::Time at) {
    MomentRow row;
    row.kind = RowKind::Queue;
    row.id = queue.id.value;
    row.name = QString::fromStdString(world.nameOf(queue.id));
    row.state = queueState(queue);
    row.symbol = QStringLiteral("queue");
    row.tone = queue.depth() > 0 ? Tone::WaitsQueue : Tone::Plain;
    QStringList facts{textOf(queue.kind),
                      MomentModel::tr("%1 put, %2 taken").arg(queue.puts).arg(queue.gets)};
    if (queue.kind == "JoinableQueue")
        facts += counted(queue.unfinished, MomentModel::tr("1 unfinished task"),
                         MomentModel::tr("%1 unfinished tasks"));
    row.facts = facts.join(QStringLiteral(" · "));
    row.places = placesOf(world, queue);
    QStringList waiting;
    if (!queue.getters.empty())
        waiting += MomentModel::tr("%1 in get").arg(tagsOf(world, queue.getters));
    if (!queue.putters.empty())
        waiting += MomentModel::tr("%1 in put").arg(tagsOf(world, queue.putters));
    if (!queue.joiners.empty())
        waiting += MomentModel::tr("%1 in join").arg(tagsOf(world, queue.joiners));
    if (!waiting.isEmpty())
        row.sentence = QString::fromStdString(world::explainObject(world, queue.id, at));
    if (row.sentence.isEmpty() && !waiting.isEmpty())
        row.sentence = MomentModel::tr("Waiting: %1").arg(waiting.join(QStringLiteral("; ")));
    row.line = int(queue.line);
    row.file = textOf(world.log().path(queue.file));
    return row;
}

std::vector<MomentRow> queueRows(const world::World& world, world::Time at) {
    std::vector<MomentRow> rows;
    for (const world::Queue& queue : world.queues())
        rows.push_back(rowOfQueue(world, queue, at));
    return rows;
}

std::vector<MomentRow> fileRows(const world::World& world) {
    std::vector<MomentRow> rows;
    for (const world::File& file : world.files()) {
        if (file.openers.empty())
            continue;
        MomentRow row;
        row.kind = RowKind::File;
        row.id = file.id.value;
        row.name = QFileInfo(textOf(file.path)).fileName();
        row.facts = textOf(file.path);
        row.symbol = QStringLiteral("file");
        QueuePlace open{MomentModel::tr("open by"), {}, 0};
        for (const world::OpenFile& opener : file.openers)
            add(open, MomentModel::tr("%1 mode %2").arg(tagOf(world, opener.process), textOf(opener.mode)));
        row.places += open;
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace forkscope::gui
