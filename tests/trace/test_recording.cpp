// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/recording.h"
#include "scratch_trace.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
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
    void headIsWrittenAsReadersWantIt();
    void fullDiskKeepsWhatWasThere();

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

QTEST_GUILESS_MAIN(TestRecording)
#include "test_recording.moc"
