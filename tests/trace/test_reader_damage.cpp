// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes that no probe would write: they are counted, and take nothing else along.
#include "scratch_trace.h"

#include <QtTest>

#include <cstring>
#include <random>

using namespace forkscope::trace;
using namespace forkscope::trace::testing;

class TestReaderDamage : public QObject {
    Q_OBJECT
  private slots:
    void shortRecordWithoutItsShapeIsAGap();
    void tornRecordIsAGap();
    void randomDamageNeverCrashes();
    void hostileHeadersNeverCrash();
    void chunkThatShrinksIsLeft();
    void eventsOfTheFutureAreDamage();
    void spoiledUnitNumberStopsNobody();
};

void TestReaderDamage::shortRecordWithoutItsShapeIsAGap() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    for (int i = 0; i < 10; ++i)
        point(w, Kind::LockRelease, std::uint64_t(i), 7);
    auto bytes = trace.copy();
    bytes[wire::kHeaderUnits * wire::kUnitBytes + sizeof(wire::ChunkHeader) + 8] ^=
        std::byte(1); // of the full one
    Log log;
    Reader reader(log);
    QCOMPARE(readAll(reader, bytes), 0u);
    QVERIFY(reader.damage().badRecords >= 10);
}

void TestReaderDamage::tornRecordIsAGap() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    for (int i = 0; i < 10; ++i)
        point(w, Kind::Sleep, std::uint64_t(i), 0, i);
    auto bytes = trace.copy();
    const std::size_t first = wire::kHeaderUnits * wire::kUnitBytes + sizeof(wire::ChunkHeader);
    std::memset(bytes.data() + first + 4 * sizeof(wire::Record), 0x5a, sizeof(wire::Record));
    Log log;
    Reader reader(log);
    QCOMPARE(readAll(reader, bytes), 9u);
    QCOMPARE(reader.damage().badRecords, 2u); // in units of 16 bytes
    QCOMPARE(reader.damage().missing, 1u);
    QCOMPARE(log[4].value, 5);
}

void TestReaderDamage::randomDamageNeverCrashes() {
    ScratchTrace trace;
    for (int p = 0; p < 4; ++p) {
        StreamWriter& w = trace.process();
        FieldBuffer fields;
        fields.add(Tag::Preview, "some text that is long enough to matter");
        for (int i = 0; i < 500; ++i)
            point(w, i % 2 ? Kind::QueuePut : Kind::FileName, std::uint64_t(i), 9, i,
                  i % 3 ? nullptr : &fields);
    }
    const auto sound = trace.copy();
    std::mt19937 random(20240607);
    std::uint64_t found = 0;
    for (int round = 0; round < 200; ++round) {
        auto bytes = sound;
        for (int hit = 0; hit < 60; ++hit) // anywhere but in magic and version
            bytes[16 + random() % (bytes.size() - 16)] = std::byte(random());
        for (int hit = 0; hit < 60; ++hit) { // and surely where the records are
            const std::size_t at = wire::kHeaderUnits * wire::kUnitBytes + random() % 30'000;
            bytes[at] = std::byte(random());
        }
        Log log;
        Reader reader(log);
        readAll(reader, bytes);
        QVERIFY(log.size() <= 2000);
        for (std::size_t i = 0; i < log.size(); ++i)
            (void)log.fields(log[i]);
        found += reader.damage().badRecords + reader.damage().badChunks;
    }
    QVERIFY(found > 1000); // the damage was seen, not overlooked
}

void TestReaderDamage::hostileHeadersNeverCrash() {
    ScratchTrace trace;
    point(trace.process(), Kind::Sleep, 1);
    auto bytes = trace.copy();
    const auto poke = [&bytes](std::size_t at, std::uint64_t value) {
        std::memcpy(&bytes[at], &value, sizeof value);
    };
    const std::size_t entry = wire::kDirectoryOffset + wire::kHeaderUnits * sizeof(std::uint64_t);
    for (const std::uint64_t value : {~0ull, 0xffffffffull, 1ull, 1ull << 32 | 2000 << 1 | 1, 3ull}) {
        poke(entry, value);
        poke(entry + 8, value);
        Log log;
        Reader reader(log);
        readAll(reader, bytes);
        QVERIFY(log.size() <= 1);
    }
    bytes[0] = std::byte('x');
    QVERIFY(!Reader::check(bytes));
    QVERIFY(!Reader::check(std::span(bytes).first(100)));
}

// Between two looks of the reader the program takes back what it had published.
void TestReaderDamage::chunkThatShrinksIsLeft() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    for (int i = 0; i < 10'000; ++i) // several chunks
        point(w, Kind::Sleep, std::uint64_t(i), 0, i);
    auto bytes = trace.copy();
    const std::size_t chunk = wire::kHeaderUnits * wire::kUnitBytes;
    const std::uint32_t open = 0;
    std::memcpy(&bytes[chunk + offsetof(wire::ChunkHeader, closed)], &open, sizeof open);
    Log log;
    Reader reader(log);
    QVERIFY(reader.read(bytes, 100, true) > 0);
    const std::uint32_t few = 32;
    std::memcpy(&bytes[chunk + offsetof(wire::ChunkHeader, used)], &few, sizeof few);
    readAll(reader, bytes);
    QVERIFY(!reader.backlog() && !reader.waiting());
    QCOMPARE(reader.damage().badChunks, 1u);
    QVERIFY(log.size() > 100 && log.size() < 10'000);
}

void TestReaderDamage::eventsOfTheFutureAreDamage() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    for (const std::uint64_t time : {10ull, 1ull << 46, 30ull, 2001ull, 2000ull})
        point(w, Kind::Sleep, time);
    Log log;
    Reader reader(log);
    reader.setLatest(2000);
    QCOMPARE(readAll(reader, trace.store().bytes()), 3u);
    QCOMPARE(log.back().time, 2000);
    QVERIFY(reader.damage().badRecords >= 2);
}

void TestReaderDamage::spoiledUnitNumberStopsNobody() {
    for (const std::uint32_t unit :
         {0u, wire::kHeaderUnits - 1, wire::kMaxUnits, UINT32_MAX - 1, UINT32_MAX}) {
        ScratchTrace trace;
        trace.store().header().nextUnit = unit;
        trace.store().header().unitLimit = UINT32_MAX;
        trace.store().write(Kind::Note, 0, 1); // the engine's own
        QVERIFY(!point(trace.process(), Kind::Sleep, 1));
        trace.store().tend();
        Log log;
        Reader reader(log);
        readAll(reader, trace.store().bytes());
        QCOMPARE(log.size(), 0u);
        QCOMPARE(reader.damage().lost, 2u);
    }
}

QTEST_GUILESS_MAIN(TestReaderDamage)
#include "test_reader_damage.moc"
