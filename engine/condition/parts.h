// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A condition that is put together by "and", part by part: each can be asked and told for itself.
#include <string>
#include <string_view>
#include <vector>

namespace forkscope::condition {

// "lock.mutex.owner = P1 and (ended or deadlock)": two. One, the text itself, where nothing is put together
// by "and", or an "or" stands beside it. The parts are conditions if the text is one.
std::vector<std::string> partsOf(std::string_view text);

} // namespace forkscope::condition
