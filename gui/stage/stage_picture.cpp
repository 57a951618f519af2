// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/stage_picture.h"

#include "engine/world/explain.h"
#include "engine/world/wait_chain.h"
#include "gui/inspector/process_rows.h"

#include <algorithm>

namespace forkscope::gui {

using world::ProcessState;
using world::World;

namespace {
QString factsOf(const world::Process& process) {
    const world::Thread* main = process.mainThread();
    QString facts = MomentModel::tr("pid %1").arg(process.pid);
    if (process.alive() && main && main->line > 0)
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

bool hasStatus(const world::Process& process) {
    return process.status && *process.status != trace::kUnknownStatus;
}

// How it ended, in a word or two.
QString endWords(const world::Process& process, const QString& suffix) {
    if (!process.exceptionType.empty())
        return textOf(process.exceptionType);
    if (!hasStatus(process))
        return MomentModel::tr("Ended");
    const int status = *process.status;
    if (status >= 0)
        return MomentModel::tr("Exit %1").arg(status) + suffix;
    const char* name = sigabbrev_np(-status);
    return name ? QStringLiteral("SIG") + QLatin1String(name) : MomentModel::tr("Signal %1").arg(-status);
}

// Short enough for a card; nothing in it changes by itself as time goes on.
QString cardWords(const World& world, const world::Process& process, world::Time at) {
    const world::Thread* main = process.mainThread();
    switch (process.state) {
    case ProcessState::Sleeping:
        if (main && main->wait.until > main->wait.since)
            return MomentModel::tr("Sleeps %1")
                .arg(QString::fromStdString(world::formatTime(main->wait.until - main->wait.since)));
        return MomentModel::tr("Sleeps");
    case ProcessState::Zombie: {
        const QString how = endWords(process, {});
        return MomentModel::tr("Zombie, %1").arg(how.startsWith(u'E') ? how.toLower() : how);
    }
    case ProcessState::Reaped:
        return endWords(process, process.reapShown ? MomentModel::tr(", joined") : QString());
    default:
        return stateWords(world, process, at);
    }
}

StageCard cardOf(const World& world, const world::Process& process, world::Time at) {
    StageCard card;
    card.process = process.id;
    card.parent = process.parent;
    const QString label = QString::fromStdString(world.labelOf(process.id)); // "P1 buyer"
    card.tag = label.section(u' ', 0, 0);
    card.name = label.section(u' ', 1);
    card.facts = factsOf(process);
    card.tone = toneOf(process);
    card.words = cardWords(world, process, at);
    card.symbol = symbolFor(card.tone);
    card.role = process.role;
    card.killed = hasStatus(process) && *process.status < 0;
    card.orphan = isOrphan(world, process);
    if (card.orphan)
        card.facts += QStringLiteral(" · ") + MomentModel::tr("orphan");
    card.mainEnded = process.mainEnded;
    card.ended = !process.alive();
    card.gone = process.state == ProcessState::Reaped;
    card.queuePlace = placeInLine(world, process);
    if (card.ended && hasStatus(process))
        card.exitText = MomentModel::tr("exit %1").arg(*process.status);
    if (process.signalled.signal != 0) {
        card.signalBy = process.signalled.by;
        card.signalAt = process.signalled.at;
    }
    return card;
}

void countHeld(StagePicture& picture) {
    for (StageCard& card : picture.cards)
        for (const StageObject& object : picture.objects) {
            if (object.kind == StageKind::Semaphore)
                card.keys += int(std::ranges::count(object.holders, card.process, &StageTag::process));
            card.locks +=
                object.lock && !object.holders.empty() && object.holders.front().process == card.process;
        }
}

std::vector<StageRing> ringsOf(const World& world) {
    std::vector<StageRing> rings;
    for (const world::Deadlock& deadlock : world::deadlocks(world)) {
        StageRing ring;
        ring.sure = deadlock.kind != world::DeadlockKind::Standstill;
        for (const world::WaitFor& link : deadlock.circle)
            ring.links.push_back({link.waiter.process, link.object,
                                  link.object ? QString::fromStdString(world.nameOf(link.object)) : QString(),
                                  world.lock(link.object) != nullptr});
        rings.push_back(std::move(ring));
    }
    return rings;
}
} // namespace

const StageCard* StagePicture::card(world::ProcessId id) const {
    const auto found = std::ranges::find(cards, id, &StageCard::process);
    return found == cards.end() ? nullptr : &*found;
}

const StageObject* StagePicture::object(world::ObjectId id) const {
    const auto found =
        std::ranges::lower_bound(objects, id.value, {}, [](const auto& o) { return o.id.value; });
    return found == objects.end() || found->id != id ? nullptr : &*found;
}

StageTag stageTag(const World& world, world::ProcessId id) {
    const world::Process* process = world.process(id);
    return {id, tagOf(world, id), process ? toneOf(*process) : Tone::Plain};
}

StagePicture stagePicture(const World& world, world::Time at) {
    StagePicture picture;
    picture.order = world.order();
    picture.cards.reserve(world.processes().size());
    for (const world::Process& process : world.processes())
        picture.cards.push_back(cardOf(world, process, at));
    picture.objects = stageObjects(world);
    picture.rings = ringsOf(world);
    countHeld(picture);
    return picture;
}

} // namespace forkscope::gui
