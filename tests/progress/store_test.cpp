// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept, for how long, and who of two that write at the same time has the last word.
#include "engine/progress/store.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::progress;

class TestStore : public QObject {
    Q_OBJECT
  private slots:
    void init();
    void recordsAreThereAgain();
    void laterWriteWinsFieldByField();
    void stopIsTheLastOne();
    void smallStepsAreOneEntry();
    void largeDeletionsAreKept();
    void emptyTextIsATextOfItsOwn();
    void clockThatGoesBack();
    void olderVersionIsBroughtUp();

  private:
    QString file() const { return folder_->filePath("below/progress.sqlite"); }
    Store store() {
        return Store(file(), [this] { return now_; });
    }

    std::unique_ptr<QTemporaryDir> folder_;
    qint64 now_ = 1'800'000'000'000;
};

void TestStore::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    now_ = 1'800'000'000'000;
}

void TestStore::recordsAreThereAgain() {
    {
        Store kept = store();
        QVERIFY2(kept.isKept(), qPrintable(kept.problem()));
        QCOMPARE(kept.problem(), QString());
        kept.setLesson("08", {true, 17, "tickets"});
        kept.setTour("08", "tickets", {3, false});
        kept.setExercise("08", "let-go", {2, 1, true, true, 4, 6});
        kept.setPrediction("08", "how-many", {2, 1});
        kept.setMyth("08", "sleep", {"fact", true});
        kept.setStop("08", "exercise/let-go");
        kept.setText({"08", "tickets"}, "print(1)\n");
    }
    Store again = store();
    QVERIFY(again.lesson("08").isRead);
    QCOMPARE(again.lesson("08").place, 17);
    QCOMPARE(again.lesson("08").program, QString("tickets"));
    QCOMPARE(again.tour("08", "tickets").reached, 3);
    QVERIFY(!again.tour("08", "tickets").isDone);
    const ExerciseRecord exercise = again.exercise("08", "let-go");
    QCOMPARE(exercise.checks, 2);
    QCOMPARE(exercise.hintsOpened, 1);
    QVERIFY(exercise.isSolutionOpen && exercise.isPassed);
    QCOMPARE(exercise.checksPassed, 4);
    QCOMPARE(exercise.checksOf, 6);
    QCOMPARE(again.prediction("08", "how-many").answer, 2);
    QCOMPARE(again.prediction("08", "how-many").right, 1);
    QCOMPARE(again.prediction("08", "other").answer, -1);
    QCOMPARE(again.myth("08", "sleep").vote, QString("fact"));
    QVERIFY(again.myth("08", "sleep").isDecided);
    QCOMPARE(again.stop()->part, QString("exercise/let-go"));
    QCOMPARE(again.text({"08", "tickets"}), QString("print(1)\n"));
    QVERIFY(again.text({"08", "other"}).isNull());
    QVERIFY(!again.lesson("09").isRead);
}

void TestStore::laterWriteWinsFieldByField() {
    Store one = store(), other = store();
    one.setExercise("08", "let-go", {1, 0, false, true, 6, 6});
    // It has not looked since; it writes what it was told to, and the rest of it stays.
    other.setTour("08", "tickets", {2, false});
    ExerciseRecord hinted = other.exercise("08", "let-go");
    QVERIFY(hinted.isPassed);
    hinted.hintsOpened = 2;
    other.setExercise("08", "let-go", hinted);
    QVERIFY(one.refresh());
    QVERIFY(!one.refresh());
    QCOMPARE(one.exercise("08", "let-go").hintsOpened, 2);
    QCOMPARE(one.tour("08", "tickets").reached, 2);
    one.setLesson("08", {true, 3, {}});
    other.setLesson("08", {false, 9, {}}); // what it knew, and a new place
    QVERIFY(one.refresh());
    QCOMPARE(one.lesson("08").place, 9);
    QVERIFY(one.lesson("08").isRead);
    QVERIFY(one.isKept() && other.isKept());
}

void TestStore::stopIsTheLastOne() {
    Store kept = store();
    QVERIFY(!kept.stop());
    kept.setStop("05", "tour/a");
    kept.setStop("08", "exercise/b"); // in the same millisecond
    QCOMPARE(kept.stop()->lesson, QString("08"));
    kept.setStop("05", "tour/a");
    QCOMPARE(kept.stop()->lesson, QString("05"));
    QCOMPARE(kept.stopIn("08")->part, QString("exercise/b"));
    QVERIFY(!kept.stopIn("09"));
}

void TestStore::smallStepsAreOneEntry() {
    Store kept = store();
    const ProgramKey program{"08", "tickets"};
    QString text = "a";
    for (int step = 0; step < 100; ++step, now_ += 1000)
        kept.setText(program, text += u'x');
    const QList<Edit> history = kept.history(program);
    QCOMPARE(history.size(), 2); // 100 s: one entry a minute
    QCOMPARE(history.last().text, text);
    QCOMPARE(history.first().text.size(), 61);
    kept.setText(program, text);
    QCOMPARE(kept.history(program).size(), 2);
}

void TestStore::largeDeletionsAreKept() {
    Store kept = store();
    const ProgramKey program{"08", "tickets"};
    const QString whole = QString("print('much work')\n").repeated(20);
    kept.setText(program, whole);
    kept.setText(program, "pass\n");
    QCOMPARE(kept.history(program).size(), 2);
    QCOMPARE(kept.history(program).first().text, whole);
    kept.setText(program, QString()); // the lesson's own again
    QVERIFY(kept.text(program).isNull());
    kept.setText(program, whole);
    QCOMPARE(kept.history(program).size(), 4);
}

void TestStore::emptyTextIsATextOfItsOwn() {
    const ProgramKey program{"08", "tickets"};
    {
        Store kept = store();
        kept.setText(program, QString());
        QCOMPARE(kept.history(program).size(), 0); // nothing was edited
        kept.setText(program, "x");
        kept.setText(program, "");
    }
    Store again = store();
    QVERIFY(!again.text(program).isNull());
    QCOMPARE(again.text(program), QString(""));
}

void TestStore::clockThatGoesBack() {
    Store kept = store();
    const ProgramKey program{"08", "tickets"};
    kept.setText(program, QString("one ").repeated(50));
    now_ -= 3'600'000;
    kept.setText(program, "two");
    QCOMPARE(kept.text(program), QString("two"));
}

// The tables of version 1 alone, as such a program would have left them.
void TestStore::olderVersionIsBroughtUp() {
    QVERIFY(QDir().mkpath(folder_->filePath("below")));
    {
        QSqlDatabase old = QSqlDatabase::addDatabase("QSQLITE", "old");
        old.setDatabaseName(file());
        QVERIFY(old.open());
        for (const QString& statement : schemaSteps().first().statements)
            QVERIFY(QSqlQuery(old).exec(statement));
        QVERIFY(QSqlQuery(old).exec("INSERT INTO fact VALUES ('08', 'exercise/let-go', 'passed', '1', 5)"));
        QVERIFY(QSqlQuery(old).exec("PRAGMA user_version = 1"));
        QVERIFY(QSqlQuery(old).exec(QString("PRAGMA application_id = %1").arg(0x466b5363)));
        old.close();
    }
    QSqlDatabase::removeDatabase("old");
    Store kept = store();
    QVERIFY2(kept.isKept(), qPrintable(kept.problem()));
    QVERIFY(kept.exercise("08", "let-go").isPassed);
    kept.setText({"08", "tickets"}, "new");
    QCOMPARE(kept.text({"08", "tickets"}), QString("new"));
    QVERIFY(kept.isKept());
}

QTEST_GUILESS_MAIN(TestStore)
#include "store_test.moc"
