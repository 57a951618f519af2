// SPDX-License-Identifier: GPL-3.0-or-later
// CPU time of one frame of the timeline: 10^5, 10^6 and 10^7 intervals on 64 lanes, everything visible
// (full), the geometric middle (mid), some 40 intervals a lane (deep). "frame" is a whole repaint of the
// widget at 1920x1080 with a new picture (lanes scroll: those in sight are painted); "bars" rasterises all 64
// lanes at that width, without words; "steps" is a frame on the axis of steps (every beginning of an interval
// is one); "strip" makes the overview of the whole run anew; "overlay" is a repaint that only moves the
// playhead.
#include "gui/timeline/bar_painter.h"
#include "gui/timeline/overview.h"
#include "gui/timeline/timeline_view.h"
#include "tests/gui/timeline/fake_lanes.h"

#include <QApplication>
#include <QImage>

#include <benchmark/benchmark.h>

#include <cmath>
#include <map>
#include <memory>

namespace {

using namespace forkscope;
using gui::FakeLanes;
using gui::TimelineView;
using gui::timeline::TimeRange;
using trace::Time;

constexpr std::size_t kLanes = 64;
constexpr QSize kSize(1920, 1080);
enum Depth : int { Full, Mid, Deep };
constexpr const char* kDepths[] = {"full", "mid", "deep"};

// Processes but for a lock and a queue, with arrows and prints as a program of that length would have.
std::unique_ptr<FakeLanes> makeLanes(std::size_t intervals) {
    auto lanes = std::make_unique<FakeLanes>();
    const std::size_t each = intervals / kLanes;
    Time end = 0;
    for (std::size_t i = 0; i < kLanes; ++i) {
        const auto kind = i == 20   ? world::LaneKind::Lock
                          : i == 21 ? world::LaneKind::Queue
                                    : world::LaneKind::Process;
        world::Track& track = lanes->add(kind, 4);
        gui::fillRandomly(track, each, unsigned(i));
        end = std::max(end, track.end());
    }
    std::mt19937_64 random(1);
    const std::size_t count = intervals / 20;
    for (std::size_t i = 0; i < count; ++i) {
        const Time to = Time(double(end) * double(i) / double(count));
        const auto lane = [&] { return world::ProcessId{std::uint32_t(1 + random() % 19)}; };
        lanes->arrowList.push_back(
            {world::ArrowKind::Item, std::max<Time>(0, to - 200'000), to, lane(), lane(), {}, 0, 0});
        lanes->markList.push_back({world::MarkKind::Print, to, lane(), 0});
    }
    lanes->extendTo(end);
    lanes->countSteps();
    return lanes;
}

const FakeLanes& lanesOf(std::size_t intervals) {
    static std::map<std::size_t, std::unique_ptr<FakeLanes>> made;
    auto& lanes = made[intervals];
    if (!lanes)
        lanes = makeLanes(intervals);
    return *lanes;
}

TimeRange rangeOf(const FakeLanes& lanes, std::size_t intervals, Depth depth) {
    const double each = double(intervals) / kLanes;
    const double share[] = {1, std::sqrt(40 / each), 40 / each};
    const Time begin = depth == Full ? 0 : lanes.end() / 3;
    return {begin, begin + Time(double(lanes.end()) * share[depth])};
}

std::unique_ptr<TimelineView> makeView(std::size_t intervals, Depth depth, QSize size = kSize) {
    auto view = std::make_unique<TimelineView>();
    view->resize(size);
    view->setSource(&lanesOf(intervals));
    view->show();
    QApplication::processEvents();
    view->zoom()->setVisible(rangeOf(lanesOf(intervals), intervals, depth));
    view->setPlayhead(view->zoom()->visible().begin + view->zoom()->visible().span() / 2);
    view->viewport()->repaint();
    return view;
}

void paintFrames(benchmark::State& state, QSize size) {
    const auto intervals = std::size_t(state.range(0));
    const auto depth = Depth(state.range(1));
    const auto view = makeView(intervals, depth, size);
    const TimeRange range = view->zoom()->visible();
    bool odd = false;
    for (auto _ : state) { // a nanosecond to and fro makes every picture a new one
        odd = !odd;
        view->zoom()->setVisible({range.begin + (odd ? 1 : 0), range.end + (odd ? 1 : 0)});
        view->viewport()->repaint();
    }
    state.SetLabel(kDepths[depth]);
}

void frame(benchmark::State& state) {
    paintFrames(state, kSize);
}

void allLanes(benchmark::State& state) {
    paintFrames(state, {kSize.width(), 64 * 24 + 80});
}

void steps(benchmark::State& state) {
    const auto intervals = std::size_t(state.range(0));
    const auto depth = Depth(state.range(1));
    const auto view = makeView(intervals, depth);
    view->setAxis(gui::timeline::AxisKind::Steps);
    const TimeRange whole = view->zoom()->whole();
    const double share =
        double(rangeOf(lanesOf(intervals), intervals, depth).span()) / double(lanesOf(intervals).end());
    const Time begin = depth == Full ? 0 : whole.span() / 3, span = Time(double(whole.span()) * share * 0.98);
    bool odd = false;
    for (auto _ : state) {
        odd = !odd;
        view->zoom()->setVisible({begin + (odd ? 1 : 0), begin + span + (odd ? 1 : 0)});
        view->viewport()->repaint();
    }
    state.SetLabel(kDepths[depth]);
}

void strip(benchmark::State& state) {
    const auto view = makeView(std::size_t(state.range(0)), Full);
    gui::TimelineOverview overview(view.get(), nullptr);
    overview.resize(kSize.width(), overview.height());
    overview.show();
    QApplication::processEvents();
    for (auto _ : state) {
        emit view->lookChanged();
        overview.repaint();
    }
}

void bars(benchmark::State& state) {
    const auto intervals = std::size_t(state.range(0));
    const auto depth = Depth(state.range(1));
    const FakeLanes& lanes = lanesOf(intervals);
    const TimeRange range = rangeOf(lanes, intervals, depth);
    QImage image(kSize, QImage::Format_RGB32);
    gui::timeline::BarPainter painter(image, image.rect(), gui::TimelineColors::dark(), 1);
    const gui::timeline::RasterScale scale{range.begin, double(range.span()) / kSize.width(), kSize.width(),
                                           1};
    for (auto _ : state) {
        painter.background({});
        for (std::size_t i = 0; i < kLanes; ++i)
            painter.paint(lanes.track(i), scale, {}, int(i) * 16 + 1, 14);
    }
    state.SetLabel(kDepths[depth]);
}

void overlay(benchmark::State& state) {
    const auto view = makeView(10'000'000, Depth(state.range(0)));
    const TimeRange range = view->zoom()->visible();
    Time at = range.begin;
    for (auto _ : state) {
        at = at + range.span() / 500 < range.end ? at + range.span() / 500 : range.begin;
        view->setPlayhead(at);
        view->viewport()->repaint();
    }
    state.SetLabel(kDepths[state.range(0)]);
}

} // namespace

BENCHMARK(frame)
    ->ArgsProduct({{100'000, 1'000'000, 10'000'000}, {Full, Mid, Deep}})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(allLanes)->ArgsProduct({{10'000'000}, {Full, Mid, Deep}})->Unit(benchmark::kMillisecond);
BENCHMARK(steps)
    ->ArgsProduct({{100'000, 1'000'000, 10'000'000}, {Full, Mid, Deep}})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(strip)->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(bars)
    ->ArgsProduct({{100'000, 1'000'000, 10'000'000}, {Full, Mid, Deep}})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(overlay)->Arg(Full)->Arg(Mid)->Arg(Deep)->Unit(benchmark::kMillisecond);

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
