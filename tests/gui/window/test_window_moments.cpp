// SPDX-License-Identifier: GPL-3.0-or-later
// The playhead: every view shows the same moment, and there is a way back to the present.
#include "gui/console/console_view.h"
#include "gui/console/input_line.h"
#include "gui/editor/badge_gutter.h"
#include "gui/editor/code_editor.h"
#include "gui/inspector/moment_model.h"
#include "gui/inspector/moment_view.h"
#include "gui/inspector/why_view.h"
#include "gui/stage/stage_view.h"
#include "gui/timeline/timeline_view.h"
#include "gui/window/editor_panel.h"
#include "gui/window/line_popup.h"
#include "gui/window/live_badge.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/selection.h"
#include "gui/window/stage_panel.h"
#include "gui/window/timeline_panel.h"
#include "tests/gui/window/window_fixture.h"

#include <QAction>
#include <QListWidget>
#include <QPointer>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;

// Prints, sleeps half a second in line 5, prints again.
static const char kTwoPrints[] = "import time\n"
                                 "\n"
                                 "if __name__ == '__main__':\n"
                                 "    print('before', flush=True)\n"
                                 "    time.sleep(0.5)\n"
                                 "    print('after', flush=True)\n";

class TestWindowMoments : public QObject {
    Q_OBJECT

  private slots:
    void init();
    void cleanup() { f_.reset(); }
    void draggingShowsThatMomentEverywhere();
    void lookingBackWhileItRuns();
    void badgeAndListChooseEachOther();
    void returnInARowGoesToItsLine();
    void whyFollowsTheChoiceAndItsLinksLead();
    void aLineTellsWhenItRan();
    void aClickOnABarKeepsTheFocus();

  private:
    // Presses on the axis at `from` of the plot's width, drags to `to`, lets go.
    void drag(double from, double to);
    std::unique_ptr<WindowFixture> f_;
};

void TestWindowMoments::init() {
    f_ = std::make_unique<WindowFixture>();
    QVERIFY(f_->window().open(f_->writeProgram("two_prints.py", kTwoPrints)));
    QVERIFY(f_->runUntilEvents());
}

// The editor shows the line of the bar, the keys stay with the timeline.
void TestWindowMoments::aClickOnABarKeepsTheFocus() {
    QVERIFY(f_->waitUntilEnded());
    TimelineView* view = f_->workspace().timelinePanel()->view();
    const LaneSource& source = view->source();
    for (const QSize size :
         {QSize(1400, 860), QSize(1100, 760), QSize(900, 700)}) { // panels are tabs by and by
        f_->window().resize(size);
        QTRY_VERIFY(view->plotRect().width() > 100);
        view->zoom()->fit();
        QRectF bar; // asleep in line 5
        for (std::size_t i = 0; i < source.track(0).size(); ++i)
            if (source.track(0).state(i) == world::LaneState::Sleeping)
                bar = view->intervalRect(0, i) & view->plotRect();
        QVERIFY(bar.width() > 20);
        f_->workspace().editorPanel()->editor()->setFocus();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, bar.center().toPoint());
        QTRY_COMPARE(f_->workspace().editorPanel()->editor()->currentLine(), 5);
        QCOMPARE(f_->window().focusWidget(), view);
    }
}

void TestWindowMoments::drag(double from, double to) {
    TimelineView* view = f_->workspace().timelinePanel()->view();
    const QRect plot = view->plotRect();
    const auto at = [&plot](double share) {
        return QPoint(plot.left() + int(plot.width() * share), plot.top() - 12);
    };
    QTest::mousePress(view->viewport(), Qt::LeftButton, {}, at(from));
    for (int step = 1; step <= 5; ++step) {
        const QPoint point = at(from + (to - from) * step / 5);
        QMouseEvent move(QEvent::MouseMove, point, view->viewport()->mapToGlobal(point), Qt::NoButton,
                         Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(view->viewport(), &move);
    }
    QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, at(to));
}

// In the middle of the sleep, however long the start and the end took; 0 when there was none.
static trace::Time duringTheSleep(const trace::Log& log) {
    for (std::size_t i = log.size(); i-- > 0;)
        if (log[i].kind == trace::Kind::Sleep && log[i].phase == trace::Phase::Begin)
            return log[i].time + 250'000'000;
    return 0;
}

void TestWindowMoments::draggingShowsThatMomentEverywhere() {
    QVERIFY(f_->waitUntilEnded());
    QTRY_VERIFY(f_->output().contains("after"));
    QTRY_VERIFY(f_->processStates().first().contains("Gone"));

    const trace::Time during = duringTheSleep(f_->session()->history().log());
    QVERIFY(during > 0);
    const trace::Time end = f_->session()->history().end();
    drag(0.9, double(during) / double(end));
    QVERIFY(!f_->workspace().playhead()->isLive());
    QTRY_VERIFY2(f_->processStates().first().contains("Sleeps"), qPrintable(f_->processStates().first()));
    QTRY_COMPARE(f_->output(), QStringLiteral("before"));
    QCOMPARE(f_->workspace().editorPanel()->gutter()->badges().size(), 1);
    QCOMPARE(f_->workspace().editorPanel()->gutter()->badges().first().line, 5);
    QCOMPARE(f_->workspace().timelinePanel()->badge()->state(), LiveBadge::State::Past);

    QTest::mouseClick(f_->workspace().timelinePanel()->badge(), Qt::LeftButton);
    QVERIFY(f_->workspace().playhead()->isLive());
    QTRY_VERIFY(f_->output().contains("after"));
    QVERIFY(f_->processStates().first().contains("Gone"));
}

void TestWindowMoments::lookingBackWhileItRuns() {
    QVERIFY(f_->window().open(f_->writeProgram(
        "counts.py", "import time\nfor i in range(400):\n    print(i, flush=True)\n    time.sleep(0.02)\n")));
    QVERIFY(f_->runUntilEvents());
    QTRY_VERIFY_WITH_TIMEOUT(f_->output().contains("10"), 20000);
    f_->workspace().playhead()->moveTo(0);
    QTRY_COMPARE(f_->output(), QString());
    QVERIFY(!f_->workspace().console()->input()->isEnabled());
    const std::size_t seen = f_->session()->history().applied();
    QTRY_VERIFY(f_->session()->history().applied() > seen + 5); // the run goes on meanwhile
    QCOMPARE(f_->output(), QString());
    f_->press(Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(f_->output().contains("10"));
    QTRY_VERIFY(f_->output().contains("30")); // and new output follows the old without a gap
    const QStringList lines = f_->output().split('\n', Qt::SkipEmptyParts);
    for (int i = 0; i < lines.size(); ++i)
        QCOMPARE(lines[i].trimmed(), QString::number(i));
}

void TestWindowMoments::badgeAndListChooseEachOther() {
    QTRY_VERIFY(!f_->workspace().editorPanel()->gutter()->badges().isEmpty());
    const LineBadge badge = f_->workspace().editorPanel()->gutter()->badges().first();
    emit f_->workspace().editorPanel()->gutter()->badgeClicked(badge.process);
    const QModelIndex chosen = f_->workspace().momentView()->currentIndex();
    QVERIFY(chosen.isValid());
    QCOMPARE(f_->workspace().momentView()->moments()->row(chosen.row()).id, badge.process);
}

void TestWindowMoments::returnInARowGoesToItsLine() {
    MomentView* list = f_->workspace().momentView();
    QTRY_VERIFY(f_->processStates().value(0).contains("Sleeps"));
    list->setCurrentIndex(list->moments()->index(1));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(f_->workspace().editorPanel()->editor()->currentLine(), 5);
}

void TestWindowMoments::whyFollowsTheChoiceAndItsLinksLead() {
    QVERIFY(f_->waitUntilEnded());
    f_->workspace().playhead()->moveTo(duringTheSleep(f_->session()->history().log()));
    const world::History& history = f_->session()->history();
    const world::ProcessId main = history.now().processes()[0].id;
    WhyView* why = f_->workspace().why();
    QVERIFY(why->isHidden());
    emit f_->workspace().stagePanel()->view()->processChosen(main);
    QVERIFY(f_->workspace().sync()->selection()->process() == main);
    QVERIFY2(why->text().startsWith("P0 main sleeps until"), qPrintable(why->text()));
    QCOMPARE(f_->workspace().momentView()->currentIndex().row(), 1);
    emit why->linkActivated(world::Target::toLine(5, history.now().processes()[0].threads[0].file));
    QCOMPARE(f_->workspace().editorPanel()->editor()->currentLine(), 5);
    const trace::Time then = history.now().processes()[0].began;
    emit why->linkActivated(world::Target::toMoment(then));
    QCOMPARE(f_->workspace().playhead()->time(), then);
    f_->workspace().sync()->selection()->clear();
    QVERIFY(why->isHidden());
}

void TestWindowMoments::aLineTellsWhenItRan() {
    QVERIFY(f_->waitUntilEnded());
    CodeEditor* editor = f_->workspace().editorPanel()->editor();
    editor->goToLine(5, true);
    f_->window().findChild<QAction*>("lineHistory")->trigger();
    QPointer<LinePopup> popup = f_->window().findChild<LinePopup*>();
    QVERIFY(popup && popup->isVisible());
    QVERIFY2(popup->summary().startsWith("Line 5 · once · waited 0.5"), qPrintable(popup->summary()));
    QCOMPARE(popup->list()->count(), 1);
    QVERIFY2(popup->list()->item(0)->text().contains("sleep"), qPrintable(popup->list()->item(0)->text()));
    QVERIFY(f_->workspace().playhead()->isLive()); // opening it moves nothing
    popup->list()->setCurrentRow(-1);
    popup->list()->setCurrentRow(0);
    QVERIFY(!f_->workspace().playhead()->isLive());
    QTRY_VERIFY2(f_->processStates().first().contains("Sleeps"), qPrintable(f_->processStates().first()));
    QTest::keyClick(popup->list(), Qt::Key_Escape);
    QTRY_VERIFY(!popup);
}

QTEST_MAIN(TestWindowMoments)
#include "test_window_moments.moc"
