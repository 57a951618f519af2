// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/zoom.h"

#include <QSignalSpy>
#include <QtTest>

using forkscope::gui::TimelineZoom;
using TimeRange = TimelineZoom::TimeRange;

static constexpr forkscope::trace::Time kMs = 1'000'000;

class ZoomTest : public QObject {
    Q_OBJECT
  private slots:
    void fittedShowsTheWholeRunAsItGrows();
    void liveFollowsTheEndAtTheChosenZoom();
    void panningAwayStopsFollowingUntilLiveAgain();
    void thePlayheadStaysInTheRun();
    void aSetPlayheadIsNotLive();
    void liveAgainJumpsToTheEnd();
    void zoomingOutEndsFitted();
    void revealMovesAsLittleAsNeeded();
    void nothingIsToldWhenNothingChanges();
};

void ZoomTest::fittedShowsTheWholeRunAsItGrows() {
    TimelineZoom zoom;
    for (const auto end : {100 * kMs, 500 * kMs, 90'000 * kMs}) {
        zoom.setRunEnd(end);
        QVERIFY(zoom.fitted());
        QCOMPARE(zoom.visible().begin, 0);
        QVERIFY(zoom.visible().end > end && zoom.visible().end < end * 11 / 10);
        QCOMPARE(zoom.playhead(), end);
    }
}

void ZoomTest::liveFollowsTheEndAtTheChosenZoom() {
    TimelineZoom zoom;
    zoom.setRunEnd(1000 * kMs);
    zoom.setVisible({900 * kMs, 1010 * kMs});
    const auto span = zoom.visible().span();
    zoom.setRunEnd(5000 * kMs);
    QCOMPARE(zoom.visible().span(), span);
    QVERIFY(zoom.visible().contains(5000 * kMs));
}

void ZoomTest::panningAwayStopsFollowingUntilLiveAgain() {
    TimelineZoom zoom;
    zoom.setRunEnd(1000 * kMs);
    zoom.setVisible({900 * kMs, 1010 * kMs});
    zoom.pan(-500 * kMs);
    const TimeRange away = zoom.visible();
    zoom.setRunEnd(2000 * kMs);
    QCOMPARE(zoom.visible(), away);
    QVERIFY(zoom.live());
    QCOMPARE(zoom.playhead(), 2000 * kMs);
    zoom.setLive(false);
    zoom.setLive(true);
    QVERIFY(zoom.visible().contains(2000 * kMs));
}

void ZoomTest::thePlayheadStaysInTheRun() {
    TimelineZoom zoom;
    zoom.setRunEnd(1000 * kMs);
    zoom.setPlayhead(-5);
    QCOMPARE(zoom.playhead(), 0);
    zoom.setPlayhead(5000 * kMs);
    QCOMPARE(zoom.playhead(), 1000 * kMs);
}

void ZoomTest::aSetPlayheadIsNotLive() {
    TimelineZoom zoom;
    zoom.setRunEnd(1000 * kMs);
    QSignalSpy live(&zoom, &TimelineZoom::liveChanged);
    zoom.setPlayhead(300 * kMs);
    QCOMPARE(live.size(), 1);
    zoom.setRunEnd(2000 * kMs);
    QCOMPARE(zoom.playhead(), 300 * kMs);
}

void ZoomTest::liveAgainJumpsToTheEnd() {
    TimelineZoom zoom;
    zoom.setRunEnd(1000 * kMs);
    zoom.setPlayhead(300 * kMs);
    zoom.setLive(true);
    QCOMPARE(zoom.playhead(), 1000 * kMs);
}

void ZoomTest::zoomingOutEndsFitted() {
    TimelineZoom zoom;
    zoom.setRunEnd(1000 * kMs);
    const TimeRange all = zoom.visible();
    for (int i = 0; i < 30; ++i)
        zoom.zoomAt(400 * kMs, 0.7);
    QVERIFY(!zoom.fitted());
    QVERIFY(zoom.visible().span() < kMs);
    QVERIFY(zoom.visible().contains(400 * kMs));
    for (int i = 0; i < 40; ++i)
        zoom.zoomAt(400 * kMs, 1.5);
    QVERIFY(zoom.fitted());
    QCOMPARE(zoom.visible(), all);
}

void ZoomTest::revealMovesAsLittleAsNeeded() {
    TimelineZoom zoom;
    zoom.setRunEnd(1000 * kMs);
    zoom.setVisible({200 * kMs, 300 * kMs});
    zoom.reveal(250 * kMs);
    QCOMPARE(zoom.visible(), (TimeRange{200 * kMs, 300 * kMs}));
    zoom.reveal(310 * kMs);
    QCOMPARE(zoom.visible(), (TimeRange{220 * kMs, 320 * kMs}));
    zoom.reveal(0);
    QCOMPARE(zoom.visible(), (TimeRange{0, 100 * kMs}));
}

void ZoomTest::nothingIsToldWhenNothingChanges() {
    TimelineZoom zoom;
    zoom.setRunEnd(1000 * kMs);
    zoom.setPlayhead(10);
    QSignalSpy visible(&zoom, &TimelineZoom::visibleChanged), playhead(&zoom, &TimelineZoom::playheadChanged),
        run(&zoom, &TimelineZoom::runChanged);
    zoom.setRunEnd(1000 * kMs);
    zoom.setPlayhead(10);
    zoom.fit();
    zoom.pan(1000); // everything is visible: there is nowhere to go
    QCOMPARE(visible.size() + playhead.size() + run.size(), 0);
    QVERIFY(zoom.fitted());
}

QTEST_GUILESS_MAIN(ZoomTest)
#include "zoom_test.moc"
