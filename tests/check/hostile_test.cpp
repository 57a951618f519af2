// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that hang, flood or fork without end cost only themselves; a check can be stopped at any time.
#include "tests/check/checked.h"
#include "tests/support/run_program.h"

#include <QSignalSpy>

using namespace forkscope;
using namespace forkscope::tests;

namespace {
const check::Ask kEnds{QStringLiteral("ends_within"), QStringLiteral("It ends"), {{"seconds", 3}}};
}

class HostileTest : public QObject {
    Q_OBJECT
  private slots:
    void hostile_data();
    void hostile();
    void severalAtOnce();
    void cancelLeavesNothing();
    void destructionLeavesNothing();
    void eachRunHasAFreshFolder();
    void refusesWhatCannotRun();
};

void HostileTest::hostile_data() {
    QTest::addColumn<QString>("program");
    QTest::newRow("hangs") << "while True: time.sleep(60)\n";
    QTest::newRow("computes for ever") << "while True: pass\n";
    QTest::newRow("floods") << "while True: print('x' * 1000)\n";
    QTest::newRow("forks without end") << "while True: os.fork()\n";
    QTest::newRow("will not be ended")
        << "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: pass\n";
}

void HostileTest::hostile() {
    QFETCH(QString, program);
    Checked checked(program, {kEnds}, runs(5, 5, 2));
    QCOMPARE(checked.run(), QString());
    QVERIFY(!checked.checker().passed());
    QVERIFY2(checked.sentence().contains(QStringLiteral("did not end by itself")),
             qUtf8Printable(checked.sentence()));
    QCOMPARE(checked.checker().runs().size(), std::size_t(2)); // no more of these
}

void HostileTest::severalAtOnce() {
    Checked bad(QStringLiteral("while True: os.fork()\n"), {kEnds}, runs(2, 0, 3));
    Checked good(QStringLiteral("print('done')\n"), {kEnds}, runs(3, 2, 20));
    const QSignalSpy badIsOver(&bad.checker(), &check::Checker::finished),
        goodIsOver(&good.checker(), &check::Checker::finished);
    QVERIFY(bad.checker().start(bad.plan()));
    QVERIFY(good.checker().start(good.plan()));
    QVERIFY(QTest::qWaitFor([&] { return !badIsOver.isEmpty() && !goodIsOver.isEmpty(); }, 120'000));
    QVERIFY(!bad.checker().passed());
    QVERIFY2(good.checker().passed(), qUtf8Printable(good.sentence()));
    QCOMPARE(processesLeft(), QStringList());
}

void HostileTest::cancelLeavesNothing() {
    Checked checked(QStringLiteral("while True: time.sleep(60)\n"), {kEnds}, runs(3, 0));
    const QSignalSpy finished(&checked.checker(), &check::Checker::finished);
    QVERIFY(checked.checker().start(checked.plan()));
    checked.checker().cancel();
    QVERIFY(QTest::qWaitFor([&] { return !finished.isEmpty(); }, 60'000));
    QVERIFY(checked.checker().wasCancelled());
    QVERIFY(!checked.checker().passed());
    QVERIFY(checked.checker().runs().empty());
    QCOMPARE(processesLeft(), QStringList());
}

void HostileTest::destructionLeavesNothing() {
    {
        Checked checked(QStringLiteral("while True: time.sleep(60)\n"), {kEnds}, runs(3, 0));
        QVERIFY(checked.checker().start(checked.plan()));
    }
    QCOMPARE(processesLeft(), QStringList());
}

void HostileTest::eachRunHasAFreshFolder() {
    Checked checked(QStringLiteral("open('here.txt', 'x').close()\n"),
                    {{QStringLiteral("exit_code"), QStringLiteral("Fresh"), {}}}, runs(2, 1));
    QCOMPARE(checked.run(), QString());
    QCOMPARE(checked.sentence(), QString());
    QCOMPARE(checked.checker().runs().size(), std::size_t(3));
}

void HostileTest::refusesWhatCannotRun() {
    Checked checked(QStringLiteral("print('x')\n"), {{QStringLiteral("no_kind"), {}, {}}}, runs(1, 0));
    QVERIFY(checked.run().contains(QStringLiteral("is no kind of check")));
    Checked broken(QStringLiteral("print('x'\n"), {kEnds}, runs(1, 0));
    QVERIFY(broken.run().contains(QStringLiteral("has a syntax error in line 3")));
    QVERIFY(!broken.checker().passed());
}

QTEST_GUILESS_MAIN(HostileTest)
#include "hostile_test.moc"
