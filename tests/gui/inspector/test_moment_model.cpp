// SPDX-License-Identifier: GPL-3.0-or-later
// What the list of the moment says of a World, and that it stays calm while the World moves.
#include "gui/inspector/moment_model.h"
#include "gui/inspector/moment_view.h"
#include "gui/theme/theme.h"
#include "tests/world/script.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace forkscope::gui;
using namespace forkscope::world;

class TestMomentModel : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase() { Theme::instance().apply(ThemeMode::Dark); }
    void saysWhoHoldsAndWhoWaits();
    void queuesShowTheThreePlaces();
    void deadAndKilled();
    void choiceSurvivesANewMoment();
    void clickChooses();
    void returnLeadsToTheLine();
    void showsWhatIsChosenElsewhere();
    void fitsNarrowColumns();
};

static const MomentRow& find(const MomentModel& model, RowKind kind, const QString& name) {
    static const MomentRow none;
    for (int i = 0; i < model.rowCount(); ++i)
        if (model.row(i).kind == kind && model.row(i).name == name)
            return model.row(i);
    return none;
}

// Two buyers, a mutex held by the first and wanted by the second.
struct Buyers {
    Script run;
    Actor main = run.main();
    ObjectId mutex = main.lock("mutex");
    Actor first = main.startsAndBegins("first");
    Actor second = main.startsAndBegins("second");
    Buyers() {
        first.line(14).acquires(mutex);
        second.line(13).wants(mutex);
    }
};

void TestMomentModel::saysWhoHoldsAndWhoWaits() {
    Buyers buyers;
    MomentModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setWorld(buyers.run.world(), buyers.run.world().time());
    const MomentRow& waiting = find(model, RowKind::Process, "second");
    QCOMPARE(waiting.tag, QStringLiteral("P2"));
    QCOMPARE(waiting.state, QStringLiteral("Waits: mutex"));
    QCOMPARE(waiting.tone, Tone::WaitsLock);
    QCOMPARE(waiting.symbol, QStringLiteral("lock"));
    QCOMPARE(waiting.line, 13);
    QVERIFY(waiting.sentence.contains("P1 first"));
    const MomentRow& lock = find(model, RowKind::Lock, "mutex");
    QCOMPARE(lock.state, QStringLiteral("Held by P1"));
    QCOMPARE(lock.places.size(), 1);
    QCOMPARE(lock.places.first().items, QStringList{"P2"});
    QVERIFY(waiting.spoken().contains("Waits: mutex"));
}

void TestMomentModel::queuesShowTheThreePlaces() {
    Script run;
    Actor main = run.main();
    const ObjectId orders = main.queue("orders");
    Actor eater = main.startsAndBegins("eater");
    main.puts(orders, "1");
    main.feeds(orders);
    main.puts(orders, "2");
    main.feeds(orders);
    main.puts(orders, "3");
    eater.takes(orders, "1");
    MomentModel model;
    model.setWorld(run.world(), run.world().time());
    const MomentRow& queue = find(model, RowKind::Queue, "orders");
    QCOMPARE(queue.places.size(), 3);
    QCOMPARE(queue.places[0].items, QStringList{"P0 3"});
    QCOMPARE(queue.places[1].items, QStringList{"2"});
    QCOMPARE(queue.places[2].items, QStringList{"P1 1"});
    QCOMPARE(queue.state, QStringLiteral("2 items"));
}

void TestMomentModel::deadAndKilled() {
    Script run;
    Actor main = run.main();
    Actor good = main.startsAndBegins("good");
    Actor bad = main.startsAndBegins("bad");
    good.exits(0);
    main.reaps(good, 0);
    bad.exits(-9);
    main.reaps(bad, -9);
    MomentModel model;
    model.setWorld(run.world(), run.world().time());
    QCOMPARE(find(model, RowKind::Process, "good").state, QStringLiteral("Gone, exit 0"));
    QCOMPARE(find(model, RowKind::Process, "good").tone, Tone::Ended);
    QCOMPARE(find(model, RowKind::Process, "bad").state, QStringLiteral("Gone, SIGKILL"));
    QCOMPARE(find(model, RowKind::Process, "bad").tone, Tone::Trouble);
}

void TestMomentModel::choiceSurvivesANewMoment() {
    Buyers buyers;
    MomentView view;
    const World before = buyers.run.world();
    view.showWorld(before, before.time());
    view.setChosen(buyers.second.id(), {});
    QVERIFY(view.currentIndex().isValid());
    buyers.main.startsAndBegins("third"); // rows come: the list is made anew
    const World after = buyers.run.world();
    view.showWorld(after, after.time());
    QVERIFY(view.currentIndex().isValid());
    QCOMPARE(view.moments()->row(view.currentIndex().row()).name, QStringLiteral("second"));
}

void TestMomentModel::clickChooses() {
    Buyers buyers;
    MomentView view;
    view.resize(400, 500);
    view.show();
    const World world = buyers.run.world();
    view.showWorld(world, world.time());
    QSignalSpy lines(&view, &MomentView::lineRequested);
    QSignalSpy processes(&view, &MomentView::processChosen), objects(&view, &MomentView::objectChosen);
    QTest::qWait(0);
    const auto click = [&](RowKind kind, std::uint32_t id) {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          view.visualRect(view.moments()->index(view.moments()->indexOf(kind, id))).center());
    };
    click(RowKind::Process, buyers.second.id().value);
    QCOMPARE(processes.size(), 1);
    QVERIFY(processes[0][0].value<ProcessId>() == buyers.second.id());
    click(RowKind::Lock, buyers.mutex.value);
    QCOMPARE(objects.size(), 1);
    QVERIFY(objects[0][0].value<ObjectId>() == buyers.mutex);
    QVERIFY(lines.isEmpty()); // the editor would hide the answer
}

void TestMomentModel::returnLeadsToTheLine() {
    Buyers buyers;
    MomentView view;
    view.resize(400, 500);
    view.show();
    const World world = buyers.run.world();
    view.showWorld(world, world.time());
    QSignalSpy lines(&view, &MomentView::lineRequested);
    view.setChosen(buyers.second.id(), {});
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines[0][1].toInt(), 13);
}

void TestMomentModel::showsWhatIsChosenElsewhere() {
    Buyers buyers;
    MomentView view;
    const World world = buyers.run.world();
    view.showWorld(world, world.time());
    QSignalSpy objects(&view, &MomentView::objectChosen);
    view.setChosen({}, buyers.mutex);
    QCOMPARE(view.moments()->row(view.currentIndex().row()).name, QStringLiteral("mutex"));
    view.setChosen({}, {});
    QVERIFY(!view.currentIndex().isValid());
    QVERIFY(objects.isEmpty());
}

void TestMomentModel::fitsNarrowColumns() {
    Buyers buyers;
    MomentView view;
    const World world = buyers.run.world();
    view.showWorld(world, world.time());
    view.show();
    for (const int width : {220, 320, 500}) {
        view.resize(width, 400);
        QTest::qWait(0);
        for (int i = 0; i < view.moments()->rowCount(); ++i)
            QVERIFY(view.visualRect(view.moments()->index(i)).width() <= width);
        QVERIFY(!view.grab().isNull());
    }
}

QTEST_MAIN(TestMomentModel)
#include "test_moment_model.moc"
