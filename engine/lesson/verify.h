// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Whether lessons are as they say, as far as a machine can tell: what their files lack, and trials of all
// that can be run. `forkscope lessons --verify` shows it. Main thread; a few trials at a time.
#include "engine/lesson/lesson_library.h"
#include "engine/lesson/trial.h"

#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace forkscope::lesson {

enum class TrialKind { Program, Tour, Claim, Myth, Prediction, Schedule, Solution, Error };

/// What stands in the place of a lesson's id for the parts of a library that belong to no lesson.
inline const QString kIndexPart = QStringLiteral("index"), kTemplatesPart = QStringLiteral("templates");
/// "program", "tour", …
QString nameOf(TrialKind kind);

struct TrialResult {
    QString lesson; ///< id
    TrialKind kind = TrialKind::Program;
    QString name; ///< "emperor_and_consort", "mend-it: wrong/sleeps.py"
    QString file; ///< where its author would mend it
    int line = 0; ///< 0: none in particular
    QString fault;
    qint64 ms = 0;

    bool passed() const { return fault.isEmpty(); }
};

/// What can be seen without running anything: links, claims whose passage is gone, too few solutions.
QList<PackProblem> faultsInText(const Lesson& lesson, const LessonLibrary& library);
/// Of the index: readings and programs that are not there, words that the glossary does not have.
QList<PackProblem> faultsInIndex(const LessonLibrary& library);
/// Of the templates.
QList<PackProblem> faultsInTemplates(const LessonLibrary& library);

class Verifier : public QObject {
    Q_OBJECT
  public:
    /// All lessons of the library, its index and its templates, or those with the ids in `only`.
    Verifier(const LessonLibrary& library, const QStringList& only, TrialSettings settings, int atOnce = 2);
    ~Verifier() override;

    /// Once. finished() follows, at the earliest from the event loop.
    void start();

    int wanted() const { return int(wanted_); }
    const std::vector<TrialResult>& results() const { return results_; }

  signals:
    void trialDone(const forkscope::lesson::TrialResult& result);
    void finished();

  private:
    struct Planned {
        TrialResult about;
        std::function<std::unique_ptr<Trial>()> make;
    };
    struct Running {
        TrialResult about;
        std::unique_ptr<Trial> trial;
        QElapsedTimer since;
    };

    void plan(const Lesson& lesson);
    void planProgram(const QString& part, const Program& program);
    void planIndex(const LessonLibrary& library);
    void planExercise(const Lesson& lesson, const Exercise& exercise);
    void planSolutions(const Lesson& lesson, const Exercise& exercise);
    void planStaged(TrialResult about, const Lesson& lesson, const Staging& staging,
                    const Expectation& expects);
    void startNext();
    void take(Running& running, const QString& fault);

    TrialSettings settings_;
    std::size_t atOnce_, wanted_ = 0;
    std::deque<Planned> planned_;
    std::vector<std::unique_ptr<Running>> running_;
    std::vector<TrialResult> results_;
};

} // namespace forkscope::lesson
