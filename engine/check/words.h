// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What this folder says to people, in their language, and how it names what it speaks of.
#include "engine/world/world.h"

#include <QCoreApplication>
#include <QString>

namespace forkscope::check {

inline QString tr(const char* text, int n = -1) {
    return QCoreApplication::translate("forkscope::check", text, nullptr, n);
}
inline QString textOf(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}
inline QString labelOf(const world::World& world, trace::ProcessId id) {
    return QString::fromStdString(world.labelOf(id));
}
// "never", "once", "5 times".
inline QString howOften(int count) {
    return count == 0   ? tr("never")
           : count == 1 ? tr("once")
           : count == 2 ? tr("twice")
                        : tr("%1 times").arg(count);
}
// " (line 12)"; "" for none.
inline QString inLine(std::uint32_t line) {
    return line == 0 ? QString() : u' ' + tr("(line %1)").arg(line);
}

} // namespace forkscope::check
