// SPDX-License-Identifier: GPL-3.0-or-later
// The self-test finds what was taken away, says how to mend it, and really starts the probe.
#include "engine/run/self_test.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace forkscope::run;

class SelfTestTest : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void init();
    void allIsWellHere();
    void aMissingPartOfTheProbeFails_data();
    void aMissingPartOfTheProbeFails();
    void aGuardThatCannotStartFails();
    void aScratchFolderThatIsNoneFails();
    void anUntestedPythonOnlyWarns();
    void theFirstFailureIsTheVerdict();
    void theSamplerIsNoReasonToWarn();
    void theProbeLoads_data();
    void theProbeLoads();
    void aProbeThatDoesNotLoadFails();
    void deepIsNotTriedWhenThePartsAreMissing();

  private:
    Finding about(const char* subject, SelfTestDepth depth = SelfTestDepth::Quick);
    void put(const QString& name, const QByteArray& bytes);

    Interpreter python_;
    SelfTestPlaces places_;
    std::unique_ptr<QTemporaryDir> folder_;
};

void SelfTestTest::initTestCase() {
    const auto found = inspectInterpreter(QStringLiteral("/usr/bin/python3"));
    QVERIFY2(found, found ? "" : found.error().c_str());
    python_ = *found;
}

void SelfTestTest::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    QVERIFY(folder_->isValid());
    places_ = {};
}

Finding SelfTestTest::about(const char* subject, SelfTestDepth depth) {
    const auto findings = selfTest(python_, depth, places_);
    const auto it = std::find_if(findings.begin(), findings.end(),
                                 [&](const Finding& f) { return f.subject == QLatin1String(subject); });
    return it == findings.end() ? Finding{} : *it;
}

void SelfTestTest::put(const QString& name, const QByteArray& bytes) {
    QFile file(folder_->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(name));
}

void SelfTestTest::allIsWellHere() {
    const auto findings = selfTest(python_, SelfTestDepth::Deep);
    QCOMPARE(findings.size(), std::size_t(9));
    for (const Finding& f : findings) {
        QVERIFY2(f.verdict != Verdict::Fail, qPrintable(f.sentence));
        QVERIFY2(f.sentence.endsWith(QLatin1Char('.')), qPrintable(f.sentence));
    }
    QVERIFY(verdictOf(findings));
    // Nothing of it is left behind.
    QVERIFY(!QFile::exists(
        QStringLiteral("/dev/shm/sem.forkscope-self-test-%1").arg(QCoreApplication::applicationPid())));
}

void SelfTestTest::aMissingPartOfTheProbeFails_data() {
    QTest::addColumn<bool>("loader");
    QTest::addColumn<QByteArray>("library");
    QTest::addColumn<QString>("missing");
    QTest::newRow("nothing there") << false << QByteArray() << QStringLiteral("sitecustomize.py");
    QTest::newRow("no library") << true << QByteArray() << QStringLiteral("_forkscope.abi3.so");
    QTest::newRow("no loader") << false << QByteArray("x") << QStringLiteral("sitecustomize.py");
}

void SelfTestTest::aMissingPartOfTheProbeFails() {
    QFETCH(bool, loader);
    QFETCH(QByteArray, library);
    QFETCH(QString, missing);
    if (loader)
        put(QStringLiteral("sitecustomize.py"), "pass");
    put(QStringLiteral("_forkscope.abi3.so"), library); // an empty one is as good as none
    places_.probe = folder_->path();
    const Finding probe = about("probe");
    QCOMPARE(probe.verdict, Verdict::Fail);
    QVERIFY2(probe.sentence.contains(folder_->filePath(missing)) &&
                 probe.sentence.contains(QLatin1String("./run.sh")),
             qPrintable(probe.sentence));
}

void SelfTestTest::aGuardThatCannotStartFails() {
    places_.guard = {};
    QCOMPARE(about("guard").verdict, Verdict::Fail);
    places_.guard = folder_->filePath(QStringLiteral("none"));
    QCOMPARE(about("guard").verdict, Verdict::Fail);
    put(QStringLiteral("guard"), "#!/bin/sh\n");
    places_.guard = folder_->filePath(QStringLiteral("guard"));
    const Finding guard = about("guard");
    QCOMPARE(guard.verdict, Verdict::Fail);
    QVERIFY2(guard.sentence.contains(QLatin1String("chmod +x ")), qPrintable(guard.sentence));
    QFile::setPermissions(places_.guard, QFile::ReadOwner | QFile::ExeOwner);
    QCOMPARE(about("guard").verdict, Verdict::Ok);
}

void SelfTestTest::aScratchFolderThatIsNoneFails() {
    places_.scratch = folder_->filePath(QStringLiteral("none"));
    const Finding scratch = about("scratch");
    QCOMPARE(scratch.verdict, Verdict::Fail);
    QVERIFY2(scratch.sentence.contains(places_.scratch) && scratch.sentence.contains(QLatin1String("TMPDIR")),
             qPrintable(scratch.sentence));
    places_.scratch = QStringLiteral("/proc"); // a folder, but nothing can be written
    QCOMPARE(about("scratch").verdict, Verdict::Fail);
}

void SelfTestTest::anUntestedPythonOnlyWarns() {
    Interpreter newer = python_;
    newer.warning = QStringLiteral("Python 3.99.0 is newer.");
    const auto findings = selfTest(newer);
    QCOMPARE(findings.front().subject, QStringLiteral("interpreter"));
    QCOMPARE(findings.front().verdict, Verdict::Warn);
    QCOMPARE(findings.front().sentence, newer.warning);
}

void SelfTestTest::theFirstFailureIsTheVerdict() {
    const std::vector<Finding> findings{{Verdict::Ok, QStringLiteral("a"), QStringLiteral("fine")},
                                        {Verdict::Warn, QStringLiteral("b"), QStringLiteral("so so")},
                                        {Verdict::Fail, QStringLiteral("c"), QStringLiteral("bad")},
                                        {Verdict::Fail, QStringLiteral("d"), QStringLiteral("worse")}};
    const auto verdict = verdictOf(findings);
    QVERIFY(!verdict);
    QCOMPARE(QString::fromStdString(verdict.error()), QStringLiteral("bad"));
    QVERIFY(verdictOf({findings.begin(), findings.begin() + 2}));
}

void SelfTestTest::theSamplerIsNoReasonToWarn() {
    qputenv("FORKSCOPE_NO_PERF", "1");
    const Finding processors = about("processors");
    qunsetenv("FORKSCOPE_NO_PERF");
    QCOMPARE(processors.verdict, Verdict::Ok);
    QVERIFY(processors.sentence.contains(QLatin1String("FORKSCOPE_NO_PERF")));
}

void SelfTestTest::theProbeLoads_data() {
    QTest::addColumn<QString>("path");
    QTest::newRow("system") << QStringLiteral("/usr/bin/python3");
    const QDir others(QDir::home().filePath(QStringLiteral(".pyenv/versions")));
    for (const QString& name : others.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = others.filePath(name + QStringLiteral("/bin/python"));
        if (inspectInterpreter(path))
            QTest::newRow(qPrintable(name)) << path;
    }
}

void SelfTestTest::theProbeLoads() {
    QFETCH(QString, path);
    const auto findings = selfTest(*inspectInterpreter(path), SelfTestDepth::Deep);
    QCOMPARE(findings.back().subject, QStringLiteral("start"));
    QVERIFY2(findings.back().verdict == Verdict::Ok, qPrintable(findings.back().sentence));
}

void SelfTestTest::aProbeThatDoesNotLoadFails() {
    QVERIFY(QFile::copy(probeFolder() + QStringLiteral("/sitecustomize.py"),
                        folder_->filePath(QStringLiteral("sitecustomize.py"))));
    put(QStringLiteral("_forkscope.abi3.so"), "this is no library");
    places_.probe = folder_->path();
    const Finding start = about("start", SelfTestDepth::Deep);
    QCOMPARE(start.verdict, Verdict::Fail);
    QVERIFY2(start.sentence.contains(QLatin1String("/usr/bin/python3 does not take the probe")) &&
                 start.sentence.contains(QLatin1String("_forkscope.abi3.so")),
             qPrintable(start.sentence));
}

void SelfTestTest::deepIsNotTriedWhenThePartsAreMissing() {
    places_.probe = folder_->path();
    const auto findings = selfTest(python_, SelfTestDepth::Deep, places_);
    QCOMPARE(findings.back().subject, QStringLiteral("start"));
    QCOMPARE(findings.back().verdict, Verdict::Fail);
    // What the user reads is the cause.
    QVERIFY(QString::fromStdString(verdictOf(findings).error())
                .startsWith(QLatin1String("The probe is not complete")));
}

QTEST_GUILESS_MAIN(SelfTestTest)
#include "self_test_test.moc"
