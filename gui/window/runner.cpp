// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/runner.h"

namespace forkscope::gui {

Runner::Runner(QObject* parent) : QObject(parent) {}

Runner::~Runner() {
    if (session_)
        session_->disconnect(this);
}

Outcome Runner::start(const run::LaunchSpec& spec) {
    auto fresh = std::make_unique<run::Session>();
    run::Session* session = fresh.get();
    if (const Outcome started = session->start(spec); !started)
        return started;
    adopt(std::move(fresh));
    return Done{};
}

Outcome Runner::open(const QString& recording) {
    auto fresh = std::make_unique<run::Session>();
    QStringList notes;
    connect(fresh.get(), &run::Session::noted, this, [&notes](const QString& note) { notes += note; });
    const Outcome opened = fresh->open(recording);
    fresh->disconnect(this);
    if (!opened)
        return opened;
    run::Session* session = fresh.get();
    adopt(std::move(fresh));
    for (const QString& note : notes)
        emit session->noted(note); // again, now that the views listen
    return Done{};
}

void Runner::adopt(std::unique_ptr<run::Session> session) {
    std::unique_ptr<run::Session> before = std::exchange(session_, std::move(session));
    if (session_) {
        connect(session_.get(), &run::Session::stateChanged, this, &Runner::stateChanged);
        connect(session_.get(), &run::Session::ended, this, [this] {
            if (again_)
                QMetaObject::invokeMethod(this, std::exchange(again_, nullptr), Qt::QueuedConnection);
        });
    }
    emit sessionChanged(session_.get());
    emit stateChanged();
}

void Runner::stop() {
    again_ = nullptr;
    if (session_)
        session_->stop();
}

void Runner::whenStopped(std::function<void()> again) {
    if (!isBusy())
        return again();
    stop();
    again_ = std::move(again);
}

void Runner::clear() {
    again_ = nullptr;
    if (session_)
        adopt(nullptr);
}

bool Runner::isBusy() const {
    if (!session_)
        return false;
    switch (session_->state()) {
    case run::SessionState::Running:
    case run::SessionState::MainEnded:
    case run::SessionState::Stopping:
        return true;
    case run::SessionState::Idle:
    case run::SessionState::Ended:
    case run::SessionState::Recording:
        break;
    }
    return false;
}

} // namespace forkscope::gui
