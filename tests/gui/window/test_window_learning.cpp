// SPDX-License-Identifier: GPL-3.0-or-later
// A learner goes through one whole lesson with mouse and keyboard alone: reads it, takes its tour, fails each
// kind of exercise once and then passes it, votes on its myth, and finds it ticked off on the home page. The
// stages follow each other in one window; each run is a real one.
#include "engine/condition/watch.h"
#include "engine/run/driver.h"
#include "gui/editor/code_editor.h"
#include "gui/exercise/goal_view.h"
#include "gui/exercise/predict_view.h"
#include "gui/exercise/results_view.h"
#include "gui/exercise/run_squares.h"
#include "gui/exercise/task_view.h"
#include "gui/home/home_page.h"
#include "gui/home/path_view.h"
#include "gui/lesson/lesson_view.h"
#include "gui/timeline/timeline_view.h"
#include "gui/tour/tour_scrim.h"
#include "gui/window/editor_panel.h"
#include "gui/window/exercise_desk.h"
#include "gui/window/learning.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/timeline_panel.h"
#include "gui/window/tour_guide.h"
#include "tests/gui/drive/drive_fixture.h"
#include "tests/support/paths.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QTextBlock>
#include <QtTest>

#include <functional>

using namespace forkscope;
using namespace forkscope::gui;
using forkscope::tests::isMyTurn;
using forkscope::tests::kBound; // ms
using forkscope::tests::viewOf;
using forkscope::tests::WindowFixture;

class TestWindowLearning : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void init();
    void theLessonIsOpenedFromTheHomePage();
    void theTextIsReadToItsEnd();
    void theTourStandsAtEachStop();
    void aStopTakesTheLearnerBack();
    void aTourIsSkippedThroughAndLeft();
    void aPredictionIsWrongAndThenRight();
    void aProgramIsMended();
    void aProgramIsBuilt();
    void aGoalIsMissedAndThenReached();
    void aMythIsVotedOn();
    void aLinkLeadsToAMoment();
    void aMomentThatNeverCameIsSaid();
    void theHomePageHasItsTicks();
    void cleanupTestCase();

  private:
    LessonView& text() { return *f_->workspace().lessonView(); }
    ExerciseDesk& desk() { return *f_->workspace().exercise(); }
    TourGuide& guide() { return *f_->workspace().guide(); }
    void click(QWidget* widget) { QTest::mouseClick(widget, Qt::LeftButton); }
    void clickLink(const QString& target);
    void openExercise(const QString& slug);
    void paste(const QString& path);
    void check();
    bool standsAt(int step);
    void takeTheTour();
    void playTo(const std::function<Qt::Key(const QString& pending)>& whoIsNext);
    QString row(); // of the lesson on the home page, as it is read out

    std::unique_ptr<WindowFixture> f_;
};

void TestWindowLearning::initTestCase() {
    f_ = std::make_unique<WindowFixture>(std::chrono::seconds(800));
    QSettings().setValue(QStringLiteral("trust/folders"), QStringList{tests::smallLessons()});
    f_->window().setLibrary(lesson::LessonLibrary::load({tests::smallLessons()}));
}

void TestWindowLearning::cleanupTestCase() {
    f_.reset();
}

// Without the stage before, the next one has nothing to begin with.
void TestWindowLearning::init() {
    if (QTest::currentTestFailed())
        QSKIP("an earlier stage failed");
}

// -- what a learner does

// Scrolls with the keys until the link is in sight, then clicks on it.
void TestWindowLearning::clickLink(const QString& target) {
    QTextCursor place;
    const QTextDocument* document = text().document();
    for (QTextBlock block = document->begin(); block.isValid() && place.isNull(); block = block.next())
        for (auto it = block.begin(); !it.atEnd(); ++it)
            if (it.fragment().charFormat().anchorHref().startsWith(target) && place.isNull()) {
                place = QTextCursor(block);
                place.setPosition(it.fragment().position() + it.fragment().length() / 2);
            }
    QVERIFY2(!place.isNull(), qPrintable(target));
    text().setFocus();
    QTest::keyClick(&text(), Qt::Key_Home, Qt::ControlModifier);
    const QRect all = text().viewport()->rect();
    for (int pages = 0; pages < 200 && !all.contains(text().cursorRect(place).center()); ++pages)
        QTest::keyClick(&text(), Qt::Key_Down);
    QVERIFY(all.contains(text().cursorRect(place).center()));
    QTest::mouseClick(text().viewport(), Qt::LeftButton, {}, text().cursorRect(place).center());
}

void TestWindowLearning::openExercise(const QString& slug) {
    if (desk().isOn()) {
        f_->press(Qt::Key_L, Qt::AltModifier);
        QTRY_VERIFY(!desk().isOn());
    }
    clickLink(QStringLiteral("exercise:") + slug);
    QTRY_VERIFY(desk().isOn());
    QCOMPARE(desk().exercise().slug, slug);
    QVERIFY(!desk().isPassed());
}

void TestWindowLearning::paste(const QString& path) {
    QFile file(tests::smallLessons() + QStringLiteral("/31-practice/exercises/") + path);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    QApplication::clipboard()->setText(QString::fromUtf8(file.readAll()));
    CodeEditor* editor = f_->workspace().editorPanel()->editor();
    QTest::mouseClick(editor->viewport(), Qt::LeftButton);
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(editor, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(editor->text(), QApplication::clipboard()->text());
}

void TestWindowLearning::check() {
    f_->press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(desk().isChecking(), kBound);
    QTRY_VERIFY_WITH_TIMEOUT(!desk().isChecking() && desk().results()->count() > 0, kBound);
}

bool TestWindowLearning::standsAt(int step) {
    return guide().isOn() && guide().balloon()->isVisible() && guide().balloon()->picture().step == step &&
           guide().balloon()->nextButton()->isEnabled();
}

void TestWindowLearning::takeTheTour() {
    clickLink(QStringLiteral("tour:two_sellers"));
    QTRY_VERIFY2_WITH_TIMEOUT(standsAt(0), qPrintable(f_->message()), kBound);
}

// Runs the exercise's program and chooses, step by step, until the attempt is over.
void TestWindowLearning::playTo(const std::function<Qt::Key(const QString&)>& whoIsNext) {
    const auto isOver = [this] {
        const GoalPicture::State state = desk().goal()->picture().state;
        return state == GoalPicture::State::Reached || state == GoalPicture::State::Missed;
    };
    f_->press(Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(desk().goal()->picture().state, GoalPicture::State::Going, kBound);
    for (int steps = 0; steps < 120 && !isOver(); ++steps) {
        QTRY_VERIFY2_WITH_TIMEOUT(isOver() || isMyTurn(*f_), qPrintable(viewOf(*f_).headline()), kBound);
        if (isOver())
            break;
        QStringList able;
        for (const DriveRow& row : viewOf(*f_).picture().rows)
            if (row.canStep())
                able += row.tag;
        QVERIFY2(!able.isEmpty(), qPrintable(viewOf(*f_).headline()));
        const auto taken = f_->session()->driver().stepCount();
        f_->press(whoIsNext(able.join(u' ')));
        QTRY_VERIFY_WITH_TIMEOUT(isOver() || f_->session()->driver().stepCount() > taken, kBound);
    }
    QVERIFY(isOver());
}

QString TestWindowLearning::row() {
    const QAbstractItemModel* path = f_->window().home()->path()->model();
    for (int i = 0; i < path->rowCount(); ++i)
        if (const QString told = path->index(i, 0).data(Qt::AccessibleTextRole).toString();
            told.startsWith("31 "))
            return told;
    return {};
}

// -- the stages

void TestWindowLearning::theLessonIsOpenedFromTheHomePage() {
    QVERIFY(f_->window().home()->isVisible());
    QVERIFY2(row().contains("0 of 1 tours"), qPrintable(row()));
    QTest::keyClick(f_->window().home()->path(), Qt::Key_Return);
    QTRY_VERIFY(text().isVisible());
    QCOMPARE(text().lessonId(), QStringLiteral("31"));
    QCoreApplication::processEvents(); // the page stands where it is to be read from
}

void TestWindowLearning::theTextIsReadToItsEnd() {
    text().setFocus();
    for (int pages = 0;
         pages < 50 && text().verticalScrollBar()->value() < text().verticalScrollBar()->maximum(); ++pages)
        QTest::keyClick(&text(), Qt::Key_PageDown);
    QTRY_COMPARE(f_->window().learning()->pathProgress().value("31").lesson, Pip::Begun);
}

void TestWindowLearning::theTourStandsAtEachStop() {
    takeTheTour();
    QCOMPARE(guide().player()->stepCount(), 3);
    const TimelineView* timeline = f_->workspace().timelinePanel()->view();
    for (int step = 0; step < 3; ++step) {
        QTRY_VERIFY_WITH_TIMEOUT(standsAt(step), kBound);
        QVERIFY(!guide().scrim()->places().isEmpty());
        QCOMPARE(int(timeline->stops().size()), step + 1);
        QVERIFY(guide().balloon()->nextButton()->hasFocus());
        if (step < 2)
            QTest::keyClick(guide().balloon(), Qt::Key_Return);
    }
}

void TestWindowLearning::aStopTakesTheLearnerBack() {
    const TimelineView* timeline = f_->workspace().timelinePanel()->view();
    QTest::mouseClick(timeline->viewport(), Qt::LeftButton, {}, timeline->stopPlace(0));
    QTRY_COMPARE(guide().shownStep(), 0);
    QCOMPARE(f_->workspace().playhead()->time(), guide().player()->times()[0]);
    QCOMPARE(guide().balloon()->picture().step, 0);
    click(guide().balloon()->nextButton());
    QTRY_COMPARE(guide().shownStep(), 1);
    click(guide().balloon()->nextButton());
    QTRY_VERIFY(standsAt(2));
    QVERIFY(f_->workspace().playhead()->isLive());
    click(guide().balloon()->nextButton()); // "Finish"
    QTRY_VERIFY(!guide().isOn());
    QVERIFY(!guide().balloon()->isVisible() && !guide().scrim()->isVisible());
    QVERIFY(f_->waitUntilEnded());
}

void TestWindowLearning::aTourIsSkippedThroughAndLeft() {
    takeTheTour();
    QTest::keyClick(guide().balloon(), Qt::Key_Right, Qt::ControlModifier);
    QTRY_VERIFY(!guide().isOn() || guide().player()->step() > 0);
    QTRY_VERIFY_WITH_TIMEOUT(standsAt(1), kBound);
    QTest::keyClick(guide().balloon(), Qt::Key_Escape);
    QTRY_VERIFY(!guide().isOn());
    QVERIFY(f_->waitUntilEnded()); // it goes on without the learner
}

void TestWindowLearning::aPredictionIsWrongAndThenRight() {
    openExercise("who-prints");
    PredictView* predict = desk().predict();
    QVERIFY(!predict->lockButton()->isEnabled());
    click(predict->option(0));
    click(predict->lockButton());
    QTRY_COMPARE_WITH_TIMEOUT(predict->state(), PredictView::State::Decided, kBound);
    QCOMPARE(predict->verdict(), PredictView::tr("It came out otherwise"));
    QVERIFY(!desk().isPassed());
    click(predict->againButton());
    QTest::keyClick(predict->option(0), Qt::Key_Down); // to the second answer
    QCOMPARE(predict->chosen(), 1);
    click(predict->lockButton());
    QTRY_COMPARE_WITH_TIMEOUT(predict->state(), PredictView::State::Decided, kBound);
    QCOMPARE(predict->verdict(), PredictView::tr("You were right"));
    QVERIFY(desk().isPassed());
    QVERIFY(!f_->workspace().playhead()->isLive()); // at the moment that decided it
}

void TestWindowLearning::aProgramIsMended() {
    openExercise("mend-the-counter");
    check();
    QVERIFY(!desk().isPassed());
    QVERIFY2(desk().results()->headline().startsWith("Not yet"), qPrintable(desk().results()->headline()));
    QVERIFY(desk().results()->shown() >= 0); // the first failed check shows its moment
    QVERIFY(!desk().squares()->runs().isEmpty());
    QVERIFY(desk().squares()->shown() >= 0);
    QCOMPARE(f_->session()->state(), run::SessionState::Recording);
    for (int hint = 0; hint < 3; ++hint)
        f_->press(Qt::Key_F1);
    QVERIFY(f_->window().actions().solution->isEnabled());
    paste("mend-the-counter/solution.py");
    check();
    QVERIFY2(desk().isPassed(), qPrintable(desk().results()->headline()));
    QVERIFY(desk().results()->headline().startsWith("Passed"));
}

void TestWindowLearning::aProgramIsBuilt() {
    openExercise("build-a-child");
    check();
    QVERIFY(!desk().isPassed());
    paste("build-a-child/solution.py");
    check();
    QVERIFY2(desk().isPassed(), qPrintable(desk().results()->headline()));
}

void TestWindowLearning::aGoalIsMissedAndThenReached() {
    openExercise("sell-twice");
    const auto keyOf = [](const QString& tag) { return Qt::Key(Qt::Key_0 + tag.back().digitValue()); };
    // Whoever came first goes on to the end: nothing is lost.
    playTo([&](const QString& able) { return keyOf(able.section(u' ', 0, 0)); });
    QCOMPARE(desk().goal()->picture().state, GoalPicture::State::Missed);
    QVERIFY(!desk().isPassed());
    // "Random" chooses: a goal that it comes to is nothing that the learner has done.
    bool cameToIt = false;
    for (std::uint64_t seed = 1; seed <= 20 && !cameToIt; ++seed) {
        f_->press(Qt::Key_F5);
        QTRY_COMPARE_WITH_TIMEOUT(desk().goal()->picture().state, GoalPicture::State::Going, kBound);
        f_->session()->driver().shuffle(seed);
        QTRY_COMPARE_WITH_TIMEOUT(desk().goal()->picture().state, GoalPicture::State::Missed, kBound);
        cameToIt = desk().goal()->picture().outcome.contains("chance");
    }
    QVERIFY(cameToIt);
    QVERIFY(!desk().isPassed());
    // By turns: both have read before one writes.
    int turn = 0;
    playTo([&](const QString& able) {
        const QStringList tags = able.split(u' ');
        return keyOf(tags.contains("P0") ? QStringLiteral("P0") : tags[++turn % tags.size()]);
    });
    QCOMPARE(desk().goal()->picture().state, GoalPicture::State::Reached);
    QVERIFY(desk().isPassed());
    const QString steps = QString::number(f_->session()->driver().stepCount());
    QVERIFY2(desk().goal()->headline().contains(steps), qPrintable(desk().goal()->headline()));
}

void TestWindowLearning::aMythIsVotedOn() {
    f_->press(Qt::Key_L, Qt::AltModifier);
    QTRY_VERIFY(!desk().isOn());
    clickLink("myth:a-child-shares-memory?vote=fact");
    QTRY_COMPARE_WITH_TIMEOUT(text().extras().myths.first().state, LessonMyth::State::Decided, kBound);
    QVERIFY(text().extras().myths.first().verdict.contains("myth"));
    QVERIFY(text().toPlainText().contains("A child has memory of its own"));
}

void TestWindowLearning::aLinkLeadsToAMoment() {
    clickLink("moment:two_sellers");
    QTRY_VERIFY_WITH_TIMEOUT(!f_->workspace().playhead()->isLive(), kBound);
    const auto printed = condition::Condition::read("seen print by ann");
    QVERIFY(printed);
    const auto met = condition::firstMet(*printed, f_->session()->history());
    QVERIFY(met);
    QCOMPARE(f_->workspace().playhead()->time(), met->at);
    QTRY_VERIFY(!f_->output().contains("left:"));
}

void TestWindowLearning::aMomentThatNeverCameIsSaid() {
    QVERIFY(f_->waitUntilEnded());
    emit text().linkRequested("moment", "two_sellers", "when=seen print by nobody");
    QTRY_VERIFY2(f_->message().contains("never came"), qPrintable(f_->message()));
}

void TestWindowLearning::theHomePageHasItsTicks() {
    f_->window().actions().home->trigger();
    QTRY_VERIFY(f_->window().home()->isVisible());
    QVERIFY2(row().contains("1 of 1 tours") && row().contains("4 of 4 exercises"), qPrintable(row()));
    QVERIFY2(row().contains("done"), qPrintable(row()));
}

QTEST_MAIN(TestWindowLearning)
#include "test_window_learning.moc"
