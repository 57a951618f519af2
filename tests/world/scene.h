// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The stage for tables of sentences: what happens on the left, what a person reads on the right.
#include "engine/world/explain.h"
#include "tests/world/script.h"

#include <QtTest>

#include <functional>

namespace forkscope::world {

// main, two children called buyer, one lock and one queue; each row goes on from here.
struct Scene {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("buyer"), b = main.startsAndBegins("buyer");
    ObjectId mutex = main.lock("mutex");
    ObjectId orders = main.queue("orders", "JoinableQueue", 3);
    ObjectId seats = main.lock("seats", "Semaphore", 2);

    Scene() { run.at(100); }
};
using Play = std::function<void(Scene&)>;

inline void sentenceColumns() {
    QTest::addColumn<Play>("play");
    QTest::addColumn<QString>("words");
}
inline void sentence(const char* name, Play play, const char* words) {
    QTest::newRow(name) << play << words;
}

// Each child has one of the two locks and wants the other.
inline void crossTheirLocks(Scene& s, ObjectId other) {
    s.a.acquires(s.mutex);
    s.b.acquires(other);
    s.a.wants(other);
    s.b.wants(s.mutex);
}

// For so long at the most.
inline void wantsFor(Actor& who, ObjectId lock, std::int64_t milliseconds) {
    who.does(Kind::LockAcquire, Phase::Begin, lock, 0, {Script::number(Tag::Timeout, milliseconds * kMs)});
}

} // namespace forkscope::world
Q_DECLARE_METATYPE(forkscope::world::Play)
