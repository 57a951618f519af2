// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/trial.h"

#include <QFile>
#include <QFileInfo>

#include <chrono>

namespace forkscope::lesson {

namespace {
// Nobody waits at a screen here, and who gets on slowly on a busy machine does not compute: others that went
// on meanwhile would change the order.
constexpr std::chrono::seconds kComputesAfter{5};
} // namespace

RunTrial::RunTrial(const QString& program, TrialSettings settings)
    : settings_(std::move(settings)), name_(QFileInfo(program).fileName()) {
    QFile file(program);
    if (file.open(QIODevice::ReadOnly))
        text_ = QString::fromUtf8(file.readAll());
    else
        fault_ = tr("%1 cannot be read: %2").arg(program, file.errorString());
    limit_.setSingleShot(true);
    connect(&limit_, &QTimer::timeout, this, [this] { fail(late()); });
    connect(&session_, &run::Session::ended, this, &RunTrial::finish, Qt::QueuedConnection);
}

RunTrial::~RunTrial() = default;

QString RunTrial::late() const {
    return tr("it had not come to its end after %1 seconds").arg(settings_.limitMs / 1000);
}

void RunTrial::start() {
    const QString path = folder_.filePath(name_);
    QFile file(path);
    if (fault_.isEmpty() && (!file.open(QIODevice::WriteOnly) || file.write(text_.toUtf8()) < 0))
        fault_ = tr("%1 cannot be written: %2").arg(path, file.errorString());
    file.close();
    run::LaunchSpec spec;
    spec.program = path;
    spec.workingFolder = folder_.path();
    spec.interpreter = settings_.interpreter;
    prepare(spec);
    spec.drive.computesAfter = kComputesAfter;
    if (fault_.isEmpty()) {
        const Outcome started = session_.start(spec);
        if (started) {
            session_.endInput();
            limit_.start(settings_.limitMs);
            return begin();
        }
        fault_ = QString::fromStdString(started.error());
    }
    QTimer::singleShot(0, this, &RunTrial::finish);
}

void RunTrial::enough() {
    limit_.stop();
    wasStopped_ = wasStopped_ || session_.state() != run::SessionState::Ended;
    session_.stop();
}

void RunTrial::fail(const QString& fault) {
    if (fault_.isEmpty())
        fault_ = fault;
    enough();
}

void RunTrial::finish() {
    if (fault_.isEmpty() && !isSettled())
        return QTimer::singleShot(0, this, &RunTrial::finish);
    if (std::exchange(isOver_, true))
        return;
    limit_.stop();
    const QString judged = fault_.isEmpty() ? judge() : QString();
    emit done(fault_.isEmpty() ? judged : fault_);
}

// -- tours

TourTrial::TourTrial(const QString& program, Tour tour, TrialSettings settings)
    : RunTrial(program, std::move(settings)), tour_(std::move(tour)) {}

QString TourTrial::late() const {
    return tr("step %1 had not happened after %2 seconds: %3")
        .arg(player_->step() + 1)
        .arg(settings_.limitMs / 1000)
        .arg(tour_.steps[player_->step()].when);
}

// The run may end between a step and the next one, which then never happens.
bool TourTrial::isSettled() const {
    return !player_ || player_->state() == TourPlayer::State::Failed ||
           (player_->state() == TourPlayer::State::Stands && player_->step() + 1 == player_->stepCount());
}

void TourTrial::begin() {
    player_ = std::make_unique<TourPlayer>(session_, tour_, text_);
    connect(player_.get(), &TourPlayer::failed, this, [this](const QString& sentence) {
        fail(tr("step %1: %2").arg(player_->step() + 1).arg(sentence));
    });
    connect(
        player_.get(), &TourPlayer::stepReached, this,
        [this](int step) {
            const QList<TourTarget> targets = player_->targets();
            for (qsizetype i = 0; i < targets.size(); ++i)
                if (!targets[i].isFound())
                    return fail(tr("step %1 points at \"%2\", and there is no such thing at that moment")
                                    .arg(step + 1)
                                    .arg(tour_.steps[step].points[i].name));
            if (step + 1 == player_->stepCount())
                return enough();
            player_->next();
        },
        Qt::QueuedConnection);
    player_->begin();
}

} // namespace forkscope::lesson
