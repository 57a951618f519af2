// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the timeline says in words: in bars, beside names, in its table.
#include "gui/timeline/lane_source.h"

#include <QString>
#include <QStringList>

namespace forkscope::gui::timeline {

// In the window's language.
QString word(const char* text);
// What the interval's bar may say, longest first: {"join P1", "join"}. Empty for what needs no word.
QStringList barTexts(const LaneSource& source, std::size_t lane, std::size_t interval);
// The state in a word or two, for tables and screen readers: "waits for a lock".
QString stateText(world::LaneKind kind, world::LaneState state);
// What happened there: "killed", "printed".
QString markText(world::MarkKind kind);
// What the interval is about: "mutex", "P1", "depth 3".
QString aboutText(const LaneSource& source, std::size_t lane, std::size_t interval);
// The dim words behind the name of a lock or queue.
QString sideText(const LaneSource& source, std::size_t lane);

} // namespace forkscope::gui::timeline
