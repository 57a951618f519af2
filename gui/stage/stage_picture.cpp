// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/stage_picture.h"

#include "gui/inspector/process_rows.h"
#include "gui/widgets/counted.h"

#include <algorithm>

namespace forkscope::gui {

using world::ProcessRole;
using world::ProcessState;
using world::World;

namespace {
constexpr std::size_t kCallerItems = 2, kPipeItems = 4;

QString textOf(std::string_view view) {
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

StageTag tagFor(const World& world, world::ProcessId id) {
    const world::Process* process = world.process(id);
    return {id, tagOf(world, id), process ? toneOf(*process) : Tone::Plain};
}

template <typename Who> std::vector<StageTag> tagsFor(const World& world, const std::vector<Who>& who) {
    std::vector<StageTag> tags;
    for (const Who& w : who)
        tags.push_back(tagFor(world, w.process));
    return tags;
}

QString factsOf(const world::Process& process) {
    const world::Thread* main = process.mainThread();
    QString facts = QStringLiteral("pid %1").arg(process.pid);
    if (main && main->line > 0)
        facts += QStringLiteral(" · ") + MomentModel::tr("line %1").arg(main->line);
    return facts;
}

// Of the lock that its main thread waits for.
int placeInLine(const World& world, const world::Process& process) {
    const world::Thread* main = process.mainThread();
    const world::Lock* lock = main && main->wait.object ? world.lock(main->wait.object) : nullptr;
    if (!lock)
        return 0;
    for (std::size_t i = 0; i < lock->waiters.size(); ++i)
        if (lock->waiters[i].process == process.id)
            return int(i) + 1;
    return 0;
}

bool isOrphan(const World& world, const world::Process& process) {
    const world::Process* parent = process.parent.value ? world.process(process.parent) : nullptr;
    return process.alive() && parent && !parent->alive();
}

StageCard cardOf(const World& world, const world::Process& process, world::Time at) {
    StageCard card;
    card.process = process.id;
    card.parent = process.parent;
    const QString label = QString::fromStdString(world.labelOf(process.id)); // "P1 buyer"
    card.tag = tagOf(world, process.id);
    card.name = label.startsWith(card.tag) ? label.mid(card.tag.size()).trimmed() : label;
    card.facts = factsOf(process);
    card.tone = toneOf(process);
    card.words = stateWords(world, process, at);
    card.symbol = symbolFor(card.tone);
    card.role = process.role;
    card.killed = process.status && *process.status < 0 && *process.status != trace::kUnknownStatus;
    card.orphan = isOrphan(world, process);
    card.gone = process.state == ProcessState::Reaped;
    card.queuePlace = placeInLine(world, process);
    return card;
}

StageObject lockObject(const World& world, const world::Lock& lock) {
    StageObject object;
    object.kind = lock.isSemaphore() ? StageKind::Semaphore : StageKind::Lock;
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

QStringList previews(const world::ItemList& items, std::size_t most) {
    QStringList out;
    for (std::size_t i = 0; i < std::min(items.size(), most); ++i)
        out += previewOf(items[i]);
    return out;
}

StageObject queueObject(const World& world, const world::Queue& queue) {
    StageObject object;
    object.kind = StageKind::Queue;
    object.id = queue.id;
    object.name = QString::fromStdString(world.nameOf(queue.id));
    object.type = textOf(queue.kind);
    for (const auto& [producer, items] : queue.buffers)
        object.caller += previews(items, kCallerItems);
    object.caller = object.caller.mid(0, qsizetype(kCallerItems));
    object.callerMore = int(queue.buffered) - int(object.caller.size());
    object.pipe = previews(queue.pipe, kPipeItems);
    object.pipeMore = int(queue.pipe.size()) - int(object.pipe.size());
    object.waiters = tagsFor(world, queue.getters);
    object.putters = tagsFor(world, queue.putters);
    if (!queue.taken.empty()) {
        const auto& [who, item] = queue.taken.back();
        object.taken += previewOf(item);
        object.last.push_back(tagFor(world, who));
    }
    const int depth = int(queue.depth());
    object.full = queue.maxsize > 0 && queue.maxsize < 32767 && depth >= queue.maxsize;
    object.count = queue.maxsize > 0 && queue.maxsize < 32767
                       ? MomentModel::tr("%1 of %2").arg(depth).arg(queue.maxsize)
                       : counted(depth, MomentModel::tr("1 item"), MomentModel::tr("%1 items"));
    if (!queue.producers.empty() && object.putters.empty())
        object.putters.push_back(tagFor(world, queue.producers.back()));
    return object;
}
} // namespace

StagePicture stagePicture(const World& world, world::Time at) {
    StagePicture picture;
    for (const world::Process& process : world.processes())
        picture.cards.push_back(cardOf(world, process, at));
    for (const world::Lock& lock : world.locks())
        picture.objects.push_back(lockObject(world, lock));
    for (const world::Queue& queue : world.queues())
        picture.objects.push_back(queueObject(world, queue));
    // Ids are given in order of appearance.
    std::ranges::sort(picture.objects, {}, [](const StageObject& o) { return o.id.value; });
    return picture;
}

} // namespace forkscope::gui
