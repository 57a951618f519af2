// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/lesson/program_run.h"

#include <QList>

#include <functional>

namespace forkscope::lesson {

/// One replacement in a program's text, as a lesson tells the learner to make it. `before` must occur exactly
/// once.
struct Edit {
    QString before;
    QString after;
};

/// Something that a lesson says about a run of one of its programs, as it stands or after an edit.
struct Claim {
    QString name;
    QString lesson;  ///< id
    QString program; ///< name without ".py"
    QList<Edit> edits;
    bool ends = true;
    /// Empty when the claim holds, else what was seen instead.
    std::function<QString(const Printed&)> check;
    QStringList shown = {}; ///< for a run that never ends: what it prints before it gets stuck
    /// Pauses of tenths of a second decide what comes out: a machine with much else to do may take longer
    /// over a start than that, so the claim has five runs in which to be seen.
    bool restsOnPauses = false;
};

QList<Claim> claimsOfDaemonProcesses();
QList<Claim> claimsOfMutex();
QList<Claim> claimsOfProducerAndConsumer();

/// "" when `holds`, else `sentence` (which must not be empty).
inline QString unless(bool holds, const QString& sentence) {
    return holds ? QString() : sentence;
}

} // namespace forkscope::lesson
