// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is true at one moment, as a list: processes, locks, queues, other objects and open files, each group
// under its heading. Made from a World; rows keep their place and identity while only their contents change,
// so that a choice survives.
#include "engine/world/explain.h"
#include "engine/world/world.h"

#include <QAbstractListModel>
#include <QColor>
#include <QString>
#include <QStringList>

#include <vector>

namespace forkscope::gui {

enum class RowKind { Heading, Process, Lock, Queue, Thing, File };

// What the state of a row looks like: which colours, which symbol.
enum class Tone {
    Running,
    Ready,
    WaitsLock,
    WaitsQueue,
    WaitsProcess,
    Sleeping,
    Held,
    Ended,
    Trouble,
    Zombie,
    New,
    Plain
};

struct QueuePlace { // one of the three places of a queue, or the unfinished tasks
    QString name;
    QStringList items;
    int more = 0; // items not listed
    bool operator==(const QueuePlace&) const = default;
};

struct MomentRow {
    RowKind kind = RowKind::Heading;
    std::uint32_t id = 0; // of the process or object
    QString tag;          // "P1", "" for objects
    QString name;         // "buyer", "mutex", "Processes"
    QString facts;        // "pid 4212 · line 9"
    QString state;        // "Waits: mutex"
    QString symbol;       // icon
    Tone tone = Tone::Plain;
    QString sentence; // who waits for what and why; may be empty
    QList<QueuePlace> places;
    bool compact = false; // gone for good: one line is enough
    QString file;         // where a choice leads
    int line = 0;
    bool operator==(const MomentRow&) const = default;

    QString spoken() const; // all of it as a sentence, for screen readers
};

class MomentModel : public QAbstractListModel {
    Q_OBJECT
  public:
    enum Role { RowRole = Qt::UserRole + 1 };

    explicit MomentModel(QObject* parent = nullptr);

    void setWorld(const world::World& world, world::Time at);
    void clear();
    const MomentRow& row(int index) const { return rows_[std::size_t(index)]; }
    int indexOf(RowKind kind, std::uint32_t id) const; // -1: not there

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

  private:
    void replace(std::vector<MomentRow> rows);
    std::vector<MomentRow> rows_;
};

} // namespace forkscope::gui
