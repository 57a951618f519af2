// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline's panel: what is remembered of a program, the axis switch, the search field, hidden lanes.
#include "gui/timeline/timeline_view.h"
#include "gui/widgets/segmented_switch.h"
#include "gui/window/settings.h"
#include "gui/window/timeline_panel.h"
#include "gui/window/timeline_search_bar.h"
#include "tests/gui/timeline/small_run.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace forkscope;
using gui::LaneArrangement;
using gui::SmallRun;
using gui::TimelinePanel;
using gui::TimelineView;

class PanelTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void init();
    void lanesAreRememberedForEachProgram();
    void axisIsRememberedForEachProgram();
    void hiddenLanesAreCountedAndBroughtBack();
    void theSwitchAndTheKeyChangeTheAxis();
    void theFieldSearches();

  private:
    std::unique_ptr<SmallRun> run_;
    gui::Settings settings_;
    QTemporaryDir home_;
};

void PanelTest::initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home_.path());
    QCoreApplication::setOrganizationName(QStringLiteral("forkscope-test"));
    QCoreApplication::setApplicationName(QStringLiteral("timeline"));
}

void PanelTest::init() {
    run_ = std::make_unique<SmallRun>();
}

static void show(TimelinePanel& panel, const SmallRun& run, gui::Settings& settings, const QString& program) {
    panel.resize(1000, 460);
    panel.setProgram(program, settings);
    panel.setEmpty(false);
    panel.view()->setHistory(run.history.get());
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
}

static void press(TimelineView* view, int key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(view, Qt::Key(key), modifiers);
}

void PanelTest::lanesAreRememberedForEachProgram() {
    const QString shop = QStringLiteral("/home/learner/shop.py"),
                  other = QStringLiteral("/home/learner/x.py");
    {
        TimelinePanel panel;
        show(panel, *run_, settings_, shop);
        press(panel.view(), Qt::Key_Down);
        press(panel.view(), Qt::Key_Down);
        press(panel.view(), Qt::Key_Down, Qt::ControlModifier); // the buyer below the seller
        press(panel.view(), Qt::Key_Delete);
        QCOMPARE(panel.view()->laneNames(), QStringList({"P0 main", "P2 seller", "mutex", "orders"}));
        panel.view()->setHistory(nullptr);
    }
    const SmallRun again;
    TimelinePanel panel;
    show(panel, again, settings_, other);
    QCOMPARE(panel.view()->laneNames().size(), 5);
    panel.setProgram(shop, settings_);
    QCOMPARE(panel.view()->laneNames(), QStringList({"P0 main", "P2 seller", "mutex", "orders"}));
    panel.view()->showLane({});
    QCOMPARE(panel.view()->laneNames()[1], QStringLiteral("P2 seller")); // moved it stays
    panel.setProgram(other, settings_);
    QCOMPARE(panel.view()->laneNames()[1], QStringLiteral("P1 buyer"));
    // Nothing of the path can be read in the settings.
    for (const QString& key : QSettings().allKeys())
        QVERIFY(!key.contains(QStringLiteral("shop")));
    panel.view()->setHistory(nullptr);
}

void PanelTest::axisIsRememberedForEachProgram() {
    using gui::timeline::AxisKind;
    const QString shop = QStringLiteral("axis/shop.py"), other = QStringLiteral("axis/x.py");
    {
        TimelinePanel panel;
        show(panel, *run_, settings_, shop);
        QCOMPARE(panel.view()->axisKind(), AxisKind::Time);
        press(panel.view(), Qt::Key_T);
        QCOMPARE(panel.view()->axisKind(), AxisKind::Steps);
        panel.view()->setHistory(nullptr);
    }
    const SmallRun again;
    TimelinePanel panel;
    show(panel, again, settings_, shop);
    QCOMPARE(panel.view()->axisKind(), AxisKind::Steps);
    panel.setProgram(other, settings_);
    QCOMPARE(panel.view()->axisKind(), AxisKind::Time);
    panel.setProgram(shop, settings_);
    QCOMPARE(panel.view()->axisKind(), AxisKind::Steps);
    panel.view()->setHistory(nullptr);
}

void PanelTest::hiddenLanesAreCountedAndBroughtBack() {
    TimelinePanel panel;
    show(panel, *run_, settings_, QStringLiteral("hidden.py"));
    auto* button = panel.findChild<QPushButton*>(QStringLiteral("hiddenLanes"));
    QVERIFY(button != nullptr && !button->isVisible());
    for (int i = 0; i < 2; ++i) {
        press(panel.view(), Qt::Key_Up); // the lowest lane
        press(panel.view(), Qt::Key_Delete);
    }
    QVERIFY(button->isVisible());
    QCOMPARE(button->text(), QStringLiteral("2 hidden"));
    QTest::mouseClick(button, Qt::LeftButton);
    auto* menu = panel.findChild<QMenu*>();
    QVERIFY(menu != nullptr);
    menu->actions().first()->trigger();
    QCOMPARE(button->text(), QStringLiteral("1 hidden"));
    menu->actions().last()->trigger();
    QVERIFY(!button->isVisible());
    QCOMPARE(panel.view()->laneNames().size(), 5);
    menu->close();
    panel.view()->setHistory(nullptr);
}

void PanelTest::theSwitchAndTheKeyChangeTheAxis() {
    TimelinePanel panel;
    show(panel, *run_, settings_, QStringLiteral("axis.py"));
    QTest::mouseClick(panel.axisSwitch()->button(1), Qt::LeftButton);
    QCOMPARE(panel.view()->axisKind(), gui::timeline::AxisKind::Steps);
    press(panel.view(), Qt::Key_T);
    QCOMPARE(panel.view()->axisKind(), gui::timeline::AxisKind::Time);
    QCOMPARE(panel.axisSwitch()->current(), 0);
    panel.view()->setHistory(nullptr);
}

void PanelTest::theFieldSearches() {
    TimelinePanel panel;
    show(panel, *run_, settings_, QStringLiteral("search.py"));
    gui::TimelineSearchBar* bar = panel.searchBar();
    QVERIFY(!bar->isVisible());
    press(panel.view(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(bar->isVisible());
    QTest::keyClicks(bar->field(), QStringLiteral("line 12"));
    QCOMPARE(bar->verdict(), QStringLiteral("3 events"));
    panel.view()->setPlayhead(0);
    QTest::keyClick(bar->field(), Qt::Key_Return);
    QCOMPARE(bar->verdict(), QStringLiteral("1 of 3"));
    QCOMPARE(panel.view()->playhead(), 100 * world::kMs);
    QTest::keyClick(bar->field(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(bar->verdict(), QStringLiteral("3 of 3"));
    bar->field()->setText(QStringLiteral("xyzzy"));
    QCOMPARE(bar->verdict(), QStringLiteral("nothing found"));
    QTest::keyClick(bar->field(), Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QVERIFY(panel.view()->search()->query().isEmpty());
    panel.view()->setHistory(nullptr);
}

QTEST_MAIN(PanelTest)
#include "panel_test.moc"
