// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Programs of the lessons run for real, by Sessions, and what can be asked of such a run afterwards.
#include "engine/run/session.h"

#include <QList>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <vector>

namespace forkscope::tests {

// One replacement in a program's text, as a lesson tells the learner to make it; `before` stands there
// exactly once.
struct LessonEdit {
    QString before, after;
};

// One run of a lesson's program, in a folder of its own. Lives in the main thread.
class LessonRun {
  public:
    // True when the program has come to where it never goes on from. It is then watched a little longer, and
    // stopped.
    using IsStuck = std::function<bool(const world::World&)>;

    // `program` is such as "08-mutex/tickets_locked". Without `isStuck` the program must end by itself.
    explicit LessonRun(const QString& program, QList<LessonEdit> edits = {}, IsStuck isStuck = {});

    // "" when it could be started.
    QString start();
    // Stops a program that is stuck; true when the run has ended.
    bool isOver();

    run::Session& session() { return session_; }
    const run::Session& session() const { return session_; }
    const trace::Log& log() const { return session_.history().log(); }
    const world::World& world() const { return session_.history().now(); } // at the end
    QString path() const { return path_; }
    const QStringList& sourceLines() const { return lines_; }
    // The moment at which it was stopped, since it was stuck; -1 when it has ended by itself.
    trace::Time stoppedAt() const { return stoppedAt_; }

    // The process that the program gave this name; null when there was none.
    const world::Process* process(const QString& name) const;
    QString nameOf(trace::ProcessId id) const;
    // Events of this kind, of all processes or of one, in order.
    std::vector<trace::Event> events(trace::Kind kind, const world::Process* by = nullptr) const;
    QString preview(const trace::Event& e) const; // without colours
    // What was printed, line by line, without colours; of all processes or of one.
    QStringList printed(const world::Process* by = nullptr) const;
    // The print of this text; order 0 when it never came.
    trace::Event printOf(const QString& text) const;

    // Lanes as the timeline draws them. Null where there is none.
    const world::Lane* lane(const world::Process* process) const;
    const world::Lane* lane(const QString& objectName) const;
    world::LaneState stateAt(const world::Process* process, trace::Time t) const;
    // A cross, a flag, …: at what time the lane of this process has such a mark; -1 for none.
    trace::Time markAt(world::MarkKind kind, const world::Process* process) const;
    std::vector<world::Arrow> arrows(world::ArrowKind kind) const;

  private:
    QTemporaryDir folder_;
    run::Session session_;
    IsStuck isStuck_;
    QString path_;
    QStringList lines_;
    QString fault_;
    trace::Time stuckSince_ = -1;
    trace::Time stoppedAt_ = -1;
};

using LessonRuns = std::vector<std::unique_ptr<LessonRun>>;

// Runs all of them, a few at a time. What went wrong in a sentence, with the processes' stacks after a hang.
QString runAll(const LessonRuns& runs);

} // namespace forkscope::tests
