// SPDX-License-Identifier: GPL-3.0-or-later
// What bytes become which lines and colours.
#include "gui/console/terminal_screen.h"

#include <QtTest>

using namespace forkscope::gui;

Q_DECLARE_METATYPE(forkscope::gui::TerminalPen)

class TestTerminalScreen : public QObject {
    Q_OBJECT

  private slots:
    void text_data();
    void text();
    void pens_data();
    void pens();
    void linesLeaveAtTheTop();
    void fullRowContinues();
    void sequenceCutInTwo();
};

static TerminalScreen& feed(TerminalScreen& screen, const QByteArray& bytes) {
    screen.feed(bytes.constData(), std::size_t(bytes.size()));
    return screen;
}

void TestTerminalScreen::text_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("plain") << QByteArray("hello\r\nworld") << QStringList{"hello", "world"};
    QTest::newRow("newline leaves an empty row for the cursor")
        << QByteArray("a\r\n") << QStringList{"a", ""};
    QTest::newRow("a line feed alone is a new line") << QByteArray("one\ntwo") << QStringList{"one", "two"};
    QTest::newRow("carriage return overwrites") << QByteArray("10%\r99%") << QStringList{"99%"};
    QTest::newRow("erase to the end of the line") << QByteArray("abcdef\r12\x1b[K") << QStringList{"12"};
    QTest::newRow("cursor up") << QByteArray("one\r\ntwo\x1b[A\rONE") << QStringList{"ONE", "two"};
    QTest::newRow("clear the screen") << QByteArray("old\x1b[2J\x1b[Hnew") << QStringList{"new"};
    QTest::newRow("tab") << QByteArray("a\tb") << QStringList{"a       b"};
    QTest::newRow("utf-8") << QByteArray("naïve – ok") << QStringList{QString::fromUtf8("naïve – ok")};
    QTest::newRow("wide characters") << QByteArray("\xe8\xbf\x9b\xe7\xa8\x8b!")
                                     << QStringList{QString::fromUtf8("进程!")};
    QTest::newRow("bad utf-8 does no harm")
        << QByteArray("a\xff\xfe z") << QStringList{QString::fromUtf8("a\uFFFD\uFFFD z")};
    QTest::newRow("unknown sequence is swallowed") << QByteArray("a\x1b[99zb") << QStringList{"ab"};
    QTest::newRow("window title is no text") << QByteArray("\x1b]0;title\x07x") << QStringList{"x"};
}

void TestTerminalScreen::text() {
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, lines);
    TerminalScreen screen(6, 20);
    QStringList seen;
    for (const TerminalLine& line : feed(screen, bytes).visibleLines())
        seen += line.text();
    QCOMPARE(seen, lines);
}

static TerminalPen colored(int index) {
    TerminalPen pen;
    pen.foreground = {TerminalColor::Kind::Indexed, std::uint32_t(index)};
    return pen;
}

void TestTerminalScreen::pens_data() {
    QTest::addColumn<QByteArray>("codes");
    QTest::addColumn<TerminalPen>("pen");
    QTest::newRow("default") << QByteArray("0") << TerminalPen();
    QTest::newRow("red") << QByteArray("31") << colored(1);
    QTest::newRow("bright green") << QByteArray("92") << colored(10);
    QTest::newRow("one of 256") << QByteArray("38;5;208") << colored(208);
    QTest::newRow("reset after red") << QByteArray("31;0") << TerminalPen();
    TerminalPen pen;
    pen.foreground = {TerminalColor::Kind::Rgb, 0x102030};
    QTest::newRow("24-bit") << QByteArray("38;2;16;32;48") << pen;
    pen = TerminalPen();
    pen.background = {TerminalColor::Kind::Indexed, 4};
    QTest::newRow("blue ground") << QByteArray("44") << pen;
    pen = TerminalPen();
    pen.bold = pen.underline = true;
    QTest::newRow("bold, underlined") << QByteArray("1;4") << pen;
    pen = TerminalPen();
    pen.italic = pen.strike = pen.reverse = true;
    QTest::newRow("italic, struck, reversed") << QByteArray("3;9;7") << pen;
}

void TestTerminalScreen::pens() {
    QFETCH(QByteArray, codes);
    QFETCH(TerminalPen, pen);
    TerminalScreen screen(4, 20);
    const std::vector<TerminalLine> lines = feed(screen, "\x1b[" + codes + "mX").visibleLines();
    QCOMPARE(lines.front().spans.size(), std::size_t(1));
    QVERIFY(lines.front().spans.front().pen == pen);
}

void TestTerminalScreen::linesLeaveAtTheTop() {
    TerminalScreen screen(3, 20);
    feed(screen, "1\r\n2\r\n3\r\n4\r\n5");
    const std::vector<TerminalLine> settled = screen.takeSettled();
    QCOMPARE(settled.size(), std::size_t(2));
    QCOMPARE(settled[0].text(), QStringLiteral("1"));
    QCOMPARE(settled[1].text(), QStringLiteral("2"));
    QVERIFY(screen.takeSettled().empty());
    QCOMPARE(screen.visibleLines().size(), std::size_t(3));
}

void TestTerminalScreen::fullRowContinues() {
    TerminalScreen screen(4, 5);
    const std::vector<TerminalLine> lines = feed(screen, "abcdefg\r\nhi").visibleLines();
    QCOMPARE(lines.size(), std::size_t(3));
    QVERIFY(lines[0].continues);
    QVERIFY(!lines[1].continues);
}

void TestTerminalScreen::sequenceCutInTwo() {
    TerminalScreen screen(4, 20);
    feed(screen, "\x1b[3");
    feed(screen, "1mred \xe2\x82");
    const std::vector<TerminalLine> lines = feed(screen, "\xac").visibleLines();
    QCOMPARE(lines.front().text(), QString::fromUtf8("red €"));
    QVERIFY(lines.front().spans.front().pen == colored(1));
}

QTEST_GUILESS_MAIN(TestTerminalScreen)
#include "test_terminal_screen.moc"
