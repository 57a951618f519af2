// SPDX-License-Identifier: GPL-3.0-or-later
// The lesson's page: what its links lead to, where the learner is in it.
#include "engine/condition/sentence.h"
#include "engine/lesson/link.h"
#include "gui/editor/code_editor.h"
#include "gui/lesson/lesson_view.h"
#include "gui/window/editor_panel.h"
#include "gui/window/exercise_desk.h"
#include "gui/window/learning.h"
#include "gui/window/moment_seeker.h"
#include "gui/window/myth_desk.h"
#include "gui/window/playhead.h"
#include "gui/window/workspace.h"

#include <QTimer>
#include <QUrlQuery>

namespace forkscope::gui {

void Workspace::setLearning(Learning* learning) {
    learning_ = learning;
    lessonView_->setGlossary(learning->glossary());
    connect(learning, &Learning::changed, this, [this] {
        lessonView_->setGlossary(learning_->glossary());
        if (!lesson_.id.isEmpty())
            lessonView_->setExtras(learning_->extrasOf(lesson_));
    });
    exercise_->setLearning(learning);
    editor_->desk().setStore(&learning->store());
    connect(learning, &Learning::textsChanged, this, &Workspace::showKeptText);
    myths_ = new MythDesk(*this, *learning);
}

// At the place where the learner was in it.
void Workspace::showLessonText(const lesson::Lesson& lesson) {
    const bool isOther = lessonView_->lessonId() != lesson.id;
    lessonView_->showLesson(lesson);
    if (learning_)
        lessonView_->setExtras(learning_->extrasOf(lesson));
    if (isOther)
        QTimer::singleShot(0, lessonView_, [this, id = lesson.id] {
            if (learning_)
                lessonView_->goTo(learning_->readingPlace(id));
        });
}

// The store has another text of the program than the editor; what stood there is in the history.
void Workspace::showKeptText() {
    if (exercise_->isOn()) {
        const lesson::Exercise same = exercise_->exercise();
        exercise_->open(lesson_, same);
    }
    const Result<QString> text = editor_->desk().keptText();
    if (text && !editor_->editor()->isReadOnly())
        editor_->takeText(*text);
}

void Workspace::showLine(int line) {
    layout_->reveal(editor_);
    editor_->editor()->goToLine(line, true);
}

// After the text has been laid out and stands where the learner was last.
void Workspace::markInLesson(const QStringList& words, const QString& heading) {
    layout_->reveal(lessonPanel_);
    QTimer::singleShot(0, lessonView_, [this, words, heading] {
        lessonView_->mark(words, heading);
        lessonView_->setFocus(Qt::OtherFocusReason);
    });
}

void Workspace::followLink(const QString& kind, const QString& target, const QString& query) {
    if (!learning_)
        return;
    if (kind == QLatin1String("run")) {
        if (exercise_->isOn() || editor_->desk().current().name != target)
            openLesson(lesson::Lesson(lesson_), target);
        return run();
    }
    const QString whole = kind + u':' + target + (query.isEmpty() ? QString() : u'?' + query);
    const lesson::Link link = lesson::readLink(whole);
    const lesson::Lesson* in = learning_->library().lessonOf(lesson_, link);
    if (!in)
        return say(tr("There is no lesson for the link “%1”.").arg(target));
    const lesson::Lesson found = *in;
    switch (link.kind) {
    case lesson::Link::Kind::Lesson:
        return openLesson(found, QString());
    case lesson::Link::Kind::Program:
        return openLesson(found, link.target);
    case lesson::Link::Kind::Exercise:
        if (const lesson::Exercise* exercise = found.exercise(link.target))
            return openExercise(found, *exercise);
        break;
    case lesson::Link::Kind::Tour:
        if (found.id != lesson_.id)
            openLesson(found, link.target);
        return takeTour(link.target);
    case lesson::Link::Kind::Myth:
        if (const lesson::Myth* myth = found.myth(link.target.section(u'?', 0, 0)))
            return followMyth(found, *myth, QUrlQuery(query).queryItemValue(QStringLiteral("vote")));
        break;
    case lesson::Link::Kind::Moment:
        return followMoment(found, link.target, link.when);
    case lesson::Link::Kind::Lab:
        return followLab(found, link.target);
    default:
        break;
    }
    say(tr("The link “%1” leads nowhere.").arg(target));
}

// In the run that is shown, where it is one of this program; else in a new one.
void Workspace::followMoment(const lesson::Lesson& lesson, const QString& program, const QString& when) {
    if (lesson.id != lesson_.id || exercise_->isOn() || editor_->desk().current().name != program)
        openLesson(lesson, program);
    if (editor_->desk().current().name != program)
        return; // it could not be opened, which was said
    if (runner_->session())
        return seekMoment(runner_->session(), when);
    startStaged({[](run::LaunchSpec&) {},
                 [this, when](run::Session* session) {
                     isStaged_ = false; // from now on it is the learner's
                     seekMoment(session, when);
                 }});
}

void Workspace::seekMoment(run::Session* session, const QString& when) {
    const auto condition = condition::Condition::read(when.toStdString());
    if (!condition)
        return say(QString::fromStdString(condition.error()));
    if (!session)
        return;
    soughtMoment_ = QString::fromStdString(condition::inWords(*condition));
    if (!seeker_) {
        seeker_ = new MomentSeeker(this);
        connect(seeker_, &MomentSeeker::found, playhead_, &Playhead::moveTo);
        connect(seeker_, &MomentSeeker::never, this, [this] {
            say(tr("This moment never came in the run that is shown: %1. Press Run to look at another run.")
                    .arg(soughtMoment_));
        });
    }
    seeker_->seek(*session, *condition);
}

// From the card, with a vote, or from elsewhere in the texts: then the card asks.
void Workspace::followMyth(const lesson::Lesson& lesson, const lesson::Myth& myth, const QString& vote) {
    if (vote.isEmpty()) {
        if (lesson.id != lesson_.id)
            openLesson(lesson, QString());
        myths_->ask(lesson, myth);
        return lessonView_->scrollToAnchor(QStringLiteral("myth-") + myth.slug);
    }
    if (openMyth(lesson, myth))
        myths_->run(lesson, myth, vote);
}

} // namespace forkscope::gui
