// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Why the store cannot be used, and the sentence for it.
#include <QString>

namespace forkscope::progress {

struct Fault {
    enum class Kind {
        None,
        Damaged,     // no database, or one with broken pages
        Locked,      // another process does not let go of it
        ReadOnly,    // may be read and not written
        Full,        // no room on the disk
        Newer,       // of a later version of Forkscope
        Foreign,     // a sound database of another program
        Unreachable, // cannot be opened: no folder, no right, a folder in its place
        Failed,      // anything else
    };
    Kind kind = Kind::None;
    QString detail; // the words of whoever noticed; "" none

    explicit operator bool() const { return kind != Kind::None; }
};

// From a result code of SQLite (also an extended one).
Fault faultOf(int code, const QString& detail);

// What, where, what to do; and that work goes on.
QString sentenceOf(const Fault& fault, const QString& file);

} // namespace forkscope::progress
