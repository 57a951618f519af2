// SPDX-License-Identifier: GPL-3.0-or-later
// The console as a person uses it: output, long output, moments, typing.
#include "gui/console/console_text.h"
#include "gui/console/console_view.h"
#include "gui/console/input_line.h"
#include "gui/theme/theme.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTextBlock>
#include <QtTest>

using namespace forkscope::gui;

class TestConsoleView : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase() { Theme::instance().apply(ThemeMode::Dark); }
    void showsLinesInOrder();
    void rewritesTheLineInPlace();
    void colorsFollowTheTheme();
    void keepsTheLastLines();
    void muchOutputDoesNotHold();
    void joinsWrappedRows();
    void showsExactlyWhatHadBeenPrinted();
    void scrollsAlongOnlyAtTheBottom();
    void showsAllThatFits();
    void typing();
    void saysWhoWaits();
};

static QString shown(ConsoleText& text) {
    text.settle();
    return text.toPlainText();
}

void TestConsoleView::showsLinesInOrder() {
    ConsoleText text;
    text.restart(5, 40);
    QStringList lines;
    for (int i = 0; i < 50; ++i) {
        lines += QString::number(i);
        text.append(QByteArray::number(i) + (i < 49 ? "\r\n" : ""));
        if (i % 7 == 0)
            text.settle();
    }
    QCOMPARE(shown(text), lines.join(QLatin1Char('\n')));
}

void TestConsoleView::rewritesTheLineInPlace() {
    ConsoleText text;
    text.append("first\r\n 10%");
    QCOMPARE(shown(text), QStringLiteral("first\n 10%"));
    text.append("\r100%");
    QCOMPARE(shown(text), QStringLiteral("first\n100%"));
}

static QColor colorOfFirstLetter(const ConsoleText& text) {
    return text.document()->firstBlock().begin().fragment().charFormat().foreground().color();
}

void TestConsoleView::colorsFollowTheTheme() {
    ConsoleText text;
    text.append("\x1b[31mred\x1b[0m");
    text.settle();
    QCOMPARE(colorOfFirstLetter(text), darkColors().ansi[1]);
    Theme::instance().apply(ThemeMode::Light);
    QCOMPARE(shown(text), QStringLiteral("red"));
    QCOMPARE(colorOfFirstLetter(text), lightColors().ansi[1]);
    Theme::instance().apply(ThemeMode::Dark);
}

void TestConsoleView::keepsTheLastLines() {
    ConsoleText text;
    text.restart(10, 40);
    const int many = ConsoleText::kLines * 2;
    for (int i = 0; i < many; ++i)
        text.append("line " + QByteArray::number(i) + "\r\n");
    const QString all = shown(text);
    QVERIFY(text.blockCount() <= ConsoleText::kLines + 10);
    QVERIFY(all.contains(QStringLiteral("line %1").arg(many - 1)));
    QVERIFY(!all.contains(QStringLiteral("line 1\n")));
}

// A gigabyte would come in pieces like these: memory stays bounded, and each call returns at once because
// parsing happens later and what is too much is left out, in words.
void TestConsoleView::muchOutputDoesNotHold() {
    ConsoleText text;
    QByteArray piece;
    while (piece.size() < (1 << 20))
        piece += "0123456789 0123456789 0123456789\r\n";
    for (int i = 0; i < 64; ++i)
        text.append(piece);
    text.append("the end");
    QCOMPARE(text.bytesTaken(), qint64(64) * piece.size() + 7);
    const QString all = shown(text);
    QVERIFY(all.endsWith(QStringLiteral("the end")));
    QVERIFY(text.blockCount() <= ConsoleText::kLines + 40);
    text.restart(30, 100);
    text.append("short\r\n" + piece.repeated(3));
    QVERIFY(shown(text).contains(QStringLiteral("left out here")) ||
            text.blockCount() >= ConsoleText::kLines);
}

void TestConsoleView::joinsWrappedRows() {
    ConsoleText text;
    text.restart(5, 10);
    text.append("abcdefghijklmno\r\nnext");
    QCOMPARE(shown(text), QStringLiteral("abcdefghijklmno\nnext"));
}

void TestConsoleView::showsExactlyWhatHadBeenPrinted() {
    ConsoleText text;
    const QByteArray all = "one\r\ntwo\r\nthree";
    text.showExactly(all);
    QCOMPARE(shown(text), QStringLiteral("one\ntwo\nthree"));
    text.showExactly(all.left(5));
    QCOMPARE(shown(text), QStringLiteral("one"));
    text.showExactly(all.left(8));
    QCOMPARE(shown(text), QStringLiteral("one\ntwo"));
    text.showExactly(QByteArray());
    QCOMPARE(shown(text), QString());
}

void TestConsoleView::scrollsAlongOnlyAtTheBottom() {
    ConsoleText text;
    text.resize(300, 120);
    text.show();
    text.restart(5, 40);
    for (int i = 0; i < 100; ++i)
        text.append("x\r\n");
    text.settle();
    QCOMPARE(text.verticalScrollBar()->value(), text.verticalScrollBar()->maximum());
    text.verticalScrollBar()->setValue(3);
    text.append("more\r\nand more\r\n");
    text.settle();
    QCOMPARE(text.verticalScrollBar()->value(), 3);
}

void TestConsoleView::showsAllThatFits() {
    ConsoleText text;
    text.resize(300, 140);
    text.show();
    QVERIFY(QTest::qWaitForWindowExposed(&text));
    for (int i = 1; i <= 7; ++i) {
        text.append("line " + QByteArray::number(i) + "\n");
        text.settle();
    }
    QCOMPARE(text.verticalScrollBar()->maximum(), 0);
    text.resize(300, 98); // now one or two lines too many: the last one stands at the bottom
    text.append("line 8\n");
    text.settle();
    QTest::qWait(0);
    const int bottom = text.cursorRect(QTextCursor(text.document()->lastBlock())).bottom();
    QVERIFY2(text.viewport()->height() - bottom < 3 * text.fontMetrics().lineSpacing() / 2,
             QByteArray::number(bottom).constData());
}

void TestConsoleView::typing() {
    ConsoleView view;
    QSignalSpy lines(&view, &ConsoleView::inputEntered);
    QSignalSpy ends(&view, &ConsoleView::endOfInput);
    QVERIFY(!view.input()->isEnabled());
    view.setInputEnabled(true);
    view.show();
    QTest::keyClicks(view.input(), "first");
    QTest::keyClick(view.input(), Qt::Key_Return);
    QTest::keyClicks(view.input(), "second");
    QTest::keyClick(view.input(), Qt::Key_Return);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0][0].toByteArray(), QByteArray("first\n"));
    QTest::keyClicks(view.input(), "dra");
    QTest::keyClick(view.input(), Qt::Key_Up);
    QTest::keyClick(view.input(), Qt::Key_Up);
    QCOMPARE(view.input()->text(), QStringLiteral("first"));
    QTest::keyClick(view.input(), Qt::Key_Down);
    QTest::keyClick(view.input(), Qt::Key_Down);
    QCOMPARE(view.input()->text(), QStringLiteral("dra"));
    QTest::keyClick(view.input(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(ends.size(), 0); // only on an empty line
    view.input()->clear();
    QTest::keyClick(view.input(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(ends.size(), 1);
}

void TestConsoleView::saysWhoWaits() {
    ConsoleView view;
    view.setInputEnabled(true);
    view.setAwaited(QStringLiteral("P0 main"));
    QVERIFY(view.input()->placeholderText().contains(QStringLiteral("P0 main")));
    view.setInputEnabled(false);
    QVERIFY(!view.input()->placeholderText().contains(QStringLiteral("P0 main")));
}

QTEST_MAIN(TestConsoleView)
#include "test_console_view.moc"
