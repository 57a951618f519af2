// SPDX-License-Identifier: GPL-3.0-or-later
// The order of a driven run as a file, followed again, and looked for by chance.
#include "engine/run/driver.h"
#include "gui/drive/shuffle_dialog.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/actions.h"
#include "gui/window/editor_panel.h"
#include "gui/window/settings.h"
#include "gui/window/workspace.h"

#include <QFile>
#include <QFileDialog>
#include <QPointer>
#include <QSaveFile>

namespace forkscope::gui {

static QString fileKinds() {
    return Workspace::tr("Schedules (*.schedule);;All files (*)");
}

void Workspace::saveSchedule() {
    saveOrder(runner_->session()->driver().done());
}

void Workspace::saveOrder(const drive::Schedule& order) {
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save schedule"), suggestedName(QStringLiteral(".schedule")), fileKinds());
    if (!path.isEmpty())
        saveOrderTo(path, order);
}

void Workspace::saveScheduleTo(const QString& path) {
    saveOrderTo(path, runner_->session()->driver().done());
}

void Workspace::saveOrderTo(const QString& path, const drive::Schedule& order) {
    const std::string text = drive::textOf(order);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(text.data(), qint64(text.size())) != qint64(text.size()) || !file.commit())
        return messages_->show(
            tr("%1 could not be written: %2. Choose another place.").arg(path, file.errorString()),
            MessageBar::Kind::Error);
    say(tr("The schedule is in %1.").arg(path));
}

void Workspace::followSchedule() {
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Follow schedule"), settings_.lastFolder(), fileKinds());
    if (!path.isEmpty())
        followScheduleOf(path);
}

void Workspace::followScheduleOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages_->show(tr("%1 could not be read: %2.").arg(path, file.errorString()),
                               MessageBar::Kind::Error);
    const Result<drive::Schedule> schedule = drive::readSchedule(file.readAll().toStdString());
    if (!schedule)
        return messages_->show(tr("%1: %2").arg(path, QString::fromStdString(schedule.error())),
                               MessageBar::Kind::Error);
    followOrder(*schedule);
}

// The seeds are fixed: the same steps are to find the same numbers.
void Workspace::followOrder(const drive::Schedule& schedule) {
    run::DriveWish wish = usualWish();
    wish.start = run::StartMode::Schedule;
    wish.schedule = schedule;
    wish.fixSeeds = true;
    runWith(wish);
}

// -- shuffle

void Workspace::openShuffle() {
    if (!actions_.run->isEnabled())
        return;
    auto* dialog = new ShuffleDialog(editor_->desk().current().fileName(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ShuffleDialog::startRequested, this, [this, dialog] { shuffleRuns(dialog); });
    connect(dialog, &ShuffleDialog::saveRequested, this, &Workspace::saveOrder);
    connect(dialog, &ShuffleDialog::followRequested, this, &Workspace::followOrder);
    dialog->open();
}

// The run that is shown ends first: it would take part in the race for the processors.
void Workspace::shuffleRuns(ShuffleDialog* dialog) {
    const auto again = [this, dialog = QPointer(dialog)] { dialog ? shuffleRuns(dialog) : openShuffle(); };
    if (runner_->isBusy())
        return runner_->whenStopped(again);
    std::optional<run::LaunchSpec> spec = prepareLaunch(again);
    if (!spec)
        return dialog->reject(); // what is in the way stands in the window, perhaps with a question
    spec->drive = usualWish();
    spec->drive.fixSeeds = true;
    dialog->start(*spec);
}

} // namespace forkscope::gui
