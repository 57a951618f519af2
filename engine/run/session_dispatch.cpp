// SPDX-License-Identifier: GPL-3.0-or-later
// A run whose children share one processor by a policy of ours.
#include "engine/run/session_private.h"

#include <algorithm>
#include <chrono>

namespace forkscope::run {

// A process is known from its first record on, so the trace is read as often as the dispatcher looks.
void Session::Private::dispatch() {
    using namespace std::chrono;
    if (state == SessionState::Stopping || state == SessionState::Ended)
        return;
    takeTrace();
    dispatcher->setStarter(guard->programPid());
    const nanoseconds pause(std::min<scheduling::Time>(dispatcher->look(), scheduling::kMillisecond * 1000));
    dispatchTimer.start(std::max(round<milliseconds>(pause), milliseconds(1)));
}

// The main process and the runtime's helpers are nobody's job.
void Session::Private::dispatchAlso(const trace::Event& begin) {
    const trace::Log& log = feed.log();
    const std::string_view type = log.text(begin, trace::Tag::Type).value_or("");
    if (!dispatcher || (type != "child" && type != "fork"))
        return;
    const std::string name(log.text(begin, trace::Tag::Name).value_or(""));
    const auto burst = spec.dispatch->bursts.find(name);
    dispatcher->add(pid_t(begin.value), name, burst == spec.dispatch->bursts.end() ? 0 : burst->second,
                    begin.time);
}

} // namespace forkscope::run
