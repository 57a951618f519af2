// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/event_steps.h"

#include "engine/trace/names.h"

namespace forkscope::gui {

bool StepFilter::lets(const trace::Event& e) const {
    if (!trace::isStep(e.kind))
        return false;
    return (process.value == 0 || e.process == process) && (object.value == 0 || e.object == object);
}

std::optional<std::size_t> eventAfter(const trace::Log& log, trace::Time from, const StepFilter& filter) {
    for (std::size_t i = log.upperBound(from); i < log.size(); ++i)
        if (filter.lets(log[i]))
            return log.upperBound(log[i].time) - 1;
    return {};
}

std::optional<std::size_t> eventBefore(const trace::Log& log, trace::Time from, const StepFilter& filter) {
    for (std::size_t i = log.upperBound(from - 1); i-- > 0;)
        if (filter.lets(log[i]))
            return log.upperBound(log[i].time) - 1;
    return {};
}

} // namespace forkscope::gui
