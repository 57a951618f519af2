// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Is a text one value of JSON, in well-formed UTF-8, with no key twice in one object? RFC 8259, RFC 3629.
#include <string_view>

namespace forkscope::fuzz {

bool isJson(std::string_view text);

} // namespace forkscope::fuzz
