// SPDX-License-Identifier: GPL-3.0-or-later
// Typing, finding, badges and themes of the editor.
#include "gui/editor/badge_gutter.h"
#include "gui/editor/code_editor.h"
#include "gui/editor/code_pane.h"
#include "gui/editor/search_bar.h"
#include "gui/theme/theme.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QtTest>

#include <Qsci/qscilexerpython.h>

using namespace forkscope::gui;

static const QString kProgram =
    QStringLiteral("import time\n\n\ndef work(n):\n    time.sleep(n)\n    print(n)\n");

class TestCodeEditor : public QObject {
    Q_OBJECT

  private slots:
    void init();
    void cleanup() { pane_.reset(); }
    void typesAndUndoes();
    void replacingAllCanBeUndone();
    void everyStyleFollowsTheTheme();
    void searchFindsOnAndBack();
    void goesToALine();
    void badgesAreDrawnAndClicked();
    void crowdedLinesCountTheRest();
    void aNarrowPaneLeavesTheRoomToTheText();
    void staleBadgesLookDifferent();

  private:
    CodeEditor* editor() const { return pane_->editor(); }
    BadgeGutter* gutter() const { return pane_->gutter(); }
    QImage gutterImage() const { return gutter()->grab().toImage(); }
    QPoint middleOf(int line) const {
        return {gutter()->width() - 12, editor()->lineTop(line) + editor()->lineHeight() / 2};
    }
    std::unique_ptr<CodePane> pane_;
};

void TestCodeEditor::init() {
    Theme::instance().apply(ThemeMode::Dark);
    pane_ = std::make_unique<CodePane>();
    pane_->resize(700, 400);
    pane_->show();
    QVERIFY(QTest::qWaitForWindowExposed(pane_.get()));
    editor()->load(kProgram);
}

void TestCodeEditor::typesAndUndoes() {
    editor()->setFocus();
    QTest::keyClicks(editor()->viewport(), "x");
    QCOMPARE(editor()->text(), QStringLiteral("x") + kProgram);
    QTest::keyClick(editor()->viewport(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor()->text(), kProgram);
    editor()->undo(); // loading is not something to undo
    QCOMPARE(editor()->text(), kProgram);
}

void TestCodeEditor::replacingAllCanBeUndone() {
    editor()->replaceAll("other\n");
    QCOMPARE(editor()->text(), QStringLiteral("other\n"));
    editor()->undo();
    QCOMPARE(editor()->text(), kProgram);
}

void TestCodeEditor::everyStyleFollowsTheTheme() {
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        Theme::instance().apply(mode);
        for (int style = 0; style < 128; ++style)
            if (!editor()->lexer()->description(style).isEmpty())
                QCOMPARE(editor()->lexer()->paper(style), colors().panel);
        QCOMPARE(editor()->lexer()->color(QsciLexerPython::Keyword), colors().code.keyword);
        QVERIFY(editor()->lexer()->font(QsciLexerPython::Default).pointSizeF() > 6);
    }
}

void TestCodeEditor::searchFindsOnAndBack() {
    pane_->search()->open();
    QVERIFY(pane_->search()->isVisible());
    QTest::keyClicks(pane_->search()->field(), "time");
    QCOMPARE(editor()->selectedText(), QStringLiteral("time"));
    QCOMPARE(editor()->currentLine(), 1);
    QTest::keyClick(pane_->search()->field(), Qt::Key_Return);
    QCOMPARE(editor()->currentLine(), 5);
    QTest::keyClick(pane_->search()->field(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(editor()->currentLine(), 1);
    QTest::keyClick(pane_->search()->field(), Qt::Key_Escape);
    QVERIFY(!pane_->search()->isVisible());
}

void TestCodeEditor::goesToALine() {
    editor()->load(QString("pass\n").repeated(500));
    editor()->goToLine(400, false);
    QCOMPARE(editor()->currentLine(), 400);
    QVERIFY(editor()->lineTop(400) >= 0);
    QVERIFY(editor()->lineTop(400) < editor()->height());
    editor()->goToLine(100000, false); // no such line: nothing happens
    QCOMPARE(editor()->currentLine(), 400);
}

void TestCodeEditor::badgesAreDrawnAndClicked() {
    QSignalSpy clicked(gutter(), &BadgeGutter::badgeClicked);
    const QImage before = gutterImage();
    gutter()->setBadges({{5, "P1", colors().running.fill, colors().running.onFill, "P1 work: Running", 7}});
    const QImage after = gutterImage();
    QVERIFY(before != after);
    const QPoint inside = middleOf(5) + QPoint(3, -6);
    QCOMPARE(after.pixelColor(inside), colors().running.fill);
    QTest::mouseClick(gutter(), Qt::LeftButton, {}, middleOf(5));
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked[0][0].toUInt(), 7u);
    QTest::mouseClick(gutter(), Qt::LeftButton, {}, middleOf(6)); // beside it: goes to the line
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(editor()->currentLine(), 6);
}

void TestCodeEditor::crowdedLinesCountTheRest() {
    QList<LineBadge> badges;
    for (std::uint32_t i = 0; i < 40; ++i)
        badges.append(
            {5, QStringLiteral("P%1").arg(i), colors().running.fill, colors().running.onFill, "", i});
    gutter()->setBadges(badges);
    QSignalSpy clicked(gutter(), &BadgeGutter::badgeClicked);
    for (int x = 0; x < gutter()->width(); x += 3)
        QTest::mouseClick(gutter(), Qt::LeftButton, {}, QPoint(x, middleOf(5).y()));
    QVERIFY(clicked.size() > 3);
    QSet<uint> reached;
    for (const auto& click : clicked)
        reached.insert(click[0].toUInt());
    QVERIFY(reached.size() >= 2);
    QVERIFY(reached.size() < 6); // the others hide behind "+n"
}

void TestCodeEditor::aNarrowPaneLeavesTheRoomToTheText() {
    const int wide = gutter()->width();
    pane_->resize(360, 400);
    QTRY_VERIFY(gutter()->width() < wide);
    const int narrow = gutter()->width();
    gutter()->setBadges({{5, "P1", colors().running.fill, colors().running.onFill, "", 1},
                         {5, "P2", colors().running.fill, colors().running.onFill, "", 2},
                         {5, "P3", colors().running.fill, colors().running.onFill, "", 3}});
    QCOMPARE(gutter()->width(), narrow); // what stands on a line does not move the text
    QSignalSpy clicked(gutter(), &BadgeGutter::badgeClicked);
    QTest::mouseClick(gutter(), Qt::LeftButton, {}, middleOf(5));
    QCOMPARE(clicked.size(), 1);
}

void TestCodeEditor::staleBadgesLookDifferent() {
    gutter()->setBadges({{5, "P1", colors().running.fill, colors().running.onFill, "", 1}});
    const QImage fresh = gutterImage();
    gutter()->setStale(true);
    QVERIFY(gutterImage() != fresh);
}

QTEST_MAIN(TestCodeEditor)
#include "test_code_editor.moc"
