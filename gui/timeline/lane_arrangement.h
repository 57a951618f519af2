// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How the learner has arranged the lanes of a program: which come first, which are hidden, what is folded. A
// value, made of keys that mean the same lane in the next run of the program (LaneSource::key); keys of lanes
// that are not there are kept and do no harm.
#include <QByteArray>
#include <QString>
#include <QStringList>

#include <set>

namespace forkscope::gui {

struct LaneArrangement {
    QStringList order; // siblings that were moved, in their order; all others follow as they appear
    std::set<QString> hidden;
    std::set<QString> folded; // lanes whose children are folded into them, and groups
    bool helpers = false;     // processes of multiprocessing itself are shown

    // A short text, for the settings.
    QByteArray save() const;
    // What cannot be read is as if nothing had been arranged.
    static LaneArrangement restore(const QByteArray& saved);

    bool operator==(const LaneArrangement&) const = default;
};

} // namespace forkscope::gui
