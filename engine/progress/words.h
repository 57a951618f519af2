// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Internal to this folder.
#include <QCoreApplication>

namespace forkscope::progress {

// A sentence for the learner.
inline QString say(const char* text) {
    return QCoreApplication::translate("progress", text);
}

} // namespace forkscope::progress
