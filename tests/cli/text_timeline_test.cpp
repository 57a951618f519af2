// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline in a terminal, made of scripted runs.
#include "engine/cli/columns.h"
#include "engine/cli/text_timeline.h"
#include "tests/world/script.h"

#include <QTest>

namespace forkscope::tests {

using cli::columnsOf;
using cli::fitted;
using cli::harmless;
using cli::TextTimeline;
using cli::wrapped;
using namespace world;

class TextTimelineTest : public QObject {
    Q_OBJECT
  private slots:
    void columns_data();
    void columns();
    void fits();
    void wraps();
    void makesHarmless();
    void oneRowForWhatOneProcessDoes();
    void namesComeBeforeTheirRows();
    void waitsAreTold();
    void theDeadOwnerIsMarked();
    void printsAreNotToldTwice();
    void burstsAreCounted();
    void manyProcessesStayNarrow();
};

namespace {

std::vector<std::string> played(Script& run, std::size_t width = 100) {
    std::vector<std::string> rows;
    TextTimeline timeline(false, width, [&](const std::string& row) { rows.push_back(row); });
    History history(run.log);
    history.advance();
    timeline.finish(history);
    return rows;
}

bool has(const std::vector<std::string>& rows, std::string_view part) {
    return std::ranges::any_of(rows,
                               [&](const std::string& row) { return row.find(part) != std::string::npos; });
}

QByteArray all(const std::vector<std::string>& rows) {
    QByteArray text;
    for (const std::string& row : rows)
        text += QByteArray::fromStdString(row) + '\n';
    return text;
}

} // namespace

void TextTimelineTest::columns_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("expected");
    QTest::newRow("plain") << QByteArray("mutex") << 5;
    QTest::newRow("two bytes") << QByteArray("käse") << 4;
    QTest::newRow("wide") << QByteArray("互斥锁") << 6;
    QTest::newRow("colours") << QByteArray("\x1b[1;32mgo\x1b[0m") << 2;
    QTest::newRow("broken UTF-8") << QByteArray("a\xff\xe4") << 3;
    QTest::newRow("empty") << QByteArray() << 0;
}

void TextTimelineTest::columns() {
    QFETCH(const QByteArray, text);
    QFETCH(const int, expected);
    QCOMPARE(int(columnsOf(text.toStdString())), expected);
}

void TextTimelineTest::fits() {
    QCOMPARE(fitted("mutex", 8), std::string("mutex   "));
    QCOMPARE(fitted("mutex", 3), std::string("mut"));
    QCOMPARE(fitted("互斥锁", 5), std::string("互斥 "));
    QCOMPARE(fitted("", 2), std::string("  "));
}

void TextTimelineTest::wraps() {
    using Lines = std::vector<std::string>;
    QCOMPARE(wrapped("one two three", 7), (Lines{"one two", "three"}));
    QCOMPARE(wrapped("abcdefgh", 3), (Lines{"abc", "def", "gh"}));
    QCOMPARE(wrapped("", 3), (Lines{""}));
    for (const std::string& line : wrapped("\x1b[32ma green text over lines\x1b[0m", 9))
        QVERIFY(columnsOf(line) <= 9);
    QCOMPARE(wrapped("\x1b[32mgreen ones\x1b[0m", 6), (Lines{"\x1b[32mgreen\x1b[0m", "\x1b[32mones\x1b[0m"}));
}

void TextTimelineTest::makesHarmless() {
    QCOMPARE(harmless("a\nb\tc\x07", false), std::string("a⏎b c·"));
    QCOMPARE(harmless("\x1b[31mred\x1b[0m", false), std::string("red"));
    QCOMPARE(harmless("\x1b[31mred", true), std::string("\x1b[31mred\x1b[0m"));
    QCOMPARE(harmless("\x1b[2J", true), std::string("·[2J"));
}

void TextTimelineTest::oneRowForWhatOneProcessDoes() {
    Script run;
    Actor main = run.main();
    const ObjectId orders = main.queue("orders");
    Actor maker = main.startsAndBegins("maker");
    maker.line(11).puts(orders, "'A1'");
    maker.line(12).sleeps(200);
    const auto rows = played(run);
    QVERIFY2(has(rows, "P1 maker begins, puts 'A1' into orders (11), sleeps for 0.20 s (12)"), all(rows));
}

void TextTimelineTest::namesComeBeforeTheirRows() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    main.acquires(mutex);
    std::vector<std::string> rows;
    TextTimeline timeline(false, 100, [&](const std::string& row) { rows.push_back(row); });
    History history(run.log);
    history.advance();
    timeline.follow(history);
    QVERIFY(rows.empty()); // the name of what is new may still come
    timeline.follow(history);
    QVERIFY2(has(rows, "mutex") && !has(rows, "Lock 1"), all(rows));
}

void TextTimelineTest::waitsAreTold() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Actor one = main.startsAndBegins("one"), two = main.startsAndBegins("two");
    one.acquires(mutex);
    two.line(5).wants(mutex);
    run.at(400);
    one.releases(mutex);
    two.gets(mutex);
    const auto rows = played(run);
    QVERIFY2(has(rows, "P2 two has to wait for mutex (5)") || has(rows, "has to wait for mutex (5)"),
             all(rows));
    QVERIFY2(has(rows, "acquires mutex, having waited 0."), all(rows));
    QVERIFY2(has(rows, "▒▒"), all(rows));
}

void TextTimelineTest::theDeadOwnerIsMarked() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Actor careless = main.startsAndBegins("careless");
    careless.acquires(mutex);
    careless.exits(1);
    main.reaps(careless, 1);
    main.line(30).sleeps(10);
    QVERIFY2(has(played(run), "P1†"), all(played(run)));
}

void TextTimelineTest::printsAreNotToldTwice() {
    Script run;
    Actor main = run.main();
    main.does(Kind::Print, Phase::Point, {}, 0, {Script::text(Tag::Preview, "hello")});
    run.engine().does(Kind::Output, Phase::Point, {}, 12, {Script::text(Tag::Text, "hello\nfrom C\n")});
    const auto rows = played(run);
    QVERIFY2(has(rows, "prints \"hello\""), all(rows));
    QVERIFY2(!has(rows, "│ hello"), all(rows));
    QVERIFY2(has(rows, "│ from C"), all(rows));
}

void TextTimelineTest::burstsAreCounted() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Actor one = main.startsAndBegins("one"), two = main.startsAndBegins("two");
    for (int i = 0; i < 500; ++i)
        for (Actor* const a : {&one, &two}) {
            a->acquires(mutex);
            a->releases(mutex);
        }
    const auto rows = played(run);
    QVERIFY(rows.size() < 80);
    QVERIFY2(has(rows, "… and ") && has(rows, " more events"), all(rows));
}

void TextTimelineTest::manyProcessesStayNarrow() {
    Script run;
    Actor main = run.main();
    for (int i = 0; i < 150; ++i) {
        Actor child = main.startsAndBegins("child");
        if (i % 2 == 0) {
            child.exits();
            main.reaps(child, 0);
        }
    }
    for (const std::size_t width : {60u, 100u, 120u})
        for (const std::string& row : played(run, width))
            QVERIFY2(columnsOf(row) <= width, row.c_str());
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::TextTimelineTest)
#include "text_timeline_test.moc"
