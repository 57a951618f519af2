// SPDX-License-Identifier: GPL-3.0-or-later
// The page "What Forkscope cannot see" opens from the menu and from above the timeline, once.
#include "tests/gui/window/window_fixture.h"

#include <QAction>
#include <QDialog>
#include <QPushButton>
#include <QTest>
#include <QTextBrowser>

namespace forkscope::tests {

class TestWindowHelp : public QObject {
    Q_OBJECT
  private slots:
    void opensFromTheMenuAndTheTimeline();
};

static QList<QDialog*> pages(QWidget& window) {
    return window.findChildren<QDialog*>(QStringLiteral("unseenPage"));
}

void TestWindowHelp::opensFromTheMenuAndTheTimeline() {
    WindowFixture f;
    f.window().findChild<QAction*>(QStringLiteral("unseen"))->trigger();
    QCOMPARE(pages(f.window()).size(), 1);
    QDialog* page = pages(f.window()).first();
    QVERIFY(page->isVisible());
    const QString text = page->findChild<QTextBrowser*>()->toPlainText();
    QVERIFY(text.startsWith(QStringLiteral("What Forkscope cannot see")));
    QVERIFY(text.contains(QStringLiteral("os.write(1")));
    page->close();
    f.window().findChild<QPushButton*>(QStringLiteral("unseenButton"))->click();
    QVERIFY(page->isVisible());
    QCOMPARE(pages(f.window()).size(), 1);
}

} // namespace forkscope::tests

QTEST_MAIN(forkscope::tests::TestWindowHelp)
#include "test_window_help.moc"
