// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/programs/replay/schedule.h"

#include "engine/trace/names.h"

#include <algorithm>

namespace forkscope::replay {

std::string describe(const Step& step) {
    std::string text = step.actor + " " + std::string(trace::kindName(step.kind));
    if (!step.object.empty())
        text += " " + step.object;
    text += " line " + std::to_string(step.line);
    return step.retry ? text + " (goes on)" : text;
}

std::string difference(const std::vector<std::string>& expected, const std::vector<std::string>& got,
                       const std::string& what) {
    if (expected == got)
        return {};
    const auto at = std::size_t(
        std::mismatch(expected.begin(), expected.end(), got.begin(), got.end()).first - expected.begin());
    const auto element = [at](const std::vector<std::string>& list) {
        return at < list.size() ? "'" + list[at] + "'" : std::string("the end");
    };
    return what + " " + std::to_string(at + 1) + " should be " + element(expected) + ", but is " +
           element(got);
}

} // namespace forkscope::replay
