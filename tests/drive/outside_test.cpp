// SPDX-License-Identifier: GPL-3.0-or-later
// Exceptions, Ctrl-C and signals from outside reach who is held as they would reach it when it runs freely.
#include "tests/drive/driven.h"

#include <QTest>

#include <algorithm>
#include <csignal>

using namespace forkscope;
using namespace forkscope::tests;
using drive::Stance;

namespace {
constexpr int kLongWhile = 60'000;

// Steps whoever can be stepped until all have ended.
bool stepToTheEnd(Driven& run) {
    for (int n = 0; n < 1000 && run.settle(); ++n) {
        if (run.session().state() == run::SessionState::Ended)
            return true;
        std::string who;
        for (const drive::Choice& c : run.driver().choices())
            if (who.empty() && c.able == drive::Able::Yes)
                who = c.actor;
        if (who.empty() || !run.step(who).empty())
            break;
    }
    QTest::qFail(run.situation().c_str(), __FILE__, __LINE__);
    return false;
}

// Without the order in which two processes wrote, and the terminal's echo.
QList<QByteArray> linesOf(QByteArray output) {
    QList<QByteArray> lines = output.replace("^C", "").split('\n');
    std::sort(lines.begin(), lines.end());
    return lines;
}

QByteArray freely(const QString& method, const QString& how, void (*act)(Driven&, int) = nullptr) {
    run::DriveWish free;
    Driven run("ends_badly.py", {method, how}, free);
    if (act) {
        const bool isThere =
            QTest::qWaitFor([&] { return run.output().contains("child has the lock"); }, kLongWhile);
        QTest::qWait(300); // it sleeps by now
        const world::Process* child = nullptr;
        for (const world::Process& p : run.world().processes())
            if (run.world().labelOf(p.id).find("P1") != std::string::npos)
                child = &p;
        if (isThere && child)
            act(run, child->pid);
    }
    waitUntilEnded(run.session(), std::chrono::milliseconds(kLongWhile));
    return run.output();
}

// The child holds the lock and stands before its sleep, the parent is in join().
bool toTheSleep(Driven& run) {
    return run.settle() && run.until("main", "process.join") && run.step("main").empty() &&
           run.until("main/1", "sleep");
}

void pressCtrlC(Driven& run, int) {
    run.session().writeInput("\x03");
}
template <int number> void sendTo(Driven&, int pid) {
    kill(pid, number);
}
} // namespace

class OutsideTest : public QObject {
    Q_OBJECT
  private slots:
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void anException_data() { methods(); }
    void anException();
    void ctrlC_data() { methods(); }
    void ctrlC();
    void aSignalThatEndsIt_data() { methods(); }
    void aSignalThatEndsIt();
    void aSignalThatIsHandled_data() { methods(); }
    void aSignalThatIsHandled();
    void theMainProcessIsKilled_data() { methods(); }
    void theMainProcessIsKilled();
    void whoIsTerminatedIsOnItsWayOut();
    void aFeederAtAFullPipeIsNotWaitedFor();
    void whoIsStoppedByASignalIsNotWaitedFor_data() { methods(); }
    void whoIsStoppedByASignalIsNotWaitedFor();

  private:
    static void methods() {
        QTest::addColumn<QString>("method");
        for (const char* method : {"fork", "spawn"})
            QTest::newRow(method) << method;
    }
};

void OutsideTest::anException() {
    QFETCH(QString, method);
    Driven run("ends_badly.py", {method, "raise"});
    QVERIFY(stepToTheEnd(run));
    QVERIFY2(run.output().contains("ValueError: too late") && run.output().contains("child ended with 1"),
             run.output());
    QCOMPARE(linesOf(run.output()), linesOf(freely(method, "raise")));
}

void OutsideTest::ctrlC() {
    QFETCH(QString, method);
    Driven run("ends_badly.py", {method, "wait"});
    QVERIFY(toTheSleep(run));
    run.session().writeInput("\x03"); // to all in the foreground of its terminal
    QVERIFY2(QTest::qWaitFor([&] { return run.next("main") == "print" && run.next("main/1") != "sleep"; },
                             kLongWhile),
             run.situation().c_str());
    QVERIFY(stepToTheEnd(run));
    QVERIFY2(run.output().contains("parent interrupted") && run.output().contains("child interrupted") &&
                 run.output().contains("child ended with 1"),
             run.output());
    // A free join can be interrupted between the child's end and its taking note of it: then CPython has no
    // exit code for it any more.
    QCOMPARE(linesOf(run.output()),
             linesOf(freely(method, "wait", pressCtrlC).replace("ended with None", "ended with 1")));
}

void OutsideTest::aSignalThatEndsIt() {
    QFETCH(QString, method);
    for (const int number : {SIGTERM, SIGKILL}) {
        Driven run("ends_badly.py", {method, "wait"});
        QVERIFY(toTheSleep(run));
        kill(run.choice("main/1")->pid, number);
        QVERIFY2(QTest::qWaitFor([&] { return !run.choice("main/1"); }, kLongWhile), run.situation().c_str());
        QVERIFY(stepToTheEnd(run));
        QVERIFY2(run.output().contains("child ended with " + QByteArray::number(-number)), run.output());
        QCOMPARE(linesOf(run.output()),
                 linesOf(freely(method, "wait", number == SIGTERM ? sendTo<SIGTERM> : sendTo<SIGKILL>)));
    }
}

void OutsideTest::aSignalThatIsHandled() {
    QFETCH(QString, method);
    Driven run("ends_badly.py", {method, "wait"});
    QVERIFY(toTheSleep(run));
    kill(run.choice("main/1")->pid, SIGUSR1);
    // The handler is the learner's code: its print is an operation like others, and then it stands where it
    // stood.
    QVERIFY2(QTest::qWaitFor([&] { return run.next("main/1") == "print"; }, kLongWhile),
             run.situation().c_str());
    QCOMPARE(run.step("main/1"), std::string());
    QVERIFY2(run.output().contains("handler of SIGUSR1"), run.output());
    QCOMPARE(run.next("main/1"), std::string("sleep"));
    QCOMPARE(run.choice("main/1")->stance, Stance::AtGate);
    QVERIFY(stepToTheEnd(run));
    QVERIFY2(run.output().contains("child ended with 0"), run.output());
}

// Who dies of it is never offered again; who ignores it goes on.
void OutsideTest::whoIsTerminatedIsOnItsWayOut() {
    Driven run("terminated.py");
    QVERIFY(run.settle() && run.until("main", "event.wait") && run.until("main/2", "queue.get"));
    QVERIFY(run.until("main", "process.join"));
    QVERIFY2(!run.choice("main/1"), run.situation().c_str());
    QVERIFY2(run.choice("main/2"), run.situation().c_str());
    QVERIFY(!run.driver().isStuck());
    QVERIFY(stepToTheEnd(run));
    QVERIFY2(run.output().contains("still here: bread") && run.output().contains("main ends"), run.output());
}

// It would be waited for as one that computes, and the order would carry the mark.
void OutsideTest::aFeederAtAFullPipeIsNotWaitedFor() {
    Driven run("full_pipe.py");
    for (int n = 0; n < 100 && run.settle() && !run.driver().isStuck(); ++n)
        for (const char* who : {"main/1", "main"})
            if (const drive::Choice* c = run.choice(who); c && c->canBeGranted())
                QCOMPARE(run.step(who), std::string());
    QVERIFY2(run.driver().isStuck(), run.situation().c_str());
    for (const drive::Step& step : run.driver().done().steps)
        QVERIFY(step.how != drive::How::Computes);
    run.session().stop();
    waitUntilEnded(run.session(), std::chrono::milliseconds(kLongWhile));
}

void OutsideTest::theMainProcessIsKilled() {
    QFETCH(QString, method);
    Driven run("ends_badly.py", {method, "wait"});
    QVERIFY(toTheSleep(run));
    kill(run.choice("main")->pid, SIGKILL);
    QVERIFY(waitUntilEnded(run.session(), std::chrono::milliseconds(kLongWhile)));
    QCOMPARE(run.session().ending().status, 128 + SIGKILL);
}

// Whether it stands at the gate by then or is still on its way there: others go on, it goes on when it is
// let, and nobody is said to compute.
void OutsideTest::whoIsStoppedByASignalIsNotWaitedFor() {
    QFETCH(QString, method);
    Driven run("stopped_child.py", {method});
    QVERIFY(run.settle() && run.until("main", "print"));
    if (const drive::Choice* child = run.choice("main/1")) {
        QVERIFY(child->canBeGranted());
        QCOMPARE(run.step("main/1"), std::string());
    }
    const auto& busy = run.driver().busy();
    QVERIFY2(std::any_of(busy.begin(), busy.end(),
                         [](const drive::BusyThread& b) { return b.why == drive::Busy::Stopped; }),
             run.situation().c_str());
    QVERIFY(!run.output().contains("the child works"));
    QVERIFY(stepToTheEnd(run));
    QVERIFY2(run.output().contains("the child works") && run.output().contains("main ends"), run.output());
    for (const drive::Step& step : run.driver().done().steps)
        QVERIFY(step.how != drive::How::Computes);
}

QTEST_GUILESS_MAIN(OutsideTest)
#include "outside_test.moc"
