// SPDX-License-Identifier: GPL-3.0-or-later
// How long after an event the screen shows it: from the time in its record to the end of the paint of the
// timeline that has it. And how long after Run the first event is there. The real window runs a real program;
// the platform is that of QT_QPA_PLATFORM (compare.sh: offscreen). Prints one JSON object.
#include "gui/theme/theme.h"
#include "gui/timeline/timeline_view.h"
#include "gui/window/main_window.h"
#include "gui/window/runner.h"
#include "gui/window/timeline_panel.h"
#include "gui/window/workspace.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPaintEvent>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace forkscope;

namespace {
// Sees each paint of the timeline: what the History held when it began, and when it had ended.
class PaintWatch : public QObject {
  public:
    PaintWatch(gui::Workspace* workspace, QWidget* viewport) : workspace_(workspace) {
        viewport->installEventFilter(this);
    }
    void start() { sinceRun_.start(); }
    double firstEventMs() const { return firstEventMs_; }
    std::vector<double>& latencies() { return latencies_; }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::Paint || inside_)
            return false;
        // Paints from within, so that the clock can be read when it is done.
        const run::Session* session = workspace_->runner()->session();
        const std::size_t held = session ? session->history().applied() : 0;
        inside_ = true;
        QCoreApplication::sendEvent(watched, event);
        inside_ = false;
        if (session)
            shown(*session, held);
        return true;
    }

  private:
    void shown(const run::Session& session, std::size_t held) {
        const trace::Log& log = session.history().log();
        const trace::Time now = session.now();
        for (; seen_ < held; ++seen_) {
            if (log[seen_].process.value == 0) // the engine's own
                continue;
            if (firstEventMs_ < 0)
                firstEventMs_ = double(sinceRun_.nsecsElapsed()) / 1e6;
            if (log[seen_].kind == trace::Kind::LockAcquire)
                latencies_.push_back(double(now - log[seen_].time) / 1e6);
        }
    }

    gui::Workspace* workspace_;
    QElapsedTimer sinceRun_;
    std::size_t seen_ = 0;
    bool inside_ = false;
    double firstEventMs_ = -1;
    std::vector<double> latencies_;
};
} // namespace

int main(int argc, char** argv) {
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("forkscope-bench"));
    gui::Theme::instance().apply(gui::Theme::systemMode());
    gui::MainWindow window;
    window.resize(1520, 900);
    window.show();
    if (!window.open(QStringLiteral(FORKSCOPE_BENCH_PROGRAMS "/steady_ticks.py")))
        return 1;
    gui::Workspace* workspace = window.workspace();
    PaintWatch watch(workspace, workspace->timelinePanel()->view()->viewport());
    QTimer::singleShot(500, &window, [&] {
        watch.start();
        workspace->run();
        if (run::Session* session = workspace->runner()->session())
            QObject::connect(session, &run::Session::ended, &app, &QApplication::quit, Qt::QueuedConnection);
    });
    QTimer::singleShot(60'000, &app, &QApplication::quit);
    QApplication::exec();

    std::vector<double>& l = watch.latencies();
    if (l.empty())
        return 1;
    std::ranges::sort(l);
    const auto part = [&l](double share) {
        return l[std::min(l.size() - 1, std::size_t(share * double(l.size())))];
    };
    std::printf(
        "{\"events\": %zu, \"latency_ms_median\": %.1f, \"latency_ms_p95\": %.1f, \"latency_ms_max\": %.1f, "
        "\"run_to_first_event_ms\": %.1f}\n",
        l.size(), part(0.5), part(0.95), l.back(), watch.firstEventMs());
}
