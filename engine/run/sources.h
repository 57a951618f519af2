// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The learner's files as they were when the run began: the program and the modules beside it that it imports,
// found by reading the import lines. Lines in a trace refer to these texts, also after an edit.
#include <QByteArray>
#include <QMap>
#include <QString>

namespace forkscope::run {

// By absolute path. Bounded: 200 files of at most 1 MiB each.
QMap<QString, QByteArray> snapshotSources(const QString& program);

} // namespace forkscope::run
