// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/myth_desk.h"

#include "gui/window/learning.h"
#include "gui/window/playhead.h"
#include "gui/window/runner.h"
#include "gui/window/workspace.h"

#include <utility>

namespace forkscope::gui {

using State = LessonMyth::State;

MythDesk::MythDesk(Workspace& workspace, Learning& learning)
    : QObject(&workspace), workspace_(workspace), learning_(learning) {}

void MythDesk::ask(const lesson::Lesson& lesson, const lesson::Myth& myth) {
    learning_.setMyth(lesson.id, myth.slug, {});
}

void MythDesk::run(const lesson::Lesson& lesson, const lesson::Myth& myth, const QString& vote) {
    giveUp();
    lessonId_ = lesson.id;
    myth_ = myth;
    vote_ = vote == u"fact" ? QStringLiteral("fact") : QStringLiteral("myth");
    staged_ = std::make_unique<StagedRun>(myth.staging, QList{myth.expects}, this);
    connect(staged_.get(), &StagedRun::decided, this, &MythDesk::decided, Qt::QueuedConnection);
    connect(
        staged_.get(), &StagedRun::failed, this,
        [this](const QString& sentence) {
            workspace_.say(sentence);
            giveUp();
        },
        Qt::QueuedConnection);
    learning_.setMyth(lessonId_, myth.slug, {State::Running, vote_});
    workspace_.startStaged({[this](run::LaunchSpec& spec) {
                                if (staged_)
                                    staged_->prepare(spec);
                            },
                            [this](run::Session* session) {
                                if (session && staged_)
                                    staged_->begin(*session);
                                else
                                    giveUp();
                            }});
}

// Its card asks again.
void MythDesk::giveUp() {
    if (!myth_)
        return;
    staged_.reset();
    const lesson::Myth left = *std::exchange(myth_, std::nullopt);
    learning_.setMyth(lessonId_, left.slug, {});
}

void MythDesk::decided() {
    if (!staged_ || !myth_)
        return;
    const StagedRun::Answer answer = staged_->answers().first();
    workspace_.runner()->stop(); // what would have gone on for ever
    if (!answer.isMet) {
        workspace_.say(tr("This run has not decided it: what was looked for did not happen. Vote again to "
                          "run it once more."));
        return giveUp();
    }
    const lesson::Myth myth = *std::exchange(myth_, std::nullopt);
    learning_.setMyth(lessonId_, myth.slug, {State::Decided, vote_});
    const trace::Time at = answer.at >= 0 ? answer.at : staged_->momentOf(myth.expects.condition);
    if (at >= 0)
        workspace_.playhead()->moveTo(at);
    staged_.reset();
}

} // namespace forkscope::gui
