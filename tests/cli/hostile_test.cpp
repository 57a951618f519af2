// SPDX-License-Identifier: GPL-3.0-or-later
// The command line under hostile programs, hostile files and full disks.
#include "tests/cli/command.h"
#include "tests/support/run_program.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <cerrno>
#include <cstring>

#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/statvfs.h>

namespace forkscope::tests {

class HostileCommandTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QCOMPARE(prctl(PR_SET_CHILD_SUBREAPER, 1), 0); }
    void cleanup() { QCOMPARE(leftBehind(), QStringList()); }

    void livesOnUnderRandomBytes();
    void aFullDiskIsASentence();
    void aFullDiskWhereTheRecordingGoes();
};

namespace {

// A file system of one megabyte, gone with this object.
class SmallDisk {
  public:
    SmallDisk() : mounted_(mount("tmpfs", path().c_str(), "tmpfs", 0, "size=1m") == 0), error_(errno) {}
    ~SmallDisk() {
        if (mounted_)
            umount2(path().c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool isThere() const { return mounted_; }
    QString why() const {
        return QStringLiteral("a small file system cannot be mounted here (%1)").arg(std::strerror(error_));
    }
    QString file(const QString& name) const { return folder_.path(name); }
    qint64 freeBytes() const {
        struct statvfs s {};
        return statvfs(path().c_str(), &s) == 0 ? qint64(s.f_bavail * s.f_bsize) : -1;
    }

  private:
    std::string path() const { return folder_.path().toStdString(); }

    Folder folder_;
    bool mounted_;
    int error_;
};

} // namespace

// It ends with the program's status, or with that of a stopped run, and never by a signal of its own.
void HostileCommandTest::livesOnUnderRandomBytes() {
    const Folder folder;
    for (const char* program : {"hostile/scribble.py", "hostile/scribble_file.py"}) {
        QProcess process;
        process.start(forkscopeProgram(), {"run", "--events", folder.path("events.jsonl"), "--record",
                                           folder.path("kept.fscope"), testProgram(program), "7"});
        process.closeWriteChannel();
        if (!process.waitForFinished(15'000)) {
            process.terminate(); // the program may wait for ever on what it has spoiled
            QVERIFY(process.waitForFinished(120'000));
        }
        QVERIFY2(process.exitStatus() == QProcess::NormalExit, process.readAllStandardError().constData());
        QVERIFY(QFile::exists(folder.path("kept.fscope")));
        const Finished shown = forkscope({"show", folder.path("kept.fscope")});
        QVERIFY2(shown.status == 0, shown.err.constData());
        const Finished exported =
            forkscope({"export", folder.path("kept.fscope"), "--to", "perfetto", folder.path("t.json")});
        QVERIFY2(exported.status == 0, exported.err.constData());
    }
}

void HostileCommandTest::aFullDiskIsASentence() {
    const SmallDisk disk;
    if (!disk.isThere())
        QSKIP(qPrintable(disk.why()));
    Around around;
    around.folder = disk.file({});
    const Finished done = forkscope({"run", "--events", disk.file("events.jsonl"), "--record",
                                     disk.file("kept.fscope"), testProgram("hostile/fill_disk.py")},
                                    around);
    QCOMPARE(disk.freeBytes(), 0);
    QCOMPARE(done.out, QByteArray("filled\nsum 4950\n"));
    QVERIFY2(done.err.contains("disk is full"), done.err.constData());
    QVERIFY(!done.err.contains("Traceback"));
}

// The program is not told of it: it ends with its own status.
void HostileCommandTest::aFullDiskWhereTheRecordingGoes() {
    const SmallDisk disk;
    if (!disk.isThere())
        QSKIP(qPrintable(disk.why()));
    QFile filling(disk.file("filling"));
    QVERIFY(filling.open(QIODevice::WriteOnly));
    while (filling.write(QByteArray(4096, 'x')) == 4096 && filling.flush()) {
    }
    const Folder folder;
    const QString program = folder.write("seven.py", "import sys\nprint('here')\nsys.exit(7)\n");
    const Finished done = forkscope({"run", "--record", disk.file("kept.fscope"), program});
    QCOMPARE(done.out, QByteArray("here\n"));
    QVERIFY2(done.err.contains("disk is full"), done.err.constData());
    QVERIFY(!QFile::exists(disk.file("kept.fscope")) && !QFile::exists(disk.file("kept.fscope.part")));
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::HostileCommandTest)
#include "hostile_test.moc"
