// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A run that is driven: what the window and the command line say to it and hear from it. Owned by the
// Session, which gives it time; the work is done by drive::Controller, which see for the words. Main thread.
//
// Undo is a new run: start a Session with the same LaunchSpec, drive.start = StartMode::Schedule and
// drive.schedule = done().firstSteps(n - 1).
#include "engine/drive/controller.h"
#include "engine/drive/variables.h"
#include "engine/run/launch_spec.h"
#include "engine/trace/thread_annotations.h"

#include <QObject>
#include <QString>

namespace forkscope::run {

class Driver : public QObject {
    Q_OBJECT
  public:
    explicit Driver(QObject* parent = nullptr);
    ~Driver() override;

    // False before the start of a run, from its end on (also one that was asked for), and of a recording:
    // then there is nothing to drive and all the questions below have empty answers.
    bool isThere() const { return controller_ != nullptr; }
    drive::Mode mode() const;
    drive::State state() const;
    // Who stands at the gate. To be copied where it is kept: the next change() makes it anew.
    const std::vector<drive::Choice>& choices() const;
    // Who goes on, and why nobody waits for it, or does.
    const std::vector<drive::BusyThread>& busy() const;
    bool isStuck() const; // a deadlock, as far as the gate can see
    // Everybody is held, and the clocks of the program with them: nothing goes on until the next choice.
    bool isStandingStill() const;
    drive::Schedule done() const; // the steps since the run was held; stays after the end of the run
    // The same with when and where.
    std::vector<drive::TakenStep> taken() const;
    bool isExact() const { return done().isExact(); }
    std::size_t stepCount() const;
    // done() holds all steps since the start of the run, so that a new run can repeat them.
    bool beganHeld() const { return beganHeld_; }
    // Of a schedule that could not be followed to its end; null: none.
    const drive::Divergence* divergence() const;

    // At the next operation; who makes none is stopped by SIGSTOP. Also ends a schedule or a shuffle.
    void pause() FORKSCOPE_MAIN_THREAD;
    void goOn() FORKSCOPE_MAIN_THREAD;
    // The sentence says why it cannot be done now.
    Outcome give(const drive::Order& order) FORKSCOPE_MAIN_THREAD;
    // The rest of the run by a schedule, or by chance. What is held goes on from where it is.
    void follow(drive::Schedule schedule);
    void shuffle(std::uint64_t seed);
    // Time-outs of the program while it is held: run on (true), or stand still.
    void setTimeRuns(bool runs);
    void setComputesAfter(std::chrono::milliseconds time);

    // Variables of a thread that stands at the gate: the number of the question, or why it cannot be asked.
    // The answer comes by variablesCame(). Runs nothing of the program's, and is no step.
    Result<std::uint32_t> askVariables(drive::ProcessId process,
                                       std::uint8_t thread = 0) FORKSCOPE_MAIN_THREAD;
    // The repr of one of them. This runs the program's code (`__repr__`), which may print, raise, change
    // things, or never come back.
    Result<std::uint32_t> askRepr(drive::ProcessId process, std::uint8_t thread, bool global,
                                  const std::string& name) FORKSCOPE_MAIN_THREAD;
    // The answers so far; they stay after the end of the run, until the next one begins.
    const drive::Variables& variables() const { return variables_; }

  signals:
    // Choices, state or steps are others now.
    void changed();
    // The schedule could not be followed: the program is held there.
    void diverged(const QString& sentence);
    // variables().answer(number) is there; see askVariables().
    void variablesCame(quint32 number);
    // Somebody is to be looked at soon, or need not be any more: for the Session.
    void hurryChanged(bool hurries);

  private:
    friend class Session;
    // The Session's part. `store` and `history` must outlive detach().
    void attach(trace::TraceStore& store, const world::History& history, const DriveWish& wish);
    void detach();
    bool isIdle() const { return !controller_ || controller_->mode() == drive::Mode::Free; }
    void look();
    void decide(bool isRead);
    void report();
    Result<std::uint32_t> ask(drive::ProcessId process, std::uint8_t thread, std::uint32_t about);

    std::unique_ptr<drive::Controller> controller_;
    const world::History* history_ = nullptr; // of the run that goes on
    drive::Variables variables_;
    std::vector<drive::TakenStep> last_; // of a run that has ended
    std::uint64_t told_ = 0;
    bool hurries_ = false, toldDivergence_ = false, beganHeld_ = false;
};

} // namespace forkscope::run
