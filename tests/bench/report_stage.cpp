// SPDX-License-Identifier: GPL-3.0-or-later
// What the stage costs while a run of twenty processes is followed live for ten seconds: five locks handed
// on, three queues, every process busy. CPU time of the whole process as a share of one core, and how many
// frames were painted. Prints one JSON object for the window's usual stage and one for a large one.
#include "gui/stage/stage_view.h"
#include "gui/theme/theme.h"
#include "tests/world/script.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace forkscope;
using namespace forkscope::world;

namespace {
constexpr int kSeconds = 10, kRefresh = 40, kProcesses = 20;

// About 300 events a second: a lock held for some time, an item put, written and taken, a sleep.
struct Busy {
    Script run;
    Busy() {
        Actor main = run.main();
        std::vector<ObjectId> locks, queues;
        for (int i = 0; i < 5; ++i)
            locks.push_back(main.lock("lock" + std::to_string(i)));
        for (int i = 0; i < 3; ++i)
            queues.push_back(main.queue("queue" + std::to_string(i), "Queue", 8));
        std::vector<Actor> workers;
        for (int i = 1; i < kProcesses; ++i)
            workers.push_back(main.startsAndBegins("worker"));
        Time at = 200;
        for (std::size_t i = 0; at < (kSeconds + 1) * 1000; ++i, at += 36) {
            Actor &a = workers[i % workers.size()], &b = workers[(i * 7 + 3) % workers.size()];
            const ObjectId lock = locks[i % locks.size()], queue = queues[i % queues.size()];
            run.at(at);
            a.acquires(lock);
            b.wants(lock);
            a.puts(queue, "'item'");
            run.at(at + 9);
            a.feeds(queue);
            a.releases(lock);
            b.gets(lock);
            run.at(at + 18);
            b.takes(queue, "'item'");
            b.releases(lock);
            a.sleeps(20);
            run.at(at + 27);
            a.wakes();
        }
    }
};

class Painted : public QObject {
  public:
    int frames = 0;
    bool eventFilter(QObject*, QEvent* event) override {
        frames += event->type() == QEvent::Paint;
        return false;
    }
};

double cpuSeconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

void follow(const Busy& busy, const QSize& size, bool reduceMotion) {
    History history(busy.run.log);
    gui::StageView view;
    view.resize(size);
    view.setReduceMotion(reduceMotion);
    Painted painted;
    view.viewport()->installEventFilter(&painted);
    view.show();
    while (history.applied() < 100)
        history.advance(1);
    view.showWorld(history.now(), history.now(), history.now().time(), false);
    QApplication::processEvents();
    QElapsedTimer wall;
    wall.start();
    const double before = cpuSeconds();
    painted.frames = 0;
    double following = 0; // the part that is the World's: every view together pays it once
    QTimer refresh;
    QObject::connect(&refresh, &QTimer::timeout, &view, [&] {
        const double start = cpuSeconds();
        while (history.applied() < busy.run.log.size() &&
               busy.run.log[history.applied()].time < (200 + wall.elapsed()) * kMs)
            history.advance(1);
        following += cpuSeconds() - start;
        view.showWorld(history.now(), history.now(), history.now().time(), true);
        if (wall.elapsed() > kSeconds * 1000)
            QApplication::quit();
    });
    refresh.start(kRefresh);
    QApplication::exec();
    const double seconds = double(wall.elapsed()) / 1000, cpu = cpuSeconds() - before - following;
    std::printf(
        "{\"size\": \"%dx%d\", \"reduce_motion\": %s, \"cpu_percent\": %.1f, \"frames_per_second\": %.1f, "
        "\"ms_per_frame\": %.2f}\n",
        size.width(), size.height(), reduceMotion ? "true" : "false", 100 * cpu / seconds,
        painted.frames / seconds, painted.frames ? 1000 * cpu / painted.frames : 0.0);
    std::fflush(stdout);
}
} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    gui::Theme::instance().apply(gui::ThemeMode::Dark);
    const Busy busy;
    follow(busy, {960, 540}, false);
    follow(busy, {1920, 1080}, false);
    follow(busy, {960, 540}, true);
}
