// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/environment.h"
#include "engine/run/native_text.h"
#include "engine/run/program_command.h"

#include <QDir>
#include <QTest>

#include <algorithm>

using namespace forkscope::run;

class ProgramCommandTest : public QObject {
    Q_OBJECT
  private slots:
    void bytesGoThroughTextWithoutLoss_data();
    void bytesGoThroughTextWithoutLoss();
    void optionsThatKeepThePythonPathOff_data();
    void optionsThatKeepThePythonPathOff();
    void whatIsNoOptionIsRefused();
    void commandLines();
    void aPreloadOfTheUserComesSecond();
    void variablesGoOnByteForByte();
};

void ProgramCommandTest::bytesGoThroughTextWithoutLoss_data() {
    QTest::addColumn<QByteArray>("bytes");
    for (const char* const bytes :
         {"", "plain", "\xc3\xa9t\xc3\xa9", "\xe9", "a\xff\xfe\x80z", "\xf0\x9f\x90\x8d", "\xf0\x9f\x90",
          "\xc3", "\xed\xb2\x80", "\xf0\x9f\x90\x8d\xff", "\xef\xbf\xbd",
          "\xef\xbb\xbf"
          "bom"})
        QTest::newRow(QByteArray(bytes).toHex().constData()) << QByteArray(bytes);
}

void ProgramCommandTest::bytesGoThroughTextWithoutLoss() {
    QFETCH(QByteArray, bytes);
    QCOMPARE(toNative(fromNative(bytes)), bytes);
}

void ProgramCommandTest::optionsThatKeepThePythonPathOff_data() {
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("off");
    QTest::newRow("none") << QStringList{} << false;
    for (const char* const word : {"-I", "-E", "-S", "-uE", "-sIB"})
        QTest::newRow(word) << QStringList{QString::fromLatin1(word)} << true;
    for (const char* const word :
         {"-s", "-u", "-B", "-O", "-WError", "-XIES", "-uWIgnore", "--check-hash-based-pycs"})
        QTest::newRow(word) << QStringList{QString::fromLatin1(word)} << false;
    QTest::newRow("value of -W") << QStringList{"-W", "-I"} << false;
    QTest::newRow("value of -X") << QStringList{"-X", "-E", "-S"} << true;
}

void ProgramCommandTest::optionsThatKeepThePythonPathOff() {
    QFETCH(QStringList, options);
    QFETCH(bool, off);
    QCOMPARE(turnsPythonPathOff(options), off);
}

void ProgramCommandTest::whatIsNoOptionIsRefused() {
    QVERIFY(wrongPythonOption({"-I", "-X", "dev", "-W", "error"}).isEmpty());
    for (const char* const word : {"program.py", "-", "--", "-c", "-m", "-Ic"})
        QVERIFY2(wrongPythonOption({QString::fromLatin1(word)}).contains(QLatin1String(word)), word);
}

void ProgramCommandTest::commandLines() {
    Interpreter python;
    python.path = QStringLiteral("/bin/python");
    LaunchSpec spec;
    spec.program = QStringLiteral("p.py");
    spec.arguments = {fromNative("\xe9"), QStringLiteral("-I")};
    using Words = std::vector<std::string>;
    QCOMPARE(programCommand(python, spec), (Words{"/bin/python", "p.py", "\xe9", "-I"}));
    spec.workingFolder = QDir::currentPath();
    QCOMPARE(programCommand(python, spec), (Words{"/bin/python", "p.py", "\xe9", "-I"}));
    spec.workingFolder = QStringLiteral("/");
    QCOMPARE(programCommand(python, spec)[1], QDir::current().absoluteFilePath("p.py").toStdString());
    spec.pythonOptions = {QStringLiteral("-I")};
    spec.form = ProgramForm::Module;
    spec.arguments.clear();
    QCOMPARE(programCommand(python, spec), (Words{"/bin/python", "-I", "-m", "p.py"}));
    spec.form = ProgramForm::StandardInput;
    QCOMPARE(programCommand(python, spec), (Words{"/bin/python", "-I", "-"}));
}

void ProgramCommandTest::aPreloadOfTheUserComesSecond() {
    QProcessEnvironment caller;
    const QString name = QStringLiteral("LD_PRELOAD");
    QVERIFY(!programEnvironment(caller, "/trace", Terminal::Inherit).contains(name));
    const QString alone = programEnvironment(caller, "/trace", Terminal::Inherit, true).value(name);
    QVERIFY2(alone.endsWith(QLatin1String("/forkscope_entry.so")), qPrintable(alone));
    caller.insert(name, QStringLiteral("/own.so"));
    QCOMPARE(programEnvironment(caller, "/trace", Terminal::Inherit, true).value(name), alone + ":/own.so");
    QCOMPARE(programEnvironment(caller, {}, Terminal::Inherit, true).value(name), QStringLiteral("/own.so"));
}

void ProgramCommandTest::variablesGoOnByteForByte() {
    qputenv("FORKSCOPE_TEST_ODD", "\xff\xfe");
    qputenv("FORKSCOPE_TEST_\xe9", "name");
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("FORKSCOPE_TEST_NEW"), QStringLiteral("new"));
    environment.insert(QStringLiteral("PATH"), QStringLiteral("/changed"));
    environment.remove(QStringLiteral("HOME"));
    const std::vector<std::string> block = environmentBlock(environment);
    for (const char* const line : {"FORKSCOPE_TEST_ODD=\xff\xfe", "FORKSCOPE_TEST_\xe9=name",
                                   "FORKSCOPE_TEST_NEW=new", "PATH=/changed"})
        QCOMPARE(std::ranges::count(block, line), 1);
    const auto starts = [&block](std::string_view with) {
        return std::ranges::count_if(block, [with](const std::string& s) { return s.starts_with(with); });
    };
    QCOMPARE(starts("PATH="), 1);
    QCOMPARE(starts("HOME="), 0);
    QCOMPARE(starts("FORKSCOPE_TEST_"), 3);
}

QTEST_GUILESS_MAIN(ProgramCommandTest)
#include "program_command_test.moc"
