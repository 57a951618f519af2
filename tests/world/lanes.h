// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What tests of a History look for: its lanes written as text, and whether two Worlds are the same.
#include "tests/world/script.h"

#include <QStringList>

namespace forkscope::world {

inline World fromTheStart(const Log& log, std::size_t events, const World& names) {
    World world(log);
    for (std::size_t i = 0; i < events; ++i)
        world.apply(log[i]);
    world.learnFrom(names);
    return world;
}

inline bool same(const World& a, const World& b) {
    return a.time() == b.time() && a.order() == b.order() && a.processes() == b.processes() &&
           a.locks() == b.locks() && a.queues() == b.queues() && a.files() == b.files() &&
           a.conditions() == b.conditions() && a.events() == b.events() && a.barriers() == b.barriers() &&
           a.pipes() == b.pipes() && a.shared() == b.shared() && a.managers() == b.managers() &&
           a.managed() == b.managed() && a.pools() == b.pools() && a.sockets() == b.sockets();
}

inline const Lane* laneOf(const History& history, ProcessId id) {
    for (std::size_t i = 0; i < history.laneCount(); ++i)
        if (history.lane(i).kind == LaneKind::Process && history.lane(i).process == id)
            return &history.lane(i);
    return nullptr;
}
inline const Lane* laneOf(const History& history, ProcessId id, std::uint8_t thread) {
    for (std::size_t i = 0; i < history.laneCount(); ++i) {
        const Lane& lane = history.lane(i);
        if (lane.kind == LaneKind::Thread && lane.process == id && lane.thread == thread)
            return &lane;
    }
    return nullptr;
}
inline const Lane* laneOf(const History& history, ObjectId id) {
    for (std::size_t i = 0; i < history.laneCount(); ++i)
        if (history.lane(i).object == id)
            return &history.lane(i);
    return nullptr;
}

// "0 Running, 5 WaitsLock(3)": start in ms, state, subject where there is one.
inline QString written(const Lane& lane) {
    static const char* const kNames[] = {"Running",  "Ready",   "WaitsLock", "WaitsQueue", "WaitsProcess",
                                         "Sleeping", "Stopped", "Zombie",    "Absent"};
    QStringList words;
    for (std::size_t i = 0; i < lane.track.size(); ++i) {
        QString word = QString("%1 %2").arg(lane.track.start(i) / kMs).arg(kNames[int(lane.track.state(i))]);
        if (lane.track.note(i).subject != 0)
            word += QString("(%1)").arg(lane.track.note(i).subject);
        words << word;
    }
    return words.join(", ");
}

} // namespace forkscope::world
