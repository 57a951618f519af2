// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where a Batch keeps its recordings while it lives. The folder is named after the process that made it, so
// that what a killed one has left behind can be told from what is in use.
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace forkscope::batch {

// Never null; may be invalid (QTemporaryDir::errorString()). Removes what was left behind first.
std::unique_ptr<QTemporaryDir> makeRunFolder(const QString& within);
// Removes the folders below `within` whose process has ended: those of the same user and of the same process
// numbering (a container has one of its own) alone. Returns how many.
int removeLeftRunFolders(const QString& within);

} // namespace forkscope::batch
