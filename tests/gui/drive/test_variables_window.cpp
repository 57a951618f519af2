// SPDX-License-Identifier: GPL-3.0-or-later
// The window of variables beside a real program that is held.
#include "gui/drive/variables_window.h"
#include "gui/theme/theme.h"
#include "tests/drive/driven.h"

#include <QCheckBox>
#include <QComboBox>
#include <QTreeWidget>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using forkscope::tests::Driven;

class TestVariablesWindow : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { Theme::instance().apply(ThemeMode::Dark); }
    void oneProcess();
    void twoSideBySide();
    void nobodyIsHeld();
};

namespace {
QTreeWidgetItem* rowOf(const VariablesWindow& window, const QString& name) {
    for (QTreeWidgetItem* item : window.tree()->findItems(name, Qt::MatchExactly | Qt::MatchRecursive))
        if (item->parent())
            return item;
    return nullptr;
}
QString value(const VariablesWindow& window, const QString& name, int column) {
    const QTreeWidgetItem* row = rowOf(window, name);
    return row ? row->text(column) : QStringLiteral("-");
}
bool toTheLine(Driven& run) {
    return run.settle() && run.until("main", "process.join") && run.until("main/1", "lock.acquire");
}
} // namespace

void TestVariablesWindow::oneProcess() {
    Driven run("variables.py", {QStringLiteral("fork")});
    QVERIFY(toTheLine(run));
    VariablesWindow window;
    window.setSession(&run.session());
    window.show();
    window.choose(run.choice("main/1")->process);
    QTRY_COMPARE(value(window, "price", 1), QStringLiteral("2.5"));
    QCOMPARE(value(window, "count", 1), QStringLiteral("2"));
    QCOMPARE(value(window, "touchy", 1), QStringLiteral("<Touchy>"));
    QVERIFY(window.tree()->isColumnHidden(2));
    QVERIFY(window.headline().contains(QString::number(run.choice("main/1")->line)));
    QVERIFY(!rowOf(window, "work"));
    window.findChild<QCheckBox*>()->setChecked(true);
    QCOMPARE(value(window, "work", 1), QStringLiteral("<function work>"));
    // What it is after the next steps is shown then.
    QVERIFY(run.until("main/1", "lock.release"));
    QTRY_COMPARE(value(window, "was_dropped", 1), QStringLiteral("True"));
    QCOMPARE(value(window, "dropped", 1), QStringLiteral("-"));
    QVERIFY(run.output().contains("touched []"));
}

void TestVariablesWindow::twoSideBySide() {
    Driven run("variables.py", {QStringLiteral("spawn")});
    QVERIFY(toTheLine(run));
    VariablesWindow window;
    window.setSession(&run.session());
    window.show();
    window.choose(run.choice("main")->process);
    window.compareWith(run.choice("main/1")->process);
    QTRY_COMPARE(value(window, "count", 3), QStringLiteral("≠ differs"));
    QCOMPARE(value(window, "count", 1), QStringLiteral("1"));
    QCOMPARE(value(window, "count", 2), QStringLiteral("2"));
    QCOMPARE(value(window, "touchy", 3), QStringLiteral("not known"));
    QCOMPARE(value(window, "child", 3), QStringLiteral("← only here"));
    QCOMPARE(value(window, "price", 1), QString()); // of the one on the right alone
    QCOMPARE(value(window, "price", 2), QStringLiteral("2.5"));
    const QTreeWidgetItem* row = rowOf(window, "count");
    QVERIFY(row->background(0) != rowOf(window, "touched")->background(0));
}

void TestVariablesWindow::nobodyIsHeld() {
    VariablesWindow window;
    window.show();
    QVERIFY(window.headline().contains(QStringLiteral("Pause")));
    QCOMPARE(window.tree()->topLevelItemCount(), 0);
    {
        Driven run("variables.py", {QStringLiteral("fork")});
        window.setSession(&run.session());
        QVERIFY(toTheLine(run));
        window.choose(run.choice("main/1")->process);
        QTRY_COMPARE(value(window, "price", 1), QStringLiteral("2.5"));
        QVERIFY(run.finish());
    }
    QTRY_COMPARE(window.tree()->topLevelItemCount(), 0); // the session is gone
}

QTEST_MAIN(TestVariablesWindow)
#include "test_variables_window.moc"
