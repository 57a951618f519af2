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

} // namespace forkscope::world
Q_DECLARE_METATYPE(forkscope::world::Play)
