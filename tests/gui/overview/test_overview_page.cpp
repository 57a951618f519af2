// SPDX-License-Identifier: GPL-3.0-or-later
// The overview: what its cells say, where they lead, by mouse and by keys, and that it fits.
#include "engine/lesson/lesson_library.h"
#include "gui/overview/overview_model.h"
#include "gui/overview/overview_page.h"
#include "gui/theme/theme.h"
#include "tests/support/paths.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTableView>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;

class TestOverviewPage : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void init();
    void everyLessonHasItsRow();
    void cellsSpeak();
    void cellsLeadThere();
    void keysWork();
    void choiceStaysWhenProgressIsMade();
    void fitsAnyWidth_data();
    void fitsAnyWidth();

  private:
    OverviewModel* model() const { return page_->model(); }
    QString words(int row, int column) const {
        return model()->index(row, column).data(Qt::AccessibleTextRole).toString();
    }

    lesson::LessonLibrary library_;
    PathProgress progress_;
    std::unique_ptr<OverviewPage> page_;
};

void TestOverviewPage::initTestCase() {
    Theme::instance().apply(ThemeMode::Dark);
    library_ = lesson::LessonLibrary::load({tests::lessonsSource()});
    QVERIFY(library_.lessons().size() >= 3);
    const QString first = library_.lessons().first().id;
    LessonProgress begun;
    begun.lesson = Pip::Begun;
    begun.isRead = true;
    begun.tours = {Pip::Done, Pip::Begun, Pip::Open};
    begun.exercises = {Pip::Open, Pip::Open};
    begun.stopped = {LessonPlace::Kind::Tour, first, "spawned", 2, "tour of spawned, step 2 of 5"};
    begun.nextTour = begun.next = begun.stopped;
    begun.nextExercise = {LessonPlace::Kind::Exercise, first, "who-waits", 0, "exercise “Who waits”"};
    LessonProgress many;
    many.tours = many.exercises = QList<Pip>(10, Pip::Open);
    progress_ = {{first, begun}, {library_.lessons()[2].id, many}};
}

void TestOverviewPage::init() {
    page_ = std::make_unique<OverviewPage>();
    page_->resize(1100, 700);
    page_->setLessons(library_.lessons(), progress_);
    page_->setKept("Kept in a file");
    page_->show();
    QVERIFY(QTest::qWaitForWindowExposed(page_.get()));
    page_->table()->setFocus();
}

void TestOverviewPage::everyLessonHasItsRow() {
    const QAbstractItemModelTester tester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model()->rowCount(), int(library_.lessons().size()));
    for (int row = 0; row < model()->rowCount(); ++row)
        QCOMPARE(model()->row(row).lessonId, library_.lessons()[row].id);
    QVERIFY2(page_->summary().startsWith(QString("0 of %1 lessons done").arg(library_.lessons().size())),
             qPrintable(page_->summary()));
    QVERIFY(page_->summary().contains("1 of 13 tours"));
}

void TestOverviewPage::cellsSpeak() {
    QVERIFY(words(0, OverviewModel::Lesson).endsWith("begun"));
    QCOMPARE(words(0, OverviewModel::Read), QString("Text read"));
    QCOMPARE(words(0, OverviewModel::Tours), QString("Tours: 1 of 3"));
    QCOMPARE(words(0, OverviewModel::Exercises), QString("Exercises: 0 of 2"));
    QCOMPARE(words(0, OverviewModel::Next), QString("What comes next: Tour of spawned, step 2 of 5"));
    QCOMPARE(words(1, OverviewModel::Stopped), QString("Where you stopped: nothing"));
    for (int row = 0; row < model()->rowCount(); ++row)
        for (int column = 0; column < OverviewModel::Columns; ++column)
            QVERIFY(!words(row, column).isEmpty());
    QVERIFY(!page_->table()->accessibleName().isEmpty());
}

void TestOverviewPage::cellsLeadThere() {
    QSignalSpy chosen(page_.get(), &OverviewPage::placeChosen);
    const auto click = [&](int row, int column) {
        const QRect cell = page_->table()->visualRect(model()->index(row, column));
        QTest::mouseClick(page_->table()->viewport(), Qt::LeftButton, {}, cell.center());
        return chosen.isEmpty() ? LessonPlace() : chosen.takeFirst()[0].value<LessonPlace>();
    };
    QCOMPARE(click(0, OverviewModel::Lesson).kind, LessonPlace::Kind::Text);
    QCOMPARE(click(0, OverviewModel::Exercises).name, QString("who-waits"));
    const LessonPlace tour = click(0, OverviewModel::Stopped);
    QCOMPARE(tour.kind, LessonPlace::Kind::Tour);
    QCOMPARE(tour.reached, 2);
    // Nothing is known of the next lesson: its text.
    const LessonPlace text = click(1, OverviewModel::Next);
    QCOMPARE(text.kind, LessonPlace::Kind::Text);
    QCOMPARE(text.lessonId, library_.lessons()[1].id);
}

void TestOverviewPage::keysWork() {
    QSignalSpy chosen(page_.get(), &OverviewPage::placeChosen);
    QSignalSpy home(page_.get(), &OverviewPage::homeRequested);
    QTest::keyClick(page_->table(), Qt::Key_Down);
    QTest::keyClick(page_->table(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<LessonPlace>().lessonId, library_.lessons()[1].id);
    QTest::keyClick(page_->table(), Qt::Key_Escape);
    QCOMPARE(home.size(), 1);
}

void TestOverviewPage::choiceStaysWhenProgressIsMade() {
    page_->table()->setCurrentIndex(model()->index(2, OverviewModel::Next));
    page_->setLessons(library_.lessons(), progress_);
    QCOMPARE(page_->table()->currentIndex(), model()->index(2, OverviewModel::Next));
}

void TestOverviewPage::fitsAnyWidth_data() {
    QTest::addColumn<int>("width");
    for (const int width : {760, 899, 900, 1079, 1080, 1100, 1520, 2200})
        QTest::addRow("%d", width) << width;
}

void TestOverviewPage::fitsAnyWidth() {
    QFETCH(int, width);
    page_->resize(width, 600);
    QCOMPARE(page_->width(), width);
    int columns = 0;
    for (int column = 0; column < OverviewModel::Columns; ++column)
        columns += page_->table()->columnWidth(column);
    QVERIFY2(columns <= page_->table()->viewport()->width(), qPrintable(QString::number(columns)));
    QVERIFY(page_->table()->columnWidth(OverviewModel::Lesson) >= 180);
    QVERIFY(page_->table()->columnWidth(OverviewModel::Next) >= 150);
}

QTEST_MAIN(TestOverviewPage)
#include "test_overview_page.moc"
