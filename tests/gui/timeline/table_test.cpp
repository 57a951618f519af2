// SPDX-License-Identifier: GPL-3.0-or-later
// The table that says what the timeline draws: for screen readers, for searching and sorting.
#include "gui/timeline/table_window.h"
#include "gui/timeline/timeline_table_model.h"
#include "gui/timeline/timeline_view.h"
#include "tests/gui/timeline/shown_view.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTableView>
#include <QtTest>

#include <algorithm>

using namespace forkscope;
using gui::SmallRun;
using gui::TimelineTableModel;
using gui::TimelineTableWindow;
using gui::TimelineView;
using world::kMs;

class TableTest : public QObject {
    Q_OBJECT
  private slots:
    void init();
    void theMenuOffersATable();
    void theTableSaysTheSame();
    void theTableIsSearchedAndSorted();
    void theTableOpensByItselfWhenNobodyListens();

  private:
    std::unique_ptr<SmallRun> run_;
    std::unique_ptr<TimelineView> view_;
};

void TableTest::init() {
    view_.reset();
    run_ = std::make_unique<SmallRun>();
    view_ = shownView(*run_);
    QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
}

void TableTest::theMenuOffersATable() {
    QSignalSpy table(view_.get(), &TimelineView::showAsTableRequested);
    QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(500, 100), view_->mapToGlobal(QPoint(500, 100)));
    QApplication::sendEvent(view_->viewport(), &event);
    auto* menu = view_->findChild<QMenu*>();
    QVERIFY(menu != nullptr);
    QVERIFY(QTest::qWaitForWindowExposed(menu));
    bool helpers = false;
    for (QAction* action : menu->actions()) {
        if (action->text() == TimelineView::tr("Helper processes")) {
            action->trigger();
            helpers = true;
        } else if (action->text() == TimelineView::tr("Show as table"))
            action->trigger();
    }
    QVERIFY(helpers && view_->arrangement().helpers);
    QCOMPARE(table.size(), 1);
    menu->close();
}

void TableTest::theTableSaysTheSame() {
    TimelineTableModel* table = view_->tableModel();
    QAbstractItemModelTester tester(table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    view_->zoom()->setVisible({140 * kMs, 320 * kMs});
    const auto textOf = [table](int row, int column) { return table->index(row, column).data().toString(); };
    const auto rowOf = [&](const QString& lane, const QString& state) {
        for (int row = 0; row < table->rowCount(); ++row)
            if (textOf(row, TimelineTableModel::Lane) == lane &&
                textOf(row, TimelineTableModel::State) == state)
                return row;
        return -1;
    };
    const auto isVisiblePart = [table] { // it follows a little later
        for (int i = 0; i < table->rowCount(); ++i)
            if (table->timeOf(i) >= 320 * kMs)
                return false;
        return table->rowCount() > 0;
    };
    QTRY_VERIFY(isVisiblePart());
    QVERIFY(rowOf("P2 seller", "waits for a lock or an event") >= 0);
    const int row = rowOf("P2 seller", "waits for a lock or an event");
    QCOMPARE(textOf(row, TimelineTableModel::From), QStringLiteral("150.000 ms"));
    QCOMPARE(textOf(row, TimelineTableModel::To), QStringLiteral("301.000 ms"));
    QCOMPARE(textOf(row, TimelineTableModel::About), QStringLiteral("mutex"));
    QCOMPARE(textOf(row, TimelineTableModel::Line), QStringLiteral("12"));
    QCOMPARE(textOf(rowOf("mutex", "held by"), TimelineTableModel::About), QStringLiteral("P1"));
    QCOMPARE(textOf(rowOf("orders", "holds items"), TimelineTableModel::About), QStringLiteral("1"));
    std::size_t marks = 0, arrows = 0;
    for (int i = 0; i < table->rowCount(); ++i) {
        const auto place = table->placeOf(i);
        marks += place.what == TimelineTableModel::What::Mark;
        arrows += place.what == TimelineTableModel::What::Arrow;
        QVERIFY(!textOf(i, TimelineTableModel::Lane).isEmpty());
        QVERIFY(!textOf(i, TimelineTableModel::State).isEmpty());
        if (place.what != TimelineTableModel::What::Interval)
            continue;
        const world::Track& track = run_->history->lane(place.lane).track;
        QVERIFY(track.start(place.interval) < 320 * kMs && track.stop(place.interval) >= 140 * kMs);
    }
    // What is drawn over the lanes has rows too.
    const auto inSight = [](const auto& things, auto time) {
        return std::size_t(std::ranges::count_if(
            things, [&](const auto& one) { return one.*time >= 140 * kMs && one.*time < 320 * kMs; }));
    };
    QCOMPARE(marks, inSight(run_->history->marks(), &world::Mark::at));
    QCOMPARE(arrows, inSight(run_->history->arrows(), &world::Arrow::to));
    QVERIFY(marks + arrows > 0);
}

// Searched and sorted it leads to the same moments.
void TableTest::theTableIsSearchedAndSorted() {
    TimelineTableWindow window(view_.get());
    QSignalSpy chosen(&window, &TimelineTableWindow::chosen);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const QAbstractItemModel* shown = window.table()->model();
    const int all = shown->rowCount();
    QCOMPARE(all, view_->tableModel()->rowCount());
    window.search()->setText(QStringLiteral("WAITS FOR A LOCK"));
    QVERIFY(shown->rowCount() > 0 && shown->rowCount() < all);
    window.search()->clear();
    window.table()->sortByColumn(TimelineTableModel::From, Qt::DescendingOrder);
    const auto from = [&](int row) {
        return shown->index(row, TimelineTableModel::From).data(TimelineTableModel::kSortRole).toLongLong();
    };
    for (int row = 1; row < all; ++row)
        QVERIFY(from(row) <= from(row - 1));
    window.table()->setCurrentIndex(shown->index(0, 0));
    QTest::keyClick(window.table(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(view_->tableModel()->timeOf(chosen[0][0].toInt()), from(0));
}

void TableTest::theTableOpensByItselfWhenNobodyListens() {
    QSignalSpy moved(view_.get(), &TimelineView::playheadMoved),
        line(view_.get(), &TimelineView::lineRequested);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(500, 100),
                            view_->mapToGlobal(QPoint(500, 100)));
    QApplication::sendEvent(view_.get(), &event);
    auto* menu = view_->findChild<QMenu*>();
    QVERIFY(menu != nullptr);
    menu->actions().last()->trigger();
    menu->close();
    auto* window = view_->findChild<TimelineTableWindow*>();
    QVERIFY(window != nullptr);
    QVERIFY(QTest::qWaitForWindowExposed(window));
    int row = 0;
    while (window->table()->model()->index(row, TimelineTableModel::State).data() !=
           "waits for a lock or an event")
        ++row;
    window->table()->setCurrentIndex(window->table()->model()->index(row, 0));
    QTest::keyClick(window->table(), Qt::Key_Return);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(view_->playhead(), 150 * kMs);
    QCOMPARE(line.size(), 1);
    QCOMPARE(line[0][1].toInt(), 12);
    window->close();
}

QTEST_MAIN(TableTest)
#include "table_test.moc"
