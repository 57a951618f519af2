// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings, pictures, pasted programs, dropped files, recent files.
#include "gui/editor/code_editor.h"
#include "gui/home/home_page.h"
#include "gui/home/path_view.h"
#include "gui/window/editor_panel.h"
#include "gui/window/live_badge.h"
#include "gui/window/picture.h"
#include "gui/window/timeline_panel.h"
#include "tests/gui/window/window_fixture.h"
#include "tests/support/run_program.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QMimeData>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;

class TestWindowFiles : public QObject {
    Q_OBJECT

  private slots:
    void recordingOpensAgain();
    void pictureShowsTheRun();
    void pastedProgramIsKept();
    void emptyClipboardIsSaid();
    void droppedFileOpens();
    void recentFilesAreListed();
};

void TestWindowFiles::recordingOpensAgain() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("says.py", "print('recorded')\n")));
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
    QTRY_VERIFY(f.processStates().value(0).contains("Gone")); // the list has come to the end of the run
    const QStringList states = f.processStates();
    const QString path = f.folder() + "/run.fscope";
    QVERIFY(f.session()->save(path));
    f.restart();
    QVERIFY(f.window().open(path));
    QCOMPARE(f.workspace().editorPanel()->text(), QStringLiteral("print('recorded')\n"));
    QVERIFY(f.workspace().editorPanel()->editor()->isReadOnly());
    QCOMPARE(f.output(), QStringLiteral("recorded"));
    QCOMPARE(f.processStates(), states);
    QCOMPARE(f.workspace().timelinePanel()->badge()->state(), LiveBadge::State::Recording);
    QVERIFY(!f.window().actions().run->isEnabled());
    f.window().openLesson("08", QString()); // and on with something else
    QVERIFY(!f.workspace().editorPanel()->editor()->isReadOnly());
    QVERIFY(f.window().actions().run->isEnabled());
}

void TestWindowFiles::pictureShowsTheRun() {
    WindowFixture f; // for settings and data of its own
    const QString program = f.writeProgram("says.py", "print('in the picture')\n");
    const std::unique_ptr<run::Session> session = runProgram(program);
    const QString png = f.folder() + "/picture.png";
    QVERIFY(renderPicture(program, *session, png));
    const QImage picture(png);
    QCOMPARE(picture.size(), QSize(1520, 900));
    int green = 0; // somewhere on the timeline a process runs
    for (int y = picture.height() / 2; y < picture.height() - 60; ++y)
        for (int x = 0; x < picture.width(); ++x)
            green += picture.pixelColor(x, y) == darkColors().running.fill;
    QVERIFY(green > 20);
    QVERIFY(!renderPicture(program, *session, "/nowhere/picture.png"));
}

void TestWindowFiles::pastedProgramIsKept() {
    WindowFixture f;
    QApplication::clipboard()->setText("print('pasted')\n");
    QTest::keyClick(f.window().home()->path(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(f.workspace().isVisible());
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
    QTRY_COMPARE(f.output(), QStringLiteral("pasted"));
    QVERIFY(QFile::exists(f.session()->spec().program));
}

void TestWindowFiles::emptyClipboardIsSaid() {
    WindowFixture f;
    QApplication::clipboard()->setText("  ");
    QTest::keyClick(f.window().home()->path(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(!f.workspace().isVisible());
}

void TestWindowFiles::droppedFileOpens() {
    WindowFixture f;
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(f.writeProgram("dropped.py", "pass\n"))});
    QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&f.window(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&f.window(), &drop);
    QCOMPARE(f.workspace().editorPanel()->title(), QStringLiteral("dropped.py"));
}

void TestWindowFiles::recentFilesAreListed() {
    WindowFixture f;
    const QString first = f.writeProgram("first.py", "pass\n");
    const QString second = f.writeProgram("second.py", "pass\n");
    QVERIFY(f.window().open(first));
    QVERIFY(f.window().open(second));
    QCOMPARE(Settings().recentFiles(), QStringList({second, first}));
    QVERIFY(QFile::remove(second));
    QCOMPARE(Settings().recentFiles(), QStringList({first}));
}

QTEST_MAIN(TestWindowFiles)
#include "test_window_files.moc"
