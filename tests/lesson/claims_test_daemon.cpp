// SPDX-License-Identifier: GPL-3.0-or-later
// What the lesson on daemon processes says, checked on the traces of real runs and on the timeline's lanes.
#include "engine/world/explain.h"
#include "tests/lesson/claims_always.h"
#include "tests/support/run_program.h"

#include <QTest>

#include <csignal>

namespace forkscope::tests {

using trace::Kind;
using world::LaneState;
using world::MarkKind;

class DaemonClaims : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void always();
    void endOfTheDaemonIsMissingWhenMainEndsFirst();
    void endOfTheDaemonIsPrintedWhenMainIsHeld();
    void daemonIsEndedByMainsExitHandler();
    void mainIsHollowUntilTheNormalChildIsDone();
    void daemonIsAZombieUntilMainJoinsIt();
    void consortEndsInTheMiddleOfASeason();
    void orphanedConsortLivesOn();

  private:
    // Any will do: also one whose daemon was ended before it could tell of itself.
    const LessonRun& timings() const { return *runs_[0]; }
    const LessonRun& held() const { return *runs_[kPlainRuns]; }
    const LessonRun& court() const { return *runs_[kPlainRuns + 1]; }
    const LessonRun& killed() const { return *runs_[kPlainRuns + 2]; }
    void checkConsort(const LessonRun& run, const world::Process* emperor);

    static constexpr std::size_t kPlainRuns = 5;
    LessonRuns runs_;
};

void DaemonClaims::initTestCase() {
    const QString timings = QStringLiteral("06-daemon-processes/three_timings");
    const QString court = QStringLiteral("06-daemon-processes/emperor_and_consort");
    const QString last = QStringLiteral("    print(f\"{BOLD}main{PLAIN}\", flush=True)\n");
    const QString reign = QStringLiteral("(\"fork\")\n    reign()\n");
    for (std::size_t i = 0; i < kPlainRuns; ++i)
        runs_.push_back(std::make_unique<LessonRun>(timings));
    runs_.push_back(
        std::make_unique<LessonRun>(timings, QList<LessonEdit>{{last, last + "    time.sleep(2)\n"}}));
    runs_.push_back(std::make_unique<LessonRun>(court));
    runs_.push_back(std::make_unique<LessonRun>(
        court, QList<LessonEdit>{{reign, "(\"fork\")\n"
                                         "    emperor = mp.Process(target=reign, name=\"emperor\")\n"
                                         "    emperor.start()\n"
                                         "    time.sleep(0.5)\n"
                                         "    emperor.kill()\n"
                                         "    emperor.join()\n"
                                         "    time.sleep(3)\n"}}));
    const QString fault = runAll(runs_);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
    QCOMPARE(processesLeft(), QStringList());
}

void DaemonClaims::always() {
    for (const auto& run : runs_)
        QCOMPARE(whatAlwaysHolds(*run), QString());
}

void DaemonClaims::endOfTheDaemonIsMissingWhenMainEndsFirst() {
    for (std::size_t i = 0; i < kPlainRuns; ++i) {
        const LessonRun& run = *runs_[i];
        const auto mainEnd = run.events(Kind::ProcessMainEnd);
        QCOMPARE(mainEnd.size(), std::size_t(1));
        // Main ended long before the daemon's second was over: it may not have printed its end.
        QCOMPARE(run.printOf("end123").order, std::uint64_t(0));
        QVERIFY(run.printOf("main").order < mainEnd[0].order);
        QVERIFY(run.printOf("end456").order > mainEnd[0].order);
        QCOMPARE(run.printed(run.process("normal")), QStringList({"456", "end456"}));
        QCOMPARE(run.session().ending().status, 0);
    }
}

void DaemonClaims::endOfTheDaemonIsPrintedWhenMainIsHeld() {
    const auto mainEnd = held().events(Kind::ProcessMainEnd);
    QCOMPARE(mainEnd.size(), std::size_t(1));
    QVERIFY(held().printOf("end123").order > 0);
    QVERIFY(held().printOf("end123").order < mainEnd[0].order);
    QCOMPARE(held().process("daemon")->status.value(), 0);
    QCOMPARE(held().markAt(MarkKind::Killed, held().process("daemon")), trace::Time(-1));
}

void DaemonClaims::daemonIsEndedByMainsExitHandler() {
    const world::Process* const daemon = timings().process("daemon");
    const world::Process* const normal = timings().process("normal");
    const world::Process* const main = timings().process("main");
    QVERIFY(daemon && normal && main);
    QVERIFY(daemon->role == world::ProcessRole::Daemon);
    QCOMPARE(daemon->status.value(), -SIGTERM);
    QCOMPARE(normal->status.value(), 0);
    // The flag at main's end of code, then the signal, then the cross; the normal child goes on.
    const trace::Time flag = timings().markAt(MarkKind::MainEnd, main);
    const trace::Time cross = timings().markAt(MarkKind::Killed, daemon);
    QVERIFY(flag >= 0);
    QVERIFY(cross >= flag);
    QVERIFY(cross < normal->exited);
    QVERIFY(normal->exited < main->exited);
    const auto signal = timings().events(Kind::ProcessTerminate, main);
    QCOMPARE(signal.size(), std::size_t(1));
    QCOMPARE(signal[0].value, daemon->pid);
    QVERIFY(signal[0].order > timings().events(Kind::ProcessMainEnd)[0].order);
    QVERIFY(signal[0].time <= cross);
    const std::string words = world::explainProcess(timings().world(), daemon->id, main->exited);
    QVERIFY2(words.find("was ended by SIGTERM") != std::string::npos, words.c_str());
    QVERIFY(timings().stateAt(daemon, timings().session().now()) == LaneState::Absent);
}

void DaemonClaims::mainIsHollowUntilTheNormalChildIsDone() {
    const world::Process* const main = timings().process("main");
    const world::Process* const normal = timings().process("normal");
    const trace::Time justBefore = normal->exited - 1;
    QVERIFY(timings().stateAt(main, justBefore) == LaneState::WaitsProcess);
    QVERIFY(timings().stateAt(normal, timings().events(Kind::Sleep, normal)[0].time) == LaneState::Sleeping);
    const std::string words =
        world::explainProcess(timings().session().history().at(justBefore), main->id, justBefore);
    QVERIFY2(words.find("waits in join for P2 normal") != std::string::npos, words.c_str());
}

void DaemonClaims::daemonIsAZombieUntilMainJoinsIt() {
    for (std::size_t i = 0; i < kPlainRuns; ++i) {
        const world::Process* const daemon = runs_[i]->process("daemon");
        QVERIFY(daemon->exited <= daemon->reaped);
        if (daemon->exited < daemon->reaped)
            QVERIFY(runs_[i]->stateAt(daemon, daemon->reaped - 1) == LaneState::Zombie);
        QVERIFY(runs_[i]->stateAt(daemon, daemon->reaped) == LaneState::Absent);
    }
}

void DaemonClaims::checkConsort(const LessonRun& run, const world::Process* emperor) {
    const world::Process* const consort = run.process("consort");
    QVERIFY(consort && emperor);
    QCOMPARE(consort->status.value(), -SIGTERM);
    QVERIFY(run.markAt(MarkKind::Killed, consort) >= 0);
    QCOMPARE(run.printOf("consort: a long life is over").order, std::uint64_t(0));
    QVERIFY(run.printOf("consort: season 1").order > 0);
}

void DaemonClaims::consortEndsInTheMiddleOfASeason() {
    const world::Process* const emperor = court().process("main");
    checkConsort(court(), emperor);
    const world::Process* const consort = court().process("consort");
    const world::Process* const minister = court().process("minister");
    QVERIFY(consort->exited >= court().markAt(MarkKind::MainEnd, emperor));
    QVERIFY(court().stateAt(consort, consort->exited - 1) == LaneState::Sleeping);
    QCOMPARE(court().printed(minister).size(), 6);
    QVERIFY(court().printOf("minister: page 5 of 5").time > consort->exited);
    QVERIFY(court().stateAt(emperor, minister->exited - 1) == LaneState::WaitsProcess);
}

// Killed, the emperor runs no exit handler: nobody tells the consort, until the run itself is ended.
void DaemonClaims::orphanedConsortLivesOn() {
    const world::Process* const emperor = killed().process("emperor");
    const world::Process* const consort = killed().process("consort");
    QVERIFY(emperor && consort);
    QCOMPARE(emperor->status.value(), -SIGKILL);
    QVERIFY(killed().markAt(MarkKind::Killed, emperor) >= 0);
    QCOMPARE(killed().events(Kind::ProcessKill).size(), std::size_t(1));
    QVERIFY(killed().printOf("consort: season 9").time > emperor->exited);
    const trace::Time then = killed().printOf("consort: season 9").time;
    const std::string words = world::explainProcess(killed().session().history().at(then), consort->id, then);
    QVERIFY2(words.find("(an orphan)") != std::string::npos, words.c_str());
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::DaemonClaims)
#include "claims_test_daemon.moc"
