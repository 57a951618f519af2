// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The moment that the whole window shows: now (live), or any time of the run. The one owner of that choice.
#include "engine/trace/event.h"

#include <QObject>

namespace forkscope::gui {

class Playhead : public QObject {
    Q_OBJECT
  public:
    using QObject::QObject;

    bool isLive() const { return live_; }
    // Meaningful when not live.
    trace::Time time() const { return time_; }

    void moveTo(trace::Time time);
    void goLive();

  signals:
    void changed();

  private:
    bool live_ = true;
    trace::Time time_ = 0;
};

} // namespace forkscope::gui
