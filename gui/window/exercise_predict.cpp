// SPDX-License-Identifier: GPL-3.0-or-later
// Predict: the answer is locked in, the run decides.
#include "engine/world/explain.h"
#include "gui/exercise/predict_view.h"
#include "gui/window/exercise_desk.h"
#include "gui/window/learning.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/runner.h"
#include "gui/window/workspace.h"

namespace forkscope::gui {

void ExerciseDesk::lockIn(int) {
    predict()->showRunning();
    startPrediction();
}

void ExerciseDesk::startPrediction() {
    QList<lesson::Expectation> expected;
    for (const lesson::Option& option : exercise_->options)
        expected.append(option.expects);
    staged_ = std::make_unique<StagedRun>(exercise_->staging, expected, this);
    connect(staged_.get(), &StagedRun::decided, this, &ExerciseDesk::predictionDecided, Qt::QueuedConnection);
    connect(staged_.get(), &StagedRun::failed, this, [this](const QString& sentence) {
        workspace_.say(sentence);
        predict()->startOver();
    });
    workspace_.startStaged({[this](run::LaunchSpec& spec) { staged_->prepare(spec); },
                            [this](run::Session* session) {
                                if (session && staged_)
                                    staged_->begin(*session);
                                else
                                    predict()->startOver();
                            }});
}

void ExerciseDesk::predictionDecided() {
    if (!staged_ || !isOn())
        return;
    const int right = staged_->onlyOneMet();
    decidedAt_ = staged_->momentOf(exercise_->moment);
    if (decidedAt_ < 0 && right >= 0)
        decidedAt_ = staged_->answers()[right].at;
    if (decidedAt_ < 0 && right >= 0) // what is so at the end came to be so at some moment
        decidedAt_ = staged_->momentOf(exercise_->options[right].expects.condition);
    predict()->showVerdict(right, decidedAt_ < 0 ? QString()
                                                 : QString::fromStdString(world::formatTime(decidedAt_)));
    workspace_.runner()->stop(); // what would have gone on for ever
    tried();
    if (right >= 0)
        learning_->setPrediction(lessonId_, exercise_->slug, {predict()->chosen(), right});
    if (right >= 0 && right == predict()->chosen())
        passed();
    else if (right >= 0)
        explain();
    showDecidingMoment();
}

void ExerciseDesk::showDecidingMoment() {
    if (decidedAt_ >= 0)
        workspace_.playhead()->moveTo(decidedAt_);
}

} // namespace forkscope::gui
