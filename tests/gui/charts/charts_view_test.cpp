// SPDX-License-Identifier: GPL-3.0-or-later
// The charts on the screen: each in the theme's colours, read by pointing, a click goes to the moment, a kept
// run beside the next one.
#include "gui/charts/chart_axes.h"
#include "gui/charts/chart_canvas.h"
#include "gui/charts/charts_view.h"
#include "gui/theme/theme.h"
#include "tests/gui/timeline/small_run.h"

#include <QSignalSpy>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::world;

// A pool of one worker that does one task.
struct PoolRun {
    Script script;
    std::unique_ptr<History> history;

    PoolRun() {
        Actor main = script.main();
        const ObjectId pool = main.creates(Kind::PoolCreate, "pool", 1);
        Actor worker = main.startsAndBegins("worker");
        script.at(100);
        worker.begin(Kind::PoolTask, pool);
        script.at(180);
        worker.ends(Kind::PoolTask, pool);
        history = std::make_unique<History>(script.log);
        history->advance();
    }
};

class ChartsViewTest : public QObject {
    Q_OBJECT
  private slots:
    void init();
    void offersWhatTheRunHas();
    void saysSoWhenThereIsNothing();
    void everyChartIsDrawnInTheThemesColours_data();
    void everyChartIsDrawnInTheThemesColours();
    void aClickGoesToTheMoment();
    void aClickOnALocksBarGoesToItsLongestWait();
    void aBarSaysWhatItIs();
    void thePlayheadIsALine();
    void aKeptRunIsDrawnBesideTheNext();
    void axesAreRound();

  private:
    void click(QPointF value);
    SmallRun small_;
    PoolRun pool_;
    std::unique_ptr<ChartsView> view_;
};

void ChartsViewTest::init() {
    Theme::instance().apply(ThemeMode::Dark);
    view_ = std::make_unique<ChartsView>();
    view_->resize(420, 560);
    view_->setHistory(small_.history.get(), QStringLiteral("shop"));
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
}

void ChartsViewTest::click(QPointF value) {
    ChartCanvas* canvas = view_->canvas();
    QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {}, canvas->placeOf(value));
}

static int pixelsLike(QWidget& widget, const QColor& color) {
    const QImage image = widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
    int found = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            found += image.pixel(x, y) == color.rgb();
    return found;
}

void ChartsViewTest::offersWhatTheRunHas() {
    QCOMPARE(view_->kinds(), (QList<ChartKind>{ChartKind::States, ChartKind::Parallel, ChartKind::Cpu,
                                               ChartKind::Depth, ChartKind::LockTimes}));
    view_->choose(ChartKind::Tasks); // no pool
    QCOMPARE(view_->kind(), ChartKind::States);
    view_->setHistory(pool_.history.get());
    QCOMPARE(view_->kinds(),
             (QList<ChartKind>{ChartKind::States, ChartKind::Parallel, ChartKind::Cpu, ChartKind::Tasks}));
}

void ChartsViewTest::saysSoWhenThereIsNothing() {
    Script script;
    History history(script.log);
    view_->setHistory(&history);
    QVERIFY(view_->kinds().isEmpty());
    QVERIFY(!view_->choice()->isVisible());
    Theme::instance().toggle(); // there is nothing to draw anew
    QVERIFY(!view_->choice()->isVisible());
    view_->setHistory(nullptr);
    QVERIFY(!view_->choice()->isVisible());
}

void ChartsViewTest::everyChartIsDrawnInTheThemesColours_data() {
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("kind");
    for (const bool dark : {true, false})
        for (int kind = 0; kind < kChartKinds; ++kind)
            QTest::addRow("%s %d", dark ? "dark" : "light", kind) << dark << kind;
}

void ChartsViewTest::everyChartIsDrawnInTheThemesColours() {
    QFETCH(bool, dark);
    QFETCH(int, kind);
    Theme::instance().apply(dark ? ThemeMode::Dark : ThemeMode::Light);
    const Colors& c = colors();
    if (ChartKind(kind) == ChartKind::Tasks)
        view_->setHistory(pool_.history.get());
    view_->choose(ChartKind(kind));
    QCOMPARE(view_->kind(), ChartKind(kind));
    const QColor expected[kChartKinds] = {c.running.fill,    c.running.fill,   c.identity[0],
                                          c.waitsQueue.fill, c.waitsLock.fill, c.running.fill};
    const int least = ChartKind(kind) == ChartKind::Depth ? 20 : 200; // a line against areas
    const int found = pixelsLike(*view_->canvas(), expected[kind]);
    QVERIFY2(found > least, qPrintable(QString::number(found)));
    QVERIFY(pixelsLike(*view_->canvas(), c.panel) > 200);
}

void ChartsViewTest::aClickGoesToTheMoment() {
    view_->choose(ChartKind::Parallel);
    QSignalSpy chosen(view_.get(), &ChartsView::momentChosen);
    click({0.75, 0.5}); // s
    QCOMPARE(chosen.size(), 1);
    const auto at = chosen[0][0].value<trace::Time>();
    QVERIFY2(std::abs(at - 750 * kMs) < 5 * kMs, qPrintable(QString::number(at)));
    QVERIFY(view_->caption().contains(QStringLiteral("0 processes ran")));
}

void ChartsViewTest::aClickOnALocksBarGoesToItsLongestWait() {
    view_->choose(ChartKind::LockTimes);
    QSignalSpy chosen(view_.get(), &ChartsView::momentChosen);
    click({1.8, 0.5}); // the bars are 1, 10, 100 ms, 1 s; the left one of the third two: the wait of 151 ms
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<trace::Time>(), 150 * kMs);
    QVERIFY2(view_->caption().contains(QStringLiteral("P2 seller (line 12)")), qPrintable(view_->caption()));
    click({2.2, 0.5}); // the right one: the hold of 200 ms
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen[1][0].value<trace::Time>(), 100 * kMs);
}

void ChartsViewTest::aBarSaysWhatItIs() {
    QSignalSpy chosen(view_.get(), &ChartsView::momentChosen);
    click({0.7, 2}); // main is the upper one of three; it joins in the second half
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<trace::Time>(), 500 * kMs);
    QVERIFY2(view_->caption().contains(QStringLiteral("P0 main waited in join")),
             qPrintable(view_->caption()));
}

void ChartsViewTest::thePlayheadIsALine() {
    view_->choose(ChartKind::Depth);
    QCOMPARE(pixelsLike(*view_->canvas(), colors().accent), 0);
    view_->setPlayhead(500 * kMs);
    QVERIFY(pixelsLike(*view_->canvas(), colors().accent) >= view_->canvas()->plot().height());
}

void ChartsViewTest::aKeptRunIsDrawnBesideTheNext() {
    view_->keep();
    QVERIFY(view_->isComparing());
    QVERIFY(!view_->keptCanvas()->isVisible()); // it is still the run that is shown
    {
        SmallRun other;
        view_->setHistory(other.history.get(), QStringLiteral("shop"));
        QVERIFY(view_->keptCanvas()->isVisible());
        view_->setHistory(nullptr);
    }
    view_->setHistory(pool_.history.get(), QStringLiteral("pool")); // 180 ms beside 1000 ms
    QTRY_VERIFY(view_->keptCanvas()->isVisible() &&
                view_->keptCanvas()->plot().left() == view_->canvas()->plot().left());
    view_->choose(ChartKind::Parallel);
    QCOMPARE(view_->keptCanvas()->placeOf({0.1, 1}).x(), view_->canvas()->placeOf({0.1, 1}).x());
    view_->stopComparing();
    QVERIFY(!view_->keptCanvas()->isVisible());
}

void ChartsViewTest::axesAreRound() {
    QCOMPARE(roundStep(1000, 5), 200.0);
    QCOMPARE(roundStep(7, 5), 2.0);
    QCOMPARE(roundStep(0.4, 5), 0.1);
    QCOMPARE(roundStep(0, 5), 1.0);
    QCOMPARE(unitFor(1'200'000'000).name, QStringLiteral("s"));
    QCOMPARE(unitFor(20'000'000).name, QStringLiteral("ms"));
}

QTEST_MAIN(ChartsViewTest)
#include "charts_view_test.moc"
