// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/lab_desk.h"

#include "engine/lab/textbook.h"
#include "gui/lab/figures_view.h"
#include "gui/lab/jobs_view.h"
#include "gui/widgets/panel.h"
#include "gui/window/settings.h"
#include "gui/window/workspace.h"

#include <QFileDialog>
#include <QSaveFile>

#include <algorithm>

namespace forkscope::gui {

static constexpr int kFiguresPause = 250; // ms between two readings of a run that goes on

LabDesk::LabDesk(Settings& settings, Workspace& workspace)
    : QObject(&workspace), settings_(settings), workspace_(workspace) {
    jobs_ = new JobsView(&workspace);
    panel_ = new Panel(tr("Measured and computed"), &workspace);
    panel_->setTabName(tr("Figures"));
    figures_ = new FiguresView(panel_);
    panel_->setBody(figures_);
    panel_->hide();
    soon_.setSingleShot(true);
    soon_.setInterval(kFiguresPause);
    const lab::TextbookTable& first = lab::textbookTables().front();
    jobs_->setTable(first.file, first.about);
    forget();
    connectParts();
}

void LabDesk::connectParts() {
    connect(jobs_, &JobsView::runRequested, this, &LabDesk::run);
    connect(jobs_, &JobsView::runAllRequested, this, &LabDesk::runAll);
    connect(jobs_, &JobsView::stopRequested, this, [this] {
        stopSeries();
        workspace_.runner()->stop();
    });
    connect(jobs_, &JobsView::edited, this, &LabDesk::forget);
    connect(jobs_, &JobsView::policyChanged, this, [this] { workspace_.labChanged(); });
    connect(jobs_, &JobsView::openRequested, this, &LabDesk::openTable);
    connect(jobs_, &JobsView::saveRequested, this, &LabDesk::saveTable);
    connect(&soon_, &QTimer::timeout, this, &LabDesk::advanced);
}

void LabDesk::open(const std::optional<lab::JobFile>& table, const QString& about) {
    isOn_ = true;
    if (!table)
        return;
    jobs_->setTable(*table, about);
    forget();
}

void LabDesk::close() {
    isOn_ = false;
    stopSeries();
    sessionChanged(nullptr);
}

// Another table: what was measured belongs to the one before.
void LabDesk::forget() {
    measured_.clear();
    figures_->clear(
        tr("Run these jobs: each is a real process that computes for as long as its burst says. The "
           "timeline then shows who had the processor when, and its times stand here."));
}

void LabDesk::run() {
    const auto policy = jobs_->wish().policy();
    if (!policy)
        return jobs_->say(QString::fromStdString(policy.error()));
    next_ = {*policy};
    start();
}

void LabDesk::runAll() {
    next_.clear();
    for (const QString& name : lab::PolicyWish::names()) {
        lab::PolicyWish wish = jobs_->wish();
        wish.name = name;
        if (const auto policy = wish.policy())
            next_.push_back(*policy);
    }
    start();
}

void LabDesk::stopSeries() {
    next_.clear();
}

void LabDesk::start() {
    Runner* runner = workspace_.runner();
    if (!isOn_ || next_.empty())
        return;
    if (runner->isBusy()) // a run that is stopped ends its own series, not this one
        return runner->whenStopped([this, next = next_] {
            next_ = next;
            start();
        });
    policy_ = next_.front();
    next_.pop_front();
    ran_ = jobs_->model()->jobs();
    isStarting_ = true;
    const bool isStarted = workspace_.startJobs(lab::launchOf(ran_, policy_, settings_.interpreter()));
    isStarting_ = false;
    if (isStarted)
        advanced();
    else
        stopSeries();
}

void LabDesk::sessionChanged(run::Session* session) {
    if (session_)
        session_->disconnect(this);
    session_ = isStarting_ ? session : nullptr;
    soon_.stop();
    if (!session_)
        return;
    connect(session, &run::Session::advanced, this, [this] {
        if (!soon_.isActive())
            soon_.start();
    });
    connect(session, &run::Session::ended, this, &LabDesk::ended);
}

void LabDesk::stateChanged(bool busy, bool stopping) {
    jobs_->setRunning(busy || !next_.empty(), stopping);
}

void LabDesk::advanced() {
    if (session_ && session_->state() != run::SessionState::Ended)
        figures_->show(lab::compare(ran_, *session_), policy_, session_->kernelStates(), false);
}

void LabDesk::ended(const run::Ending& ending) {
    soon_.stop();
    const lab::Comparison comparison = lab::compare(ran_, *session_);
    const bool isWhole =
        ending.status == 0 && std::ranges::all_of(comparison.measured.jobs, &scheduling::JobFigures::isDone);
    figures_->show(comparison, policy_, session_->kernelStates(), isWhole);
    if (isWhole) {
        keep(comparison);
    } else {
        stopSeries();
        figures_->addRemark(tr("This run did not come to its end, so it does not count: the program %1.")
                                .arg(ending.sentence));
    }
    // The session is told of its end from inside its own doing.
    QMetaObject::invokeMethod(this, &LabDesk::start, Qt::QueuedConnection);
}

void LabDesk::keep(const lab::Comparison& comparison) {
    const auto same = std::ranges::find(measured_, policy_, &Measured::policy);
    if (same != measured_.end())
        same->comparison = comparison;
    else
        measured_.push_back({policy_, comparison});
    std::vector<MeasuredPolicy> policies;
    for (const Measured& each : measured_)
        policies.push_back(
            {lab::shortText(each.policy), each.comparison.measured.means(),
             each.comparison.hasComputed ? std::optional(each.comparison.computed.means()) : std::nullopt});
    figures_->setPolicies(policies);
}

void LabDesk::openTable() {
    const QString path = QFileDialog::getOpenFileName(&workspace_, tr("Open a table of jobs"),
                                                      settings_.lastFolder(), tr("Tables of jobs (*.toml)"));
    if (path.isEmpty())
        return;
    const Result<lab::JobFile> file = lab::readJobs(path);
    if (!file)
        return jobs_->say(QString::fromStdString(file.error()));
    jobs_->setTable(*file, QString());
    forget();
    workspace_.labChanged();
}

void LabDesk::saveTable() {
    const QString path = QFileDialog::getSaveFileName(&workspace_, tr("Save the table of jobs"),
                                                      settings_.lastFolder() + QStringLiteral("/jobs.toml"),
                                                      tr("Tables of jobs (*.toml)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const QByteArray text = lab::textOf(jobs_->table());
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        jobs_->say(
            tr("The table cannot be written to %1: %2. Choose another place.").arg(path, file.errorString()));
}

} // namespace forkscope::gui
