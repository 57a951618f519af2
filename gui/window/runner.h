// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The run that the window shows: starts, stops and starts again, opens recordings. Owns the Session; each run
// gets a new one, and the old one lives until the new one is there, so that views can let go of it in
// between.
#include "engine/run/session.h"

#include <QObject>

#include <functional>
#include <memory>

namespace forkscope::gui {

class Runner : public QObject {
    Q_OBJECT
  public:
    explicit Runner(QObject* parent = nullptr);
    ~Runner() override;

    Outcome start(const run::LaunchSpec& spec);
    Outcome open(const QString& recording);
    void stop();
    // Stops what runs, then calls `again`; at once when nothing runs.
    void whenStopped(std::function<void()> again);
    // Lets go of the run: the views are empty after this.
    void clear();

    run::Session* session() const { return session_.get(); } // null before the first run
    bool isBusy() const;                                     // something of the run is alive

  signals:
    // Views take the new Session; null: there is none. The one before is still valid during the signal.
    void sessionChanged(forkscope::run::Session* session);
    void stateChanged();

  private:
    void adopt(std::unique_ptr<run::Session> session);

    std::unique_ptr<run::Session> session_;
    std::function<void()> again_;
};

} // namespace forkscope::gui
