// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/verify.h"

#include "engine/lesson/trial_error.h"

#include <QFileInfo>

#include <algorithm>

namespace forkscope::lesson {

namespace {
constexpr int kEndlessMs = 4'000; // a program that never ends is watched for so long
}

QString nameOf(TrialKind kind) {
    switch (kind) {
    case TrialKind::Program:
        return QStringLiteral("program");
    case TrialKind::Tour:
        return QStringLiteral("tour");
    case TrialKind::Claim:
        return QStringLiteral("claim");
    case TrialKind::Myth:
        return QStringLiteral("myth");
    case TrialKind::Prediction:
        return QStringLiteral("prediction");
    case TrialKind::Schedule:
        return QStringLiteral("schedule");
    case TrialKind::Error:
        return QStringLiteral("error");
    case TrialKind::Solution:
        break;
    }
    return QStringLiteral("solution");
}

Verifier::Verifier(const LessonLibrary& library, const QStringList& only, TrialSettings settings, int atOnce)
    : settings_(std::move(settings)), atOnce_(std::size_t(std::max(1, atOnce))) {
    const auto isMeant = [&](const QString& part) { return only.isEmpty() || only.contains(part); };
    for (const Lesson& lesson : library.lessons())
        if (isMeant(lesson.id))
            plan(lesson);
    if (isMeant(kIndexPart))
        planIndex(library);
    if (isMeant(kTemplatesPart))
        for (const Program& program : library.templates())
            planProgram(kTemplatesPart, program);
    wanted_ = planned_.size();
}

Verifier::~Verifier() = default;

void Verifier::plan(const Lesson& lesson) {
    const QString manifest = lesson.folder + QStringLiteral("/lesson.toml");
    for (const Program& program : lesson.programs) {
        planProgram(lesson.id, program);
        if (const Tour* tour = lesson.tour(program.name))
            planned_.push_back(
                {{lesson.id, TrialKind::Tour, tour->name, tour->path, 0, {}, 0}, [this, program, t = *tour] {
                     return std::make_unique<TourTrial>(program.path, t, settings_);
                 }});
    }
    for (const Claim& claim : lesson.claims)
        planStaged({lesson.id, TrialKind::Claim, claim.says, manifest, claim.fileLine, {}, 0}, lesson,
                   claim.staging, claim.expects);
    for (const Myth& myth : lesson.myths)
        planStaged({lesson.id, TrialKind::Myth, myth.slug, manifest, myth.fileLine, {}, 0}, lesson,
                   myth.staging, myth.expects);
    for (const Exercise& exercise : lesson.exercises)
        planExercise(lesson, exercise);
}

// A template is run as its learner will run it: by the clock.
void Verifier::planProgram(const QString& part, const Program& program) {
    planned_.push_back(
        {{part, TrialKind::Program, program.name, program.path, 0, {}, 0}, [this, part, program] {
             TrialSettings settings = settings_;
             settings.inRealTime = settings.inRealTime || part == kTemplatesPart;
             if (!program.ends)
                 settings.limitMs = kEndlessMs;
             auto trial = std::make_unique<StagedTrial>(program.path, Staging{}, QList<Expectation>{},
                                                        StagedTrial::Wants::Nothing, settings);
             if (!program.ends)
                 trial->setEndless();
             if (program.raises)
                 trial->setRaises();
             return trial;
         }});
}

void Verifier::planIndex(const LessonLibrary& library) {
    for (const KnownError& error : library.index().errors()) {
        const QString program = library.programOf(error);
        if (!program.isEmpty()) // else a fault in the text
            planned_.push_back({{kIndexPart, TrialKind::Error, error.slug, error.path, error.fileLine, {}, 0},
                                [this, program, error, index = library.index()] {
                                    return std::make_unique<ErrorTrial>(program, error.slug, index,
                                                                        settings_);
                                }});
    }
}

void Verifier::planStaged(TrialResult about, const Lesson& lesson, const Staging& staging,
                          const Expectation& expects) {
    const QString path = lesson.program(staging.program)->path; // the reader has seen to it that it is there
    planned_.push_back({std::move(about), [this, path, staging, expects] {
                            return std::make_unique<StagedTrial>(path, staging, QList<Expectation>{expects},
                                                                 StagedTrial::Wants::All, settings_);
                        }});
}

void Verifier::planExercise(const Lesson& lesson, const Exercise& exercise) {
    TrialResult about{lesson.id, TrialKind::Prediction, exercise.slug, exercise.path, 0, {}, 0};
    if (exercise.kind == ExerciseKind::Predict) {
        QList<Expectation> expects;
        for (const Option& option : exercise.options)
            expects.append(option.expects);
        planned_.push_back({about, [this, exercise, expects] {
                                return std::make_unique<StagedTrial>(exercise.starter, exercise.staging,
                                                                     expects, StagedTrial::Wants::ExactlyOne,
                                                                     settings_);
                            }});
    }
    if (exercise.kind == ExerciseKind::Fix || exercise.kind == ExerciseKind::Build)
        planSolutions(lesson, exercise);
    if (exercise.kind != ExerciseKind::Drive)
        return;
    const auto add = [&](const QString& schedule, const QString& message, int line) {
        about.kind = TrialKind::Schedule;
        about.name = exercise.slug + QStringLiteral(": ") + schedule.mid(exercise.folder.size() + 1);
        about.line = line;
        planned_.push_back({about, [this, exercise, schedule, message] {
                                return std::make_unique<DriveTrial>(exercise, schedule, message, settings_);
                            }});
    };
    add(exercise.solution, {}, 0);
    for (const QString& schedule : exercise.right)
        add(schedule, {}, 0);
    for (const WrongSolution& wrong : exercise.wrong)
        add(wrong.path, wrong.message, wrong.fileLine);
}

void Verifier::planSolutions(const Lesson& lesson, const Exercise& exercise) {
    using Wants = SolutionTrial::Wants;
    const auto add = [&](const QString& file, Wants wants, const QString& message, int line) {
        const QString name = file.startsWith(exercise.folder) ? file.mid(exercise.folder.size() + 1)
                                                              : QFileInfo(file).fileName();
        planned_.push_back({{lesson.id,
                             TrialKind::Solution,
                             exercise.slug + QStringLiteral(": ") + name,
                             line > 0 ? exercise.path : file,
                             line,
                             {},
                             0},
                            [this, exercise, file, wants, message] {
                                return std::make_unique<SolutionTrial>(exercise, file, wants, message,
                                                                       settings_);
                            }});
    };
    add(exercise.starter, Wants::Fails, {}, 0);
    add(exercise.solution, Wants::Passes, {}, 0);
    if (settings_.isThin)
        return;
    for (const QString& file : exercise.right)
        add(file, Wants::Passes, {}, 0);
    for (const WrongSolution& wrong : exercise.wrong)
        add(wrong.path, Wants::FailsWith, wrong.message, wrong.fileLine);
}

void Verifier::start() {
    QTimer::singleShot(0, this, &Verifier::startNext);
}

void Verifier::startNext() {
    while (!planned_.empty() && running_.size() < atOnce_) {
        Planned next = std::move(planned_.front());
        planned_.pop_front();
        auto running = std::make_unique<Running>();
        running->about = std::move(next.about);
        running->trial = next.make();
        running->since.start();
        Running* const r = running.get();
        connect(
            r->trial.get(), &Trial::done, this, [this, r](const QString& fault) { take(*r, fault); },
            Qt::QueuedConnection);
        running_.push_back(std::move(running));
        r->trial->start();
    }
    if (running_.empty())
        emit finished();
}

void Verifier::take(Running& running, const QString& fault) {
    TrialResult result = std::move(running.about);
    result.fault = fault;
    result.ms = running.since.elapsed();
    std::erase_if(running_, [&](const auto& r) { return r.get() == &running; });
    results_.push_back(result);
    emit trialDone(result);
    startNext();
}

} // namespace forkscope::lesson
