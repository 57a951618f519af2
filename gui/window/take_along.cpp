// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/take_along.h"

#include "gui/batch/outcome_model.h"
#include "gui/batch/runs_view.h"
#include "gui/charts/charts_view.h"
#include "gui/stage/stage_view.h"
#include "gui/takealong/chart_painting.h"
#include "gui/takealong/film_choice.h"
#include "gui/takealong/film_writer.h"
#include "gui/takealong/picture_file.h"
#include "gui/takealong/runs_painting.h"
#include "gui/takealong/save_dialog.h"
#include "gui/takealong/stage_painting.h"
#include "gui/takealong/timeline_sheet.h"
#include "gui/timeline/timeline_view.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/actions.h"
#include "gui/window/editor_panel.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/program_desk.h"
#include "gui/window/settings.h"
#include "gui/window/stage_panel.h"
#include "gui/window/timeline_panel.h"
#include "gui/window/workspace.h"

#include <QAction>
#include <QFileInfo>
#include <QProgressBar>
#include <QProgressDialog>

namespace forkscope::gui {

TakeAlong::TakeAlong(const Actions& actions, const Settings& settings, Workspace* workspace)
    : QObject(workspace), workspace_(workspace), settings_(settings) {
    const auto offers = [this](QAction* action, auto answer) {
        action->setEnabled(session());
        connect(action, &QAction::triggered, this, answer);
        connect(workspace_->runner(), &Runner::sessionChanged, action,
                [action](const run::Session* run) { action->setEnabled(run); });
    };
    offers(actions.pictureOfStage, [this] { savePicture(PictureOf::Stage); });
    offers(actions.pictureOfTimeline, [this] { savePicture(PictureOf::Timeline); });
    offers(actions.pictureOfChart, [this] { savePicture(PictureOf::Chart); });
    actions.pictureOfRuns->setEnabled(false);
    connect(actions.pictureOfRuns, &QAction::triggered, this, [this] { savePicture(PictureOf::Runs); });
    connect(workspace_->runsView()->model(), &QAbstractItemModel::modelReset, actions.pictureOfRuns,
            [runs = actions.pictureOfRuns, model = workspace_->runsView()->model()] {
                runs->setEnabled(model->rowCount() > 0);
            });
    offers(actions.saveAnimation, [this] { saveAnimation(); });
}

run::Session* TakeAlong::session() const {
    return workspace_->runner()->session();
}

QString TakeAlong::suggestedName(const QString& more) const {
    const OpenProgram& open = workspace_->editorPanel()->desk().current();
    return settings_.lastFolder() + QLatin1Char('/') + QFileInfo(open.fileName()).completeBaseName() + more;
}

void TakeAlong::fail(const std::string& sentence) {
    workspace_->messages()->show(QString::fromStdString(sentence), MessageBar::Kind::Error);
}

Painting TakeAlong::paintingOf(PictureOf what) const {
    if (what == PictureOf::Runs)
        return runsPainting(*workspace_->runsView(), workspace_->editorPanel()->desk().current().fileName());
    if (!session())
        return {};
    const Playhead* playhead = workspace_->playhead();
    const world::History& history = session()->history();
    switch (what) {
    case PictureOf::Stage: {
        const trace::Time at = workspace_->sync()->shownTime();
        return stagePainting(history.now(), playhead->isLive() ? history.now() : history.at(at), at,
                             workspace_->stagePanel()->view()->stage().arrangement());
    }
    case PictureOf::Timeline:
        return timelinePainting(*workspace_->timelinePanel()->view(),
                                playhead->isLive() ? std::nullopt : std::optional(playhead->time()));
    case PictureOf::Chart:
        return chartPainting(*workspace_->chartsView());
    case PictureOf::Runs:
        break;
    }
    return {};
}

bool TakeAlong::writePicture(PictureOf what, const QString& path, double scale) {
    if (const Outcome written = gui::writePicture(paintingOf(what), path, scale); !written) {
        fail(written.error());
        return false;
    }
    workspace_->say(tr("The picture is in %1.").arg(path));
    return true;
}

void TakeAlong::savePicture(PictureOf what) {
    const QList<SaveKind> kinds{{tr("PNG picture, double size"), QStringLiteral("png")},
                                {tr("PNG picture"), QStringLiteral("png")},
                                {tr("SVG drawing"), QStringLiteral("svg")},
                                {tr("PDF page"), QStringLiteral("pdf")}};
    const QString name = what == PictureOf::Stage      ? QStringLiteral("-stage")
                         : what == PictureOf::Timeline ? QStringLiteral("-timeline")
                         : what == PictureOf::Chart    ? QStringLiteral("-chart")
                                                       : QStringLiteral("-runs");
    if (const auto place = askWhereToSave(workspace_, tr("Save picture"), suggestedName(name), kinds))
        writePicture(what, place->path, place->kind == 1 ? 1 : 2);
}

void TakeAlong::saveAnimation() {
    const run::Session* asked = session();
    if (!asked)
        return;
    if (const Result<QString> ffmpeg = findFfmpeg(); !ffmpeg)
        return fail(ffmpeg.error());
    FilmChoice choice({0, std::max<trace::Time>(asked->history().end(), 1)},
                      workspace_->timelinePanel()->view()->zoom()->selection(), workspace_);
    if (choice.exec() != QDialog::Accepted)
        return;
    const auto place = askWhereToSave(workspace_, tr("Save animation"), suggestedName(QString()),
                                      {{tr("GIF animation"), QStringLiteral("gif")},
                                       {tr("MP4 video"), QStringLiteral("mp4")},
                                       {tr("WebM video"), QStringLiteral("webm")}});
    if (place && session() == asked)
        makeAnimation(choice.plan(), place->path);
}

// Owns itself: gone when it is closed. The only thing in the window that answers meanwhile.
static QProgressDialog* makeProgressBox(int frames, QWidget* parent) {
    auto* box = new QProgressDialog(TakeAlong::tr("Drawing the animation…"), TakeAlong::tr("Cancel"), 0,
                                    frames, parent);
    box->setWindowTitle(TakeAlong::tr("Save animation"));
    box->setWindowModality(Qt::WindowModal);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setAutoReset(false);
    box->setAutoClose(false);
    box->setMinimumWidth(380);
    return box;
}

void TakeAlong::makeAnimation(FilmPlan plan, const QString& path) {
    if (const auto format = filmFormatOf(path))
        plan.perSecond = framesPerSecond(*format);
    auto frames =
        std::make_unique<FilmFrames>(session()->history(), *workspace_->timelinePanel()->view(), plan);
    QProgressDialog* box = makeProgressBox(frames->count(), workspace_);
    auto* film = new FilmWriter(std::move(frames), path, box);
    connect(workspace_->runner(), &Runner::sessionChanged, box, &QProgressDialog::cancel);
    // Not the box's own setValue(), which turns the event loop.
    connect(film, &FilmWriter::progressed, box->findChild<QProgressBar*>(), &QProgressBar::setValue);
    connect(film, &FilmWriter::packing, box, [box] {
        box->setLabelText(tr("Making the file…"));
        box->setRange(0, 0);
    });
    connect(box, &QProgressDialog::canceled, this, [this, box, film] {
        film->cancel();
        box->close();
        workspace_->say(tr("The animation was not saved."));
    });
    connect(film, &FilmWriter::finished, this, [this, box, path](bool ok, const QString& sentence) {
        box->disconnect(this); // closing it is no Cancel any more
        box->close();
        ok ? workspace_->say(tr("The animation is in %1.").arg(path)) : fail(sentence.toStdString());
    });
    if (const Outcome started = film->start(); !started) {
        delete box;
        return fail(started.error());
    }
    box->show();
}

} // namespace forkscope::gui
