// SPDX-License-Identifier: GPL-3.0-or-later
// What one can do with the timeline, by real events.
#include "gui/timeline/coordinates.h"
#include "gui/timeline/timeline_view.h"
#include "tests/gui/timeline/shown_view.h"

#include <QHelpEvent>
#include <QSignalSpy>
#include <QToolTip>
#include <QWheelEvent>
#include <QtTest>

#include <set>

using namespace forkscope;
using gui::SmallRun;
using gui::TimelineView;
using world::kMs;
using world::Time;

class InputTest : public QObject {
    Q_OBJECT
  private slots:
    void init();
    void theWheelZoomsAtThePointer();
    void shiftAndSidewaysWheelPan();
    void draggingPans();
    void theAxisMovesThePlayhead();
    void thePlayheadCanBeDragged();
    void draggingPastTheEndGoesLive();
    void aClickOnABarAsksForItsLine();
    void aClickOnNothingUnselects();
    void aDragIsNotAClick();
    void shiftDragSelectsAStretch();
    void aDoubleClickFits();
    void hoverExplains();
    void hoverOverAMarkExplainsTheEvent();
    void arrowKeysStepFromEventToEvent();
    void keysZoomPanAndFit();
    void lGoesLive();
    void lanesAreChosenByKeyboard();
    void keysOfOthersAreLeftToThem();

  private:
    double xOf(Time t) const {
        const QRect plot = view_->plotRect();
        return plot.left() + gui::timeline::xAt(t, view_->zoom()->visible(), plot.width());
    }
    Time timeOf(double x) const {
        const QRect plot = view_->plotRect();
        return gui::timeline::timeAt(x - plot.left(), view_->zoom()->visible(), plot.width());
    }
    QPoint barPoint(std::size_t lane, Time t) const {
        const QRectF bar = view_->intervalRect(lane, run_->history->lane(lane).track.find(t));
        return {int(xOf(t)), int(bar.center().y())};
    }
    void wheel(QPointF at, QPoint delta, Qt::KeyboardModifiers modifiers = {});
    void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton,
              Qt::KeyboardModifiers modifiers = {});
    // QTest::mouseMove() goes by the cursor of the platform, which knows of no pressed button.
    void move(QPoint to, Qt::MouseButtons buttons = Qt::NoButton) {
        QMouseEvent event(QEvent::MouseMove, QPointF(to), view_->viewport()->mapToGlobal(QPointF(to)),
                          Qt::NoButton, buttons, Qt::NoModifier);
        QApplication::sendEvent(view_->viewport(), &event);
    }
    double perPixel() const { return double(view_->zoom()->visible().span()) / view_->plotRect().width(); }

    std::unique_ptr<SmallRun> run_;
    std::unique_ptr<TimelineView> view_;
};

void InputTest::init() {
    view_.reset();
    run_ = std::make_unique<SmallRun>();
    view_ = shownView(*run_);
    QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
}

void InputTest::wheel(QPointF at, QPoint delta, Qt::KeyboardModifiers modifiers) {
    QWheelEvent event(at, view_->viewport()->mapToGlobal(at), {}, delta, Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(view_->viewport(), &event);
}

void InputTest::drag(QPoint from, QPoint to, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) {
    QTest::mousePress(view_->viewport(), button, modifiers, from);
    move((from + to) / 2, button);
    move(to, button);
    QTest::mouseRelease(view_->viewport(), button, modifiers, to);
}

void InputTest::theWheelZoomsAtThePointer() {
    const QPointF pointer(xOf(300 * kMs), 150);
    for (int notch = 0; notch < 8; ++notch) {
        const Time before = timeOf(pointer.x());
        const auto span = view_->zoom()->visible().span();
        wheel(pointer, {0, 120});
        QVERIFY(view_->zoom()->visible().span() < span);
        QVERIFY(std::abs(double(timeOf(pointer.x()) - before)) <= perPixel());
    }
    for (int notch = 0; notch < 20; ++notch)
        wheel(pointer, {0, -120});
    QVERIFY(view_->zoom()->fitted());
}

void InputTest::shiftAndSidewaysWheelPan() {
    view_->zoom()->setVisible({400 * kMs, 600 * kMs});
    wheel({500, 150}, {0, -120}, Qt::ShiftModifier);
    QVERIFY(view_->zoom()->visible().begin > 400 * kMs);
    QCOMPARE(view_->zoom()->visible().span(), 200 * kMs);
    const Time begin = view_->zoom()->visible().begin;
    wheel({500, 150}, {120, 0});
    QVERIFY(view_->zoom()->visible().begin < begin);
    QCOMPARE(view_->zoom()->visible().span(), 200 * kMs);
}

void InputTest::draggingPans() {
    for (const Qt::MouseButton button : {Qt::LeftButton, Qt::MiddleButton}) {
        view_->zoom()->setVisible({400 * kMs, 600 * kMs});
        const QPoint from(int(xOf(500 * kMs)), view_->plotRect().bottom() - 3);
        const Time held = timeOf(from.x());
        drag(from, from - QPoint(100, 0), button);
        QVERIFY(std::abs(double(timeOf(from.x() - 100) - held)) <= perPixel());
        QCOMPARE(view_->zoom()->visible().span(), 200 * kMs);
    }
}

void InputTest::theAxisMovesThePlayhead() {
    QSignalSpy moved(view_.get(), &TimelineView::playheadMoved),
        live(view_.get(), &TimelineView::liveChanged);
    QTest::mouseClick(view_->viewport(), Qt::LeftButton, {}, QPoint(int(xOf(300 * kMs)), 10));
    QCOMPARE(moved.size(), 1);
    QVERIFY(std::abs(double(view_->playhead() - 300 * kMs)) <= perPixel());
    QCOMPARE(live.size(), 1);
    QCOMPARE(live[0][0].toBool(), false);
}

void InputTest::thePlayheadCanBeDragged() {
    view_->setPlayhead(300 * kMs);
    QSignalSpy moved(view_.get(), &TimelineView::playheadMoved);
    const QPoint grip(int(xOf(300 * kMs)) + 1, view_->plotRect().center().y());
    drag(grip, {int(xOf(700 * kMs)), grip.y()});
    QVERIFY(moved.size() >= 2);
    QCOMPARE(moved.last()[0].value<trace::Time>(), view_->playhead());
    QVERIFY(std::abs(double(view_->playhead() - 700 * kMs)) <= perPixel());
}

void InputTest::draggingPastTheEndGoesLive() {
    view_->setPlayhead(300 * kMs);
    QSignalSpy live(view_.get(), &TimelineView::liveChanged);
    drag({int(xOf(300 * kMs)), 10}, {view_->plotRect().right() + 5, 10});
    QVERIFY(view_->live());
    QCOMPARE(live.last()[0].toBool(), true);
}

void InputTest::aClickOnABarAsksForItsLine() {
    QSignalSpy line(view_.get(), &TimelineView::lineRequested),
        lane(view_.get(), &TimelineView::laneSelected);
    QTest::mouseClick(view_->viewport(), Qt::LeftButton, {}, barPoint(SmallRun::Seller, 250 * kMs));
    QCOMPARE(line.size(), 1);
    QCOMPARE(line[0][0].toString(), QStringLiteral("/home/learner/shop.py"));
    QCOMPARE(line[0][1].toInt(), 12);
    QCOMPARE(lane.size(), 1);
    QCOMPARE(lane[0][0].value<world::ProcessId>().value, run_->history->lane(SmallRun::Seller).process.value);
    QTest::mouseClick(view_->viewport(), Qt::LeftButton, {}, barPoint(SmallRun::Mutex, 200 * kMs));
    QCOMPARE(lane[1][1].value<world::ObjectId>().value, run_->mutex.value);
    // The name of a lane chooses it too, and asks for no line.
    line.clear();
    QTest::mouseClick(view_->viewport(), Qt::LeftButton, {},
                      QPoint(20, barPoint(SmallRun::Main, 100 * kMs).y()));
    QCOMPARE(lane.size(), 3);
    QCOMPARE(line.size(), 0);
}

void InputTest::aClickOnNothingUnselects() {
    const QPoint bar = barPoint(SmallRun::Seller, 250 * kMs);
    const QImage before = view_->viewport()->grab().toImage();
    QTest::mouseClick(view_->viewport(), Qt::LeftButton, {}, bar);
    QVERIFY(view_->viewport()->grab().toImage() != before);
    QTest::mouseClick(view_->viewport(), Qt::LeftButton, {}, QPoint(bar.x(), view_->plotRect().bottom() - 1));
    QCOMPARE(view_->viewport()->grab().toImage(), before);
}

void InputTest::aDragIsNotAClick() {
    QSignalSpy line(view_.get(), &TimelineView::lineRequested);
    view_->zoom()->setVisible({100 * kMs, 400 * kMs});
    const QPoint bar = barPoint(SmallRun::Seller, 250 * kMs);
    drag(bar, bar + QPoint(60, 0));
    QCOMPARE(line.size(), 0);
}

void InputTest::shiftDragSelectsAStretch() {
    const int y = view_->plotRect().center().y();
    drag({int(xOf(600 * kMs)), y}, {int(xOf(200 * kMs)), y}, Qt::LeftButton, Qt::ShiftModifier);
    const auto selection = view_->zoom()->selection();
    QVERIFY(selection.has_value());
    QVERIFY(std::abs(double(selection->begin - 200 * kMs)) <= perPixel());
    QVERIFY(std::abs(double(selection->end - 600 * kMs)) <= perPixel());
    QTest::keyClick(view_.get(), Qt::Key_Z);
    QCOMPARE(view_->zoom()->visible(), *selection);
    QTest::keyClick(view_.get(), Qt::Key_Escape);
    QVERIFY(!view_->zoom()->selection());
}

void InputTest::aDoubleClickFits() {
    view_->zoom()->setVisible({400 * kMs, 600 * kMs});
    QTest::mouseDClick(view_->viewport(), Qt::LeftButton, {}, view_->plotRect().center());
    QVERIFY(view_->zoom()->fitted());
}

void InputTest::hoverExplains() {
    const QPoint bar = barPoint(SmallRun::Seller, 250 * kMs);
    const QString sentence = view_->explanationAt(bar);
    QVERIFY2(sentence.contains("P2 seller") && sentence.contains("waited for mutex") &&
                 sentence.contains("P1 buyer"),
             qPrintable(sentence));
    const QImage before = view_->viewport()->grab().toImage();
    move(bar);
    QVERIFY(view_->viewport()->grab().toImage() != before);
    move(QPoint(bar.x(), view_->plotRect().bottom() - 1));
    QCOMPARE(view_->viewport()->grab().toImage(), before);
    QCOMPARE(view_->explanationAt(QPointF(5, 5)), QString());

    QHelpEvent help(QEvent::ToolTip, bar, view_->viewport()->mapToGlobal(bar));
    QApplication::sendEvent(view_->viewport(), &help);
    QVERIFY(QToolTip::text().contains("waited for mutex"));
    QToolTip::hideText();
}

void InputTest::hoverOverAMarkExplainsTheEvent() {
    view_->viewport()->grab();
    const QPoint cross = barPoint(SmallRun::Buyer, 900 * kMs) + QPoint(6, 0);
    const QString sentence = view_->explanationAt(cross);
    QVERIFY2(sentence.contains("SIGKILL") || sentence.contains("900"), qPrintable(sentence));
}

void InputTest::arrowKeysStepFromEventToEvent() {
    // Every beginning of an interval of a shown lane, by hand.
    std::set<Time> moments;
    for (const std::size_t lane :
         {SmallRun::Main, SmallRun::Mutex, SmallRun::Orders, SmallRun::Buyer, SmallRun::Seller}) {
        const world::Track& track = run_->history->lane(lane).track;
        for (std::size_t i = 0; i < track.size(); ++i)
            moments.insert(track.start(i));
    }
    for (const world::Mark& mark : run_->history->marks())
        moments.insert(mark.at);
    view_->setPlayhead(0);
    std::vector<Time> forward;
    for (auto next = moments.upper_bound(0); next != moments.end(); ++next) {
        QTest::keyClick(view_.get(), Qt::Key_Right);
        QCOMPARE(view_->playhead(), *next);
        forward.push_back(*next);
    }
    QTest::keyClick(view_.get(), Qt::Key_Right); // there is none after the last
    QCOMPARE(view_->playhead(), *moments.rbegin());
    for (std::size_t i = forward.size() - 1; i-- > 0;) {
        QTest::keyClick(view_.get(), Qt::Key_Left);
        QCOMPARE(view_->playhead(), forward[i]);
    }
    // With Shift by a few pixels.
    view_->setPlayhead(600 * kMs);
    QTest::keyClick(view_.get(), Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(view_->playhead() > 600 * kMs && view_->playhead() < 600 * kMs + Time(6 * perPixel()));
}

void InputTest::keysZoomPanAndFit() {
    view_->setPlayhead(500 * kMs);
    const double x = xOf(500 * kMs);
    QTest::keyClick(view_.get(), Qt::Key_Plus);
    QTest::keyClick(view_.get(), Qt::Key_Plus);
    QVERIFY(view_->zoom()->visible().span() < 700 * kMs);
    QVERIFY(std::abs(xOf(500 * kMs) - x) <= 1); // at the playhead
    const Time begin = view_->zoom()->visible().begin;
    QTest::keyClick(view_.get(), Qt::Key_Left, Qt::ControlModifier);
    QVERIFY(view_->zoom()->visible().begin < begin);
    QTest::keyClick(view_.get(), Qt::Key_Minus);
    QTest::keyClick(view_.get(), Qt::Key_F);
    QVERIFY(view_->zoom()->fitted());
    QTest::keyClick(view_.get(), Qt::Key_Plus);
    QTest::keyClick(view_.get(), Qt::Key_Home);
    QVERIFY(view_->zoom()->fitted());
}

void InputTest::lGoesLive() {
    view_->setPlayhead(100 * kMs);
    QSignalSpy live(view_.get(), &TimelineView::liveChanged),
        moved(view_.get(), &TimelineView::playheadMoved);
    QTest::keyClick(view_.get(), Qt::Key_L);
    QCOMPARE(live.size(), 1);
    QCOMPARE(moved.last()[0].value<trace::Time>(), 1000 * kMs);
    QTest::keyClick(view_.get(), Qt::Key_L);
    QCOMPARE(live.size(), 1);
}

void InputTest::lanesAreChosenByKeyboard() {
    QSignalSpy lane(view_.get(), &TimelineView::laneSelected),
        line(view_.get(), &TimelineView::lineRequested);
    view_->setPlayhead(250 * kMs);
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(view_.get(), Qt::Key_Down);
    QCOMPARE(lane.size(), 3);
    QCOMPARE(lane[2][0].value<world::ProcessId>().value, run_->history->lane(SmallRun::Seller).process.value);
    QVERIFY(view_->accessibleDescription().contains("waited for mutex"));
    QTest::keyClick(view_.get(), Qt::Key_Return);
    QCOMPARE(line.size(), 1);
    QCOMPARE(line[0][1].toInt(), 12);
    QTest::keyClick(view_.get(), Qt::Key_Up);
    QCOMPARE(lane[3][0].value<world::ProcessId>().value, run_->history->lane(SmallRun::Buyer).process.value);
}

void InputTest::keysOfOthersAreLeftToThem() {
    for (const auto& [key, modifier] :
         {std::pair(Qt::Key_F5, Qt::NoModifier), std::pair(Qt::Key_T, Qt::ControlModifier),
          std::pair(Qt::Key_Escape, Qt::NoModifier)}) {
        QKeyEvent event(QEvent::KeyPress, key, modifier);
        QApplication::sendEvent(view_.get(), &event);
        QVERIFY(!event.isAccepted());
    }
}

QTEST_MAIN(InputTest)
#include "input_test.moc"
