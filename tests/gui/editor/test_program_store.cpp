// SPDX-License-Identifier: GPL-3.0-or-later
// A learner's edits survive, and every file that can't be read says why.
#include "gui/editor/program_store.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;

class TestProgramStore : public QObject {
    Q_OBJECT

  private slots:
    void nothingAtFirst();
    void keepsPerProgram();
    void resetKeepsAWayBack();
    void badFiles_data();
    void badFiles();
    void unwritableFolder();
};

void TestProgramStore::nothingAtFirst() {
    const QTemporaryDir folder;
    const ProgramStore store(folder.filePath("new"));
    QVERIFY(store.edited("08", "tickets").isNull());
    QVERIFY(!store.isEdited("08", "tickets"));
    QVERIFY(!QDir(folder.filePath("new")).exists());
}

void TestProgramStore::keepsPerProgram() {
    const QTemporaryDir folder;
    const ProgramStore store(folder.path());
    const QString text = QString::fromUtf8("print('naïve, 进程')\n");
    QVERIFY(store.save("08", "tickets", text));
    QVERIFY(store.save("08", "other", "x = 1\n"));
    QVERIFY(store.save("14", "tickets", "y = 2\n"));
    QCOMPARE(ProgramStore(folder.path()).edited("08", "tickets"), text);
    QCOMPARE(store.edited("08", "other"), QStringLiteral("x = 1\n"));
    QCOMPARE(store.edited("14", "tickets"), QStringLiteral("y = 2\n"));
    QVERIFY(store.save("08", "tickets", ""));
    QVERIFY(store.isEdited("08", "tickets"));
    QCOMPARE(store.edited("08", "tickets"), QString(""));
}

void TestProgramStore::resetKeepsAWayBack() {
    const QTemporaryDir folder;
    const ProgramStore store(folder.path());
    QVERIFY(store.reset("08", "tickets")); // nothing to do is no error
    QVERIFY(store.save("08", "tickets", "mine\n"));
    QVERIFY(store.reset("08", "tickets"));
    QVERIFY(!store.isEdited("08", "tickets"));
    QFile kept(folder.filePath("08/tickets.py.before-reset"));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), QByteArray("mine\n"));
}

static void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

void TestProgramStore::badFiles_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    QTest::newRow("not there") << "nowhere.py"
                               << "There is no file";
    QTest::newRow("folder") << ""
                            << "is a folder";
    QTest::newRow("latin-1") << "latin1.py"
                             << "is not UTF-8";
    QTest::newRow("binary") << "zero.py"
                            << "is not UTF-8";
    QTest::newRow("huge") << "huge.py"
                          << "too large";
}

void TestProgramStore::badFiles() {
    QFETCH(QString, name);
    QFETCH(QString, says);
    const QTemporaryDir folder;
    write(folder.filePath("latin1.py"), "print('\xe9')\n");
    write(folder.filePath("zero.py"), QByteArray("x\0y", 3));
    write(folder.filePath("huge.py"), QByteArray((4 << 20) + 1, '#'));
    const Result<QString> text = readProgram(folder.filePath(name));
    QVERIFY(!text);
    QVERIFY2(QString::fromStdString(text.error()).contains(says), text.error().c_str());
}

void TestProgramStore::unwritableFolder() {
    const QTemporaryDir folder;
    write(folder.filePath("file"), "in the way");
    const Outcome saved = ProgramStore(folder.filePath("file/below")).save("08", "x", "text");
    QVERIFY(!saved);
    QVERIFY(!saved.error().empty());
}

QTEST_GUILESS_MAIN(TestProgramStore)
#include "test_program_store.moc"
