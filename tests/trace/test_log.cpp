// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/log.h"
#include "engine/trace/names.h"

#include <QSet>
#include <QtTest>

#include <random>

using namespace forkscope::trace;

namespace {
bool isSame(const Event& a, const Event& b) {
    return a.time == b.time && a.order == b.order && a.process == b.process && a.object == b.object &&
           a.value == b.value && a.line == b.line && a.detail == b.detail && a.file == b.file &&
           a.thread == b.thread && a.kind == b.kind && a.phase == b.phase && a.flags == b.flags;
}
} // namespace

class TestLog : public QObject {
    Q_OBJECT
  private slots:
    void timesNeverGoBack();
    void findsTheMoment();
    void keepsEveryField();
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

// Against a plain vector, with the least and greatest of each field among them.
void TestLog::keepsEveryField() {
    std::mt19937_64 random(11);
    const auto any = [&](auto one) {
        using Number = decltype(one);
        const std::uint64_t bits = random();
        return Number(bits % 4 == 0 ? 0 : bits % 4 == 1 ? ~std::uint64_t(0) : bits >> 8);
    };
    Log log;
    std::vector<Event> expected;
    Time time = 0;
    for (std::size_t i = 0; i < 5000; ++i) {
        Event e;
        e.time = time += i == 3000 ? Time(1) << 50 : Time(random() % 1000);
        e.process = {any(std::uint32_t())};
        e.object = {any(std::uint32_t())};
        e.value = random() % 5 == 0 ? INT32_MIN : any(std::int32_t());
        e.line = any(std::uint32_t());
        e.detail = any(std::uint32_t());
        e.file = {any(std::uint16_t())};
        e.thread = any(std::uint8_t());
        e.kind = Kind(any(std::uint8_t()));
        e.phase = Phase(any(std::uint8_t()) & 3);
        e.flags = any(std::uint8_t());
        const Event kept = log.append(e);
        e.order = i + 1;
        QVERIFY(isSame(kept, e));
        expected.push_back(e);
    }
    QCOMPARE(log.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QVERIFY2(isSame(log[i], expected[i]), qPrintable(QString::number(i)));
        QCOMPARE(log.time(i), expected[i].time);
    }
    std::size_t next = 700;
    log.each(700, 4200, [&](const Event& e) { return isSame(e, expected[next++]) && next < 4100; });
    QCOMPARE(next, 4100u);
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
