// SPDX-License-Identifier: GPL-3.0-or-later
// Progress in the window: edits and places are there again after a restart, resets and their undoing, export
// and import by the menu, the overview, folders of lessons, two windows at once, a store that is damaged.
#include "gui/editor/code_editor.h"
#include "gui/exercise/predict_view.h"
#include "gui/exercise/results_view.h"
#include "gui/home/home_page.h"
#include "gui/home/path_model.h"
#include "gui/home/path_view.h"
#include "gui/home/start_block.h"
#include "gui/overview/overview_model.h"
#include "gui/overview/overview_page.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/editor_panel.h"
#include "gui/window/exercise_desk.h"
#include "gui/window/learning.h"
#include "gui/window/progress_desk.h"
#include "gui/window/tour_guide.h"
#include "gui/window/trust.h"
#include "tests/gui/window/window_fixture.h"
#include "tests/lesson/pack_on_disk.h"
#include "tests/support/paths.h"

#include <QAction>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QTimer>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;

class TestWindowProgress : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void restartFindsEditAndPlace();
    void undoLeadsBackToTheStartAfterARestart();
    void continueGoesOnWithTheTour();
    void resetOfAnExerciseAndBack();
    void resetOfALessonIsUndoneAfterARestart();
    void resettingEverythingAsks();
    void exportAndImportByTheMenu();
    void badFileIsSaid();
    void overviewLeadsEverywhere();
    void whatWasDecidedStays();
    void damagedStoreIsSaidAndSetAside();
    void unreachableStoreIsSaidAndFoundAgain();
    void twoWindowsAtOnce();
    void oldSettingsAreTakenOverOnce();
    void foldersOfATeacher();
    void noCheckAgainstTheSandbox();
};

namespace {

const QString kExercise = QStringLiteral("08/let-go");

CodeEditor* editor(WindowFixture& f) {
    return f.workspace().editorPanel()->editor();
}

bool press(WindowFixture& f, const QString& text) {
    for (QPushButton* const button : f.window().findChildren<QPushButton*>())
        if (button->text() == text && button->isVisible()) {
            button->click();
            return true;
        }
    return false;
}

// Does this with the first modal window that `open` brings up.
template <class Box, class Answer> bool answer(Answer act, const std::function<void()>& open) {
    bool answered = false;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, [&] {
        auto* box = qobject_cast<Box*>(QApplication::activeModalWidget());
        if (!box || answered)
            return;
        answered = true;
        act(box);
    });
    poll.start(20);
    open();
    return answered;
}

bool answerFile(const QString& path, QAction* action) {
    return answer<QFileDialog>(
        [&](QFileDialog* dialog) {
            auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
            name->setText(path);
            QTest::keyClick(name, Qt::Key_Return);
        },
        [action] { action->trigger(); });
}

} // namespace

void TestWindowProgress::restartFindsEditAndPlace() {
    WindowFixture f;
    QVERIFY(f.window().open(kExercise));
    const QString starter = editor(f)->text();
    QTest::keyClicks(editor(f)->viewport(), "# mine ");
    const QString mine = editor(f)->text();
    QVERIFY(mine != starter);
    f.restart();
    auto* start = f.window().home()->findChild<StartBlock*>();
    QCOMPARE(start->button()->text(), QStringLiteral("Continue the exercise"));
    QTest::keyClick(f.window().home(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(f.workspace().exercise()->isOn());
    QCOMPARE(f.workspace().exercise()->exercise().slug, QStringLiteral("let-go"));
    QCOMPARE(editor(f)->text(), mine);
    // The lesson itself is one press away.
    f.window().showHome();
    start->lessonButton()->click();
    QVERIFY(!f.workspace().exercise()->isOn());
    QCOMPARE(f.workspace().lesson().id, QStringLiteral("08"));
}

void TestWindowProgress::undoLeadsBackToTheStartAfterARestart() {
    WindowFixture f;
    f.window().openLesson("08", "tickets_locked");
    const QString original = editor(f)->text();
    editor(f)->replaceAll("print('first thoughts, long enough to be kept as a text of their own, by far')\n");
    f.workspace().editorPanel()->keepNow();
    editor(f)->replaceAll("print('second')\n");
    f.restart();
    f.window().openLesson("08", "tickets_locked");
    QCOMPARE(editor(f)->text(), QStringLiteral("print('second')\n"));
    QTest::keyClick(editor(f), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(editor(f)->text().contains("first thoughts"));
    QTest::keyClick(editor(f), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor(f)->text(), original);
}

void TestWindowProgress::continueGoesOnWithTheTour() {
    WindowFixture f;
    f.window().learning()->setTour("08", "tickets_locked", 2, false);
    f.window().showHome();
    QCOMPARE(f.window().home()->findChild<StartBlock*>()->button()->text(),
             QStringLiteral("Continue the tour"));
    QTest::keyClick(f.window().home(), Qt::Key_Return, Qt::ControlModifier);
    TourGuide* guide = f.workspace().guide();
    QTRY_VERIFY_WITH_TIMEOUT(guide->isOn() && guide->player()->step() == 1 &&
                                 guide->player()->state() == lesson::TourPlayer::State::Stands,
                             60000);
    QCOMPARE(f.window().learning()->tour("08", "tickets_locked").reached, 2);
    guide->leave();
}

void TestWindowProgress::resetOfAnExerciseAndBack() {
    WindowFixture f;
    QVERIFY(f.window().open(kExercise));
    QVERIFY(f.window().actions().resetExercise->isEnabled());
    const QString starter = editor(f)->text();
    QTest::keyClicks(editor(f)->viewport(), "# mine ");
    const QString mine = editor(f)->text();
    f.workspace().editorPanel()->keepNow();
    f.window().learning()->setExercise("08", "let-go", {3, 1, false, true, 6, 6});
    f.window().actions().resetExercise->trigger();
    QCOMPARE(editor(f)->text(), starter);
    QCOMPARE(f.window().learning()->exercise("08", "let-go").checks, 0);
    QVERIFY(!f.workspace().exercise()->isPassed());
    QVERIFY(f.message().contains("as new"));
    QVERIFY(press(f, "Undo"));
    QCOMPARE(editor(f)->text(), mine);
    QVERIFY(f.workspace().exercise()->isPassed());
    QVERIFY(!f.window().actions().undoReset->isEnabled());
    // The keys undo the text as well.
    f.window().actions().resetExercise->trigger();
    QCOMPARE(editor(f)->text(), starter);
    QTest::keyClick(editor(f), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor(f)->text(), mine);
    f.window().showHome();
    QVERIFY(!f.window().actions().resetExercise->isEnabled());
}

void TestWindowProgress::resetOfALessonIsUndoneAfterARestart() {
    WindowFixture f;
    f.window().openLesson("08", "tickets_locked");
    QTest::keyClicks(editor(f)->viewport(), "# mine ");
    const QString mine = editor(f)->text();
    f.workspace().editorPanel()->keepNow();
    f.window().learning()->setRead("08");
    f.window().learning()->setTour("05", "join", 3, true);
    f.window().openLesson("08", "tickets_locked");
    f.window().actions().resetLesson->trigger();
    QVERIFY(editor(f)->text() != mine);
    QVERIFY(!f.window().learning()->store().lesson("08").isRead);
    QVERIFY(f.window().learning()->tour("05", "join").isDone);
    f.restart();
    QVERIFY(f.window().actions().undoReset->isEnabled());
    f.window().actions().undoReset->trigger();
    QVERIFY(f.window().learning()->store().lesson("08").isRead);
    f.window().openLesson("08", "tickets_locked");
    QCOMPARE(editor(f)->text(), mine);
}

void TestWindowProgress::resettingEverythingAsks() {
    WindowFixture f;
    f.window().learning()->setRead("08");
    const auto open = [&] { f.window().actions().resetEverything->trigger(); };
    QVERIFY(answer<QMessageBox>([](QMessageBox* box) { QTest::keyClick(box, Qt::Key_Escape); }, open));
    QVERIFY(f.window().learning()->store().lesson("08").isRead);
    const auto agree = [](QMessageBox* box) {
        for (QAbstractButton* button : box->buttons())
            if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                button->click();
    };
    QVERIFY(answer<QMessageBox>(agree, open));
    QVERIFY(!f.window().learning()->store().lesson("08").isRead);
    QVERIFY(press(f, "Undo"));
    QVERIFY(f.window().learning()->store().lesson("08").isRead);
}

void TestWindowProgress::exportAndImportByTheMenu() {
    WindowFixture f;
    f.window().openLesson("08", "tickets_locked");
    QTest::keyClicks(editor(f)->viewport(), "# mine ");
    const QString mine = editor(f)->text();
    f.workspace().editorPanel()->keepNow();
    f.window().learning()->setRead("08");
    f.window().learning()->setTour("08", "tickets_locked", 6, true);
    const QString file = f.folder() + "/progress.json";
    QVERIFY(answerFile(file, f.window().actions().exportProgress));
    QVERIFY(QFileInfo(file).size() > 100);
    QVERIFY2(f.message().contains("progress.json"), qPrintable(f.message()));
    f.window().learning()->resetEverything();
    QVERIFY(!f.window().learning()->tour("08", "tickets_locked").isDone);
    QVERIFY(answerFile(file, f.window().actions().importProgress));
    QVERIFY(f.window().learning()->tour("08", "tickets_locked").isDone);
    QVERIFY(f.window().learning()->store().lesson("08").isRead);
    QVERIFY2(f.message().contains("Imported from"), qPrintable(f.message()));
    // The reset was the younger text; the learner's is in the history.
    QStringList texts;
    for (const progress::Edit& edit : f.window().learning()->store().history({"08", "tickets_locked"}))
        texts += edit.text;
    QVERIFY(texts.contains(mine));
}

void TestWindowProgress::badFileIsSaid() {
    WindowFixture f;
    f.window().learning()->setRead("08");
    const QString bad = f.writeProgram("bad.json", "{\n\n oops");
    f.window().progress()->importFrom(bad);
    const QString said = f.window().homeMessages()->text();
    QVERIFY2(said.contains("bad.json") && said.contains("line 3"), qPrintable(said));
    f.window().progress()->exportTo(f.folder() + "/nowhere/out.json");
    QVERIFY(f.window().homeMessages()->text().contains("could not be exported"));
    QVERIFY(f.window().learning()->store().lesson("08").isRead);
}

void TestWindowProgress::overviewLeadsEverywhere() {
    WindowFixture f;
    f.window().learning()->setExercise("08", "let-go", {1, 0, false, false, 2, 4});
    f.press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    OverviewPage* page = f.window().overview();
    QVERIFY(page->isVisible());
    QVERIFY(f.window().windowTitle().startsWith("Progress"));
    int row = 0;
    while (page->model()->row(row).lessonId != "08")
        ++row;
    const QModelIndex stopped = page->model()->index(row, OverviewModel::Stopped);
    QVERIFY(stopped.data(Qt::AccessibleTextRole).toString().contains("xercise"));
    page->table()->setCurrentIndex(stopped);
    f.press(Qt::Key_Return);
    QVERIFY(f.workspace().exercise()->isOn());
    QCOMPARE(f.workspace().exercise()->exercise().slug, QStringLiteral("let-go"));
    f.window().showOverview();
    QVERIFY(page->isVisible());
    f.press(Qt::Key_Escape);
    QVERIFY(f.window().home()->isVisible());
}

void TestWindowProgress::whatWasDecidedStays() {
    WindowFixture f;
    f.window().learning()->setPrediction("08", "how-long", {1, 0});
    const lesson::Lesson* daemons = f.window().learning()->library().find("06");
    QVERIFY(daemons && !daemons->myths.isEmpty());
    const QString myth = daemons->myths.first().slug;
    f.window().learning()->setMyth("06", myth, {LessonMyth::State::Decided, "fact"});
    f.restart();
    QVERIFY(f.window().open("08/how-long"));
    const PredictView* predict = f.workspace().exercise()->predict();
    QCOMPARE(predict->state(), PredictView::State::Decided);
    QCOMPARE(predict->chosen(), 1);
    QCOMPARE(predict->verdict(), QStringLiteral("It came out otherwise"));
    f.window().actions().resetExercise->trigger();
    QCOMPARE(predict->state(), PredictView::State::Choosing);
    QVERIFY(press(f, "Undo"));
    QCOMPARE(predict->state(), PredictView::State::Decided);
    const LessonMyth shown =
        f.window().learning()->extrasOf(*f.window().learning()->library().find("06")).myths.first();
    QCOMPARE(shown.state, LessonMyth::State::Decided);
    QCOMPARE(shown.vote, QStringLiteral("a fact"));
    QVERIFY(shown.verdict.startsWith("The run says"));
    f.window().learning()->setMyth("06", myth, {}); // asked again
    QCOMPARE(f.window().learning()->store().myth("06", myth).vote, QString());
}

void TestWindowProgress::unreachableStoreIsSaidAndFoundAgain() {
    WindowFixture f;
    const QString path = f.window().learning()->store().file();
    QVERIFY(QFile::remove(path));
    QVERIFY(QDir().mkpath(path)); // in the place of the file
    f.restart();
    QVERIFY2(f.window().homeMessages()->text().contains("can't be opened"),
             qPrintable(f.window().homeMessages()->text()));
    f.window().openLesson("08", "tickets_locked");
    editor(f)->replaceAll("print('meanwhile')\n");
    f.workspace().editorPanel()->keepNow();
    f.window().openLesson("08", "tickets_oversold");
    f.window().openLesson("08", "tickets_locked");
    QCOMPARE(editor(f)->text(), QStringLiteral("print('meanwhile')\n"));
    QVERIFY(QDir().rmdir(path));
    f.window().learning()->lookAgain();
    QVERIFY(f.window().learning()->store().isKept());
    QVERIFY2(f.message().contains("in its file again"), qPrintable(f.message()));
    f.restart();
    f.window().openLesson("08", "tickets_locked");
    QCOMPARE(editor(f)->text(), QStringLiteral("print('meanwhile')\n"));
}

void TestWindowProgress::damagedStoreIsSaidAndSetAside() {
    WindowFixture f;
    f.window().learning()->setRead("08");
    const QString path = f.window().learning()->store().file();
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(QByteArray(8192, '#')) == 8192);
    file.close();
    f.restart();
    const QString said = f.window().homeMessages()->text();
    QVERIFY2(said.contains("set aside"), qPrintable(said));
    QVERIFY(f.window().learning()->store().isKept());
    QCOMPARE(QFileInfo(path).dir().entryList({"progress.sqlite.damaged-*"}).size(), 1);
    f.window().openLesson("08", "tickets_locked"); // all goes on
    QCOMPARE(f.window().learning()->lastLesson(), QStringLiteral("08"));
}

void TestWindowProgress::twoWindowsAtOnce() {
    WindowFixture f;
    MainWindow other;
    other.setLibrary(lesson::LessonLibrary::load({tests::lessonsSource()}));
    other.learning()->setTour("08", "tickets_locked", 6, true);
    f.window().learning()->setRead("08");
    f.window().showHome();
    other.showHome();
    QVERIFY(f.window().learning()->tour("08", "tickets_locked").isDone);
    QVERIFY(other.learning()->store().lesson("08").isRead);
    QCOMPARE(f.window().homeMessages()->text(), QString());
    QCOMPARE(other.homeMessages()->text(), QString());
}

void TestWindowProgress::oldSettingsAreTakenOverOnce() {
    WindowFixture f;
    QSettings settings;
    settings.remove("progressIsInStore");
    settings.setValue("progress/08/exercises/let-go",
                      QVariantMap{{"checks", 4}, {"hints", 2}, {"solution", false}, {"passed", true}});
    settings.setValue("progress/08/tours/tickets_locked", QVariantMap{{"reached", 3}, {"done", false}});
    settings.setValue("progress/08/read", true);
    settings.setValue("progress/08/last", "tour/tickets_locked");
    settings.setValue("lesson/08/place", 12);
    settings.setValue("lesson/last", "08");
    settings.sync();
    const QString programs =
        QFileInfo(f.window().learning()->store().file()).path() + "/programs/08/tickets_locked.py";
    QVERIFY(QDir().mkpath(QFileInfo(programs).path()));
    QFile old(programs);
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("# old edit\n") > 0);
    old.close();
    f.restart();
    Learning* learning = f.window().learning();
    QCOMPARE(learning->exercise("08", "let-go").checks, 4);
    QVERIFY(learning->exercise("08", "let-go").isPassed);
    QCOMPARE(learning->tour("08", "tickets_locked").reached, 3);
    QVERIFY(learning->store().lesson("08").isRead);
    QCOMPARE(learning->readingPlace("08"), 12);
    QCOMPARE(learning->lastLesson(), QStringLiteral("08"));
    f.window().openLesson("08", "tickets_locked");
    QCOMPARE(editor(f)->text(), QStringLiteral("# old edit\n"));
    learning->resetEverything();
    f.restart();
    QVERIFY(!f.window().learning()->exercise("08", "let-go").isPassed);
}

void TestWindowProgress::foldersOfATeacher() {
    WindowFixture f;
    PackOnDisk pack;
    pack.writeManifest();
    QVERIFY(QDir().mkpath(pack.parent() + "/22-broken"));
    QFile broken(pack.parent() + "/22-broken/lesson.toml");
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("id = \"22\"\nslug = \n") > 0);
    broken.close();
    f.window().setLessonFolders({pack.parent()});
    PathModel* path = f.window().home()->path()->path();
    QVERIFY(path->indexOfLesson("21") >= 0);
    QVERIFY(path->indexOfLesson("08") >= 0); // nothing else is hidden
    const QString said = f.window().homeMessages()->text();
    QVERIFY2(said.contains("22-broken") && said.contains("line 2"), qPrintable(said));
    // A program from there asks before its first run.
    QSettings().remove("trust/folders");
    f.window().openLesson("21", QString());
    f.press(Qt::Key_F5);
    QVERIFY2(f.message().contains("written by somebody else"), qPrintable(f.message()));
    QVERIFY(!f.session());
    f.window().setLessonFolders({});
    QVERIFY(path->indexOfLesson("21") < 0);
    QVERIFY(Settings().lessonFolders().isEmpty());
}

void TestWindowProgress::noCheckAgainstTheSandbox() {
    WindowFixture f;
    QVERIFY(f.window().open(kExercise));
    QSettings().remove("trust/folders");
    const ProgramDesk& desk = f.workspace().editorPanel()->desk();
    rememberTrust(desk.current(), desk.original(), Trust::Sandbox);
    f.window().actions().check->trigger();
    QTRY_COMPARE(f.workspace().exercise()->results()->headline(), QStringLiteral("Not checked"));
    QVERIFY(!f.workspace().exercise()->isChecking());
}

QTEST_MAIN(TestWindowProgress)
#include "test_window_progress.moc"
