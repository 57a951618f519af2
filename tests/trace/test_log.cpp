// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/log.h"
#include "engine/trace/names.h"

#include <QSet>
#include <QtTest>

using namespace forkscope::trace;

class TestLog : public QObject {
    Q_OBJECT
  private slots:
    void timesNeverGoBack();
    void findsTheMoment();
    void fieldsSurviveManyBlocks();
    void idsAreDense();
    void everyKindHasOneName();
};

void TestLog::timesNeverGoBack() {
    Log log;
    for (const Time t : {10, 30, 20, 40}) {
        Event e;
        e.time = t;
        log.append(e);
    }
    QCOMPARE(log[2].time, 30);
    QCOMPARE(log[3].order, 4u);
}

void TestLog::findsTheMoment() {
    Log log;
    QCOMPARE(log.upperBound(5), 0u);
    for (int i = 0; i < 40'000; ++i) {
        Event e;
        e.time = i / 2 * 10;
        log.append(e);
    }
    QCOMPARE(log.upperBound(-1), 0u);
    QCOMPARE(log.upperBound(0), 2u);
    QCOMPARE(log.upperBound(9), 2u);
    QCOMPARE(log.upperBound(10), 4u);
    QCOMPARE(log.upperBound(1'000'000), 40'000u);
}

void TestLog::fieldsSurviveManyBlocks() {
    Log log;
    for (int i = 0; i < 20'000; ++i) {
        const std::string text = "item " + std::to_string(i) + std::string(std::size_t(i % 50), '.');
        const Field fields[] = {{Tag::Size, false, i, {}}, {Tag::Preview, true, 0, text}};
        Event e;
        e.detail = log.addFields(fields);
        log.append(e);
    }
    for (int i = 0; i < 20'000; ++i) {
        QCOMPARE(log.number(log[std::size_t(i)], Tag::Size), i);
        QVERIFY(log.text(log[std::size_t(i)], Tag::Preview)->starts_with("item " + std::to_string(i)));
    }
    QCOMPARE(log.addFields({}), 0u);
}

void TestLog::idsAreDense() {
    Log log;
    QVERIFY(!log.intern(0));
    QCOMPARE(log.intern(1ull << 63).value, 1u);
    QCOMPARE(log.intern(7).value, 2u);
    QCOMPARE(log.intern(1ull << 63).value, 1u);
    QCOMPARE(log.rawId({2}), 7u);
    QCOMPARE(log.rawId({99}), 0u);
    QCOMPARE(log.internPath("a.py").value, log.internPath("a.py").value);
    QVERIFY(log.path({}).empty());
}

void TestLog::everyKindHasOneName() {
    QSet<QByteArray> names;
    for (int i = 0; i < 256; ++i) {
        if (!isKind(std::uint8_t(i)))
            continue;
        const auto name = kindName(Kind(i));
        const QByteArray key(name.data(), qsizetype(name.size()));
        QVERIFY2(!names.contains(key), key.constData());
        names.insert(key);
        QVERIFY(kindFromName(name) == Kind(i));
    }
    QVERIFY(names.size() > 60);
    QVERIFY(!kindFromName("lock.aquire"));
    for (int tag = 1; tag < int(Tag::Last); ++tag)
        QVERIFY(!fieldName(Tag(tag)).empty());
}

QTEST_GUILESS_MAIN(TestLog)
#include "test_log.moc"
