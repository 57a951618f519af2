// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/session.h"

#include "engine/run/session_private.h"

#include <QDir>
#include <QFileInfo>

namespace forkscope::run {

Session::Session(QObject* parent) : QObject(parent), d_(std::make_unique<Private>(this)) {
    d_->timer.setTimerType(Qt::PreciseTimer);
    d_->timer.callOnTimeout(this, [this] { d_->tick(); });
    d_->driveTimer.setTimerType(Qt::PreciseTimer);
    d_->driveTimer.callOnTimeout(this, [this] { d_->driveTick(); });
    d_->dispatchTimer.setTimerType(Qt::PreciseTimer);
    d_->dispatchTimer.setSingleShot(true);
    d_->dispatchTimer.callOnTimeout(this, [this] { d_->dispatch(); });
    connect(&d_->driver, &Driver::hurryChanged, this, [this](bool hurries) { d_->hurry(hurries); });
}

Session::~Session() {
    d_->timer.stop();
    d_->driveTimer.stop();
    d_->dispatchTimer.stop();
    d_->guard.reset(); // ends everything and waits for it
}

Outcome Session::start(const LaunchSpec& spec) {
    if (d_->state != SessionState::Idle)
        return Error{tr("This run has already been started.").toStdString()};
    d_->spec = spec;
    if (const Outcome prepared = d_->prepare(); !prepared)
        return prepared;
    return d_->launch();
}

void Session::stop() {
    d_->endRun(EndCause::Stopped);
}

void Session::writeInput(const QByteArray& bytes) {
    if (d_->terminal)
        d_->terminal->write(bytes);
}

void Session::endInput() {
    if (d_->terminal)
        d_->terminal->endInput();
}

void Session::resizeTerminal(int columns, int rows) {
    if (d_->terminal)
        d_->terminal->resize(columns, rows);
}

void Session::raiseTraceQuota(qint64 moreBytes) {
    if (!d_->store)
        return;
    d_->store->raiseQuota(moreBytes);
    d_->quotaTold = false;
    d_->sinceRaised.start();
}

Driver& Session::driver() {
    return d_->driver;
}

const Driver& Session::driver() const {
    return d_->driver;
}

const Dispatcher* Session::dispatcher() const {
    return d_->dispatcher.get();
}

SessionState Session::state() const {
    return d_->state;
}

const LaunchSpec& Session::spec() const {
    return d_->spec;
}

const Ending& Session::ending() const {
    return d_->ending;
}

const world::History& Session::history() const {
    return d_->feed.history();
}

world::Time Session::now() const {
    const SessionState s = d_->state;
    const bool isLive =
        s == SessionState::Running || s == SessionState::MainEnded || s == SessionState::Stopping;
    return isLive ? world::Time(d_->store->nanosecondsSinceStart()) : d_->length;
}

QByteArray Session::outputUntil(world::Time t) const {
    return d_->output.until(t);
}

QString Session::Private::absolutePath(const QString& path) const {
    const QDir folder(spec.workingFolder.isEmpty() ? QDir::currentPath() : spec.workingFolder);
    return QDir::cleanPath(folder.absoluteFilePath(path));
}

QByteArray Session::snapshot(const QString& path) const {
    return d_->sources.value(d_->absolutePath(path));
}

QMap<QString, QByteArray> Session::modules() const {
    QMap<QString, QByteArray> modules = d_->sources;
    modules.remove(d_->absolutePath(d_->spec.program));
    return modules;
}

QString Session::kernelStates() const {
    return d_->kernelStates;
}

} // namespace forkscope::run
