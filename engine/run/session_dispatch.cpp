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
void Session::Private::dispatchAlso(const trace::Event& event) {
    if (!dispatcher)
        return;
    const trace::Log& log = feed.log();
    const bool begins = event.kind == trace::Kind::ProcessBegin;
    const std::string_view type = log.text(event, trace::Tag::Type).value_or("");
    const bool isJob =
        begins ? type == "child" || type == "fork" : log.text(event, trace::Tag::Method) == "fork";
    if (!isJob)
        return;
    const std::string name(log.text(event, trace::Tag::Name).value_or(""));
    const auto known = spec.dispatch->bursts.find(name);
    const scheduling::Time burst = known == spec.dispatch->bursts.end() ? 0 : known->second;
    if (begins)
        dispatcher->add(pid_t(event.value), name, burst, event.time);
    else
        dispatcher->expect(pid_t(event.value), name, burst, event.time);
}

} // namespace forkscope::run
