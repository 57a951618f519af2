// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/schedule_file.h"

#include "engine/cli/commands.h"
#include "engine/cli/new_file.h"

namespace forkscope::cli {

Outcome canBeWritten(const QString& path) {
    const QString why = whyNotWritable(path);
    if (why.isEmpty())
        return Done{};
    return Error{
        tr("The schedule cannot be written to %1: %2. Choose another place.").arg(path, why).toStdString()};
}

Outcome writeSchedule(const QString& path, const drive::Schedule& schedule) {
    NewFile file(path);
    file.write(drive::textOf(schedule));
    return file.finish();
}

} // namespace forkscope::cli
