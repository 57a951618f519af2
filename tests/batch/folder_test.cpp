// SPDX-License-Identifier: GPL-3.0-or-later
// Folders of runs: those of processes that have ended go, all others stay.
#include "engine/batch/run_folder.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace forkscope::batch;

class FolderTest : public QObject {
    Q_OBJECT
  private slots:
    void ofTheLivingStay();
    void ofTheDeadGo();
    void nothingElseIsTouched();
};

static QString make(const QTemporaryDir& within, const QString& name) {
    const QDir folder(within.path());
    if (!folder.mkpath(name))
        return {};
    QFile file(folder.filePath(name + QStringLiteral("/run-1.fscope")));
    return file.open(QIODevice::WriteOnly) ? folder.filePath(name) : QString();
}

// As it is called now, with another process in it.
static QString nameWith(const QTemporaryDir& own, qint64 pid, const QString& beginning) {
    QStringList parts = QFileInfo(own.path()).fileName().split(u'-');
    parts[3] = QString::number(pid);
    if (!beginning.isNull())
        parts[4] = beginning;
    return parts.join(u'-');
}

void FolderTest::ofTheLivingStay() {
    const QTemporaryDir within;
    const auto own = makeRunFolder(within.path());
    QVERIFY(own->isValid());
    QCOMPARE(removeLeftRunFolders(within.path()), 0);
    QVERIFY(QFileInfo::exists(own->path()));
}

void FolderTest::ofTheDeadGo() {
    const QTemporaryDir within;
    const auto own = makeRunFolder(within.path());
    QProcess child;
    child.start(QStringLiteral("true"), QStringList());
    QVERIFY(child.waitForStarted());
    const qint64 pid = child.processId();
    QVERIFY(child.waitForFinished());
    const QString dead = make(within, nameWith(*own, pid, {}));
    // The same number, but another process: this one began at another time.
    const QString before =
        make(within, nameWith(*own, QCoreApplication::applicationPid(), QStringLiteral("1")));
    QVERIFY(!dead.isEmpty() && !before.isEmpty());
    QCOMPARE(removeLeftRunFolders(within.path()), 2);
    QVERIFY(!QFileInfo::exists(dead) && !QFileInfo::exists(before));
    QVERIFY(QFileInfo::exists(own->path()));
}

void FolderTest::nothingElseIsTouched() {
    const QTemporaryDir within, elsewhere;
    const auto own = makeRunFolder(within.path());
    const QString kept = make(elsewhere, QStringLiteral("kept"));
    QStringList names{QStringLiteral("forkscope-runs-"), QStringLiteral("forkscope-runs-notes"),
                      QStringLiteral("other-1-2-3-abcdef")};
    QStringList parts = QFileInfo(own->path()).fileName().split(u'-');
    parts[2] = QStringLiteral("1"); // of another container
    parts[4] = QStringLiteral("1");
    names += parts.join(u'-');
    for (const QString& name : names)
        QVERIFY(!make(within, name).isEmpty());
    const QString link = within.filePath(nameWith(*own, 1, QStringLiteral("1")));
    QVERIFY(QFile::link(kept, link));
    QCOMPARE(removeLeftRunFolders(within.path()), 0);
    for (const QString& name : names)
        QVERIFY(QFileInfo::exists(within.filePath(name)));
    QVERIFY(QFileInfo(link).isSymLink() && QFileInfo::exists(kept + QStringLiteral("/run-1.fscope")));
}

QTEST_GUILESS_MAIN(FolderTest)
#include "folder_test.moc"
