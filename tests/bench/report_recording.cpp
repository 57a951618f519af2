// SPDX-License-Identifier: GPL-3.0-or-later
// report_recording FILE.fscope: how long the window needs to open a recording until its first picture is
// whole, how much memory it then holds beside an empty window's (and at most ever had, with the libraries and
// all), and how quickly all views follow the playhead dragged through the run. Prints one JSON object.
#include "engine/lesson/lesson_library.h"
#include "gui/charts/charts_view.h"
#include "gui/theme/theme.h"
#include "gui/window/main_window.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/workspace.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <sys/resource.h>
#include <vector>

using namespace forkscope;

namespace {

double cpuMs() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return double(t.tv_sec) * 1e3 + double(t.tv_nsec) / 1e6;
}

// What this process alone holds: a mapped file can be thrown away at any time.
double anonymousMb() {
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : file.readAll().split('\n'))
        if (line.startsWith("RssAnon:"))
            return line.mid(8).trimmed().split(' ').first().toDouble() / 1024;
    return 0;
}

double peakMb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024;
}

// Until every paint that is due is done.
void settle() {
    for (int quiet = 0; quiet < 3; ++quiet) {
        QApplication::sendPostedEvents();
        QApplication::processEvents(QEventLoop::AllEvents);
    }
}

double percentile(std::vector<double> values, double share) {
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, std::size_t(double(values.size()) * share))];
}

} // namespace

int main(int argc, char** argv) {
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    if (argc != 2)
        return std::fputs("report_recording FILE.fscope\n", stderr), 2;
    const QString path = QString::fromLocal8Bit(argv[1]);
    gui::Theme::instance().apply(gui::ThemeMode::Dark);
    gui::MainWindow window;
    window.setLibrary(lesson::LessonLibrary::load());
    window.resize(1920, 1080);
    window.show();
    settle();
    const double emptyMb = anonymousMb();

    QElapsedTimer timer;
    timer.start();
    const double cpuBefore = cpuMs();
    if (!window.open(path))
        return std::fputs("The recording could not be opened.\n", stderr), 1;
    settle();
    const double openMs = double(timer.nsecsElapsed()) / 1e6, openCpu = cpuMs() - cpuBefore;
    const double heldMb = anonymousMb() - emptyMb, mostMb = peakMb();

    gui::Workspace& work = *window.workspace();
    const trace::Time end = work.runner()->session()->history().end();
    std::vector<double> steps, cpu;
    constexpr int kSteps = 300;
    for (int i = 0; i < kSteps; ++i) {
        timer.restart();
        const double before = cpuMs();
        // There and back, as a hand drags.
        const int place = i < kSteps / 2 ? i : kSteps - i;
        work.playhead()->moveTo(end * place / (kSteps / 2));
        work.sync()->refresh();
        settle();
        steps.push_back(double(timer.nsecsElapsed()) / 1e6);
        cpu.push_back(cpuMs() - before);
    }
    const double fileMb = double(QFileInfo(path).size()) / (1 << 20);
    std::printf(
        "{\"events\": %zu, \"file_mb\": %.0f, \"open_ms\": %.0f, \"open_cpu_ms\": %.0f, \"held_mb\": %.0f, "
        "\"held_to_file\": %.2f, \"empty_window_mb\": %.0f, \"peak_rss_mb\": %.0f, \"scrub_ms_median\": "
        "%.1f, \"scrub_ms_p95\": %.1f, \"scrub_cpu_ms_median\": "
        "%.1f, \"scrub_cpu_ms_p95\": %.1f}\n",
        work.runner()->session()->history().applied(), fileMb, openMs, openCpu, heldMb, heldMb / fileMb,
        emptyMb, mostMb, percentile(steps, 0.5), percentile(steps, 0.95), percentile(cpu, 0.5),
        percentile(cpu, 0.95));
}
