// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong is said in a sentence, and the window stays usable.
#include "gui/console/console_text.h"
#include "gui/console/console_view.h"
#include "gui/editor/code_editor.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/editor_panel.h"
#include "gui/window/settings.h"
#include "tests/gui/window/window_fixture.h"
#include "tests/support/run_program.h"

#include <QApplication>
#include <QPushButton>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;

class TestWindowTrouble : public QObject {
    Q_OBJECT

  private slots:
    void filesThatCannotBeOpened_data();
    void filesThatCannotBeOpened();
    void syntaxErrorIsToldBeforeTheRun();
    void unknownPython();
    void tracebackIsShown();
    void endlessOutputIsStopped();
    void killedFromOutside();
    void messagesStack();
    void questionsWaitForTheirAnswer();
    void aGoodRunAfterABadOne();
};

static bool homeSays(WindowFixture& f, const QString& words) {
    for (const MessageBar* bar : f.window().findChildren<MessageBar*>())
        if (bar->isVisible() && bar->text().contains(words))
            return true;
    return false;
}

void TestWindowTrouble::filesThatCannotBeOpened_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    QTest::newRow("not there") << "missing.py"
                               << "no file";
    QTest::newRow("folder") << "."
                            << "is a folder";
    QTest::newRow("not UTF-8") << "latin.py"
                               << "UTF-8";
    QTest::newRow("damaged recording") << "bad.fscope"
                                       << "bad.fscope";
    QTest::newRow("no recording") << "missing.fscope"
                                  << "missing.fscope";
}

void TestWindowTrouble::filesThatCannotBeOpened() {
    QFETCH(QString, name);
    QFETCH(QString, says);
    WindowFixture f;
    f.writeProgram("latin.py", "print('\xe9')\n");
    f.writeProgram("bad.fscope", "this is no recording at all");
    QVERIFY(!f.window().open(f.folder() + '/' + name));
    QVERIFY(homeSays(f, says));
    QVERIFY(!QApplication::activeModalWidget());
    QVERIFY(f.window().open(f.writeProgram("good.py", "pass\n"))); // nothing stands in the way of the next
}

void TestWindowTrouble::syntaxErrorIsToldBeforeTheRun() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("wrong.py", "x = 1\nif x\n    pass\n")));
    f.press(Qt::Key_F5);
    QTRY_VERIFY(f.message().contains("line 2"));
    QCOMPARE(f.workspace().editorPanel()->editor()->currentLine(), 2);
    QVERIFY(!f.workspace().runner()->isBusy());
}

void TestWindowTrouble::unknownPython() {
    WindowFixture f;
    Settings().setInterpreter("/nowhere/python3");
    QVERIFY(f.window().open(f.writeProgram("good.py", "pass\n")));
    f.press(Qt::Key_F5);
    QTRY_VERIFY(f.message().contains("/nowhere/python3"));
    Settings().setInterpreter(QString());
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
}

void TestWindowTrouble::tracebackIsShown() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("raises.py", "def f():\n    return 1 / 0\nf()\n")));
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
    QTRY_VERIFY(f.output().contains("ZeroDivisionError"));
    QTRY_VERIFY2(f.processStates().first().contains("ZeroDivisionError"),
                 qPrintable(f.processStates().first()));
}

void TestWindowTrouble::endlessOutputIsStopped() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("floods.py", "while True:\n    print('x' * 70)\n")));
    QVERIFY(f.runUntilEvents());
    int turns = 0; // of the event loop, while the flood comes
    QTimer beat;
    beat.callOnTimeout([&turns] { ++turns; });
    beat.start(20);
    QVERIFY(f.waitUntilEnded());
    QVERIFY(turns > 5);
    QVERIFY2(f.session()->ending().sentence.contains("64 MiB"), qPrintable(f.session()->ending().sentence));
    QVERIFY(f.output().contains("xxx"));
    QVERIFY(f.workspace().console()->text()->blockCount() <= ConsoleText::kLines + 40);
}

void TestWindowTrouble::killedFromOutside() {
    WindowFixture f;
    QVERIFY(f.window().open(
        f.writeProgram("dies.py", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n")));
    f.press(Qt::Key_F5);
    QVERIFY(f.waitUntilEnded());
    QTRY_VERIFY2(f.processStates().value(0).contains("SIGKILL"), qPrintable(f.processStates().value(0)));
}

void TestWindowTrouble::messagesStack() {
    MessageBar bar;
    bar.show("one");
    bar.show("two", MessageBar::Kind::Error);
    bar.show("one"); // said already
    QCOMPARE(bar.count(), 2);
    QCOMPARE(bar.text(), QStringLiteral("two"));
    QTest::mouseClick(bar.findChildren<QPushButton*>().first(), Qt::LeftButton);
    QCOMPARE(bar.text(), QStringLiteral("one"));
    QTest::mouseClick(bar.findChildren<QPushButton*>().first(), Qt::LeftButton);
    QVERIFY(bar.isHidden());
}

void TestWindowTrouble::questionsWaitForTheirAnswer() {
    MessageBar bar;
    int went = 0, stopped = 0;
    bar.ask("The trace is full.", {{"Go on", [&went] { ++went; }}, {"Stop", [&stopped] { ++stopped; }}});
    bar.show("something else");
    QCOMPARE(bar.text(), QStringLiteral("The trace is full."));
    for (QPushButton* button : bar.findChildren<QPushButton*>())
        if (button->text() == "Go on")
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(went, 1);
    QCOMPARE(stopped, 0);
    QCOMPARE(bar.text(), QStringLiteral("something else"));
}

void TestWindowTrouble::aGoodRunAfterABadOne() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("orphans.py",
                                           "import multiprocessing as mp, os, time\n"
                                           "if __name__ == '__main__':\n"
                                           "    mp.Process(target=time.sleep, args=(600,)).start()\n"
                                           "    time.sleep(0.2)\n"
                                           "    os._exit(3)\n")));
    QVERIFY(f.runUntilEvents());
    QTRY_COMPARE_WITH_TIMEOUT(int(f.session()->state()), int(run::SessionState::MainEnded), 20000);
    f.press(Qt::Key_F5, Qt::ShiftModifier);
    QVERIFY(f.waitUntilEnded());
    QVERIFY(f.window().open(f.writeProgram("good.py", "print('good')\n")));
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
    QTRY_COMPARE(f.output(), QStringLiteral("good"));
    QCOMPARE(processesLeft(), QStringList());
}

QTEST_MAIN(TestWindowTrouble)
#include "test_window_trouble.moc"
