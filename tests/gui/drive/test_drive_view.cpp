// SPDX-License-Identifier: GPL-3.0-or-later
// The panel of a driven run: what it says of who is held, and that mouse and keys give the orders that they
// promise.
#include "gui/drive/drive_card.h"
#include "gui/drive/drive_view.h"
#include "gui/drive/drive_words.h"
#include "gui/inspector/trouble_box.h"
#include "gui/theme/theme.h"
#include "tests/world/script.h"

#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using drive::Order;
using Phase = DrivePicture::Phase;

class TestDriveView : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase() { Theme::instance().apply(ThemeMode::Dark); }
    void wordsSayWhatIsNextAndWhatIsInTheWay();
    void theNumberStepsItsProcess();
    void arrowsChooseAndEnterSteps();
    void buttonsAndLettersGoFurther();
    void theMouseStepsAndChooses();
    void whoCannotGoOnTakesNoOrder();
    void rowsStayWhileAStepIsUnderWay();
    void aKeyPressedTooEarlyIsDoneAfterwards();
    void aScheduleTakesNoOrders();
    void theMenuRunsToTheCursorAndToTheHandOver();
    void aDeadlockIsNamed();
    void nothingIsToldByColourAlone();
};

namespace {

DriveRow row(int number, Verdict verdict) {
    DriveRow r;
    r.actor = number == 0 ? "main" : "main/" + std::to_string(number);
    r.process = trace::ProcessId{std::uint32_t(number + 1)};
    r.key = r.number = number;
    r.tag = QStringLiteral("P%1").arg(number);
    r.name = number == 0 ? QStringLiteral("main") : QStringLiteral("buyer");
    r.next = QStringLiteral("acquire mutex");
    r.line = 12;
    r.verdict = verdict;
    r.state = QStringLiteral("Held");
    r.able = verdict == Verdict::CanGoOn ? QStringLiteral("Can go on") : QStringLiteral("Would block");
    if (verdict != Verdict::CanGoOn)
        r.reason = QStringLiteral("mutex is held by P1");
    return r;
}

DrivePicture choice() {
    DrivePicture picture;
    picture.phase = Phase::Choice;
    picture.rows = {row(0, Verdict::WouldBlock), row(1, Verdict::CanGoOn), row(2, Verdict::CanGoOn)};
    picture.steps = 4;
    return picture;
}

struct Shown {
    DriveView view;
    QList<Order> orders;
    explicit Shown(const DrivePicture& picture = choice()) {
        QObject::connect(&view, &DriveView::ordered, [this](const Order& order) { orders += order; });
        view.resize(320, 700);
        view.show(picture);
        view.QWidget::show();
        view.setFocus();
    }
    void press(Qt::Key key) { QTest::keyClick(&view, key); }
    QStringList actors() const {
        QStringList all;
        for (const Order& order : orders)
            all += QString::fromStdString(order.actor);
        return all;
    }
};

} // namespace

void TestDriveView::wordsSayWhatIsNextAndWhatIsInTheWay() {
    world::Script run;
    world::Actor main = run.main();
    const world::ObjectId mutex = main.lock("mutex");
    world::Actor one = main.startsAndBegins("buyer"), two = main.startsAndBegins("buyer");
    one.line(9).acquires(mutex);
    two.wants(mutex);
    const world::World& world = run.world();
    drive::Choice next;
    next.what = trace::Kind::LockAcquire;
    next.object = mutex;
    QCOMPARE(nextWords(world, next), QStringLiteral("acquire a lock"));
    next.objectName = "mutex";
    QCOMPARE(nextWords(world, next), QStringLiteral("acquire mutex"));
    QCOMPARE(obstacleWords(world, world::waitFor(world, {two.id(), 0})),
             QStringLiteral("mutex is held by P1"));
    QCOMPARE(obstacleWords(world, world::waitFor(world, {one.id(), 0})), QString());
    next.stance = drive::Stance::AtLine;
    next.line = 30;
    QCOMPARE(nextWords(world, next), QStringLiteral("run line 30"));
    drive::BusyThread busy;
    busy.process = one.id();
    busy.why = drive::Busy::Computes;
    busy.sinceNs = 1'000'000'000;
    QCOMPARE(busyWords(world, busy, 1'300'000'000), QStringLiteral("computes since 0.30 s"));
}

void TestDriveView::theNumberStepsItsProcess() {
    Shown s;
    s.press(Qt::Key_2);
    s.press(Qt::Key_0);
    s.press(Qt::Key_7); // there is none
    QCOMPARE(s.actors(), QStringList({"main/2", "main"}));
    QCOMPARE(s.orders.first().goal, Order::Goal::Step);
    QCOMPARE(s.view.chosenRow()->tag, QStringLiteral("P0"));
}

void TestDriveView::arrowsChooseAndEnterSteps() {
    Shown s;
    QCOMPARE(s.view.chosenRow()->tag, QStringLiteral("P1")); // the first that can go on
    QSignalSpy chosen(&s.view, &DriveView::rowChosen);
    s.press(Qt::Key_Down);
    s.press(Qt::Key_Down); // the last one stays chosen
    s.press(Qt::Key_Return);
    s.press(Qt::Key_Home);
    s.press(Qt::Key_Enter);
    QCOMPARE(s.actors(), QStringList({"main/2", "main"}));
    QVERIFY(chosen.count() >= 3);
}

void TestDriveView::buttonsAndLettersGoFurther() {
    Shown s;
    s.press(Qt::Key_L);
    s.press(Qt::Key_B);
    s.press(Qt::Key_E);
    for (const Order::Goal goal :
         {Order::Goal::Step, Order::Goal::Line, Order::Goal::UntilBlocked, Order::Goal::UntilEnd})
        QTest::mouseClick(s.view.orders()->button(goal), Qt::LeftButton);
    QList<int> goals;
    for (const Order& order : s.orders) {
        goals += int(order.goal);
        QCOMPARE(QString::fromStdString(order.actor), QStringLiteral("main/1"));
    }
    QCOMPARE(goals, QList<int>({int(Order::Goal::Line), int(Order::Goal::UntilBlocked),
                                int(Order::Goal::UntilEnd), int(Order::Goal::Step), int(Order::Goal::Line),
                                int(Order::Goal::UntilBlocked), int(Order::Goal::UntilEnd)}));
}

void TestDriveView::theMouseStepsAndChooses() {
    Shown s;
    QTest::mouseClick(s.view.card(2), Qt::LeftButton, {}, QPoint(40, 16));
    QVERIFY(s.orders.isEmpty());
    QCOMPARE(s.view.chosenRow()->tag, QStringLiteral("P2"));
    QTest::mouseClick(s.view.card(0)->stepButton(), Qt::LeftButton);
    QCOMPARE(s.actors(), QStringList{"main"});
    QCOMPARE(s.view.card(0)->stepButton()->text(), QStringLiteral("Try")); // it would block
    QCOMPARE(s.view.card(1)->stepButton()->text(), QStringLiteral("Step"));
}

void TestDriveView::whoCannotGoOnTakesNoOrder() {
    DrivePicture picture = choice();
    picture.rows[1].verdict = Verdict::Cannot;
    picture.rows[2].verdict = Verdict::Busy;
    Shown s(picture);
    QVERIFY(!s.view.card(1)->stepButton()->isEnabled());
    QVERIFY(!s.view.card(2)->stepButton()->isVisible());
    s.press(Qt::Key_1);
    s.press(Qt::Key_2);
    QVERIFY(s.orders.isEmpty());
}

void TestDriveView::rowsStayWhileAStepIsUnderWay() {
    Shown s;
    DrivePicture moving = choice();
    moving.phase = Phase::Moving;
    moving.rows.erase(moving.rows.begin() + 1);
    s.view.show(moving);
    QCOMPARE(s.view.picture().rows.size(), std::size_t(3));
    QCOMPARE(s.view.headline(), QStringLiteral("3 held: your choice"));
    QTRY_COMPARE(s.view.picture().rows.size(), std::size_t(2)); // when it takes long
    QCOMPARE(s.view.headline(), QStringLiteral("On its way"));
    QVERIFY(!s.view.card(0)->stepButton()->isEnabled());
    s.view.show(choice());
    QVERIFY(s.view.card(0)->stepButton()->isEnabled());
}

void TestDriveView::aKeyPressedTooEarlyIsDoneAfterwards() {
    Shown s;
    DrivePicture moving = choice();
    moving.phase = Phase::Moving;
    s.view.show(moving);
    s.press(Qt::Key_1);
    s.press(Qt::Key_2);
    QVERIFY(s.orders.isEmpty());
    s.view.show(choice());
    QCOMPARE(s.actors(), QStringList{"main/2"});
}

void TestDriveView::aScheduleTakesNoOrders() {
    Shown s;
    DrivePicture following = choice();
    following.phase = Phase::Moving;
    following.follows = true;
    following.mode = DriveMode::Schedule;
    s.view.show(following);
    QCOMPARE(s.view.headline(), QStringLiteral("Follows the schedule"));
    s.press(Qt::Key_1);
    s.view.show(choice());
    QVERIFY(s.orders.isEmpty());
}

void TestDriveView::theMenuRunsToTheCursorAndToTheHandOver() {
    DriveRow r = row(1, Verdict::CanGoOn);
    r.locks = {{trace::ObjectId{77}, QStringLiteral("mutex")}};
    QList<Order> orders;
    QWidget parent;
    const QMenu* menu = DriveOrders::makeMenu(
        r, {trace::FileId{3}, 21}, [&](const Order& order) { orders += order; }, &parent);
    for (QAction* action : menu->actions())
        action->trigger();
    QCOMPARE(orders.size(), 6);
    QCOMPARE(orders[4].goal, Order::Goal::ToLine);
    QCOMPARE(orders[4].line, 21u);
    QCOMPARE(orders[5].goal, Order::Goal::HandOver);
    QCOMPARE(orders[5].lock, trace::ObjectId{77});
    QVERIFY(menu->actions().last()->text().contains(QStringLiteral("mutex")));
}

void TestDriveView::aDeadlockIsNamed() {
    DrivePicture stuck = choice();
    stuck.phase = Phase::Stuck;
    stuck.stuckName = QStringLiteral("P1 and P2 wait for each other for ever");
    Shown s(stuck);
    auto* box = s.view.findChild<TroubleBox*>();
    QVERIFY(box->isVisible());
    QVERIFY(box->accessibleName().contains(stuck.stuckName));
    s.view.show(choice());
    QVERIFY(!box->isVisible());
}

void TestDriveView::nothingIsToldByColourAlone() {
    Shown s;
    for (int i = 0; i < 3; ++i) {
        const DriveCard* card = s.view.card(i);
        for (const QString& word : {card->row().tag, card->row().able, card->row().next})
            QVERIFY2(card->accessibleName().contains(word), qPrintable(card->accessibleName()));
        QVERIFY(card->stepButton()->accessibleName().contains(card->row().tag));
    }
    QCOMPARE(s.view.stepsText(), QStringLiteral("4 steps · exact"));
    DrivePicture inexact = choice();
    inexact.isExact = false;
    s.view.show(inexact);
    QCOMPARE(s.view.stepsText(), QStringLiteral("4 steps · not exact"));
}

QTEST_MAIN(TestDriveView)
#include "test_drive_view.moc"
