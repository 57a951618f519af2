// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// "1 queue", "3 queues": English has two forms, and Qt's own plural rules need a translation even for
// English.
#include <QString>

namespace forkscope::gui {

// `many` holds %1 where the number belongs.
inline QString counted(qint64 number, const QString& one, const QString& many) {
    return number == 1 ? one : many.arg(number);
}

} // namespace forkscope::gui
