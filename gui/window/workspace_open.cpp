// SPDX-License-Identifier: GPL-3.0-or-later
// What comes onto the desk: a lesson's program, an own file, pasted text, a recording.
#include "gui/batch/runs_view.h"
#include "gui/editor/code_editor.h"
#include "gui/lesson/lesson_view.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/editor_panel.h"
#include "gui/window/lab_desk.h"
#include "gui/window/learning.h"
#include "gui/window/moment_sync.h"
#include "gui/window/settings.h"
#include "gui/window/toolbar.h"
#include "gui/window/tour_guide.h"
#include "gui/window/workspace.h"

#include <QFile>
#include <QFileInfo>

namespace forkscope::gui {

static const QString kEnglish = QStringLiteral("en");

void Workspace::openLesson(const lesson::Lesson& lesson, const QString& program) {
    const lesson::Program* found = lesson.program(program);
    if (!found && learning_)
        found = lesson.program(learning_->lastProgram(lesson.id));
    if (!found && !lesson.programs.isEmpty())
        found = &lesson.programs.first();
    if (!found)
        return emit failed(tr("Lesson %1 has no programs.").arg(lesson.id));
    leaveProgram();
    const Result<QString> text = editor_->desk().openLesson(lesson, *found);
    if (!text)
        return emit failed(QString::fromStdString(text.error()));
    if (learning_)
        learning_->openedLesson(lesson.id, found->name);
    showOfLesson(lesson, found->name, *text);
}

void Workspace::showOfLesson(const lesson::Lesson& lesson, const QString& program, const QString& text) {
    QStringList names, data;
    for (const lesson::Program& each : lesson.programs) {
        names += each.name + QStringLiteral(".py");
        data += each.name;
    }
    toolbar_->setPrograms(names, data, program);
    showLessonPanel(&lesson);
    showProgram(text);
}

bool Workspace::openMyth(const lesson::Lesson& lesson, const lesson::Myth& myth) {
    const lesson::Program* of = lesson.program(myth.staging.program);
    QFile file(of ? of->path : QString());
    if (!of || !file.open(QIODevice::ReadOnly)) {
        emit failed(tr("The program %1 of lesson %2 cannot be read: %3.")
                        .arg(myth.staging.program, lesson.id, file.errorString()));
        return false;
    }
    leaveProgram();
    lesson::Lesson shelf = lesson; // where it is kept: apart from the learner's own version
    shelf.id = progress::mythShelf(lesson.id);
    const lesson::Program program{myth.slug, of->path, myth.claim, {}, true};
    if (const Result<QString> kept = editor_->desk().openLesson(shelf, program); !kept) {
        emit failed(QString::fromStdString(kept.error()));
        return false;
    }
    showOfLesson(lesson, of->name,
                 lesson::edited(QString::fromUtf8(file.readAll()), myth.staging.edits).text);
    return true;
}

bool Workspace::openFile(const QString& path) {
    leaveProgram();
    const Result<QString> text = editor_->desk().openFile(QFileInfo(path).absoluteFilePath());
    if (!text) {
        emit failed(QString::fromStdString(text.error()));
        return false;
    }
    toolbar_->setPrograms({QFileInfo(path).fileName()}, {path}, path);
    settings_.addRecentFile(QFileInfo(path).absoluteFilePath());
    showLessonPanel(nullptr);
    showProgram(*text);
    return true;
}

void Workspace::openPasted(const QString& text) {
    leaveProgram();
    showNew(editor_->desk().openNew(text, QStringLiteral("pasted"), false));
}

void Workspace::openCopyOf(const QString& path) {
    const Result<QString> text = readProgram(path);
    if (!text)
        return emit failed(QString::fromStdString(text.error()));
    leaveProgram();
    showNew(editor_->desk().openNew(*text, QFileInfo(path).completeBaseName(), true));
}

void Workspace::showNew(const Result<QString>& opened) {
    if (!opened)
        return emit failed(QString::fromStdString(opened.error()));
    const QString path = editor_->desk().current().path;
    toolbar_->setPrograms({QFileInfo(path).fileName()}, {path}, path);
    settings_.addRecentFile(path);
    showLessonPanel(nullptr);
    showProgram(*opened);
}

bool Workspace::openRecording(const QString& path) {
    leaveProgram();
    messages_->clear();
    if (const Outcome opened = runner_->open(path); !opened) {
        emit failed(QString::fromStdString(opened.error()));
        return false;
    }
    const QString program = runner_->session()->spec().program;
    editor_->desk().openRecording(path, QString::fromUtf8(runner_->session()->snapshot(program)));
    recallLook();
    toolbar_->setPrograms({QFileInfo(path).fileName()}, {path}, path);
    settings_.addRecentFile(QFileInfo(path).absoluteFilePath());
    showLessonPanel(nullptr);
    editor_->showText(editor_->desk().original());
    editor_->setRanText(editor_->text());
    sync_->refresh();
    stateChanged();
    emit opened();
    return true;
}

// Another program comes: what was typed is kept, what runs is stopped.
void Workspace::leaveProgram() {
    guide_->leave();
    editor_->keepNow();
    leaveExercise();
    leaveLab();
    goesBack_ = false;
    runner_->stop();
    runs_->clear();
    layout_->setRunsShown(false);
    layout_->setDriveShown(false);
}

void Workspace::showProgram(const QString& text) {
    runner_->clear();
    recallLook();
    messages_->clear();
    editor_->showText(text);
    stateChanged();
    emit opened();
    layout_->reveal(lesson_.id.isEmpty() ? static_cast<Panel*>(editor_) : lessonPanel_);
    editor_->editor()->setFocus();
}

void Workspace::showLessonPanel(const lesson::Lesson* lesson) {
    lesson_ = lesson ? *lesson : lesson::Lesson();
    layout_->setLessonShown(lesson);
    if (!lesson)
        return;
    lessonPanel_->setTitle(tr("%1 %2").arg(lesson->id, lesson->title.in(kEnglish)));
    showLessonText(*lesson);
}

void Workspace::chooseProgram(const QString& name) {
    const QString wanted = name.endsWith(QLatin1String(".py")) ? name.chopped(3) : name;
    if (lesson_.id.isEmpty() || editor_->desk().current().name == wanted)
        return;
    if (!lesson_.program(wanted))
        return say(tr("This lesson has no program called %1.").arg(name));
    const lesson::Lesson same = lesson_; // openLesson() replaces it
    openLesson(same, wanted);
}

} // namespace forkscope::gui
