// SPDX-License-Identifier: GPL-3.0-or-later
// The start of the window against that of an empty Qt window: each a process of its own, in turn, from its
// launch until the first paint is done and the event loop has nothing left to do. Prints one JSON object.
#include "engine/lesson/lesson_library.h"
#include "gui/theme/theme.h"
#include "gui/window/main_window.h"
#include "gui/window/settings.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

using namespace forkscope;

namespace {
// Shows, waits until it is painted and quiet, ends.
int child(int argc, char** argv, bool ours) {
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    std::unique_ptr<QWidget> window;
    if (ours) {
        gui::Theme::instance().apply(gui::Theme::systemMode());
        auto main = std::make_unique<gui::MainWindow>();
        main->setLibrary(lesson::LessonLibrary::load());
        window = std::move(main);
    } else {
        window = std::make_unique<QWidget>();
    }
    window->resize(1520, 900);
    window->show();
    QTimer idle; // fires when no event is left
    idle.setInterval(0);
    int quiet = 0;
    QObject::connect(&idle, &QTimer::timeout, &app, [&] {
        if (++quiet == 3)
            QApplication::quit();
    });
    idle.start();
    return QApplication::exec();
}

double milliseconds(const QString& program, const QString& what) {
    QElapsedTimer timer;
    timer.start();
    QProcess process;
    process.start(program, {what});
    process.waitForFinished(60'000);
    return process.exitCode() == 0 ? double(timer.nsecsElapsed()) / 1e6 : -1;
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}
} // namespace

int main(int argc, char** argv) {
    if (argc == 2 && (std::strcmp(argv[1], "ours") == 0 || std::strcmp(argv[1], "empty") == 0))
        return child(argc, argv, argv[1][0] == 'o');
    QCoreApplication app(argc, argv);
    const QString self = QCoreApplication::applicationFilePath();
    std::vector<double> ours, empty, ratios;
    for (int i = 0; i < 12; ++i) {
        const double a = milliseconds(self, QStringLiteral("ours"));
        const double b = milliseconds(self, QStringLiteral("empty"));
        if (a < 0 || b < 0)
            return 1;
        if (i < 2)
            continue; // warms the caches
        ours.push_back(a);
        empty.push_back(b);
        ratios.push_back(a / b);
    }
    std::printf("{\"window_ms_median\": %.0f, \"empty_ms_median\": %.0f, \"ratio_median\": %.2f}\n",
                median(ours), median(empty), median(ratios));
}
