// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/schedule_file.h"

#include "engine/cli/commands.h"
#include "engine/cli/new_file.h"
#include "engine/run/driver.h"
#include "engine/run/session.h"
#include "engine/world/reason.h"

#include <QFileInfo>

namespace forkscope::cli {

Outcome canBeWritten(const QString& path) {
    const QFileInfo file(path), folder(file.absolutePath());
    if (path == u"-" || (!file.isDir() && folder.isDir() && folder.isWritable()))
        return Done{};
    const QString why = file.isDir()      ? tr("it is a folder")
                        : !folder.isDir() ? tr("there is no such folder")
                                          : tr("its folder may not be written to");
    return Error{
        tr("The schedule cannot be written to %1: %2. Choose another place.").arg(path, why).toStdString()};
}

Outcome writeSchedule(const QString& path, const drive::Schedule& schedule) {
    NewFile file(path);
    file.write(drive::textOf(schedule));
    return file.finish();
}

QString standstillWords(const run::Session& session) {
    const world::World& world = session.history().now();
    QStringList sentences;
    for (const world::Deadlock& d : world::deadlocks(world))
        sentences << QString::fromStdString(world::wordsOf(world, d).text());
    if (sentences.isEmpty())
        for (const drive::Choice& c : session.driver().choices())
            sentences << QString::fromStdString(drive::sentenceOf(world, c));
    return sentences.join(u' ');
}

} // namespace forkscope::cli
