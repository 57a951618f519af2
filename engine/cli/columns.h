// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// UTF-8 text in a terminal's columns. Colours (SGR, ECMA-48 8.3.117) take no room; letters of East Asian
// scripts take two columns (Unicode, UAX 11: Wide and Fullwidth).
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace forkscope::cli {

std::size_t columnsOf(std::string_view text);
// Cut, or filled with spaces, to exactly this many columns. For texts without colours.
std::string fitted(std::string_view text, std::size_t columns);
// Lines of at most so many columns, broken at spaces where there are some; a colour goes on in the next line.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);
// What a program printed, fit to stand in a line of ours: control characters become visible, and colours stay
// or go.
std::string harmless(std::string_view text, bool keepColours);

} // namespace forkscope::cli
