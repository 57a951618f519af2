// SPDX-License-Identifier: GPL-3.0-or-later
// Any width, either theme, keyboard only.
#include "gui/editor/code_editor.h"
#include "gui/home/home_page.h"
#include "gui/lesson/lesson_view.h"
#include "gui/timeline/timeline_view.h"
#include "gui/widgets/panel.h"
#include "gui/widgets/tab_stack.h"
#include "gui/window/editor_panel.h"
#include "gui/window/layout.h"
#include "gui/window/stage_panel.h"
#include "gui/window/timeline_panel.h"
#include "tests/gui/window/window_fixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QLineEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;

class TestWindowLayout : public QObject {
    Q_OBJECT

  private slots:
    void arrangements_data();
    void arrangements();
    void everyTabCanBeShown();
    void widthChangesWhileRunning();
    void themeSwitches();
    void panelsByKey();
    void everyControlHasAName();
    void sizesAreRemembered();
    void aLessonWithTablesOpensAtItsBeginning();
};

void TestWindowLayout::arrangements_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("arrangement");
    QTest::newRow("wide") << 1520 << 900 << int(Layout::Arrangement::Wide);
    QTest::newRow("just wide") << 1200 << 700 << int(Layout::Arrangement::Wide);
    QTest::newRow("medium") << 1199 << 700 << int(Layout::Arrangement::Medium);
    QTest::newRow("just medium") << 1000 << 650 << int(Layout::Arrangement::Medium);
    QTest::newRow("narrow") << 900 << 600 << int(Layout::Arrangement::Narrow);
    QTest::newRow("smallest") << 760 << 520 << int(Layout::Arrangement::Narrow);
}

void TestWindowLayout::arrangements() {
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, arrangement);
    WindowFixture f;
    f.window().openLesson("08", "tickets_locked");
    f.window().resize(width, height);
    QTest::qWait(0);
    QCOMPARE(f.window().width(), width);
    QCOMPARE(f.window().height(), height);
    QCOMPARE(int(f.workspace().layoutArea()->arrangement()), arrangement);
    const auto inside = [&](const QWidget* widget) {
        const QRect place(widget->mapTo(&f.window(), QPoint()), widget->size());
        return widget->isVisible() && QRect(0, 0, width, height).contains(place);
    };
    QVERIFY(inside(f.workspace().timelinePanel()));
    QVERIFY(f.workspace().timelinePanel()->height() >= 120);
    const TabStack* tabs = f.workspace().findChild<TabStack*>();
    QVERIFY(tabs);
    QCOMPARE(tabs->count(), arrangement == int(Layout::Arrangement::Wide)     ? 3
                            : arrangement == int(Layout::Arrangement::Medium) ? 5
                                                                              : 6);
    QVERIFY(inside(f.workspace().editorPanel()));
    if (arrangement != int(Layout::Arrangement::Narrow))
        QVERIFY(inside(f.workspace().stagePanel()));
}

void TestWindowLayout::everyTabCanBeShown() {
    WindowFixture f;
    f.window().openLesson("08", "tickets_locked");
    f.window().resize(900, 600);
    QTest::qWait(0);
    TabStack* tabs = f.workspace().findChild<TabStack*>();
    QCOMPARE(tabs->count(), 6);
    for (QAbstractButton* tab : tabs->findChildren<QAbstractButton*>())
        if (tab->property("look") == "tab") {
            QTest::mouseClick(tab, Qt::LeftButton);
            QVERIFY(tab->isChecked());
            QVERIFY(tab->height() > 20);
        }
    f.window().actions().find->trigger(); // brings the program to the front
    QVERIFY(f.workspace().editorPanel()->isVisible());
}

void TestWindowLayout::widthChangesWhileRunning() {
    WindowFixture f;
    f.window().openLesson("14", "never_ends");
    QVERIFY(f.runUntilEvents());
    for (const int width : {900, 1100, 1500, 760, 1300, 1000}) {
        f.window().resize(width, 700);
        QTest::qWait(30);
        QVERIFY(!f.window().grab().isNull());
    }
    QTRY_VERIFY_WITH_TIMEOUT(f.processStates().size() >= 4, 20000);
    QVERIFY(f.workspace().runner()->isBusy());
}

void TestWindowLayout::themeSwitches() {
    WindowFixture f;
    f.window().openLesson("14", "never_ends");
    QVERIFY(f.runUntilEvents());
    const QPoint inEditor = f.workspace().editorPanel()->mapTo(&f.window(), QPoint(5, 5));
    QCOMPARE(f.window().grab().toImage().pixelColor(inEditor), darkColors().panel);
    f.press(Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(Theme::instance().mode(), ThemeMode::Light);
    QCOMPARE(f.window().grab().toImage().pixelColor(inEditor), lightColors().panel);
    CodeEditor* editor = f.workspace().editorPanel()->editor();
    const QImage text = editor->viewport()->grab().toImage();
    QCOMPARE(text.pixelColor(text.width() - 3, text.height() - 3), lightColors().panel);
    f.press(Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(f.window().grab().toImage().pixelColor(inEditor), darkColors().panel);
}

void TestWindowLayout::panelsByKey() {
    WindowFixture f;
    f.window().openLesson("14", "never_ends");
    QVERIFY(f.runUntilEvents());
    f.workspace().editorPanel()->editor()->setFocus();
    QSet<QWidget*> seen;
    for (int i = 0; i < 7; ++i) {
        f.press(Qt::Key_F6);
        seen.insert(QApplication::focusWidget());
    }
    QCOMPARE(seen.size(), 7);
    QCOMPARE(QApplication::focusWidget(), f.workspace().editorPanel()->editor());
    f.press(Qt::Key_F6, Qt::ShiftModifier);
    f.press(Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget(), f.workspace().editorPanel()->editor());
    f.press(Qt::Key_Home, Qt::AltModifier);
    QVERIFY(f.window().home()->isVisible());
    f.window().openLesson("14", "never_ends");
    f.press(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
    f.press(Qt::Key_Escape);
    f.press(Qt::Key_K, Qt::ControlModifier);
    QVERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
}

void TestWindowLayout::everyControlHasAName() {
    WindowFixture f;
    f.window().openLesson("14", "never_ends");
    QVERIFY(f.runUntilEvents());
    for (const QAbstractButton* button : f.window().findChildren<QAbstractButton*>()) {
        if (!button->isVisible() || button->metaObject()->className() == QByteArray("QLineEditIconButton"))
            continue;
        QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                 qPrintable(button->toolTip() + button->objectName()));
    }
    for (const QLineEdit* field : f.window().findChildren<QLineEdit*>())
        QVERIFY(!field->accessibleName().isEmpty());
}

void TestWindowLayout::sizesAreRemembered() {
    WindowFixture f;
    f.window().openLesson("14", "never_ends");
    f.window().resize(1450, 800);
    QTest::qWait(0);
    QSplitter* whole = f.workspace().findChild<QSplitter*>("columns");
    whole->setSizes({400, 650, 400});
    const QList<int> sizes = whole->sizes();
    f.restart();
    f.window().resize(1450, 800);
    f.window().openLesson("14", "never_ends");
    QTest::qWait(0);
    QCOMPARE(f.workspace().findChild<QSplitter*>("columns")->sizes(), sizes);
}

// Being resized while it comes into sight, the text keeps its place: the beginning.
void TestWindowLayout::aLessonWithTablesOpensAtItsBeginning() {
    WindowFixture f;
    f.window().openLesson("04", "four_jobs");
    LessonView view;
    view.resize(240, 15);
    view.showLesson(f.workspace().lesson());
    view.show();
    for (const int width : {352, 240, 700}) {
        QTest::qWait(50);
        view.resize(width, 800);
        QTest::qWait(50);
        QVERIFY(view.verticalScrollBar()->maximum() > 0);
        QCOMPARE(view.verticalScrollBar()->value(), 0);
    }
}

QTEST_MAIN(TestWindowLayout)
#include "test_window_layout.moc"
