// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Leads a run that began held: lets everybody go by turns until a condition is met, and then lets it stand.
// Of tours, and of what a pack says about its programs. The Session must outlive it and be started with
// prepare(); main thread, everything by signals from the event loop.
#include "engine/lesson/staging.h"
#include "engine/lesson/turns.h"
#include "engine/run/session.h"

#include <QObject>
#include <QTimer>

namespace forkscope::lesson {

class Conductor : public QObject {
    Q_OBJECT
  public:
    explicit Conductor(run::Session& session, QObject* parent = nullptr);

    /// Held from its start, with sleeps that are over when they are granted.
    static void prepare(run::LaunchSpec& spec);

    /// Goes on until `until` is met, or (none) to the end. One of the three signals follows, at the earliest
    /// from the event loop. When it is met already, the run stands where it is.
    void goUntil(std::optional<condition::Condition> until, QList<Turn> order);
    /// SIGKILL to this process once `when` is met.
    void killOnce(const QString& process, condition::Condition when);
    /// Whoever is held goes on freely; nothing is led any more.
    void leave();
    bool isGoing() const { return isGoing_; }
    /// Milliseconds between two steps, so that they can be followed; 0 (default): as fast as they can be
    /// done.
    void setPace(int milliseconds) { pace_.setInterval(milliseconds); }

    /// As the conditions see the run now.
    bool isMet(condition::Watch& watch) const;

  signals:
    void reached(); ///< it stands where `until` is met; also when that is so at the end of the run
    void stuck();   ///< nobody can go on, and `until` is not met
    void ended();   ///< nothing is left of the run, and `until` was not met

  private:
    void look();
    void stop();
    void letGo();
    void kill();

    run::Session& session_;
    Turns turns_;
    std::optional<condition::Watch> until_, killWhen_;
    std::string killed_; ///< name of who is to be killed
    bool isGoing_ = false, isLooking_ = false;
    QTimer again_; ///< what nobody tells of: a wait outside, somebody who computes
    QTimer pace_;
};

} // namespace forkscope::lesson
