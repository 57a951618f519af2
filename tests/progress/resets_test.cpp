// SPDX-License-Identifier: GPL-3.0-or-later
// Resets take what they say and nothing else, and each can be taken back, also after a restart.
#include "engine/progress/store.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::progress;

class TestResets : public QObject {
    Q_OBJECT
  private slots:
    void init();
    void ofAnExercise();
    void ofALesson();
    void ofEverythingInTwoSteps();
    void nothingToReset();
    void whatWasDoneSinceStays();

  private:
    QString file() const { return folder_->filePath("progress.sqlite"); }
    std::unique_ptr<QTemporaryDir> folder_;
};

void TestResets::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    Store kept(file());
    kept.setLesson("08", {true, 4, {}});
    kept.setLesson("05", {true, 2, {}});
    kept.setTour("08", "tickets", {6, true});
    kept.setExercise("08", "let-go", {3, 2, true, true, 6, 6});
    kept.setExercise("08", "two-locks", {1, 0, false, false, 2, 5});
    kept.setText({"08-exercises", "let-go"}, "mine");
    kept.setText({"08", "tickets"}, "my tickets");
    kept.setText({"05", "join"}, "my join");
    QVERIFY(!kept.lastReset());
}

void TestResets::ofAnExercise() {
    {
        Store kept(file());
        kept.resetExercise("08", "let-go");
        QCOMPARE(kept.exercise("08", "let-go").checks, 0);
        QVERIFY(!kept.exercise("08", "let-go").isPassed);
        QVERIFY(kept.text({"08-exercises", "let-go"}).isNull());
        QCOMPARE(kept.exercise("08", "two-locks").checksOf, 5);
        QCOMPARE(kept.text({"08", "tickets"}), QString("my tickets"));
        QCOMPARE(kept.history({"08-exercises", "let-go"}).first().text, QString("mine"));
    }
    Store again(file());
    QVERIFY(again.lastReset());
    QCOMPARE(again.lastReset()->part, QString("exercise/let-go"));
    again.undoReset();
    QVERIFY(again.exercise("08", "let-go").isPassed);
    QCOMPARE(again.exercise("08", "let-go").hintsOpened, 2);
    QCOMPARE(again.text({"08-exercises", "let-go"}), QString("mine"));
    QVERIFY(!again.lastReset());
}

void TestResets::ofALesson() {
    Store kept(file());
    kept.resetLesson("08");
    QVERIFY(!kept.lesson("08").isRead);
    QCOMPARE(kept.tour("08", "tickets").reached, 0);
    QVERIFY(kept.text({"08", "tickets"}).isNull());
    QVERIFY(kept.text({"08-exercises", "let-go"}).isNull());
    QVERIFY(kept.lesson("05").isRead);
    QCOMPARE(kept.text({"05", "join"}), QString("my join"));
    kept.undoReset();
    QVERIFY(kept.tour("08", "tickets").isDone);
    QCOMPARE(kept.text({"08", "tickets"}), QString("my tickets"));
}

void TestResets::ofEverythingInTwoSteps() {
    Store kept(file());
    kept.resetLesson("08");
    kept.resetEverything();
    QVERIFY(!kept.lesson("05").isRead);
    QVERIFY(kept.text({"05", "join"}).isNull());
    QCOMPARE(kept.lastReset()->lesson, QString());
    kept.undoReset();
    QVERIFY(kept.lesson("05").isRead);
    QVERIFY(!kept.lesson("08").isRead);
    kept.undoReset();
    QVERIFY(kept.lesson("08").isRead);
}

void TestResets::nothingToReset() {
    Store kept(file());
    kept.resetExercise("08", "never-seen");
    QVERIFY(!kept.lastReset());
    kept.undoReset();
    QVERIFY(kept.isKept());
    QVERIFY(kept.lesson("08").isRead);
}

void TestResets::whatWasDoneSinceStays() {
    Store kept(file());
    kept.resetExercise("08", "let-go");
    kept.setExercise("08", "let-go", {5, 0, false, false, 3, 6});
    kept.setText({"08-exercises", "let-go"}, "written anew");
    kept.undoReset();
    QCOMPARE(kept.exercise("08", "let-go").checks, 5);
    QVERIFY(kept.exercise("08", "let-go").isPassed);
    QCOMPARE(kept.exercise("08", "let-go").checksPassed, 3);
    QCOMPARE(kept.text({"08-exercises", "let-go"}), QString("mine"));
    QStringList texts;
    for (const Edit& edit : kept.history({"08-exercises", "let-go"}))
        texts += edit.text;
    QVERIFY2(texts.contains("written anew"), qPrintable(texts.join('|')));
}

QTEST_GUILESS_MAIN(TestResets)
#include "resets_test.moc"
