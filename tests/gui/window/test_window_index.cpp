// SPDX-License-Identifier: GPL-3.0-or-later
// The index in the window: by mouse and by keys, from the menu, the home page, the search and from an
// exception of a run; its examples; the course at a glance; templates.
#include "gui/console/console_view.h"
#include "gui/editor/code_editor.h"
#include "gui/home/home_page.h"
#include "gui/home/own_program.h"
#include "gui/index/index_model.h"
#include "gui/index/index_page.h"
#include "gui/inspector/trouble_box.h"
#include "gui/inspector/why_view.h"
#include "gui/lesson/lesson_view.h"
#include "gui/overview/course_page.h"
#include "gui/search/search_popup.h"
#include "gui/widgets/segmented_switch.h"
#include "gui/window/editor_panel.h"
#include "gui/window/learning.h"
#include "gui/window/moment_sync.h"
#include "gui/window/runner.h"
#include "gui/window/selection.h"
#include "tests/gui/window/window_fixture.h"

#include <QAction>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QtTest>

#include <algorithm>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;

class TestWindowIndex : public QObject {
    Q_OBJECT
  private slots:
    void walkedByKeys();
    void walkedByMouse();
    void pastedMessageIsFound();
    void searchFindsMessages();
    void exceptionLeadsThere();
    void withoutExceptionNothingIsOffered();
    void courseIsSaved();
    void templatesRunClean_data();
    void templatesRunClean();
    void templateOpensAgain();
    void dropOnTheEditorOpens();
};

static IndexPage& pageOf(WindowFixture& f) {
    return *f.window().index();
}

// Where the row of the list is.
static void clickRow(IndexPage& page, const QString& id) {
    const QModelIndex index = page.list()->model()->index(page.shown()->indexOf(id), 0);
    QVERIFY(index.isValid());
    page.list()->scrollTo(index);
    QTest::mouseClick(page.list()->viewport(), Qt::LeftButton, {}, page.list()->visualRect(index).center());
}

void TestWindowIndex::walkedByKeys() {
    WindowFixture f;
    f.press(Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    IndexPage& page = pageOf(f);
    QTRY_VERIFY(page.isVisible());
    QVERIFY(page.field()->hasFocus());
    QTest::keyClicks(page.field(), "daemonic");
    QCOMPARE(page.chosen(), QString("daemon-has-children"));
    QVERIFY(page.text()->toPlainText().contains("What to do"));
    QVERIFY(page.text()->toPlainText().contains("maid.start()")); // the example itself
    f.press(Qt::Key_Return);
    QTRY_VERIFY(f.workspace().isVisible());
    QCOMPARE(f.workspace().lesson().id, QString("06"));
    QCOMPARE(f.workspace().editorPanel()->title(), QString("daemon_has_child.py"));
    // Back to the index, on by keys, and away.
    f.press(Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(page.isVisible());
    QCOMPARE(page.chosen(), QString("daemon-has-children"));
    page.field()->clear();
    f.press(Qt::Key_Down);
    const QString next = page.chosen();
    QVERIFY(next != "daemon-has-children");
    f.press(Qt::Key_Up);
    QCOMPARE(page.chosen(), QString("daemon-has-children"));
    f.press(Qt::Key_Escape); // to where one came from
    QTRY_VERIFY(f.workspace().isVisible());
}

void TestWindowIndex::walkedByMouse() {
    WindowFixture f;
    IndexPage& page = pageOf(f);
    for (QPushButton* button : f.window().home()->findChildren<QPushButton*>())
        if (button->text().startsWith("Index"))
            QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(page.isVisible());
    clickRow(page, "pool-not-running");
    QCOMPARE(page.chosen(), QString("pool-not-running"));
    QVERIFY(page.readButton()->text().contains("15"));
    QTest::mouseClick(page.exampleButton(), Qt::LeftButton);
    QTRY_VERIFY(f.workspace().isVisible());
    QCOMPARE(f.workspace().editorPanel()->title(), QString("task_after_close_1.py"));
    // An example is the learner's own copy: what the course ships stays as it is.
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
    QTRY_VERIFY(f.output().contains("Pool not running"));
    // Topics, and what is told of them.
    f.window().actions().index->trigger();
    QTRY_VERIFY(page.isVisible());
    QTest::mouseClick(page.parts()->button(1), Qt::LeftButton);
    clickRow(page, "deadlock");
    QVERIFY(page.text()->toPlainText().contains("Pen and paper"));
    QVERIFY(!page.exampleButton()->isVisible());
    QTest::mouseClick(page.readButton(), Qt::LeftButton);
    QTRY_VERIFY(f.workspace().isVisible());
    QCOMPARE(f.workspace().lesson().id, QString("10"));
}

void TestWindowIndex::pastedMessageIsFound() {
    WindowFixture f;
    f.window().showIndex();
    IndexPage& page = pageOf(f);
    // No word of the index has this class's name.
    page.field()->setText("AttributeError: 'Walrus' object has no attribute '_closed'");
    QCOMPARE(page.chosen(), QString("base-class-not-prepared"));
    QCOMPARE(page.shown()->count(), 1);
    page.field()->setText("dining"); // no message: the topics come into sight
    QCOMPARE(page.chosen(), QString("dining philosophers"));
    QCOMPARE(page.parts()->current(), 1);
    page.field()->setText("xyzzy");
    QCOMPARE(page.chosen(), QString());
    QVERIFY(!page.list()->isVisible());
    QVERIFY(!page.exampleButton()->isVisible());
    page.field()->clear();
    QVERIFY(page.list()->isVisible());
}

void TestWindowIndex::searchFindsMessages() {
    WindowFixture f;
    f.press(Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(f.window().search()->isVisible());
    QTest::keyClicks(f.window().search()->field(), "cannot start a process twice");
    QTest::keyClick(f.window().search()->field(), Qt::Key_Return);
    QTRY_VERIFY(pageOf(f).isVisible());
    QCOMPARE(pageOf(f).chosen(), QString("start-twice"));
}

void TestWindowIndex::exceptionLeadsThere() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("closes.py", "import multiprocessing as mp\n"
                                                        "def child(end):\n"
                                                        "    end.close()\n"
                                                        "    end.send(1)\n"
                                                        "if __name__ == '__main__':\n"
                                                        "    mp.set_start_method('fork')\n"
                                                        "    here, there = mp.Pipe()\n"
                                                        "    p = mp.Process(target=child, name='closer', "
                                                        "args=(there,))\n"
                                                        "    p.start(); p.join()\n")));
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
    ConsoleView& console = *f.workspace().console();
    QTRY_VERIFY(console.errorStrip()->isVisible());
    QVERIFY2(console.errorButton()->accessibleName().contains("OSError in P1 closer"),
             qPrintable(console.errorButton()->accessibleName()));
    // Why says it too: of all, of the process that is chosen, and of no other.
    const auto boxes = [&] {
        QStringList names;
        for (const TroubleBox* box : f.workspace().why()->errorBoxes())
            if (!box->isHidden())
                names += box->heading()->text();
        return names;
    };
    QTRY_COMPARE(boxes(), QStringList{"P1 closer: OSError"});
    const auto& processes = f.session()->history().now().processes();
    f.workspace().sync()->selection()->choose(processes[0].id);
    QTRY_COMPARE(boxes(), QStringList());
    f.workspace().sync()->selection()->choose(processes[1].id);
    QTRY_COMPARE(boxes(), QStringList{"P1 closer: OSError"});
    emit f.workspace().why()->errorBoxes()[0]->body()->linkActivated("error:connection-closed");
    QTRY_VERIFY(pageOf(f).isVisible());
    QCOMPARE(pageOf(f).chosen(), QString("connection-closed"));
    // Back to the run, which is still there; and again by the strip below the output.
    QTest::keyClick(pageOf(f).field(), Qt::Key_Escape);
    QTRY_VERIFY(f.workspace().isVisible());
    QVERIFY(f.session());
    pageOf(f).showError("queue-full");
    console.errorButton()->setFocus();
    QTest::keyClick(console.errorButton(), Qt::Key_Space);
    QTRY_VERIFY(pageOf(f).isVisible());
    QCOMPARE(pageOf(f).chosen(), QString("connection-closed"));
    // The status line offers it whichever panel is in front, and only beside the run.
    QVERIFY(!f.window().errorLink()->isVisible());
    QTest::keyClick(pageOf(f).field(), Qt::Key_Escape);
    QTRY_VERIFY(f.window().errorLink()->isVisible());
    pageOf(f).showError("queue-full");
    QTest::mouseClick(f.window().errorLink(), Qt::LeftButton);
    QTRY_VERIFY(pageOf(f).isVisible());
    QCOMPARE(pageOf(f).chosen(), QString("connection-closed"));
}

void TestWindowIndex::withoutExceptionNothingIsOffered() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("raises.py", "raise ValueError('own mistake')\n")));
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
    QTRY_VERIFY(f.workspace().console()->errorStrip()->isVisible()); // also for one that nobody foresaw
    QVERIFY(f.window().open(f.writeProgram("fine.py", "print('fine')\n")));
    QTRY_VERIFY(!f.workspace().console()->errorStrip()->isVisible());
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
    QTRY_VERIFY(f.output().contains("fine"));
    QVERIFY(!f.workspace().console()->errorStrip()->isVisible());
    QVERIFY(std::ranges::all_of(f.workspace().why()->errorBoxes(), &QWidget::isHidden));
}

void TestWindowIndex::courseIsSaved() {
    WindowFixture f;
    f.window().actions().course->trigger();
    CoursePage& page = *f.window().course();
    QTRY_VERIFY(page.isVisible());
    for (const lesson::Lesson& lesson : f.window().learning()->library().lessons())
        QVERIFY2(page.text()->toPlainText().contains(lesson.title.in("en")), qPrintable(lesson.id));
    const QString html = f.folder() + "/course.html", pdf = f.folder() + "/course.pdf";
    QVERIFY(page.saveTo(html));
    QFile file(html);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString saved = QString::fromUtf8(file.readAll());
    QVERIFY(saved.startsWith("<!DOCTYPE html>") && saved.contains("Deadlock") && saved.contains("</html>"));
    QVERIFY(!saved.contains("lesson:"));
    QVERIFY(page.saveTo(pdf));
    QFile paper(pdf);
    QVERIFY(paper.open(QIODevice::ReadOnly));
    QVERIFY(paper.read(5) == "%PDF-");
    QVERIFY(!page.saveTo("/nowhere/course.html"));
    QTest::keyClick(page.text(), Qt::Key_Escape);
    QTRY_VERIFY(f.window().home()->isVisible());
}

void TestWindowIndex::templatesRunClean_data() {
    QTest::addColumn<bool>("byMenu");
    QTest::addColumn<int>("which");
    for (int which = 0; which < 4; ++which)
        QTest::addRow("%d", which) << (which % 2 == 0) << which;
}

// Each as it is, up to its end: without an exception, with what it prints last.
void TestWindowIndex::templatesRunClean() {
    QFETCH(bool, byMenu);
    QFETCH(int, which);
    WindowFixture f;
    const QList<QAction*> menu = f.window().actions().templates->actions();
    QCOMPARE(menu.size(), 4);
    if (byMenu) {
        menu[which]->trigger();
    } else {
        QPushButton* button = nullptr;
        for (QPushButton* each : f.window().home()->findChildren<QPushButton*>())
            if (each->text() == menu[which]->text())
                button = each;
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY(f.workspace().isVisible());
    QVERIFY(f.workspace().editorPanel()->title().endsWith("_1.py"));
    QVERIFY(f.runUntilEvents());
    QVERIFY(f.waitUntilEnded());
    QTRY_VERIFY2(f.output().endsWith("all done"), qPrintable(f.output()));
    QVERIFY(!f.workspace().console()->errorStrip()->isVisible() || which == 1); // a task of the pool fails
}

// One that was not changed is not made again; one that was is left alone.
void TestWindowIndex::templateOpensAgain() {
    WindowFixture f;
    QAction* pipeline = f.window().findChild<QAction*>("template-pipeline");
    QVERIFY(pipeline);
    pipeline->trigger();
    pipeline->trigger();
    QCOMPARE(f.workspace().editorPanel()->title(), QString("pipeline_1.py"));
    f.workspace().editorPanel()->editor()->insert("# mine\n");
    QVERIFY(f.runUntilEvents()); // writes it
    QVERIFY(f.waitUntilEnded());
    pipeline->trigger();
    QCOMPARE(f.workspace().editorPanel()->title(), QString("pipeline_2.py"));
}

void TestWindowIndex::dropOnTheEditorOpens() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("open.py", "pass\n")));
    QMimeData data;
    const QString path = f.writeProgram("dropped.py", "print('dropped')\n");
    data.setUrls({QUrl::fromLocalFile(path)});
    data.setText(path); // as file managers give it
    QWidget* editor = f.workspace().editorPanel()->editor();
    QWidget* under = editor->childAt(editor->rect().center());
    QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(under ? under : editor, &enter);
    QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(under ? under : editor, &drop);
    QCOMPARE(f.workspace().editorPanel()->title(), QString("dropped.py"));
    QCOMPARE(f.workspace().editorPanel()->text(), QString("print('dropped')\n"));
}

QTEST_MAIN(TestWindowIndex)
#include "test_window_index.moc"
