// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Myth or fact: the learner has voted, the program runs as the card asks for it, and the trace of this run
// gives the verdict. The card stands in the lesson's text; what is known of it goes there by Learning. One at
// a time: a vote while another card's program runs ends that one undecided.
#include "engine/lesson/lesson.h"
#include "gui/window/staged_run.h"

#include <QObject>

#include <memory>

namespace forkscope::gui {

class Learning;
class Workspace;

class MythDesk : public QObject {
    Q_OBJECT
  public:
    MythDesk(Workspace& workspace, Learning& learning);

    // The workspace shows the program already. `vote`: "myth" or "fact".
    void run(const lesson::Lesson& lesson, const lesson::Myth& myth, const QString& vote);
    // Back to the question.
    void ask(const lesson::Lesson& lesson, const lesson::Myth& myth);

  private:
    void giveUp();
    void decided();

    Workspace& workspace_;
    Learning& learning_;
    QString lessonId_, vote_;
    std::optional<lesson::Myth> myth_; // that is being decided
    std::unique_ptr<StagedRun> staged_;
};

} // namespace forkscope::gui
