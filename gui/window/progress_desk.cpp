// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/progress_desk.h"

#include "gui/theme/icons.h"
#include "gui/widgets/counted.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/actions.h"

#include <QAction>
#include <QDate>
#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

namespace forkscope::gui {

static QString fileFilter() {
    return ProgressDesk::tr("Progress (*.json);;All files (*)");
}

ProgressDesk::ProgressDesk(const Actions& actions, Learning& learning,
                           const std::function<ProgressView()>& view, QWidget* window)
    : QObject(window), actions_(actions), learning_(learning), view_(view), window_(window) {
    connect(actions.exportProgress, &QAction::triggered, this, &ProgressDesk::askForExport);
    connect(actions.importProgress, &QAction::triggered, this, &ProgressDesk::askForImport);
    connect(actions.resetExercise, &QAction::triggered, this, &ProgressDesk::resetExercise);
    connect(actions.resetLesson, &QAction::triggered, this, &ProgressDesk::resetLesson);
    connect(actions.resetEverything, &QAction::triggered, this, [this] {
        if (isSure())
            resetEverything();
    });
    connect(actions.undoReset, &QAction::triggered, this, &ProgressDesk::undoReset);
    connect(&learning, &Learning::changed, this, &ProgressDesk::refresh);
}

void ProgressDesk::refresh() {
    const ProgressView view = view_();
    actions_.resetExercise->setEnabled(!view.exercise.isEmpty());
    actions_.resetLesson->setEnabled(!view.lessonId.isEmpty());
    actions_.resetLesson->setText(view.lessonId.isEmpty() ? tr("Reset this lesson")
                                                          : tr("Reset lesson %1").arg(view.lessonId));
    actions_.undoReset->setEnabled(learning_.store().lastReset().has_value());
}

// -- a file

void ProgressDesk::askForExport() {
    const QString name = tr("forkscope-progress-%1.json").arg(QDate::currentDate().toString(Qt::ISODate));
    const QString file = QFileDialog::getSaveFileName(window_, tr("Export progress"),
                                                      QDir::home().filePath(name), fileFilter());
    if (!file.isEmpty())
        exportTo(file);
}

void ProgressDesk::exportTo(const QString& file) {
    const Outcome written = learning_.store().exportTo(file);
    if (written)
        view_().bar->show(tr("Progress and texts were written to %1.").arg(QDir::toNativeSeparators(file)));
    else
        view_().bar->show(QString::fromStdString(written.error()), MessageBar::Kind::Error);
}

void ProgressDesk::askForImport() {
    const QString file =
        QFileDialog::getOpenFileName(window_, tr("Import progress"), QDir::homePath(), fileFilter());
    if (!file.isEmpty())
        importFrom(file);
}

void ProgressDesk::importFrom(const QString& file) {
    const Result<progress::Brought> brought = learning_.importFrom(file);
    if (!brought)
        return view_().bar->show(QString::fromStdString(brought.error()), MessageBar::Kind::Error);
    if (brought->facts == 0 && brought->edits == 0)
        return view_().bar->show(tr("All that %1 holds was known here already.").arg(file));
    view_().bar->show(tr("Imported from %1: %2 of progress, %3. What was known here stays.")
                          .arg(file, counted(brought->facts, tr("1 piece"), tr("%1 pieces")),
                               counted(brought->edits, tr("1 text"), tr("%1 texts"))));
}

// -- resets

void ProgressDesk::sayReset(const QString& sentence) {
    MessageBar* bar = view_().bar;
    bar->ask(sentence, {{tr("Undo"), [this] { undoReset(); }}, {tr("Close"), [] {}}});
}

void ProgressDesk::resetExercise() {
    const ProgressView view = view_();
    if (view.exercise.isEmpty())
        return;
    learning_.resetExercise(view.lessonId, view.exercise);
    sayReset(tr("This exercise is as new. Your text is in its history: Ctrl+Z in the editor leads there."));
}

void ProgressDesk::resetLesson() {
    const QString lesson = view_().lessonId;
    if (lesson.isEmpty())
        return;
    learning_.resetLesson(lesson);
    sayReset(tr("Lesson %1 is as new: its text, tours, exercises and programs.").arg(lesson));
}

bool ProgressDesk::isSure() {
    QMessageBox box(QMessageBox::NoIcon, tr("Reset everything"), tr("Reset everything?"), QMessageBox::Cancel,
                    window_);
    box.setInformativeText(
        tr("What you have read, done and passed is forgotten, and all programs are the lessons' own again. "
           "Your texts stay in their history, and “Undo reset” in the menu brings all of it back."));
    box.setIconPixmap(icon(QStringLiteral("warning")).pixmap(QSize(32, 32), window_->devicePixelRatio()));
    QPushButton* reset = box.addButton(tr("Reset everything"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == reset;
}

void ProgressDesk::resetEverything() {
    learning_.resetEverything();
    sayReset(tr("Everything is as new."));
}

void ProgressDesk::undoReset() {
    learning_.undoReset();
    view_().bar->show(tr("The reset was undone."));
}

} // namespace forkscope::gui
