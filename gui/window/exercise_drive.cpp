// SPDX-License-Identifier: GPL-3.0-or-later
// Drive: the goal is looked for after each step that the learner has chosen.
#include "engine/condition/parts.h"
#include "engine/condition/sentence.h"
#include "engine/run/driver.h"
#include "gui/exercise/goal_view.h"
#include "gui/exercise/task_view.h"
#include "gui/window/exercise_desk.h"
#include "gui/window/timeline_panel.h"
#include "gui/window/workspace.h"

namespace forkscope::gui {

void ExerciseDesk::sessionChanged(run::Session* session) {
    if (isDriven())
        watchGoal(session);
}

static QString goalInWords(const std::string& condition) {
    const auto read = condition::Condition::read(condition);
    const QString words = read ? QString::fromStdString(condition::inWords(*read)) : QString();
    return words.left(1).toUpper() + words.mid(1);
}

void ExerciseDesk::watchGoal(run::Session* session) {
    driven_ = nullptr;
    goal_.clear();
    avoid_.reset();
    attempt_ = {};
    isByChance_ = false;
    attempt_.par = exercise_->par;
    for (const std::string& part : condition::partsOf(exercise_->goal.toStdString()))
        if (const auto read = condition::Condition::read(part)) {
            goal_.emplace_back(*read);
            attempt_.parts += goalInWords(part);
        }
    if (const auto avoid = condition::Condition::read(exercise_->avoid.toStdString());
        avoid && !exercise_->avoid.isEmpty()) {
        avoid_.emplace(*avoid);
        attempt_.avoid = goalInWords(exercise_->avoid.toStdString());
    }
    if (session && session->state() != run::SessionState::Recording) {
        driven_ = session;
        workspace_.timelinePanel()->lendAxis(timeline::AxisKind::Steps);
        attempt_.state = GoalPicture::State::Going;
        connect(&session->driver(), &run::Driver::changed, this, &ExerciseDesk::lookAtGoal);
        connect(session, &run::Session::advanced, this, &ExerciseDesk::lookAtGoal);
        connect(session, &run::Session::ended, this, &ExerciseDesk::lookAtGoal);
    }
    showGoal();
}

bool ExerciseDesk::isMetNow(const condition::Watch& watch) const {
    const bool hasEnded = driven_->state() == run::SessionState::Ended;
    return watch.isMet({driven_->history().now(),
                        hasEnded ? std::optional(driven_->ending().status) : std::nullopt,
                        driven_->driver().isStuck()});
}

void ExerciseDesk::lookAtGoal() {
    if (!isDriven() || !driven_ || attempt_.state != GoalPicture::State::Going)
        return;
    if (sender() != driven_ && sender() != &driven_->driver())
        return;
    const world::History& history = driven_->history();
    attempt_.steps = int(driven_->driver().stepCount());
    isByChance_ = isByChance_ || driven_->driver().mode() == drive::Mode::Shuffle;
    attempt_.met.clear();
    for (condition::Watch& part : goal_) {
        part.follow(history);
        attempt_.met += isMetNow(part);
    }
    if (avoid_)
        avoid_->follow(history);
    const bool isMet = !goal_.empty() && !attempt_.met.contains(false);
    if (isMet && isByChance_)
        return endAttempt(
            false, tr("The goal was reached by chance: “Random” chose who goes next. Run it again and choose "
                      "each step yourself."));
    if (isMet)
        return endAttempt(true, attempt_.steps <= exercise_->par
                                    ? tr("It takes no fewer steps.")
                                    : tr("It can be done in %1.").arg(exercise_->par));
    if (avoid_ && isMetNow(*avoid_))
        return endAttempt(false,
                          tr("By step %1 what was to be avoided has happened. Undo the step, or restart "
                             "and choose another order.")
                              .arg(attempt_.steps));
    if (driven_->state() == run::SessionState::Ended)
        return endAttempt(false, tr("The program has ended, and the goal was not reached. Run it again and "
                                    "choose another order."));
    showGoal();
}

void ExerciseDesk::endAttempt(bool isReached, const QString& sentence) {
    attempt_.state = isReached ? GoalPicture::State::Reached : GoalPicture::State::Missed;
    attempt_.outcome = sentence;
    showGoal();
    tried();
    if (isReached)
        passed();
    workspace_.showTask();
}

void ExerciseDesk::showGoal() {
    if (attempt_.state == GoalPicture::State::NotBegun)
        attempt_.outcome = tr("Press Run: the program is held before its first operation, and you choose who "
                              "goes next.");
    const bool isOther = attempt_.state != goal()->picture().state;
    goal()->show(attempt_);
    if (isOther)
        task_->showGoal();
}

} // namespace forkscope::gui
