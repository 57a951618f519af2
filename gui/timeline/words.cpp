// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/words.h"

#include <QCoreApplication>

namespace forkscope::gui::timeline {

using world::LaneKind;
using world::LaneState;

QString word(const char* text) {
    return QCoreApplication::translate("Timeline", text);
}

namespace {

QString objectOr(const LaneSource& source, std::uint32_t id, const char* otherwise) {
    const QString name = id == 0 ? QString() : source.objectName(world::ObjectId{id});
    return name.isEmpty() ? word(otherwise) : name;
}

QStringList processTexts(const LaneSource& source, LaneState state, std::uint32_t subject) {
    switch (state) {
    case LaneState::Running:
        return {word(QT_TRANSLATE_NOOP("Timeline", "run"))};
    case LaneState::Ready:
        return {word(QT_TRANSLATE_NOOP("Timeline", "ready"))};
    case LaneState::WaitsLock:
        return {objectOr(source, subject, QT_TRANSLATE_NOOP("Timeline", "lock"))};
    case LaneState::WaitsQueue:
        return {objectOr(source, subject, QT_TRANSLATE_NOOP("Timeline", "waits"))};
    case LaneState::WaitsProcess: {
        const QString join = word(QT_TRANSLATE_NOOP("Timeline", "join"));
        if (subject == 0)
            return {join};
        return {join + QLatin1Char(' ') + source.processId(world::ProcessId{subject}), join};
    }
    case LaneState::Stopped:
        return {word(QT_TRANSLATE_NOOP("Timeline", "held"))};
    case LaneState::Zombie:
        return {word(QT_TRANSLATE_NOOP("Timeline", "zombie"))};
    default:
        return {};
    }
}

} // namespace

QStringList barTexts(const LaneSource& source, std::size_t lane, std::size_t interval) {
    const world::Track& track = source.track(lane);
    const LaneState state = track.state(interval);
    const std::uint32_t subject = track.note(interval).subject;
    if (source.kind(lane) == LaneKind::Process)
        return processTexts(source, state, subject);
    if (source.kind(lane) == LaneKind::Queue || state == LaneState::Absent)
        return {};
    return {state == LaneState::Stopped ? QStringLiteral("?") : source.processId(world::ProcessId{subject})};
}

QString aboutText(const LaneSource& source, std::size_t lane, std::size_t interval) {
    const world::Track& track = source.track(lane);
    const LaneState state = track.state(interval);
    const std::uint32_t subject = track.note(interval).subject;
    if (source.kind(lane) == LaneKind::Queue)
        return QString::number(state == LaneState::Absent ? 0 : subject);
    if (state == LaneState::Absent || subject == 0)
        return {};
    const bool process = source.kind(lane) == LaneKind::Lock || state == LaneState::WaitsProcess;
    return process ? source.processId(world::ProcessId{subject})
                   : source.objectName(world::ObjectId{subject});
}

QString stateText(LaneKind kind, LaneState state) {
    if (kind == LaneKind::Queue)
        return state == LaneState::Absent ? word(QT_TRANSLATE_NOOP("Timeline", "empty"))
                                          : word(QT_TRANSLATE_NOOP("Timeline", "holds items"));
    if (kind == LaneKind::Lock)
        return state == LaneState::Absent    ? word(QT_TRANSLATE_NOOP("Timeline", "free"))
               : state == LaneState::Stopped ? word(QT_TRANSLATE_NOOP("Timeline", "not known"))
                                             : word(QT_TRANSLATE_NOOP("Timeline", "held by"));
    switch (state) {
    case LaneState::Running:
        return word(QT_TRANSLATE_NOOP("Timeline", "running"));
    case LaneState::Ready:
        return word(QT_TRANSLATE_NOOP("Timeline", "ready"));
    case LaneState::WaitsLock:
        return word(QT_TRANSLATE_NOOP("Timeline", "waits for a lock"));
    case LaneState::WaitsQueue:
        return word(QT_TRANSLATE_NOOP("Timeline", "waits at a queue"));
    case LaneState::WaitsProcess:
        return word(QT_TRANSLATE_NOOP("Timeline", "waits in join"));
    case LaneState::Sleeping:
        return word(QT_TRANSLATE_NOOP("Timeline", "sleeping"));
    case LaneState::Stopped:
        return word(QT_TRANSLATE_NOOP("Timeline", "stopped"));
    case LaneState::Zombie:
        return word(QT_TRANSLATE_NOOP("Timeline", "zombie"));
    case LaneState::Absent:
        return word(QT_TRANSLATE_NOOP("Timeline", "not there"));
    }
    return {};
}

QString sideText(const LaneSource& source, std::size_t lane) {
    if (source.kind(lane) == LaneKind::Lock)
        return word(QT_TRANSLATE_NOOP("Timeline", "held by"));
    if (source.kind(lane) == LaneKind::Queue)
        return word(QT_TRANSLATE_NOOP("Timeline", "peak %1")).arg(source.peak(lane));
    return {};
}

} // namespace forkscope::gui::timeline
