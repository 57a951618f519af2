// SPDX-License-Identifier: GPL-3.0-or-later
// Edits: what is typed is what runs, and nothing that was typed is lost.
#include "gui/editor/badge_gutter.h"
#include "gui/editor/code_editor.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/editor_panel.h"
#include "tests/gui/window/window_fixture.h"
#include "tests/support/paths.h"

#include <QAction>
#include <QPushButton>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;

class TestWindowEditing : public QObject {
    Q_OBJECT

  private slots:
    void whatIsTypedRuns();
    void lessonEditsSurviveARestart();
    void resetAndBack();
    void ownFileIsSavedBeforeTheRun();
    void draftOfAnOwnFileSurvives();
    void changesByOthersAreNotOverwritten();
    void badgesGoStaleAfterAnEdit();
    void lessonOriginalsAreNeverWritten();

  private:
    static CodeEditor* editor(WindowFixture& f) { return f.workspace().editorPanel()->editor(); }
};

static QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static const QString kLocked =
    tests::lessonsSource() + QStringLiteral("/08-mutex/programs/tickets_locked.py");

void TestWindowEditing::whatIsTypedRuns() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("says.py", "print('first')\n")));
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
    QTRY_COMPARE(f.output(), QStringLiteral("first"));
    QTest::keyClicks(editor(f)->viewport(), "print('typed')");
    QTest::keyClick(editor(f)->viewport(), Qt::Key_Return);
    f.press(Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(f.output(), QStringLiteral("typed\nfirst"), 30000);
}

void TestWindowEditing::lessonEditsSurviveARestart() {
    WindowFixture f;
    f.window().openLesson("08", "tickets_locked");
    QTest::keyClicks(editor(f)->viewport(), "# mine");
    const QString mine = editor(f)->text();
    f.window().showHome();
    f.window().openLesson("08", "never_released");
    QVERIFY(editor(f)->text() != mine);
    f.restart();
    f.window().openLesson("08", "tickets_locked");
    QCOMPARE(editor(f)->text(), mine);
}

void TestWindowEditing::resetAndBack() {
    WindowFixture f;
    f.window().openLesson("08", "tickets_locked");
    const QString original = editor(f)->text();
    QTest::keyClicks(editor(f)->viewport(), "# mine");
    const QString mine = editor(f)->text();
    f.window().actions().resetProgram->trigger();
    QCOMPARE(editor(f)->text(), original);
    f.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor(f)->text(), mine);
    f.restart();
    f.window().openLesson("08", "tickets_locked");
    QCOMPARE(editor(f)->text(), mine);
}

void TestWindowEditing::ownFileIsSavedBeforeTheRun() {
    WindowFixture f;
    const QString path = f.writeProgram("where.py", "import os\nprint(os.getcwd())\n");
    QVERIFY(f.window().open(path));
    QTest::keyClicks(editor(f)->viewport(), "#x");
    QTest::keyClick(editor(f)->viewport(), Qt::Key_Return);
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
    QVERIFY(contents(path).startsWith("#x\n"));
    QTRY_VERIFY(f.output().contains(QFileInfo(f.folder()).canonicalFilePath().right(20)));
}

void TestWindowEditing::draftOfAnOwnFileSurvives() {
    WindowFixture f;
    const QString path = f.writeProgram("draft.py", "pass\n");
    QVERIFY(f.window().open(path));
    QTest::keyClicks(editor(f)->viewport(), "#d");
    f.restart();
    QCOMPARE(contents(path), QByteArray("pass\n")); // the file is the learner's: not written unasked
    QVERIFY(f.window().open(path));
    QCOMPARE(editor(f)->text(), QStringLiteral("#dpass\n"));
    f.press(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(contents(path), QByteArray("#dpass\n"));
}

void TestWindowEditing::changesByOthersAreNotOverwritten() {
    WindowFixture f;
    const QString path = f.writeProgram("shared.py", "print('old')\n");
    QVERIFY(f.window().open(path));
    f.writeProgram("shared.py", "print('new')\n");
    QVERIFY(f.runUntilEvents()); // unedited here: what is in the file runs
    QVERIFY(f.waitUntilEnded());
    QTRY_COMPARE(f.output(), QStringLiteral("new"));
    QVERIFY(f.message().contains("changed by another program"));

    QTest::keyClicks(editor(f)->viewport(), "#mine ");
    f.writeProgram("shared.py", "print('newer')\n");
    f.press(Qt::Key_F5); // both: a question, and the file stays as it is
    QVERIFY(f.message().contains("changed here and by another program"));
    QCOMPARE(contents(path), QByteArray("print('newer')\n"));
    for (QPushButton* button : f.workspace().messages()->findChildren<QPushButton*>())
        if (button->text().startsWith("Take"))
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(editor(f)->text(), QStringLiteral("print('newer')\n"));
    editor(f)->undo();
    QVERIFY(editor(f)->text().startsWith("#mine")); // what was typed is not lost either
}

void TestWindowEditing::badgesGoStaleAfterAnEdit() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("waits.py", "import time\ntime.sleep(600)\n")));
    QVERIFY(f.runUntilEvents());
    EditorPanel* panel = f.workspace().editorPanel();
    QTRY_VERIFY(!panel->gutter()->badges().isEmpty());
    QVERIFY(!panel->isStale());
    QTest::keyClick(editor(f)->viewport(), Qt::Key_Return);
    QVERIFY(panel->isStale());
    editor(f)->undo();
    QVERIFY(!panel->isStale());
}

void TestWindowEditing::lessonOriginalsAreNeverWritten() {
    const QByteArray before = contents(kLocked);
    QVERIFY(!before.isEmpty());
    WindowFixture f;
    f.window().openLesson("08", "tickets_locked");
    QTest::keyClicks(editor(f)->viewport(), "# mine");
    QTest::keyClick(editor(f)->viewport(), Qt::Key_Return);
    QVERIFY(f.runUntilEvents());
    f.press(Qt::Key_F5, Qt::ShiftModifier);
    QVERIFY(f.waitUntilEnded());
    QCOMPARE(contents(kLocked), before);
    QVERIFY(!f.session()->spec().program.startsWith(tests::lessonsSource()));
}

QTEST_MAIN(TestWindowEditing)
#include "test_window_editing.moc"
