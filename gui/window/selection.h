// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is chosen, in the whole window: a process (or one thread of it), an object, or nothing. The one owner
// of that choice: stage, timeline, editor and inspector tell it what was clicked and show what it says.
#include "engine/trace/event.h"

#include <QObject>

namespace forkscope::gui {

class Selection : public QObject {
    Q_OBJECT
  public:
    using QObject::QObject;

    trace::ProcessId process() const { return process_; } // 0: none
    std::uint8_t thread() const { return thread_; }       // of that process
    trace::ObjectId object() const { return object_; }    // 0: none
    bool isEmpty() const { return process_.value == 0 && !object_; }

    void choose(trace::ProcessId process, std::uint8_t thread = 0);
    void choose(trace::ObjectId object);
    void clear();

  signals:
    void changed();

  private:
    void set(trace::ProcessId process, std::uint8_t thread, trace::ObjectId object);

    trace::ProcessId process_;
    std::uint8_t thread_ = 0;
    trace::ObjectId object_;
};

} // namespace forkscope::gui
