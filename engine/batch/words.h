// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What this folder says to people, in their language.
#include <QCoreApplication>
#include <QString>

namespace forkscope::batch {

inline QString tr(const char* text) {
    return QCoreApplication::translate("forkscope::batch", text);
}

} // namespace forkscope::batch
