// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspector/moment_model.h"

#include "gui/inspector/object_rows.h"
#include "gui/inspector/process_rows.h"
#include "gui/inspector/thing_rows.h"

namespace forkscope::gui {

QString MomentRow::spoken() const {
    QStringList parts;
    for (const QString& part : {tag, name, state, facts, sentence})
        if (!part.isEmpty())
            parts += part;
    for (const QueuePlace& place : places)
        parts += place.name + QStringLiteral(": ") +
                 (place.items.isEmpty() ? MomentModel::tr("empty") : place.items.join(QStringLiteral(", ")));
    return parts.join(QStringLiteral(", "));
}

MomentModel::MomentModel(QObject* parent) : QAbstractListModel(parent) {}

static void appendGroup(std::vector<MomentRow>& rows, const QString& heading, const QString& facts,
                        std::vector<MomentRow> group) {
    if (group.empty())
        return;
    MomentRow head;
    head.name = heading;
    head.facts = facts;
    rows.push_back(std::move(head));
    for (MomentRow& row : group)
        rows.push_back(std::move(row));
}

static QString countedLiving(const world::World& world) {
    int living = 0;
    for (const world::Process& process : world.processes())
        living +=
            process.state != world::ProcessState::Reaped && process.state != world::ProcessState::Zombie;
    return MomentModel::tr("%1 of %2 alive").arg(living).arg(world.processes().size());
}

void MomentModel::setWorld(const world::World& world, world::Time at) {
    std::vector<MomentRow> rows;
    appendGroup(rows, tr("Processes"), countedLiving(world), processRows(world, at));
    appendGroup(rows, tr("Locks"), QString(), lockRows(world, at));
    appendGroup(rows, tr("Queues"), QString(), queueRows(world, at));
    appendGroup(rows, tr("Other objects"), QString(), thingRows(world, at));
    appendGroup(rows, tr("Open files"), QString(), fileRows(world));
    replace(std::move(rows));
}

void MomentModel::clear() {
    replace({});
}

void MomentModel::replace(std::vector<MomentRow> rows) {
    bool sameShape = rows.size() == rows_.size();
    for (std::size_t i = 0; sameShape && i < rows.size(); ++i)
        sameShape = rows[i].kind == rows_[i].kind && rows[i].id == rows_[i].id;
    if (!sameShape) {
        beginResetModel();
        rows_ = std::move(rows);
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] == rows_[i])
            continue;
        rows_[i] = std::move(rows[i]);
        const QModelIndex changed = index(int(i));
        emit dataChanged(changed, changed);
    }
}

int MomentModel::indexOf(RowKind kind, std::uint32_t id) const {
    for (std::size_t i = 0; i < rows_.size(); ++i)
        if (rows_[i].kind == kind && rows_[i].id == id)
            return int(i);
    return -1;
}

int MomentModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(rows_.size());
}

QVariant MomentModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= int(rows_.size()))
        return {};
    const MomentRow& found = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return found.tag.isEmpty() ? found.name : found.tag + QLatin1Char(' ') + found.name;
    case Qt::AccessibleTextRole:
        return found.spoken();
    case Qt::ToolTipRole:
        return found.sentence.isEmpty() ? QVariant() : QVariant(found.sentence);
    default:
        return {};
    }
}

Qt::ItemFlags MomentModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    return row(index.row()).kind == RowKind::Heading ? Qt::ItemIsEnabled
                                                     : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace forkscope::gui
