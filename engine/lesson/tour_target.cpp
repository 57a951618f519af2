// SPDX-License-Identifier: GPL-3.0-or-later
// What a step of a tour points at, found in a World.
#include "engine/condition/names.h"
#include "engine/lesson/tour_player.h"

namespace forkscope::lesson {

namespace {

trace::ProcessId processCalled(const world::World& world, const std::string& name) {
    for (const world::Process& p : world.processes())
        if (condition::isCalled(world, p, name))
            return p.id;
    return {};
}

template <class All>
trace::ObjectId calledIn(const All& all, const world::World& world, const std::string& name) {
    for (const auto& thing : all)
        if (condition::isCalled(world, thing.id, name))
            return thing.id;
    return {};
}

trace::ObjectId objectCalled(const world::World& world, const std::string& name) {
    trace::ObjectId found;
    const auto look = [&](const auto& all) {
        if (!found)
            found = calledIn(all, world, name);
    };
    // What was made first goes before its parts: a queue before its locks.
    look(world.queues());
    look(world.pools());
    look(world.managers());
    look(world.managed());
    look(world.locks());
    look(world.conditions());
    look(world.events());
    look(world.barriers());
    look(world.pipes());
    look(world.shared());
    look(world.files());
    look(world.sockets());
    return found;
}

// The line that is the text; else the only one in which it stands.
int lineWith(const QString& text, const QString& program, int usual) {
    const QStringList lines = program.split(u'\n');
    if (usual > 0 && usual <= lines.size() && lines.at(usual - 1).contains(text))
        return usual;
    int found = 0, count = 0;
    for (int i = 0; i < lines.size(); ++i) {
        if (lines.at(i).trimmed() == text)
            return i + 1;
        if (lines.at(i).contains(text)) {
            found = i + 1;
            ++count;
        }
    }
    return count == 1 ? found : 0;
}

} // namespace

TourTarget resolve(const TourPoint& point, const world::World& world, const QString& programText) {
    using Kind = TourPoint::Kind;
    TourTarget target;
    target.kind = point.kind;
    const std::string name = point.name.toStdString();
    if (point.kind == Kind::Card || point.kind == Kind::Lane)
        target.process = processCalled(world, name);
    if (point.kind == Kind::Object || (point.kind == Kind::Lane && target.process.value == 0))
        target.object = objectCalled(world, name);
    if (point.kind == Kind::Line)
        target.line = lineWith(point.name, programText, point.line);
    return target;
}

} // namespace forkscope::lesson
