// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/recording.h"
#include "scratch_trace.h"

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <csignal>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace forkscope::trace;
using namespace forkscope::trace::testing;

class TestRecording : public QObject {
    Q_OBJECT
  private slots:
    void comesBackWhole();
    void everyCutIsRead();
    void damagedSectionIsToldAndLeftOut();
    void noRecordingIsASentence();
    void hugeClaimCostsNoMemory();
    void savingFillsNoHoles();
    void headIsWrittenAsReadersWantIt();
    void fullDiskKeepsWhatWasThere();
    void isReadPieceByPiece();
    void outlivesItsName();
    void cutShortWhileItIsRead();
    void changedFileIsNotTakenForTheOldOne();

  private:
    QTemporaryDir folder_;
    std::string path(const char* name) const { return folder_.filePath(name).toStdString(); }
};

namespace {
std::vector<Section> someSections() {
    return {{SectionKind::Source, "/home/ann/tickets.py", "print('naïve')\n"},
            {SectionKind::Settings, "", "{}"}};
}
std::size_t eventsIn(const Recording& recording) {
    Log log;
    Reader reader(log);
    return readAll(reader, recording.trace);
}
// In memory, of its own.
std::size_t bytesHeld(const TraceFile& trace) {
    const std::size_t pages = trace.size() / 4096;
    std::vector<unsigned char> resident(pages);
    if (mincore(const_cast<std::byte*>(trace.data()), trace.size(), resident.data()) != 0)
        return SIZE_MAX;
    return 4096 * std::size_t(std::ranges::count_if(resident, [](unsigned char page) { return page & 1; }));
}
} // namespace

void TestRecording::comesBackWhole() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    for (int i = 0; i < 7000; ++i)
        point(w, Kind::Sleep, std::uint64_t(i), 0, i);
    const auto saved = saveRecording(path("a.fscope"), trace.store().bytes(), someSections());
    QVERIFY2(bool(saved), saved ? "" : saved.error().c_str());
    const auto loaded = loadRecording(path("a.fscope"));
    QVERIFY(bool(loaded));
    QCOMPARE(eventsIn(*loaded), 7000u);
    QCOMPARE(loaded->sections.size(), 2u);
    QVERIFY(loaded->sections[0].content == "print('naïve')\n");
    QVERIFY(loaded->damage.empty());
}

void TestRecording::everyCutIsRead() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    for (int i = 0; i < 2500; ++i)
        point(w, Kind::Sleep, std::uint64_t(i), 0, i);
    QVERIFY(bool(saveRecording(path("b.fscope"), trace.store().bytes(), someSections())));
    QFile whole(folder_.filePath("b.fscope"));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    std::size_t fewest = 2500;
    for (qsizetype length = bytes.size() - 1; length > qsizetype(wire::kHeaderBytes); length -= 9973) {
        QFile cut(folder_.filePath("cut.fscope"));
        QVERIFY(cut.open(QIODevice::WriteOnly | QIODevice::Truncate));
        cut.write(bytes.first(length));
        cut.close();
        const auto loaded = loadRecording(path("cut.fscope"));
        QVERIFY2(bool(loaded), qPrintable(QString::number(length)));
        QVERIFY(!loaded->damage.empty());
        fewest = std::min(fewest, eventsIn(*loaded));
    }
    QVERIFY(fewest < 2500); // some cuts did take events away
}

void TestRecording::damagedSectionIsToldAndLeftOut() {
    ScratchTrace trace;
    point(trace.process(), Kind::Sleep, 1);
    QVERIFY(bool(saveRecording(path("c.fscope"), trace.store().bytes(), someSections())));
    QFile file(folder_.filePath("c.fscope"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray all = file.readAll();
    file.seek(all.indexOf("naïve"));
    file.write("NAIVE");
    file.close();
    const auto loaded = loadRecording(path("c.fscope"));
    QVERIFY(bool(loaded));
    QCOMPARE(loaded->sections.size(), 1u);
    QCOMPARE(loaded->damage.size(), 1u);
    QCOMPARE(eventsIn(*loaded), 1u);
}

void TestRecording::noRecordingIsASentence() {
    QFile junk(folder_.filePath("junk.fscope"));
    QVERIFY(junk.open(QIODevice::WriteOnly));
    junk.write(QByteArray(2'000'000, 'x'));
    junk.close();
    const std::string none = path("none.fscope"), pipe = path("pipe.fscope");
    QCOMPARE(mkfifo(pipe.c_str(), 0600), 0);
    for (const std::string& p : {path("junk.fscope"), none, folder_.path().toStdString(), pipe,
                                 std::string("/dev/zero"), std::string("/dev/null")}) {
        const auto loaded = loadRecording(p);
        QVERIFY(!loaded);
        QVERIFY(loaded.error().ends_with('.'));
    }
}

// A few pages on the disk that say they are 4 GiB.
void TestRecording::hugeClaimCostsNoMemory() {
    ScratchTrace trace;
    point(trace.process(), Kind::Sleep, 1);
    QVERIFY(bool(saveRecording(path("huge.fscope"), trace.store().bytes(), {})));
    QFile file(folder_.filePath("huge.fscope"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const std::uint32_t units = wire::kMaxUnits;
    file.seek(offsetof(wire::Header, nextUnit));
    file.write(reinterpret_cast<const char*>(&units), sizeof units);
    QVERIFY(file.resize(qint64(wire::kMaxUnits) * qint64(wire::kUnitBytes)));
    file.close();
    rusage before{}, after{};
    getrusage(RUSAGE_SELF, &before);
    const auto loaded = loadRecording(path("huge.fscope"));
    QVERIFY(bool(loaded));
    QCOMPARE(eventsIn(*loaded), 1u);
    getrusage(RUSAGE_SELF, &after);
    QVERIFY2(after.ru_maxrss - before.ru_maxrss < 512 * 1024, "kilobytes");
}

// A program that spoils the number of units makes the view 4 GiB long; nearly all of it is holes.
void TestRecording::savingFillsNoHoles() {
    ScratchTrace trace;
    point(trace.process(), Kind::Sleep, 1);
    trace.store().header().nextUnit = wire::kMaxUnits;
    QVERIFY(trace.store().bytes().size() > std::size_t(4'000'000'000));
    struct stat before {
    }, after{}, saved{};
    QCOMPARE(fstat(trace.store().descriptor(), &before), 0);
    const int mappedFrom = trace.store().descriptor();
    QVERIFY(bool(saveRecording(path("holes.fscope"), trace.store().bytes(), {}, mappedFrom)));
    QCOMPARE(fstat(mappedFrom, &after), 0);
    QCOMPARE(after.st_blocks, before.st_blocks);
    QCOMPARE(stat(path("holes.fscope").c_str(), &saved), 0);
    QVERIFY(saved.st_blocks * 512 < 4'000'000);
    const auto loaded = loadRecording(path("holes.fscope"));
    QVERIFY(bool(loaded));
    QCOMPARE(eventsIn(*loaded), 1u);
}

// A program may have overwritten what the engine wrote at the start of the shared file.
void TestRecording::headIsWrittenAsReadersWantIt() {
    ScratchTrace trace;
    point(trace.process(), Kind::Sleep, 1);
    auto bytes = trace.copy();
    std::memset(bytes.data(), 0x5a, 256);
    QVERIFY(bool(saveRecording(path("head.fscope"), bytes, someSections())));
    const auto loaded = loadRecording(path("head.fscope"));
    QVERIFY2(bool(loaded), loaded ? "" : loaded.error().c_str());
    QVERIFY(loaded->damage.empty());
    QCOMPARE(loaded->sections.size(), 2u);
    QCOMPARE(eventsIn(*loaded), 1u);
}

// A file-size limit stands for the full disk: the write fails part of the way through.
void TestRecording::fullDiskKeepsWhatWasThere() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    for (int i = 0; i < 5000; ++i)
        point(w, Kind::Sleep, std::uint64_t(i));
    QVERIFY(bool(saveRecording(path("d.fscope"), trace.store().bytes(), {})));
    const pid_t child = fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit small{200'000, 200'000};
        setrlimit(RLIMIT_FSIZE, &small);
        const auto saved = saveRecording(path("d.fscope"), trace.store().bytes(), someSections());
        _exit(!saved && saved.error().find("could not be saved") != std::string::npos ? 0 : 1);
    }
    int status = -1;
    waitpid(child, &status, 0);
    QCOMPARE(status, 0);
    const auto loaded = loadRecording(path("d.fscope"));
    QVERIFY(bool(loaded));
    QCOMPARE(eventsIn(*loaded), 5000u);
    QVERIFY(!QFile::exists(folder_.filePath("d.fscope.part")));
}

// As much as opened on demand as in one go, and hardly anything stays in memory.
void TestRecording::isReadPieceByPiece() {
    ScratchTrace trace;
    StreamWriter writers[] = {trace.process(), trace.process(), trace.process()};
    for (int i = 0; i < 200'000; ++i)
        point(writers[i / 10 % 3], Kind::Sleep, std::uint64_t(i), 0, i);
    QVERIFY(bool(saveRecording(path("e.fscope"), trace.store().bytes(), someSections())));
    auto opened = openRecording(path("e.fscope"));
    QVERIFY(bool(opened));
    QCOMPARE(opened->sections.size(), 2u);
    QVERIFY(bytesHeld(opened->trace) <= std::size_t(wire::kHeaderUnits) * wire::kUnitBytes);
    Log log;
    Reader reader(log);
    reader.setKeeper(&opened->trace);
    std::size_t most = 0;
    do {
        reader.read(opened->trace, 8192, false);
        most = std::max(most, bytesHeld(opened->trace));
    } while (reader.backlog());
    QCOMPARE(log.size(), 200'000u);
    for (std::size_t i = 0; i < log.size(); ++i)
        if (log[i].value != int(i))
            QFAIL("an event is missing");
    QVERIFY(bool(opened->trace.state()));
    QVERIFY2(most < opened->trace.size() / 4 * 3, qPrintable(QString::number(most)));
    // What one process has not closed stays until one says so.
    reader.finish();
    opened->trace.dropAll();
    QVERIFY(bytesHeld(opened->trace) <= std::size_t(wire::kHeaderUnits) * wire::kUnitBytes);
    QVERIFY(bool(opened->trace.takeAll()));
    QCOMPARE(eventsIn(*opened), 200'000u);
}

// Deleted, or replaced by another, it can still be read and saved.
void TestRecording::outlivesItsName() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    for (int i = 0; i < 9000; ++i)
        point(w, Kind::Sleep, std::uint64_t(i), 0, i);
    QVERIFY(bool(saveRecording(path("f.fscope"), trace.store().bytes(), someSections())));
    auto opened = openRecording(path("f.fscope"));
    QVERIFY(bool(opened));
    ScratchTrace other;
    point(other.process(), Kind::Sleep, 1);
    QVERIFY(bool(saveRecording(path("f.fscope"), other.store().bytes(), {}))); // a file of its own, renamed
    QVERIFY(bool(opened->trace.takeAll()));
    QCOMPARE(eventsIn(*opened), 9000u);
    QVERIFY(bool(saveRecording(path("f.fscope"), opened->trace, someSections())));
    const auto again = loadRecording(path("f.fscope"));
    QVERIFY(bool(again));
    QCOMPARE(eventsIn(*again), 9000u);
}

// Another program cuts it short: told by a sentence, never by a signal.
void TestRecording::cutShortWhileItIsRead() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    for (int i = 0; i < 100'000; ++i)
        point(w, Kind::Sleep, std::uint64_t(i), 0, i);
    QVERIFY(bool(saveRecording(path("g.fscope"), trace.store().bytes(), someSections())));
    auto opened = openRecording(path("g.fscope"));
    QVERIFY(bool(opened));
    Log log;
    Reader reader(log);
    reader.setKeeper(&opened->trace);
    reader.read(opened->trace, 1000, true);
    QCOMPARE(::truncate(path("g.fscope").c_str(), off_t(wire::kHeaderBytes) + 200'000), 0);
    while (reader.read(opened->trace, 1000, false) > 0 || reader.backlog()) {
    }
    QVERIFY(log.size() < 100'000u);
    QVERIFY(!opened->trace.state());
    QVERIFY(opened->trace.state().error().ends_with("it became shorter while it was read."));
}

void TestRecording::changedFileIsNotTakenForTheOldOne() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    for (int i = 0; i < 9000; ++i)
        point(w, Kind::Sleep, std::uint64_t(i), 0, i);
    QVERIFY(bool(saveRecording(path("h.fscope"), trace.store().bytes(), someSections())));
    QFile file(folder_.filePath("h.fscope"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    // Made some time ago: the clock of file times ticks slowly.
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFile::FileModificationTime));
    auto opened = openRecording(path("h.fscope"));
    QVERIFY(bool(opened));
    file.seek(qint64(wire::kHeaderUnits) * qint64(wire::kUnitBytes) + 200);
    file.write("another program was here");
    file.close();
    const auto taken = opened->trace.takeAll();
    QVERIFY(!taken);
    QVERIFY(taken.error().find("changed by another program") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestRecording)
#include "test_recording.moc"
