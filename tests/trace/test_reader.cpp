// SPDX-License-Identifier: GPL-3.0-or-later
#include "scratch_trace.h"

#include <QtTest>

#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace forkscope::trace;
using namespace forkscope::trace::testing;

class TestReader : public QObject {
    Q_OBJECT
  private slots:
    void givesBackWhatWasWritten();
    void ordersEventsOfSeveralProcesses();
    void processesOneAfterTheOther();
    void whoIsAheadWaitsAndIsNotLost();
    void readsBehindAWriter();
    void waitsForAMissingNumberAndGivesItUp();
    void aNumberThatComesTwiceHoldsNobodyUp();
    void putsKernelRecordsInByTime();
    void manyKernelRecordsKeepTheirTimes();
    void knowsFilesPerStream();
    void repeatedRecordsAreShort();
    void killedWriterLosesNothingPublished();
    void quotaStopsAProgramButNotTheEngine();
    void writersInThreadsKeepOrder();
};

void TestReader::givesBackWhatWasWritten() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    FieldBuffer fields;
    fields.add(Tag::Preview, "grüße", 7);
    fields.add(Tag::Timeout, std::int64_t(-5));
    QVERIFY(w.append(Kind::QueuePut, Phase::Begin, kWaits, 77, 3u << 20 | 12, -9, 2, 123456, &fields));
    Log log;
    Reader reader(log);
    QCOMPARE(readAll(reader, trace.store().bytes()), 1u);
    const Event& e = log[0];
    QCOMPARE(e.time, 123456);
    QCOMPARE(e.order, 1u);
    QCOMPARE(e.process.value, 1u);
    QCOMPARE(e.thread, 2);
    QVERIFY(e.kind == Kind::QueuePut && e.phase == Phase::Begin && e.has(kWaits));
    QCOMPARE(e.value, -9);
    QCOMPARE(e.line, 12u);
    QCOMPARE(log.rawId(e.object), 77u);
    QVERIFY(log.text(e, Tag::Preview) == "grüße");
    QCOMPARE(log.number(e, Tag::Timeout), -5);
    QVERIFY(!log.text(e, Tag::Message));
    QVERIFY(reader.damage() == Damage{});
}

void TestReader::ordersEventsOfSeveralProcesses() {
    ScratchTrace trace;
    StreamWriter& a = trace.process();
    StreamWriter& b = trace.process();
    for (int i = 0; i < 5000; ++i)
        point(i % 3 ? a : b, Kind::LockRelease, 1000 + std::uint64_t(i), 5, i);
    Log log;
    Reader reader(log);
    QCOMPARE(readAll(reader, trace.store().bytes()), 5000u);
    for (std::size_t i = 0; i < log.size(); ++i)
        QCOMPARE(log[i].value, int(i));
}

// Each process is far longer than the window, and read side by side they are far apart.
void TestReader::processesOneAfterTheOther() {
    ScratchTrace trace;
    constexpr int kEach = 3000, kProcesses = 5;
    for (int p = 0; p < kProcesses; ++p) {
        StreamWriter& w = trace.process();
        for (int i = 0; i < kEach; ++i)
            point(w, Kind::LockRelease, 1000 + std::uint64_t(p * kEach + i), 5, p * kEach + i);
    }
    Log log;
    Reader reader(log, 64);
    for (int round = 0; log.size() < kEach * kProcesses && round < 1000; ++round)
        reader.read(trace.store().bytes(), 300, false);
    QCOMPARE(log.size(), std::size_t(kEach * kProcesses));
    QCOMPARE(reader.damage().missing, 0u);
    for (std::size_t i = 0; i < log.size(); ++i)
        QCOMPARE(log[i].value, int(i));
}

// A number that never comes keeps the others from going on only until it is given up.
void TestReader::whoIsAheadWaitsAndIsNotLost() {
    ScratchTrace trace;
    StreamWriter& a = trace.process();
    StreamWriter& b = trace.process();
    trace.store().header().nextSeq.fetch_add(1);
    for (int i = 0; i < 4000; ++i)
        point(i < 2000 ? a : b, Kind::LockRelease, 1000 + std::uint64_t(i), 5, i);
    Log log;
    Reader reader(log, 64);
    for (int round = 0; round < 200; ++round)
        QCOMPARE(reader.read(trace.store().bytes(), 300, true), 0u);
    for (int round = 0; log.size() < 4000 && round < 1000; ++round)
        reader.read(trace.store().bytes(), 300, false);
    QCOMPARE(log.size(), 4000u);
    QCOMPARE(reader.damage().missing, 1u);
    for (std::size_t i = 0; i < log.size(); ++i)
        QCOMPARE(log[i].value, int(i));
}

void TestReader::readsBehindAWriter() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    Log log;
    Reader reader(log);
    QCOMPARE(reader.read(trace.store().bytes(), 1000, true), 0u);
    for (int round = 1; round <= 50; ++round) {
        for (int i = 0; i < 400; ++i) // runs through several chunks
            point(w, Kind::Sleep, std::uint64_t(round), 0, round * 400 + i);
        reader.read(trace.store().bytes(), 100'000, true);
        QCOMPARE(log.size(), std::size_t(round) * 400);
    }
    for (std::size_t i = 1; i < log.size(); ++i)
        QCOMPARE(log[i].value, log[i - 1].value + 1);
}

void TestReader::waitsForAMissingNumberAndGivesItUp() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    point(w, Kind::Sleep, 1);
    trace.store().header().nextSeq.fetch_add(1); // stamped by a process that was killed before it could write
    point(w, Kind::Sleep, 2);
    Log log;
    Reader reader(log);
    QCOMPARE(reader.read(trace.store().bytes(), 100, true), 1u);
    QVERIFY(reader.waiting());
    QCOMPARE(reader.read(trace.store().bytes(), 100, true), 0u);
    QCOMPARE(reader.read(trace.store().bytes(), 100, false), 1u);
    QVERIFY(!reader.waiting());
    QCOMPARE(reader.damage().missing, 1u);
}

// Once while it was far ahead of the window, once while it was in it.
void TestReader::aNumberThatComesTwiceHoldsNobodyUp() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    const auto write = [&](std::uint64_t from, std::uint64_t to) {
        trace.store().header().nextSeq = from;
        for (std::uint64_t seq = from; seq <= to; ++seq)
            point(w, Kind::Sleep, seq, 0, std::int32_t(seq));
    };
    Log log;
    Reader reader(log, 16);
    write(40, 40);
    write(1, 30);
    QCOMPARE(reader.read(trace.store().bytes(), 1000, true), 30u);
    write(40, 40);
    write(31, 39);
    write(41, 60);
    QCOMPARE(reader.read(trace.store().bytes(), 1000, true), 30u);
    QVERIFY(!reader.waiting());
    for (std::size_t i = 0; i < log.size(); ++i)
        QCOMPARE(log[i].value, int(i) + 1);
}

void TestReader::putsKernelRecordsInByTime() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    point(w, Kind::Sleep, 100);
    point(w, Kind::Sleep, 300);
    trace.store().writeUnsequenced(Kind::CpuRun, 41, 200, 41);
    trace.store().writeUnsequenced(Kind::CpuBlock, 41, 50, 41);
    Log log;
    Reader reader(log);
    readAll(reader, trace.store().bytes());
    QCOMPARE(log.size(), 4u);
    const Time expected[] = {50, 100, 200, 300};
    for (std::size_t i = 0; i < 4; ++i)
        QCOMPARE(log[i].time, expected[i]);
}

// More of them than of anything else, read a little at a time: the others wait for them.
void TestReader::manyKernelRecordsKeepTheirTimes() {
    constexpr Time kEach = 100'000;
    constexpr int kRecords = 40'000;
    ScratchTrace trace;
    StreamWriter* writers[] = {&trace.process(), &trace.process()};
    for (int i = 0; i < kRecords; ++i) {
        if (i % 4 == 0)
            point(*writers[i / 4 % 2], Kind::Sleep, std::uint64_t(i * kEach), 0, i);
        else
            trace.store().writeUnsequenced(Kind::CpuRun, i, std::uint64_t(i * kEach), 41);
    }
    Log log;
    Reader reader(log);
    std::size_t rounds = 0;
    do {
        reader.read(trace.store().bytes(), 900, false);
        ++rounds;
    } while (reader.backlog());
    QVERIFY(rounds > 10);
    QCOMPARE(log.size(), std::size_t(kRecords));
    QVERIFY(reader.damage() == Damage{});
    for (std::size_t i = 0; i < log.size(); ++i) {
        if (log[i].value != int(i) || log[i].time != Time(i) * kEach)
            QFAIL(qPrintable(QStringLiteral("event %1 has the time of %2").arg(i).arg(log[i].value)));
    }
}

void TestReader::knowsFilesPerStream() {
    ScratchTrace trace;
    StreamWriter& a = trace.process();
    StreamWriter& b = trace.process();
    FieldBuffer first, second;
    first.add(Tag::Path, "/home/ann/one.py");
    second.add(Tag::Path, "/home/ann/two.py");
    point(a, Kind::FileName, 1, 0, 1, &first);
    point(b, Kind::FileName, 2, 0, 1, &second);
    a.append(Kind::Sleep, Phase::Begin, 0, 0, 1u << 20 | 7, 0, 0, 3);
    b.append(Kind::Sleep, Phase::Begin, 0, 0, 1u << 20 | 8, 0, 0, 4);
    b.append(Kind::Sleep, Phase::Begin, 0, 0, 9u << 20 | 8, 0, 0, 5); // a number never announced
    Log log;
    Reader reader(log);
    readAll(reader, trace.store().bytes());
    QVERIFY(log.path(log[2].file) == "/home/ann/one.py");
    QVERIFY(log.path(log[3].file) == "/home/ann/two.py");
    QVERIFY(!log[4].file);
}

// A loop does the same on the same line: from the second time on, each record takes half the room.
void TestReader::repeatedRecordsAreShort() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    constexpr int kRounds = 3000; // more than one chunk
    for (int i = 0; i < kRounds; ++i) {
        w.append(Kind::LockAcquire, Phase::Point, 0, 7, 1u << 20 | 4, 1, 0, std::uint64_t(2 * i));
        w.append(Kind::LockRelease, Phase::Point, 0, 7, 1u << 20 | 5, 0, 0, std::uint64_t(2 * i + 1));
    }
    const std::size_t units = trace.store().header().nextUnit - wire::kHeaderUnits;
    QVERIFY(units * wire::kUnitBytes < 2 * kRounds * 20 + 2 * wire::kUnitBytes);
    Log log;
    Reader reader(log);
    QCOMPARE(readAll(reader, trace.store().bytes()), 2u * kRounds);
    QVERIFY(reader.damage() == Damage{});
    for (int i = 0; i < 2 * kRounds; ++i) {
        const Event& e = log[std::size_t(i)];
        QCOMPARE(e.time, i);
        QVERIFY(e.kind == (i % 2 ? Kind::LockRelease : Kind::LockAcquire));
        QCOMPARE(e.line, i % 2 ? 5u : 4u);
        QCOMPARE(e.value, i % 2 ? 0 : 1);
    }
}

// The claim "a killed process loses nothing that it had published", on a real process: its own count, kept in
// the trace's object field, says how far it got.
void TestReader::killedWriterLosesNothingPublished() {
    for (int round = 0; round < 20; ++round) {
        ScratchTrace trace;
        StreamWriter& w = trace.process();
        auto& witness = trace.store().header().quotaWaiters; // shared memory that both sides see
        const pid_t child = fork();
        QVERIFY(child >= 0);
        if (child == 0)
            for (std::uint32_t i = 1;; ++i) {
                point(w, Kind::LockRelease, i, 3, int(i));
                witness.store(i);
            }
        while (witness.load() < 2000u + 37u * unsigned(round))
            std::this_thread::yield();
        kill(child, SIGKILL);
        QCOMPARE(waitpid(child, nullptr, 0), child);
        const std::uint32_t counted = witness.load();
        Log log;
        Reader reader(log);
        readAll(reader, trace.store().bytes());
        QVERIFY2(log.size() >= counted, qPrintable(QString("%1 of %2").arg(log.size()).arg(counted)));
        QVERIFY(log.size() <= counted + 1); // the one that it had published but not yet counted
    }
}

void TestReader::quotaStopsAProgramButNotTheEngine() {
    ScratchTrace trace(128 * 1024);
    StreamWriter& w = trace.process();
    int stored = 0;
    while (point(w, Kind::Sleep, 1))
        ++stored;
    QVERIFY(stored > 1000);
    QCOMPARE(trace.store().header().lostRecords.load(), 1u);
    trace.store().write(Kind::Note, 0, 2);
    Log log;
    Reader reader(log);
    readAll(reader, trace.store().bytes());
    QCOMPARE(log.size(), std::size_t(stored) + 1);
    QCOMPARE(reader.damage().lost, 1u);
    trace.store().raiseQuota(1 << 20);
    QVERIFY(point(w, Kind::Sleep, 3));
}

void TestReader::writersInThreadsKeepOrder() {
    ScratchTrace trace;
    constexpr int kEach = 20'000;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&w = trace.process()] {
            for (int i = 0; i < kEach; ++i)
                point(w, Kind::LockRelease, std::uint64_t(i), 1, i);
        });
    Log log;
    Reader reader(log);
    while (log.size() < 4u * kEach)
        reader.read(trace.store().bytes(), 5000, true);
    for (std::thread& t : threads)
        t.join();
    QVERIFY(reader.damage() == Damage{});
    std::vector<int> next(5, 0);
    for (std::size_t i = 0; i < log.size(); ++i)
        QCOMPARE(log[i].value, next[log[i].process.value]++);
}

QTEST_GUILESS_MAIN(TestReader)
#include "test_reader.moc"
