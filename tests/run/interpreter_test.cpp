// SPDX-License-Identifier: GPL-3.0-or-later
// Interpreters of every sort: those on this machine, and shell scripts that only look like one.
#include "engine/run/interpreter.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace forkscope::run;

class InterpreterTest : public QObject {
    Q_OBJECT

  private slots:
    void init();
    void detectsEachPython_data();
    void detectsEachPython();
    void refusesWhatIsNoUsablePython_data();
    void refusesWhatIsNoUsablePython();
    void refusesWhatIsNoFileToRun();
    void warnsOfUntestedBuilds();
    void aHangingInterpreterIsGivenUpWithItsChildren();
    void anEndlessPrinterIsNoPython();
    void orderOfChoice();
    void aVirtualEnvironmentIsKeptAsOne();
    void findsNothingOnAnEmptyPath();
    void asksAgainWhenTheFileHasChanged();

  private:
    QString script(const QString& name, const QByteArray& body);
    static QByteArray facts(const QByteArray& version, const QByteArray& more = {});

    std::unique_ptr<QTemporaryDir> folder_;
};

void InterpreterTest::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    QVERIFY(folder_->isValid());
}

QString InterpreterTest::script(const QString& name, const QByteArray& body) {
    QFile file(folder_->filePath(name));
    QDir().mkpath(QFileInfo(file).path());
    if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + body + "\n") < 0)
        qFatal("cannot write the script %s", qPrintable(name));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return file.fileName();
}

// A script that answers like a Python of this version.
QByteArray InterpreterTest::facts(const QByteArray& version, const QByteArray& more) {
    return "echo 'forkscope:{\"version\": [" + version +
           "], \"implementation\": \"cpython\", \"executable\": \"x\", \"prefix\": \"y\", \"library\": "
           "\"z\", "
           "\"multiprocessing\": true" +
           more + "}'";
}

void InterpreterTest::detectsEachPython_data() {
    QTest::addColumn<QString>("path");
    QTest::newRow("system") << QStringLiteral("/usr/bin/python3");
    const QDir others(QDir::home().filePath(QStringLiteral(".pyenv/versions")));
    for (const QString& name : others.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = others.filePath(name + QStringLiteral("/bin/python"));
        if (QFile::exists(path))
            QTest::newRow(qPrintable(name)) << path;
    }
}

void InterpreterTest::detectsEachPython() {
    QFETCH(QString, path);
    QProcess python;
    python.start(
        path, {QStringLiteral("-c"), QStringLiteral("import sys; print('%d.%d.%d' % sys.version_info[:3])")});
    QVERIFY(python.waitForFinished());
    const QString version = QString::fromLatin1(python.readAllStandardOutput().trimmed());

    const auto found = inspectInterpreter(path);
    const QStringList parts = version.split(QLatin1Char('.'));
    if (parts[0].toInt() == 3 && parts[1].toInt() >= 9) {
        QVERIFY2(found, found ? "" : found.error().c_str());
        QCOMPARE(found->version.text(), version);
        QCOMPARE(found->implementation, QStringLiteral("cpython"));
        QCOMPARE(found->path, path);
        QVERIFY(QFile::exists(found->standardLibrary + QStringLiteral("/os.py")));
        QVERIFY(QFile::exists(found->executable));
        if (parts[1].toInt() <= 13 && !found->freeThreaded)
            QCOMPARE(found->warning, QString());
    } else {
        QVERIFY(!found);
        const QString sentence = QString::fromStdString(found.error());
        QVERIFY2(sentence.contains(QStringLiteral("is Python %1, which is too old").arg(version)),
                 qPrintable(sentence));
    }
}

void InterpreterTest::refusesWhatIsNoUsablePython_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("junk") << QByteArray("echo 'hello {[\"'") << QStringLiteral("is not a Python interpreter");
    QTest::newRow("silent") << QByteArray("exit 0") << QStringLiteral("is not a Python interpreter");
    QTest::newRow("killed") << QByteArray("kill -9 $$") << QStringLiteral("is not a Python interpreter");
    QTest::newRow("half an answer") << QByteArray("echo 'forkscope:{\"version\"'")
                                    << QStringLiteral("is not a Python interpreter");
    QTest::newRow("3.8") << facts("3, 8, 18") << QStringLiteral("is Python 3.8.18, which is too old");
    QTest::newRow("2.7 has no -I") << QByteArray("test \"$1\" = --version && echo 'Python 2.7.18' >&2 && "
                                                 "exit\necho 'Unknown option: -I' >&2\nexit 2")
                                   << QStringLiteral("is Python 2.7.18, which is too old");
    QTest::newRow("broken installation")
        << QByteArray("test \"$1\" = --version && echo 'Python 3.11.2' && exit\n"
                      "echo \"ModuleNotFoundError: No module named 'encodings'\" >&2\nexit 1")
        << QStringLiteral("cannot start (“ModuleNotFoundError: No module named 'encodings'”)");
    QTest::newRow("PyPy") << facts("3, 10, 14", ", \"implementation\": \"pypy\"")
                          << QStringLiteral("is pypy");
    QTest::newRow("no multiprocessing") << facts("3, 11, 2", ", \"multiprocessing\": false")
                                        << QStringLiteral("without the multiprocessing module");
}

void InterpreterTest::refusesWhatIsNoUsablePython() {
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    const QString path = script(QStringLiteral("python3"), body);
    const auto found = inspectInterpreter(path);
    QVERIFY(!found);
    const QString sentence = QString::fromStdString(found.error());
    QVERIFY2(sentence.contains(words) && sentence.contains(path), qPrintable(sentence));
    QVERIFY2(sentence.endsWith(QLatin1Char('.')), qPrintable(sentence));
}

void InterpreterTest::refusesWhatIsNoFileToRun() {
    const auto missing = inspectInterpreter(folder_->filePath(QStringLiteral("none")));
    QVERIFY(!missing);
    QVERIFY(QString::fromStdString(missing.error()).startsWith(QLatin1String("There is no file")));

    const QString plain = script(QStringLiteral("plain"), facts("3, 11, 2"));
    QFile::setPermissions(plain, QFile::ReadOwner | QFile::WriteOwner);
    const auto notExecutable = inspectInterpreter(plain);
    QVERIFY(!notExecutable);
    QVERIFY(
        QString::fromStdString(notExecutable.error()).contains(QLatin1String("is not an executable file")));

    QFile noInterpreter(folder_->filePath(QStringLiteral("dangling")));
    QVERIFY(noInterpreter.open(QIODevice::WriteOnly));
    noInterpreter.write("#!/no/such/interpreter\n");
    noInterpreter.close();
    noInterpreter.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    const auto cannotStart = inspectInterpreter(noInterpreter.fileName());
    QVERIFY(!cannotStart);
    QVERIFY(QString::fromStdString(cannotStart.error()).contains(QLatin1String("cannot be started")));

    const auto emptyFolder = findInterpreter(folder_->path());
    QVERIFY(!emptyFolder);
    QVERIFY(QString::fromStdString(emptyFolder.error())
                .contains(QLatin1String("is a folder without a bin/python")));
}

void InterpreterTest::warnsOfUntestedBuilds() {
    const auto newer = inspectInterpreter(script(QStringLiteral("newer"), facts("3, 99, 0")));
    QVERIFY(newer);
    QVERIFY2(newer->warning.contains(QLatin1String("Python 3.99.0 is newer than Python 3.13")),
             qPrintable(newer->warning));
    const auto freeThreaded =
        inspectInterpreter(script(QStringLiteral("free"), facts("3, 13, 0", ", \"free_threaded\": true")));
    QVERIFY(freeThreaded);
    QVERIFY(freeThreaded->warning.contains(QLatin1String("free-threaded")));
    const auto ordinary = inspectInterpreter(script(QStringLiteral("ordinary"), facts("3, 13, 7")));
    QVERIFY(ordinary);
    QCOMPARE(ordinary->warning, QString());
}

void InterpreterTest::aHangingInterpreterIsGivenUpWithItsChildren() {
    const QString pidFile = folder_->filePath(QStringLiteral("pid"));
    const QString path =
        script(QStringLiteral("python3"), "sleep 1000 &\necho $! > " + pidFile.toUtf8() + "\nwait");
    const auto found = inspectInterpreter(path, std::chrono::milliseconds(1500));
    QVERIFY(!found);
    QVERIFY2(QString::fromStdString(found.error()).contains(QLatin1String("gave no answer within 2 second")),
             found.error().c_str());
    QFile file(pidFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray pid = file.readAll().trimmed();
    QVERIFY(pid.toInt() > 0);
    // Gone, or dead and waiting for whoever reaps orphans here.
    QTRY_VERIFY([&] {
        QFile stat("/proc/" + pid + "/stat");
        return !stat.open(QIODevice::ReadOnly) || stat.readAll().contains(") Z ");
    }());
}

void InterpreterTest::anEndlessPrinterIsNoPython() {
    const auto found = inspectInterpreter(script(QStringLiteral("python3"), "exec cat /dev/zero"));
    QVERIFY(!found);
    QVERIFY2(QString::fromStdString(found.error()).contains(QLatin1String("is not a Python interpreter")),
             found.error().c_str());
}

void InterpreterTest::orderOfChoice() {
    const QString onPath = script(QStringLiteral("path/python3"), facts("3, 10, 1"));
    const QString named = script(QStringLiteral("path/python3.12"), facts("3, 12, 1"));
    script(QStringLiteral("venv/bin/python"), facts("3, 11, 1"));
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("PATH"), folder_->filePath(QStringLiteral("path")));

    auto found = findInterpreter({}, environment);
    QVERIFY(found);
    QCOMPARE(found->path, onPath);

    environment.insert(QStringLiteral("VIRTUAL_ENV"), folder_->filePath(QStringLiteral("venv")));
    found = findInterpreter({}, environment);
    QVERIFY(found);
    QCOMPARE(found->version.text(), QStringLiteral("3.11.1"));

    found = findInterpreter(QStringLiteral("python3.12"), environment);
    QVERIFY(found);
    QCOMPARE(found->path, named);
    found = findInterpreter(onPath, environment);
    QVERIFY(found);
    QCOMPARE(found->version.text(), QStringLiteral("3.10.1"));
    found = findInterpreter(folder_->filePath(QStringLiteral("venv")), environment);
    QVERIFY(found);
    QCOMPARE(found->version.text(), QStringLiteral("3.11.1"));

    // What was asked for and is not there is said, not replaced.
    QVERIFY(!findInterpreter(QStringLiteral("python3.77"), environment));
    environment.insert(QStringLiteral("VIRTUAL_ENV"), folder_->filePath(QStringLiteral("gone")));
    QVERIFY(!findInterpreter({}, environment));
}

void InterpreterTest::aVirtualEnvironmentIsKeptAsOne() {
    const QString venv = folder_->filePath(QStringLiteral("venv"));
    QProcess make;
    make.start(QStringLiteral("/usr/bin/python3"),
               {QStringLiteral("-m"), QStringLiteral("venv"), QStringLiteral("--without-pip"), venv});
    QVERIFY(make.waitForFinished());
    if (make.exitCode() != 0)
        QSKIP("this Python has no venv module");
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("VIRTUAL_ENV"), venv);
    const auto found = findInterpreter({}, environment);
    QVERIFY2(found, found ? "" : found.error().c_str());
    QCOMPARE(found->path, venv + QStringLiteral("/bin/python"));
    QCOMPARE(QFileInfo(found->prefix).canonicalFilePath(), QFileInfo(venv).canonicalFilePath());
}

void InterpreterTest::findsNothingOnAnEmptyPath() {
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("PATH"), folder_->path());
    const auto found = findInterpreter({}, environment);
    QVERIFY(!found);
    QVERIFY(QString::fromStdString(found.error())
                .startsWith(QLatin1String("No Python was found: install python3")));
    QVERIFY(!findInterpreter({}, QProcessEnvironment()));
}

void InterpreterTest::asksAgainWhenTheFileHasChanged() {
    const QString counter = folder_->filePath(QStringLiteral("asked"));
    const QByteArray count = "echo x >> " + counter.toUtf8() + "\n";
    const QString path = script(QStringLiteral("python3"), count + facts("3, 11, 2"));
    QVERIFY(inspectInterpreter(path));
    QVERIFY(inspectInterpreter(path));
    QCOMPARE(QFileInfo(counter).size(), 2); // asked once
    script(QStringLiteral("python3"), count + facts("3, 12, 22"));
    const auto changed = inspectInterpreter(path);
    QVERIFY(changed);
    QCOMPARE(changed->version.text(), QStringLiteral("3.12.22"));
}

QTEST_GUILESS_MAIN(InterpreterTest)
#include "interpreter_test.moc"
