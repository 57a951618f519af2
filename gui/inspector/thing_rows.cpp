// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspector/thing_rows.h"

#include "gui/inspector/process_rows.h"
#include "gui/widgets/counted.h"

#include <algorithm>

namespace forkscope::gui {

using world::World;

namespace {
QString textFrom(std::string_view view) {
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

QString waiting(std::size_t waiters) {
    return waiters == 0 ? MomentModel::tr("Nobody waits")
                        : counted(qint64(waiters), MomentModel::tr("1 waits"), MomentModel::tr("%1 wait"));
}

QString stateOf(const World&, const world::EventObject& event) {
    return event.isSet ? MomentModel::tr("Set") : MomentModel::tr("Not set");
}
QString stateOf(const World&, const world::Condition& condition) {
    return waiting(condition.waiters.size());
}
QString stateOf(const World&, const world::Barrier& barrier) {
    return barrier.broken
               ? MomentModel::tr("Broken")
               : MomentModel::tr("%1 of %2 there").arg(barrier.arrived.size()).arg(barrier.parties);
}
QString stateOf(const World&, const world::PipeEnd& end) {
    return end.items.empty()
               ? MomentModel::tr("Empty")
               : counted(qint64(end.items.size()), MomentModel::tr("1 item"), MomentModel::tr("%1 items"));
}
QString stateOf(const World&, const world::Shared& shared) {
    const world::SharedElement* whole = shared.element(-1);
    return whole ? textFrom(whole->value) : MomentModel::tr("%1 bytes").arg(shared.bytes);
}
QString stateOf(const World&, const world::Manager& manager) {
    return manager.shutDown ? MomentModel::tr("Shut down") : MomentModel::tr("Serves");
}
QString stateOf(const World&, const world::Managed& managed) {
    if (managed.isQueue() && managed.size >= 0)
        return counted(managed.size, MomentModel::tr("1 item"), MomentModel::tr("%1 items"));
    return counted(qint64(managed.count), MomentModel::tr("1 call"), MomentModel::tr("%1 calls"));
}
QString stateOf(const World&, const world::Pool& pool) {
    return pool.broken ? MomentModel::tr("Broken")
                       : MomentModel::tr("%1 waiting, %2 running, %3 done")
                             .arg(pool.pending)
                             .arg(pool.running)
                             .arg(pool.done);
}
QString stateOf(const World&, const world::Socket&) {
    return {};
}

template <typename Object> MomentRow rowOf(const World& world, const Object& object, world::Time at) {
    MomentRow row;
    row.kind = RowKind::Thing;
    row.id = object.id.value;
    row.name = QString::fromStdString(world.nameOf(object.id));
    QStringList facts{textFrom(object.kind)};
    if (object.line > 0)
        facts += MomentModel::tr("made in line %1").arg(object.line);
    row.facts = facts.join(QStringLiteral(" · "));
    row.state = stateOf(world, object);
    row.sentence = QString::fromStdString(world::explainObject(world, object.id, at));
    row.line = int(object.line);
    row.file = textFrom(world.log().path(object.file));
    return row;
}
} // namespace

std::vector<MomentRow> thingRows(const World& world, world::Time at) {
    std::vector<MomentRow> rows;
    const auto add = [&](const auto& all) {
        for (const auto& one : all)
            rows.push_back(rowOf(world, one, at));
    };
    add(world.events());
    add(world.conditions());
    add(world.barriers());
    add(world.pipes());
    add(world.shared());
    add(world.managers());
    add(world.managed());
    add(world.pools());
    add(world.sockets());
    // Ids are given in order of appearance.
    std::ranges::sort(rows, {}, &MomentRow::id);
    return rows;
}

} // namespace forkscope::gui
