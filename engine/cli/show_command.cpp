// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/cli.h"
#include "engine/cli/commands.h"
#include "engine/cli/options.h"
#include "engine/run/session.h"
#include "engine/world/explain.h"
#include "engine/world/reason.h"

#include <QFileInfo>

#include <cmath>
#include <cstdio>

namespace forkscope::cli {

namespace {
void print(const std::string& text) {
    std::printf("%s\n", text.c_str());
}

std::string described(const run::Session& session) {
    std::string text = QFileInfo(session.spec().program).fileName().toStdString();
    for (const QString& argument : session.spec().arguments)
        text += " " + argument.toStdString();
    if (!session.ending().sentence.isEmpty())
        text += " " + session.ending().sentence.toStdString();
    return text + ", after " + world::formatTime(session.now()) + ", " +
           std::to_string(session.history().log().size()) + " events";
}

template <class Objects>
void printObjects(const char* title, const world::World& world, const Objects& objects, world::Time at) {
    if (!objects.empty())
        print(title);
    for (const auto& object : objects)
        print("  " + world::explainObject(world, object.id, at));
}

void printDeadlocks(const world::World& world) {
    const std::vector<world::Deadlock> found = world::deadlocks(world);
    if (!found.empty())
        print("Deadlock");
    for (const world::Deadlock& deadlock : found)
        print("  " + world::wordsOf(world, deadlock).text());
}

void printWorld(const world::World& world, world::Time at) {
    printDeadlocks(world);
    print("Processes");
    for (const world::Process& p : world.processes())
        print("  " + world::explainProcess(world, p.id, at));
    printObjects("Locks", world, world.locks(), at);
    printObjects("Queues", world, world.queues(), at);
    printObjects("Conditions", world, world.conditions(), at);
    printObjects("Events", world, world.events(), at);
    printObjects("Barriers", world, world.barriers(), at);
    printObjects("Pipes", world, world.pipes(), at);
    printObjects("Shared memory", world, world.shared(), at);
    printObjects("Managers", world, world.managers(), at);
    printObjects("Managed objects", world, world.managed(), at);
    printObjects("Pools and executors", world, world.pools(), at);
    printObjects("Sockets", world, world.sockets(), at);
    printObjects("Files", world, world.files(), at);
}
} // namespace

int show(const QStringList& arguments) {
    const auto options = readOptions(arguments, {"at"}, {}, /*stopAtPositional*/ false);
    if (!options || options->positional.size() != 1) {
        complain(options ? tr("Which recording? Say: forkscope show FILE.fscope [--at SECONDS]")
                         : QString::fromStdString(options.error()));
        return kUsage;
    }
    double seconds = -1;
    if (options->has("at")) {
        bool isNumber = false;
        seconds = options->value("at").toDouble(&isNumber);
        if (!isNumber || seconds < 0 || !std::isfinite(seconds)) {
            complain(tr("--at takes a number of seconds since the start of the run, such as 0.25."));
            return kUsage;
        }
    }
    run::Session session;
    QObject::connect(&session, &run::Session::noted, [](const QString& sentence) { complain(sentence); });
    if (const Outcome opened = session.open(options->positional.first()); !opened) {
        complain(QString::fromStdString(opened.error()));
        return kOwnFailure;
    }
    // Beyond the end nothing changes any more; 10^9 s is beyond every end.
    const world::Time end = session.now();
    const world::Time at = seconds < 0 ? end : std::min(world::Time(std::min(seconds, 1e9) * 1e9), end);
    print(described(session));
    print("At " + world::formatTime(at));
    printWorld(session.history().at(at), at);
    return 0;
}

} // namespace forkscope::cli
