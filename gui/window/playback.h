// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Plays a run: moves the Playhead with the clock, forwards or backwards, at a tenth to ten times the run's
// own speed, or step by step from event to event. The same for a run that goes on and for one that has ended.
// Whoever moves the Playhead by hand, or goes live, ends the playing. Main thread only.
#include "gui/window/event_steps.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace forkscope::world {
class History;
}

namespace forkscope::gui {

class Playhead;

class Playback : public QObject {
    Q_OBJECT
  public:
    enum class Direction { Backwards = -1, Still = 0, Forwards = 1 };
    // How the clock is turned into places: by the run's time, or by events, kStepsPerSecond of them at
    // speed 1.
    enum class Pace { Time, Steps };
    static constexpr double kSpeeds[] = {0.1, 0.25, 0.5, 1, 2, 5, 10};
    static constexpr int kStepsPerSecond = 4;

    Playback(Playhead* playhead, QObject* parent);

    // Null: there is nothing to play. Not owned; taken back by the next call.
    void setHistory(const world::History* history);
    // Where the run goes on the end of what is known is the present, and playing on from there is being live.
    void setRunGoesOn(bool goesOn) { goesOn_ = goesOn; }

    Direction direction() const { return direction_; }
    double speed() const { return speed_; }
    void setSpeed(double speed); // between the first and the last of kSpeeds
    void setPace(Pace pace);
    // Whose events step() goes to; of all when both are 0.
    void setFilter(const StepFilter& filter) { filter_ = filter; }
    const StepFilter& filter() const { return filter_; }

    // At the end, forwards begins at the start again, as backwards does from there at the end.
    void play(Direction direction);
    void pause() { play(Direction::Still); }
    void toggle() { play(direction_ == Direction::Still ? Direction::Forwards : Direction::Still); }
    // To the event after (+1) or before (-1) the playhead. False: there is none.
    bool step(int by, const StepFilter& filter = {});
    bool stepChosen(int by) { return step(by, filter_); }
    // What the timer does: as if so much time had passed since the last.
    void advance(std::int64_t nanoseconds);

  signals:
    void changed(); // direction or speed

  private:
    trace::Time end() const;
    trace::Time here() const;
    void moveTo(trace::Time time);
    void advanceSteps(std::int64_t nanoseconds);
    void arriveAtEnd();
    void tick();

    Playhead* playhead_;
    const world::History* history_ = nullptr;
    Direction direction_ = Direction::Still;
    Pace pace_ = Pace::Time;
    double speed_ = 1;
    double due_ = 0; // part of a nanosecond, or of a step, that is not yet played
    StepFilter filter_;
    bool goesOn_ = false;
    bool moving_ = false; // the playhead is moved from here
    QTimer timer_;
    QElapsedTimer sinceTick_;
};

} // namespace forkscope::gui
