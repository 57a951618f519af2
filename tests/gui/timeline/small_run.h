// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A run written by hand that has one of everything: main with two children that want one mutex, a queue, a
// sleep, a join, a helper process, a kill. Times in the comments are milliseconds.
#include "tests/world/script.h"

#include <memory>

namespace forkscope::gui {

struct SmallRun {
    world::Script script;
    world::ObjectId mutex, orders;
    std::unique_ptr<world::History> history;

    // Lanes in order of appearance.
    enum Lane : std::size_t { Main, Mutex, Orders, Buyer, Seller, Helper };

    SmallRun() {
        using namespace world;
        script.at(0);
        Actor main = script.main();            // 0
        mutex = main.line(3).lock("mutex");    // 1, 2
        orders = main.line(4).queue("orders"); // 3, 4
        script.at(10);
        Actor buyer = main.line(20).starts("buyer");   // 10
        Actor seller = main.line(21).starts("seller"); // 11
        script.at(20);
        buyer.line(8).begins("child", main.pid());  // 20
        seller.line(8).begins("child", main.pid()); // 21
        script.at(25);
        Actor helper = script.process();
        helper.begins("helper", main.pid()); // 25
        script.at(100);
        buyer.line(12).acquires(mutex); // 100 .. 300
        script.at(150);
        seller.line(12).wants(mutex); // 150 .. 301
        script.at(200);
        main.line(25).puts(orders, "'tea'"); // 200, 201
        main.feeds(orders);                  // 202
        script.at(300);
        buyer.line(13).releases(mutex); // 300
        seller.line(12).gets(mutex);    // 301 .. 400
        script.at(310);
        buyer.line(14).sleeps(500); // 310 .. 800
        script.at(400);
        seller.line(13).releases(mutex); // 400
        script.at(450);
        seller.line(15).takes(orders, "'tea'"); // 450, 451
        seller.line(15).beginsGet(orders);      // 452
        seller.line(15).waitsAtGet(orders);     // 453 to the end
        script.at(500);
        main.line(30).joins(buyer); // 500
        script.at(800);
        buyer.wakes(); // 800
        script.at(900);
        script.seesExit(buyer, -9); // 900
        history = std::make_unique<History>(script.log);
        history->advance();
        history->extendTo(1000 * kMs);
    }
};

} // namespace forkscope::gui
