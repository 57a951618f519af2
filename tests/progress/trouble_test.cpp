// SPDX-License-Identifier: GPL-3.0-or-later
// A store that cannot be used: damaged, locked by another process, not writable, of a newer version, out of
// reach; one whose writer is killed. Each is said in one sentence and work goes on.
//
// Root may write files that forbid it, so what may not be written is here a folder in place of the file, a
// path below a file, and a limit on the size of files (which stands for the full disk): they fail for
// everybody.
#include "engine/progress/store.h"
#include "tests/progress/other_process.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <cstdio>
#include <sys/resource.h>
#include <unistd.h>

using namespace forkscope;
using namespace forkscope::progress;
using tests::OtherProcess;

class TestTrouble : public QObject {
    Q_OBJECT
  private slots:
    void init();
    void damagedIsSetAside_data();
    void damagedIsSetAside();
    void folderInItsPlace();
    void noFolderPossible();
    void newerVersionIsLeftAlone();
    void foreignDatabaseIsLeftAlone();
    void lockedAtTheStart();
    void lockedLater();
    void noRoom();
    void readOnly();
    void killedInTheMiddle();
    void twoProcessesAtOnce();

  private:
    QString file() const { return folder_->filePath("progress.sqlite"); }
    QByteArray bytes(const QString& path) const;
    bool worksInMemory(Store& store, const QString& says);
    bool runSql(const QString& sql);
    QStringList others() const {
        return QDir(folder_->path()).entryList({"progress.sqlite.damaged-*"}, QDir::Files);
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

void TestTrouble::init() {
    folder_ = std::make_unique<QTemporaryDir>();
}

QByteArray TestTrouble::bytes(const QString& path) const {
    QFile read(path);
    return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
}

// One sentence that names the file, and all that a store does is done.
bool TestTrouble::worksInMemory(Store& store, const QString& says) {
    store.setTour("05", "join", {4, true});
    store.setText({"05", "join"}, "mine");
    store.resetLesson("99");
    if (!store.isKept() && store.problem().contains(says) && store.problem().contains(file()) &&
        store.tour("05", "join").isDone && store.text({"05", "join"}) == "mine")
        return true;
    qWarning() << store.isKept() << store.problem();
    return false;
}

bool TestTrouble::runSql(const QString& sql) {
    bool isDone = false;
    {
        QSqlDatabase raw = QSqlDatabase::addDatabase("QSQLITE", "raw");
        raw.setDatabaseName(file());
        isDone = raw.open() && QSqlQuery(raw).exec(sql);
        raw.close();
    }
    QSqlDatabase::removeDatabase("raw");
    return isDone;
}

void TestTrouble::damagedIsSetAside_data() {
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("length");
    QTest::newRow("no database at all") << 0 << 100;
    QTest::newRow("broken pages") << 4096 << 4096;
    QTest::newRow("cut off") << 5000 << -1;
}

void TestTrouble::damagedIsSetAside() {
    QFETCH(int, from);
    QFETCH(int, length);
    {
        Store store(file());
        for (int i = 0; i < 200; ++i)
            store.setText({"08", QString::number(i)}, QString("text %1\n").arg(i).repeated(20));
    }
    QFile damaged(file());
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    if (length < 0)
        QVERIFY(damaged.resize(from));
    else
        QVERIFY(damaged.seek(from) && damaged.write(QByteArray(length, '#')) == length);
    damaged.close();
    const QByteArray before = bytes(file());
    Store store(file());
    QVERIFY(store.isKept());
    QCOMPARE(others().size(), 1);
    QCOMPARE(bytes(folder_->filePath(others().first())), before);
    QVERIFY2(store.problem().contains(others().first()), qPrintable(store.problem()));
    store.setTour("08", "tickets", {1, false});
    QCOMPARE(Store(file()).tour("08", "tickets").reached, 1);
    QCOMPARE(Store(file()).problem(), QString());
}

void TestTrouble::folderInItsPlace() {
    QVERIFY(QDir().mkpath(file()));
    Store store(file());
    QVERIFY(worksInMemory(store, "can't be opened"));
    QVERIFY(!store.tryAgain());
    QVERIFY(QDir().rmdir(file()));
    QVERIFY(store.tryAgain()); // what came meanwhile goes with it
    QCOMPARE(store.problem(), QString());
    QVERIFY(Store(file()).tour("05", "join").isDone);
    QCOMPARE(Store(file()).text({"05", "join"}), QString("mine"));
}

void TestTrouble::noFolderPossible() {
    QFile plain(folder_->filePath("file"));
    QVERIFY(plain.open(QIODevice::WriteOnly));
    Store store(folder_->filePath("file/below/progress.sqlite"));
    QVERIFY(!store.isKept());
    QVERIFY(store.problem().contains("can't be opened"));
    store.setTour("05", "join", {4, true});
    QVERIFY(store.tour("05", "join").isDone);
}

void TestTrouble::newerVersionIsLeftAlone() {
    Store(file()).setTour("08", "tickets", {2, false});
    QVERIFY(runSql("PRAGMA user_version = 99"));
    const QByteArray before = bytes(file());
    Store store(file());
    QVERIFY(worksInMemory(store, "newer Forkscope"));
    QCOMPARE(bytes(file()), before);
}

void TestTrouble::foreignDatabaseIsLeftAlone() {
    QVERIFY(runSql("CREATE TABLE song (title TEXT)"));
    const QByteArray before = bytes(file());
    Store store(file());
    QVERIFY(worksInMemory(store, "another program"));
    QCOMPARE(bytes(file()), before);
}

void TestTrouble::lockedAtTheStart() {
    Store(file()).setTour("08", "tickets", {2, false});
    OtherProcess holder({"--hold", file()});
    QVERIFY(holder.waitFor("held"));
    Store store(file());
    QVERIFY(worksInMemory(store, "locked by another program"));
    QVERIFY(!store.tryAgain());
    holder.killHard();
    QVERIFY(store.tryAgain());
    QCOMPARE(store.tour("08", "tickets").reached, 2);
    QVERIFY(Store(file()).tour("05", "join").isDone);
}

void TestTrouble::lockedLater() {
    Store store(file());
    store.setTour("08", "tickets", {2, false});
    OtherProcess holder({"--hold", file()});
    QVERIFY(holder.waitFor("held"));
    store.setTour("08", "tickets", {3, false});
    QVERIFY(worksInMemory(store, "locked by another program"));
    QCOMPARE(store.tour("08", "tickets").reached, 3);
    holder.killHard();
    QVERIFY(store.tryAgain());
    QCOMPARE(Store(file()).tour("08", "tickets").reached, 3);
}

// A file that may not grow any more.
void TestTrouble::noRoom() {
    Store store(file());
    store.setTour("08", "tickets", {2, false});
    store.setText({"08", "tickets"}, "kept before");
    signal(SIGXFSZ, SIG_IGN);
    rlimit usual{};
    getrlimit(RLIMIT_FSIZE, &usual);
    const rlimit tight{rlim_t(QFileInfo(file()).size()), usual.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
    const QString large = QString("one more line\n").repeated(20'000);
    store.setText({"08", "large"}, large);
    const bool isKept = store.isKept();
    const bool works = worksInMemory(store, "could not be written");
    setrlimit(RLIMIT_FSIZE, &usual);
    QVERIFY(!isKept && works);
    QCOMPARE(store.text({"08", "large"}), large);
    QCOMPARE(store.text({"08", "tickets"}), QString("kept before"));
    QVERIFY(store.tryAgain());
    QCOMPARE(Store(file()).text({"08", "large"}), large);
}

// For those who are not root; for root the sentence alone.
void TestTrouble::readOnly() {
    QVERIFY(sentenceOf(faultOf(8, {}), file()).contains("may not be written"));
    QVERIFY(sentenceOf(faultOf(13, {}), file()).contains("disk is full"));
    if (geteuid() == 0)
        return;
    Store(file()).setTour("08", "tickets", {2, false});
    QVERIFY(QFile::setPermissions(file(), QFile::ReadOwner));
    Store store(file());
    QVERIFY(worksInMemory(store, "may not be written"));
}

// The other one says after each change what it has kept; whatever it said is there, in a sound file.
void TestTrouble::killedInTheMiddle() {
    for (int round = 1; round <= 5; ++round) {
        OtherProcess writer({"--write", file()});
        QVERIFY(writer.waitFor("kept " + QByteArray::number(3 * round) + '\n'));
        writer.killHard();
        const QList<QByteArray> lines = writer.said().trimmed().split('\n');
        const int kept = lines.last().mid(5).toInt();
        Store store(file());
        QVERIFY2(store.isKept() && store.problem().isEmpty(), qPrintable(store.problem()));
        const int found = store.tour("08", "tickets").reached;
        QVERIFY2(found == kept || found == kept + 1, qPrintable(QString("%1 %2").arg(found).arg(kept)));
        // Of one change all is there, or nothing.
        const QString text = store.text({"08", "tickets"});
        const int number = text.section(u' ', 0, 0).toInt();
        QVERIFY(number == found || number == found - 1);
        QCOMPARE(text, QString("%1 ").arg(number).repeated(100'000));
        store.resetEverything();
    }
    QVERIFY(others().isEmpty());
}

void TestTrouble::twoProcessesAtOnce() {
    OtherProcess one({"--count", file(), "one"}), two({"--count", file(), "two"});
    QVERIFY(one.waitFor("done") && two.waitFor("done"));
    QVERIFY2(one.said().contains("done kept") && two.said().contains("done kept"), one.said() + two.said());
    Store store(file());
    QCOMPARE(store.tour("08", "one").reached, 50);
    QCOMPARE(store.tour("08", "two").reached, 50);
}

// -- what the other process does

static int hold(const QString& file) {
    QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE");
    database.setDatabaseName(file);
    if (!database.open() || !QSqlQuery(database).exec("BEGIN EXCLUSIVE"))
        return 1;
    std::puts("held");
    std::fflush(stdout);
    for (;;)
        pause();
}

static int writeOn(const QString& file) {
    Store store(file);
    for (int number = 1; store.isKept(); ++number) {
        store.setTour("08", "tickets", {number, false});
        store.setText({"08", "tickets"}, QString("%1 ").arg(number).repeated(100'000));
        std::printf("kept %d\n", number);
        std::fflush(stdout);
    }
    return 1;
}

static int countOn(const QString& file, const QString& name) {
    Store store(file);
    for (int number = 1; number <= 50; ++number)
        store.setTour("08", name, {number, false});
    std::printf("done %s\n", store.isKept() ? "kept" : qPrintable(store.problem()));
    return 0;
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == "--hold")
        return hold(arguments[2]);
    if (arguments.value(1) == "--write")
        return writeOn(arguments[2]);
    if (arguments.value(1) == "--count")
        return countOn(arguments[2], arguments[3]);
    TestTrouble test;
    return QTest::qExec(&test, argc, argv);
}
#include "trouble_test.moc"
