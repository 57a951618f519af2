// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/line_badges.h"

#include "gui/inspector/process_rows.h"
#include "gui/inspector/tone_paint.h"

#include <QFileInfo>
#include <QMap>

namespace forkscope::gui {

static bool standsSomewhere(const world::Process& process) {
    return process.state != world::ProcessState::Reaped && process.state != world::ProcessState::Zombie &&
           process.role != world::ProcessRole::Helper && process.mainThread() &&
           process.mainThread()->line > 0;
}

static std::optional<LineTint> tintOf(Tone tone) {
    switch (tone) {
    case Tone::Running:
        return LineTint::Run;
    case Tone::WaitsLock:
        return LineTint::Wait;
    case Tone::WaitsQueue:
        return LineTint::Queue;
    case Tone::Trouble:
        return LineTint::Trouble;
    default:
        return std::nullopt;
    }
}

LineBadges lineBadges(const world::World& world, trace::Time at, const QString& file) {
    LineBadges made;
    const QString wanted =
        QFileInfo(file).canonicalFilePath().isEmpty() ? file : QFileInfo(file).canonicalFilePath();
    QMap<int, LineTint> tints; // the later value is the more telling one
    QHash<std::uint16_t, bool> sameFile;
    for (const world::Process& process : world.processes()) {
        if (!standsSomewhere(process))
            continue;
        const world::Thread& thread = *process.mainThread();
        auto known = sameFile.constFind(thread.file.value);
        if (known == sameFile.constEnd()) {
            const std::string_view path = world.log().path(thread.file);
            const QString found = QString::fromUtf8(path.data(), qsizetype(path.size()));
            known = sameFile.insert(thread.file.value, found == file || found == wanted);
        }
        if (!*known)
            continue;
        const Tone tone = toneOf(process);
        const StateColor color = toneColor(tone);
        const int line = int(thread.line);
        const QString label = QString::fromStdString(world.labelOf(process.id));
        made.badges.append({line, tagOf(world, process.id), color.fill, color.onFill,
                            QStringLiteral("%1: %2").arg(label, stateWords(world, process, at)),
                            process.id.value});
        if (const std::optional<LineTint> tint = tintOf(tone))
            if (!tints.contains(line) || tints[line] < *tint)
                tints[line] = *tint;
    }
    for (auto it = tints.cbegin(); it != tints.cend(); ++it)
        made.tints.append({it.key(), it.value()});
    return made;
}

} // namespace forkscope::gui
