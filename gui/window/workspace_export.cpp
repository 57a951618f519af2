// SPDX-License-Identifier: GPL-3.0-or-later
// Runs as files: saving a recording and the two exports.
#include "engine/trace/export_jsonl.h"
#include "engine/trace/export_perfetto.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/editor_panel.h"
#include "gui/window/program_desk.h"
#include "gui/window/settings.h"
#include "gui/window/workspace.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>

namespace forkscope::gui {

QString Workspace::suggestedName(const QString& suffix) const {
    return settings_.lastFolder() + QLatin1Char('/') +
           QFileInfo(editor_->desk().current().fileName()).completeBaseName() + suffix;
}

void Workspace::saveRecording() {
    if (!runner_->session())
        return;
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save recording"), suggestedName(QStringLiteral(".fscope")),
                                     tr("Forkscope recordings (*.fscope)"));
    if (path.isEmpty())
        return;
    if (const Outcome saved = runner_->session()->save(path); !saved)
        return messages_->show(QString::fromStdString(saved.error()), MessageBar::Kind::Error);
    settings_.addRecentFile(path);
    say(tr("The recording is in %1.").arg(path));
}

static bool writeEvents(const trace::Log& log, bool perfetto, QSaveFile& file) {
    const auto sink = [&file](std::string_view piece) {
        return file.write(piece.data(), qint64(piece.size())) == qint64(piece.size());
    };
    return perfetto ? trace::exportPerfetto(log, sink) : trace::exportJsonLines(log, sink);
}

void Workspace::exportEvents(bool perfetto) {
    if (!runner_->session())
        return;
    const QString suffix = perfetto ? QStringLiteral(".perfetto.json") : QStringLiteral(".jsonl");
    const QString path = QFileDialog::getSaveFileName(
        this, perfetto ? tr("Export for Perfetto") : tr("Export events"), suggestedName(suffix));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) ||
        !writeEvents(runner_->session()->history().log(), perfetto, file) || !file.commit())
        return messages_->show(tr("%1 could not be written: %2.").arg(path, file.errorString()),
                               MessageBar::Kind::Error);
    say(tr("The events are in %1.").arg(path));
}

} // namespace forkscope::gui
