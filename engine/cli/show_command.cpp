// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/cli.h"
#include "engine/cli/commands.h"
#include "engine/cli/options.h"
#include "engine/run/session.h"
#include "engine/world/explain.h"

#include <cmath>
#include <cstdio>

namespace forkscope::cli {

namespace {
void print(const std::string& text) {
    std::printf("%s\n", text.c_str());
}

void printWorld(const world::World& world, world::Time at) {
    print("Processes");
    for (const world::Process& p : world.processes())
        print("  " + world::explainProcess(world, p.id, at));
    if (!world.locks().empty())
        print("Locks");
    for (const world::Lock& lock : world.locks())
        print("  " + world::explainObject(world, lock.id, at));
    if (!world.queues().empty())
        print("Queues");
    for (const world::Queue& queue : world.queues())
        print("  " + world::explainObject(world, queue.id, at));
}
} // namespace

int show(const QStringList& arguments) {
    const auto options = readOptions(arguments, {"at"}, {}, /*stopAtPositional*/ false);
    if (!options || options->positional.size() != 1) {
        complain(options ? QStringLiteral("Which recording? Say: forkscope show FILE.fscope")
                         : QString::fromStdString(options.error()));
        return kUsage;
    }
    run::Session session;
    QObject::connect(&session, &run::Session::noted, [](const QString& sentence) { complain(sentence); });
    if (const Outcome opened = session.open(options->positional.first()); !opened) {
        complain(QString::fromStdString(opened.error()));
        return kOwnFailure;
    }
    const world::History& history = session.history();
    world::Time at = history.end();
    if (options->has("at")) {
        bool isNumber = false;
        const double seconds = options->value("at").toDouble(&isNumber);
        if (!isNumber || seconds < 0 || !std::isfinite(seconds)) {
            complain(
                QStringLiteral("--at takes a number of seconds since the start of the run, such as 0.25."));
            return kUsage;
        }
        at = std::min(world::Time(seconds * 1e9), history.end());
    }
    print("Recording of " + world::formatTime(history.end()) + ", " + std::to_string(history.log().size()) +
          " events. At " + world::formatTime(at) + ":");
    printWorld(history.at(at), at);
    return 0;
}

} // namespace forkscope::cli
