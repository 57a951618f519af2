// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An exception of the run that the index of the course knows: what to say of it, and where it leads.
#include "engine/world/process.h"

#include <QList>
#include <QString>

namespace forkscope::gui {

struct ErrorNote {
    trace::ProcessId process;
    QString who;            // "P1 servant"
    QString type;           // "AssertionError"
    QString message;        // its first line; may be empty
    QString slug;           // of the entry in the index
    bool isGeneral = false; // it is known only as some exception

    bool operator==(const ErrorNote&) const = default;
};

} // namespace forkscope::gui
