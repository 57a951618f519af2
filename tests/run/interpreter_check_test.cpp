// SPDX-License-Identifier: GPL-3.0-or-later
// What is said about a program that cannot run, before it runs.
#include "engine/run/interpreter.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace forkscope::run;

class InterpreterCheckTest : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void acceptsPrograms_data();
    void acceptsPrograms();
    void refusesPrograms_data();
    void refusesPrograms();
    void refusesWhatIsNoFile();
    void refusesAFileThatCannotBeRead();
    void doesNotRunTheProgram();

  private:
    QString write(const QString& name, const QByteArray& bytes);

    QTemporaryDir folder_;
    Interpreter python_;
};

void InterpreterCheckTest::initTestCase() {
    const auto found = inspectInterpreter(QStringLiteral("/usr/bin/python3"));
    QVERIFY2(found, found ? "" : found.error().c_str());
    python_ = *found;
}

QString InterpreterCheckTest::write(const QString& name, const QByteArray& bytes) {
    QFile file(folder_.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(name));
    return file.fileName();
}

void InterpreterCheckTest::acceptsPrograms_data() {
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("plain") << QByteArray("print('hello')\n");
    QTest::newRow("no newline at the end") << QByteArray("print('hello')");
    QTest::newRow("UTF-8 with mark") << QByteArray("\xef\xbb\xbfprint('\xe7\x88\xb6')\r\n");
    QTest::newRow("declared Latin-1") << QByteArray("# -*- coding: latin-1 -*-\nprint('caf\xe9')\n");
    QTest::newRow("warns only") << QByteArray("print(1 is 1, '\\d')\n");
    QTest::newRow("a module that is not there") << QByteArray("import no_such_module\n");
}

void InterpreterCheckTest::acceptsPrograms() {
    QFETCH(QByteArray, source);
    const ProgramFault fault = checkProgram(python_, write(QStringLiteral("program.py"), source));
    QVERIFY2(!fault, qPrintable(fault.sentence));
}

void InterpreterCheckTest::refusesPrograms_data() {
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("words");
    QTest::newRow("syntax") << QByteArray("a = 1\nfor x in y\n    pass\n") << 2
                            << QStringLiteral("has a syntax error in line 2: ");
    QTest::newRow("indent") << QByteArray("if 1:\n    a = 1\n  b = 2\n") << 3
                            << QStringLiteral("unindent does not match");
    QTest::newRow("tabs") << QByteArray("if 1:\n        a = 1\n\tb = 2\n") << 3
                          << QStringLiteral("inconsistent use of tabs");
    QTest::newRow("not UTF-8") << QByteArray("a = 1\nb = 2\nc = 'caf\xe9'\n") << 3
                               << QStringLiteral("is not UTF-8 text (line 3)");
    QTest::newRow("cut in the last character")
        << QByteArray("a = 1\nc = '\xe7\x88") << 2 << QStringLiteral("is not UTF-8 text (line 2)");
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\x02\x01\x01\x00\x00",
                                          9)
                            << 0 << QStringLiteral("null bytes");
    QTest::newRow("unknown encoding") << QByteArray("# coding: klingon\n") << 0 << QStringLiteral("klingon");
    QTest::newRow("too large") << QByteArray(9 << 20, '\n') << 0 << QStringLiteral("is larger than 8 MiB");
}

void InterpreterCheckTest::refusesPrograms() {
    QFETCH(QByteArray, source);
    QFETCH(int, line);
    QFETCH(QString, words);
    const QString path = write(QStringLiteral("program.py"), source);
    const ProgramFault fault = checkProgram(python_, path);
    QVERIFY(fault);
    QVERIFY2(fault.sentence.contains(words) && fault.sentence.contains(path), qPrintable(fault.sentence));
    QVERIFY2(fault.sentence.endsWith(QLatin1Char('.')) || fault.sentence.endsWith(QLatin1Char('?')),
             qPrintable(fault.sentence));
    if (line != 0)
        QCOMPARE(fault.line, line);
}

void InterpreterCheckTest::refusesWhatIsNoFile() {
    QVERIFY(checkProgram(python_, folder_.filePath(QStringLiteral("none.py")))
                .sentence.startsWith(QLatin1String("There is no file")));
    QVERIFY(checkProgram(python_, folder_.path()).sentence.contains(QLatin1String("is a folder")));
    const QString pipe = folder_.filePath(QStringLiteral("pipe.py"));
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QVERIFY(checkProgram(python_, pipe).sentence.contains(QLatin1String("is not an ordinary file")));
}

void InterpreterCheckTest::refusesAFileThatCannotBeRead() {
    if (::geteuid() == 0)
        QSKIP("root can read every file");
    const QString path = write(QStringLiteral("secret.py"), "print(1)\n");
    QFile::setPermissions(path, QFile::Permissions());
    QVERIFY(checkProgram(python_, path).sentence.contains(QLatin1String("cannot be read")));
}

void InterpreterCheckTest::doesNotRunTheProgram() {
    const QString trace = folder_.filePath(QStringLiteral("it-ran"));
    const QByteArray source = "open('" + trace.toUtf8() + "', 'w').close()\nraise SystemExit(3)\n";
    QVERIFY(!checkProgram(python_, write(QStringLiteral("program.py"), source)));
    QVERIFY(!QFile::exists(trace));
}

QTEST_GUILESS_MAIN(InterpreterCheckTest)
#include "interpreter_check_test.moc"
