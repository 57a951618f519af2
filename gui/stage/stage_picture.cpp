// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/stage_picture.h"

#include "gui/inspector/process_rows.h"

namespace forkscope::gui {

using world::ProcessState;
using world::World;

namespace {
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

} // namespace

StageTag stageTag(const World& world, world::ProcessId id) {
    const world::Process* process = world.process(id);
    return {id, tagOf(world, id), process ? toneOf(*process) : Tone::Plain};
}

StagePicture stagePicture(const World& world, world::Time at) {
    StagePicture picture;
    for (const world::Process& process : world.processes())
        picture.cards.push_back(cardOf(world, process, at));
    picture.objects = stageObjects(world);
    return picture;
}

} // namespace forkscope::gui
