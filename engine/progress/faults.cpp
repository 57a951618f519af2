// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/progress/faults.h"

#include "engine/progress/words.h"

#include <QDir>

namespace forkscope::progress {

using Kind = Fault::Kind;

// The primary result codes of SQLite that mean something to a learner (sqlite.org/rescode.html).
Fault faultOf(int code, const QString& detail) {
    switch (code & 0xff) {
    case 5: // BUSY
    case 6: // LOCKED
        return {Kind::Locked, detail};
    case 8: // READONLY
        return {Kind::ReadOnly, detail};
    case 11: // CORRUPT
    case 26: // NOTADB
        return {Kind::Damaged, detail};
    case 13: // FULL
        return {Kind::Full, detail};
    case 3:  // PERM
    case 14: // CANTOPEN
    case 23: // AUTH
        return {Kind::Unreachable, detail};
    default:
        return {Kind::Failed, detail};
    }
}

static QString words(const Fault& fault) {
    switch (fault.kind) {
    case Kind::Damaged:
        return say("The progress in %1 is damaged: move this file away, and a new one is begun");
    case Kind::Locked:
        return say("The progress in %1 is locked by another program: close that program");
    case Kind::ReadOnly:
        return say("The progress in %1 may not be written: allow writing to this file and its folder");
    case Kind::Full:
        return say("The progress could not be written to %1, since the disk is full: make room");
    case Kind::Newer:
        return say(
            "The progress in %1 was written by a newer Forkscope: use that one, or move the file away");
    case Kind::Foreign:
        return say("%1 is a database of another program and not progress: move this file away");
    case Kind::Unreachable:
        return say("The progress in %1 can't be opened: look whether it is a file, in a folder that you may "
                   "write to");
    case Kind::Failed:
    case Kind::None:
        break;
    }
    return say("The progress could not be written to %1 (%2): look whether its folder can be written to");
}

QString sentenceOf(const Fault& fault, const QString& file) {
    QString sentence = words(fault);
    const QString place = QDir::toNativeSeparators(file);
    sentence =
        sentence.contains(QLatin1String("%2")) ? sentence.arg(place, fault.detail) : sentence.arg(place);
    return say("%1; until then it is kept only as long as this window is open.").arg(sentence);
}

} // namespace forkscope::progress
