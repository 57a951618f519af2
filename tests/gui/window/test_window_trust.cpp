// SPDX-License-Identifier: GPL-3.0-or-later
// A program that somebody else wrote is asked about before its first run, once, and the choice stands beside
// Run.
#include "engine/run/sandbox.h"
#include "gui/editor/code_editor.h"
#include "gui/window/editor_panel.h"
#include "gui/window/toolbar.h"
#include "tests/gui/window/window_fixture.h"

#include <QDir>
#include <QPushButton>
#include <QSettings>
#include <QtTest>

#include <sys/xattr.h>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;

class TestWindowTrust : public QObject {
    Q_OBJECT

  private slots:
    void ownProgramIsNotAskedAbout();
    void markedFileIsAskedAboutOnce();
    void sandboxIsChosen();
    void lessonFromElsewhereIsAskedAbout();
};

namespace {

bool mark(const QString& path) {
    return setxattr(QFile::encodeName(path).constData(), "user.forkscope.untrusted", "1", 1, 0) == 0;
}

// Presses the button of the question that says this.
bool answer(WindowFixture& f, const QString& text) {
    const auto buttons = f.window().findChildren<QPushButton*>();
    for (QPushButton* const button : buttons) {
        if (button->text() == text && button->isVisible()) {
            button->click();
            return true;
        }
    }
    return false;
}

} // namespace

void TestWindowTrust::ownProgramIsNotAskedAbout() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("mine.py", "print('mine')\n")));
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
    QVERIFY(!f.session()->spec().sandbox);
    QVERIFY(f.workspace().toolbar()->trustButton()->isHidden());
}

void TestWindowTrust::markedFileIsAskedAboutOnce() {
    WindowFixture f;
    const QString program = f.writeProgram("theirs.py", "print('theirs')\n");
    if (!mark(program))
        QSKIP("The file system of the folder for temporary files keeps no attributes.");
    QVERIFY(f.window().open(program));
    f.press(Qt::Key_F5);
    QVERIFY(f.message().contains("written by somebody else"));
    QVERIFY(!f.session());
    QVERIFY(answer(f, "Run without a sandbox"));
    QVERIFY(f.waitUntilEnded());
    QCOMPARE(f.workspace().toolbar()->trustButton()->text(), QStringLiteral("No sandbox"));
    f.restart();
    QVERIFY(f.window().open(program));
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
    // Another text is another program.
    f.writeProgram("theirs.py", "print('other')\n");
    f.restart();
    QVERIFY(f.window().open(program));
    f.press(Qt::Key_F5);
    QVERIFY(f.message().contains("written by somebody else"));
    // The question is answered by a key, and the keys go back to the text.
    QWidget* const editor = f.workspace().editorPanel()->editor();
    auto* const first = qobject_cast<QPushButton*>(f.window().focusWidget());
    QVERIFY(first && first->text().startsWith(QLatin1String("Run")));
    QTest::keyClick(first, Qt::Key_Return);
    QVERIFY(f.waitUntilEnded());
    QCOMPARE(f.window().focusWidget(), editor);
}

void TestWindowTrust::sandboxIsChosen() {
    if (const Outcome possible = run::checkSandbox(); !possible)
        QSKIP(possible.error().c_str());
    WindowFixture f;
    const QString program = f.writeProgram(
        "theirs.py", "import os\nprint(os.getcwd() != os.path.dirname(__file__), os.getpid())\n");
    if (!mark(program))
        QSKIP("The file system of the folder for temporary files keeps no attributes.");
    QVERIFY(f.window().open(program));
    f.press(Qt::Key_F5);
    QVERIFY(answer(f, "Run in a sandbox"));
    QVERIFY(f.waitUntilEnded());
    QVERIFY(f.session()->spec().sandbox);
    QVERIFY2(f.output().contains("True"), qPrintable(f.output()));
    QCOMPARE(f.workspace().toolbar()->trustButton()->text(), QStringLiteral("Sandbox"));
}

void TestWindowTrust::lessonFromElsewhereIsAskedAbout() {
    WindowFixture f;
    QSettings().remove("trust/folders");
    f.window().openLesson("08", QString());
    f.press(Qt::Key_F5);
    QVERIFY(f.message().contains("written by somebody else"));
    QVERIFY(!f.session());
}

QTEST_MAIN(TestWindowTrust)
#include "test_window_trust.moc"
