// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/selection.h"

namespace forkscope::gui {

void Selection::choose(trace::ProcessId process, std::uint8_t thread) {
    set(process, thread, {});
}

void Selection::choose(trace::ObjectId object) {
    set({}, 0, object);
}

void Selection::clear() {
    set({}, 0, {});
}

void Selection::set(trace::ProcessId process, std::uint8_t thread, trace::ObjectId object) {
    if (process == process_ && thread == thread_ && object == object_)
        return;
    process_ = process;
    thread_ = thread;
    object_ = object;
    emit changed();
}

} // namespace forkscope::gui
