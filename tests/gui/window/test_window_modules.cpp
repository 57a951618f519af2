// SPDX-License-Identifier: GPL-3.0-or-later
// Modules of the learner's own stand as tabs beside the program: as they ran, with the processes on their
// lines.
#include "gui/editor/badge_gutter.h"
#include "gui/editor/code_editor.h"
#include "gui/editor/code_pane.h"
#include "gui/editor/source_tabs.h"
#include "gui/inspector/moment_view.h"
#include "gui/widgets/tab_strip.h"
#include "gui/window/editor_panel.h"
#include "gui/window/line_popup.h"
#include "gui/window/playhead.h"
#include "tests/gui/window/window_fixture.h"

#include <QAction>
#include <QPushButton>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;

// The cook sleeps in line 5 of the module.
static const char kMain[] = "import multiprocessing as mp\n"
                            "from kitchen import cook\n"
                            "\n"
                            "if __name__ == '__main__':\n"
                            "    p = mp.Process(target=cook)\n"
                            "    p.start()\n"
                            "    p.join()\n";
static const char kKitchen[] = "import time\n"
                               "\n"
                               "\n"
                               "def cook():\n"
                               "    time.sleep(0.5)\n";

class TestWindowModules : public QObject {
    Q_OBJECT
  private slots:
    void init();
    void cleanup() { f_.reset(); }
    void aModuleIsATabWithItsBadges();
    void aLineOfAModuleIsShown();
    void theTextIsTheOneThatRan();

  private:
    SourceTabs* tabs() { return f_->workspace().editorPanel()->sources(); }
    // To the middle of the sleep; false when there was none.
    bool moveToTheSleep();

    std::unique_ptr<WindowFixture> f_;
    QString kitchen_;
};

void TestWindowModules::init() {
    f_ = std::make_unique<WindowFixture>();
    kitchen_ = f_->writeProgram("kitchen.py", kKitchen);
    QVERIFY(f_->window().open(f_->writeProgram("dinner.py", kMain)));
    QVERIFY(tabs()->imported().isEmpty());
    QVERIFY(f_->runUntilEvents());
    QVERIFY(f_->waitUntilEnded());
}

bool TestWindowModules::moveToTheSleep() {
    const trace::Log& log = f_->session()->history().log();
    for (std::size_t i = 0; i < log.size(); ++i)
        if (log[i].kind == trace::Kind::Sleep && log[i].phase == trace::Phase::Begin) {
            f_->workspace().playhead()->moveTo(log[i].time + 250'000'000);
            return true;
        }
    return false;
}

void TestWindowModules::aModuleIsATabWithItsBadges() {
    QCOMPARE(tabs()->imported(), QStringList{kitchen_});
    QVERIFY(moveToTheSleep());
    BadgeGutter* const gutter = tabs()->pane(kitchen_)->gutter();
    QTRY_COMPARE(gutter->badges().size(), 1);
    QCOMPARE(gutter->badges().first().line, 5);
    QCOMPARE(gutter->badges().first().text, QStringLiteral("P1"));
    QCOMPARE(f_->workspace().editorPanel()->gutter()->badges().size(), 1); // main, in join
    QCOMPARE(f_->workspace().editorPanel()->gutter()->badges().first().line, 7);

    auto* strip = tabs()->findChild<TabStrip*>();
    QVERIFY(strip->isVisible());
    const auto buttons = strip->findChildren<QPushButton*>();
    QCOMPARE(buttons.size(), 2);
    QCOMPARE(buttons[0]->text(), QStringLiteral("dinner.py"));
    QTest::mouseClick(buttons[1], Qt::LeftButton);
    QCOMPARE(tabs()->currentPath(), kitchen_);
    QCOMPARE(tabs()->current()->editor()->text(), QString::fromLatin1(kKitchen));
    QVERIFY(tabs()->current()->editor()->isReadOnly());
    emit gutter->badgeClicked(gutter->badges().first().process);
    QVERIFY(f_->workspace().momentView()->currentIndex().isValid());
    QTest::keyClick(buttons[1], Qt::Key_Left);
    QCOMPARE(tabs()->currentPath(), QString());
}

// A choice in the list, a link, a search lead there; and the line tells when it ran.
void TestWindowModules::aLineOfAModuleIsShown() {
    emit f_->workspace().momentView()->lineRequested(kitchen_, 5);
    QCOMPARE(tabs()->currentPath(), kitchen_);
    QCOMPARE(tabs()->current()->editor()->currentLine(), 5);
    f_->window().findChild<QAction*>(QStringLiteral("lineHistory"))->trigger();
    auto* popup = f_->workspace().findChild<LinePopup*>();
    QVERIFY(popup != nullptr);
    delete popup;
    emit f_->workspace().momentView()->lineRequested(f_->folder() + QStringLiteral("/dinner.py"), 7);
    QCOMPARE(tabs()->currentPath(), QString());
    QCOMPARE(f_->workspace().editorPanel()->editor()->currentLine(), 7);
    QVERIFY(f_->message().isEmpty());
    emit f_->workspace().momentView()->lineRequested(QStringLiteral("/elsewhere/other.py"), 1);
    QVERIFY(f_->message().contains("other.py"));
}

void TestWindowModules::theTextIsTheOneThatRan() {
    f_->writeProgram("kitchen.py", "def cook():\n    pass\n");
    QCOMPARE(tabs()->pane(kitchen_)->editor()->text(), QString::fromLatin1(kKitchen));
    const QString recording = f_->folder() + QStringLiteral("/run.fscope");
    QVERIFY(f_->session()->save(recording));
    QVERIFY(f_->window().open(f_->writeProgram("alone.py", "print('alone')\n")));
    QVERIFY(tabs()->imported().isEmpty());
    QVERIFY(!tabs()->findChild<TabStrip*>()->isVisible());
    QVERIFY(f_->window().open(recording));
    QCOMPARE(tabs()->imported(), QStringList{kitchen_});
    QCOMPARE(tabs()->pane(kitchen_)->editor()->text(), QString::fromLatin1(kKitchen));
}

QTEST_MAIN(TestWindowModules)
#include "test_window_modules.moc"
