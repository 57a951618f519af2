// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one clock of everything that moves on the stage. It runs only while something moves; tests drive it by
// hand. Milliseconds, main thread.
#include <QBasicTimer>
#include <QElapsedTimer>
#include <QObject>

#include <functional>
#include <map>
#include <utility>

namespace forkscope::gui {

class MotionClock : public QObject {
    Q_OBJECT
  public:
    // Who moves, and which of its movements.
    using Key = std::pair<const void*, std::uint64_t>;
    // Called with 0 at once, then with more and more, at last with 1.
    using Step = std::function<void(double share)>;

    using QObject::QObject;

    // Replaces the movement of the same key, which stops where it is. `step` may play others.
    void play(Key key, int delay, int duration, Step step);
    bool isMoving() const { return !motions_.empty(); }
    bool isMoving(Key key) const { return motions_.contains(key); }
    // All of them further; those whose time is over end.
    void advance(int milliseconds);
    // To where they are by now, for whoever paints anyway: the next tick is a whole one later, so that there
    // is one picture instead of two.
    void catchUp();
    // All of them at their ends, now.
    void finish();
    // All movements of the owner, or of everybody, stop where they are: their steps are never called again.
    void forget(const void* owner);
    void forgetAll();
    // Time goes on only by advance().
    void setByHand(bool byHand) { byHand_ = byHand; }

  protected:
    void timerEvent(QTimerEvent* event) override;

  private:
    static constexpr int kTick = 16;
    struct Motion {
        int delay, duration, passed = 0;
        std::uint64_t number; // tells it from one that has replaced it
        Step step;
    };
    std::map<Key, Motion> motions_;
    std::uint64_t last_ = 0;
    bool byHand_ = false;
    QBasicTimer timer_;
    QElapsedTimer since_;
};

} // namespace forkscope::gui
