// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Runs written by chance: any operation by any process at any time, sensible or not, damaged ones among them.
// What holds for all of these holds for what a real program, a killed process and a scribbled trace can
// bring.
#include "tests/world/script.h"

#include <random>

namespace forkscope::world {

inline void randomRun(Script& run, std::size_t events, unsigned seed) {
    std::mt19937 random(seed);
    Actor main = run.main();
    std::vector<Actor> actors{main};
    std::vector<ObjectId> locks{main.lock("mutex"), main.lock("again", "RLock"),
                                main.lock("", "Semaphore", 3)};
    std::vector<ObjectId> queues{main.queue("orders"), main.queue("", "JoinableQueue", 4)};
    // One object of each other kind, asked for everything that can be done with its kind and with others.
    std::vector<ObjectId> things;
    for (int i = 0; i < 12; ++i)
        things.push_back(run.newObject());
    constexpr Phase kPhases[] = {Phase::Point, Phase::Begin, Phase::End, Phase::Wait};
    constexpr Kind kLockKinds[] = {Kind::LockAcquire, Kind::LockAcquire, Kind::LockRelease};
    constexpr Kind kQueueKinds[] = {Kind::QueuePut, Kind::QueuePut,      Kind::QueueFeed, Kind::QueueGet,
                                    Kind::QueueGet, Kind::QueueTaskDone, Kind::QueueJoin};
    constexpr Kind kCpuKinds[] = {Kind::CpuRun, Kind::CpuReady, Kind::CpuBlock};
    constexpr std::string_view kItems[] = {"1", "'two'", "(3, 4)", ""};
    while (run.log.size() < events) {
        if (random() % 3 == 0) // several events at one time are common
            run.at(run.log.back().time / kMs);
        Actor& who = actors[random() % actors.size()];
        who.line(random() % 50);
        const Phase phase = kPhases[random() % 4];
        const auto flags = std::uint8_t(random() % 8 == 0   ? trace::kFailed
                                        : random() % 9 == 0 ? trace::kWaits
                                                            : 0);
        switch (random() % 18) {
        case 0:
            if (actors.size() < 12)
                actors.push_back(random() % 2 ? who.startsAndBegins("worker") : who.starts("late", true));
            else if (random() % 20 == 0)
                run.seesExit(who, random() % 2 ? -9 : 0);
            break;
        case 1:
            if (random() % 10 == 0)
                who.exits(int(random() % 3));
            else
                who.begins("child", main.pid());
            break;
        case 2:
            if (random() % 5 == 0)
                main.reaps(actors[random() % actors.size()], 0);
            else
                who.does(Kind::ProcessJoin, phase, {}, phase == Phase::End ? 1 : 1001 + int(random() % 12));
            break;
        case 3:
            run.cpu(kCpuKinds[random() % 3], who);
            break;
        case 4:
            who.does(Kind::Sleep, phase, {}, int(random() % 100));
            break;
        case 5:
            who.thread(std::uint8_t(random() % 3)).does(Kind::Input, phase);
            break;
        case 6:
            who.does(random() % 2 ? Kind::Print : Kind::SignalSend, Phase::Point, {}, random() % 2 ? 19 : 18,
                     {Script::number(Tag::Pid, 1001 + int(random() % 12))});
            break;
        case 7:
            if (random() % 30 == 0)
                run.names(locks[2], "seats");
            else
                who.does(Kind(random() % 256), phase, run.newObject(), int(random() % 5000), {}, flags);
            break;
        case 8:
        case 9:
            who.does(kLockKinds[random() % 3], phase, locks[random() % 3], int(random() % 4 != 0), {}, flags);
            break;
        case 10:
        case 11:
        case 12:
        case 13:
        case 14:
        case 15: {
            // Mostly a sensible object for the kind, so that the states get rich; else any.
            const auto kind = Kind(unsigned(Kind::ConditionWait) + random() % 92);
            const std::size_t usual = std::size_t(kind) / 8 % things.size();
            const ObjectId object = things[random() % 9 == 0 ? random() % things.size() : usual];
            const auto raw = std::int64_t(run.log.rawId(things[random() % things.size()]));
            who.thread(std::uint8_t(random() % 3))
                .does(kind, phase, object, int(random() % 6),
                      {Script::text(Tag::Preview, kItems[random() % 4]), Script::number(Tag::Peer, raw),
                       Script::number(Tag::Index, int(random() % 3)),
                       Script::number(Tag::Size, int(random() % 5)),
                       Script::text(Tag::Call, random() % 2 ? "acquire" : "put"),
                       Script::number(Tag::Thread, int(random() % 4)), Script::number(Tag::Owner, raw)},
                      std::uint8_t(flags));
            break;
        }
        default:
            who.does(kQueueKinds[random() % 7], phase, queues[random() % 2], int(random() % 20),
                     {Script::text(Tag::Preview, kItems[random() % 4])}, flags);
        }
    }
}

} // namespace forkscope::world
