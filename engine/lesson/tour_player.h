// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Plays a tour over a run: lets everybody go, one operation at a time or (Tour::way) by the clock, until
// the next step has really happened, and holds the run there. Works on whatever program the Session runs,
// also one that the learner has edited: a step that does not happen is told as such. Main thread; the Session
// must outlive it.
//
//     run::LaunchSpec spec = …;
//     TourPlayer::prepare(spec, tour);
//     TourPlayer player(session, tour, text);
//     session.start(spec);
//     player.begin();
#include "engine/lesson/conductor.h"
#include "engine/lesson/spectator.h"
#include "engine/lesson/tour.h"

namespace forkscope::lesson {

/// What a step points at, found in the run as it stands. Nothing is found of what does not exist (yet).
struct TourTarget {
    TourPoint::Kind kind = TourPoint::Kind::Output;
    trace::ProcessId process; ///< of Card and Lane; 0: none, or an object's lane
    trace::ObjectId object;   ///< of Lane and Object; 0: none
    int line = 0;             ///< of Line, in the text given; 0: none

    bool isFound() const {
        return kind == TourPoint::Kind::Output || process.value != 0 || bool(object) || line > 0;
    }
    bool operator==(const TourTarget&) const = default;
};

/// The point, looked for in this World and in the program's text.
TourTarget resolve(const TourPoint& point, const world::World& world, const QString& programText);

class TourPlayer : public QObject {
    Q_OBJECT
  public:
    enum class State {
        Idle,    ///< not begun, or left
        Going,   ///< on the way to step()
        Stands,  ///< step() has happened, the run stands there
        Failed,  ///< step() has not happened and will not
        Finished ///< the last step is over, the run goes on freely
    };

    TourPlayer(run::Session& session, Tour tour, QString programText, QObject* parent = nullptr);
    static void prepare(run::LaunchSpec& spec, const Tour& tour);

    /// After the Session has started.
    void begin();
    /// In State::Stands: on to the next step; after the last one the run goes on freely. Else no effect.
    void next();
    /// On to the next step, whether this one has happened or not.
    void skip();
    /// The run goes on freely. No signal follows.
    void leave();
    /// Milliseconds between two operations on the way to a step; 0: at once.
    /// Of a driven run.
    void setPace(int milliseconds) { conductor_.setPace(milliseconds); }

    const Tour& tour() const { return tour_; }
    State state() const { return state_; }
    int step() const { return step_; } ///< from 0; the one that is on the way or stands
    int stepCount() const { return int(tour_.steps.size()); }
    /// When each step happened; -1: it has not, or was skipped.
    const QList<trace::Time>& times() const { return times_; }
    /// What step() points at, where it happened.
    QList<TourTarget> targets() const;

  signals:
    void stepReached(int step, qint64 time);   ///< trace::Time
    void waitingFor(const QString& condition); ///< on the way: the step's condition in plain words
    void failed(const QString& sentence);      ///< the run has ended, or nobody can go on; skip() has no use
    void finished();

  private:
    void approach(int step);
    void stand(trace::Time time);
    void leaveRun();
    QString wantedInWords() const; ///< the condition of step()
    void fail(const QString& sentence);

    run::Session& session_;
    Tour tour_;
    QString text_;
    Conductor conductor_; ///< of a driven run
    Spectator spectator_; ///< of one by the clock
    State state_ = State::Idle;
    int step_ = 0;
    QList<trace::Time> times_;
};

} // namespace forkscope::lesson
