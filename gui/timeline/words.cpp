// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/words.h"

#include <QCoreApplication>

namespace forkscope::gui::timeline {

using world::LaneKind;
using world::LaneShape;
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
    const LaneShape shape = shapeOf(source.kind(lane));
    if (shape == LaneShape::Actor)
        return processTexts(source, state, subject);
    if (shape == LaneShape::Depth || state == LaneState::Absent)
        return {};
    return {state == LaneState::Stopped ? QStringLiteral("?") : source.processId(world::ProcessId{subject})};
}

QString aboutText(const LaneSource& source, std::size_t lane, std::size_t interval) {
    const world::Track& track = source.track(lane);
    const LaneState state = track.state(interval);
    const std::uint32_t subject = track.note(interval).subject;
    const LaneShape shape = shapeOf(source.kind(lane));
    if (shape == LaneShape::Depth)
        return QString::number(state == LaneState::Absent ? 0 : subject);
    if (state == LaneState::Absent || subject == 0)
        return {};
    const bool process = shape == LaneShape::Owner || state == LaneState::WaitsProcess;
    return process ? source.processId(world::ProcessId{subject})
                   : source.objectName(world::ObjectId{subject});
}

namespace {

// What an object's lane says: with nothing, with something, and when it is broken or not known.
QString objectStateText(LaneKind kind, LaneState state) {
    const auto one = [state](const char* none, const char* some, const char* other) {
        return word(state == LaneState::Absent ? none : state == LaneState::Stopped ? other : some);
    };
    const char* const unknown = QT_TRANSLATE_NOOP("Timeline", "not known");
    const char* const broken = QT_TRANSLATE_NOOP("Timeline", "broken");
    switch (kind) {
    case LaneKind::Lock:
        return one(QT_TRANSLATE_NOOP("Timeline", "free"), QT_TRANSLATE_NOOP("Timeline", "held by"), unknown);
    case LaneKind::Event:
        return one(QT_TRANSLATE_NOOP("Timeline", "not set"), QT_TRANSLATE_NOOP("Timeline", "set by"),
                   unknown);
    case LaneKind::Shared:
        return one(QT_TRANSLATE_NOOP("Timeline", "not written"), QT_TRANSLATE_NOOP("Timeline", "written by"),
                   unknown);
    case LaneKind::Condition:
    case LaneKind::Barrier:
        return one(QT_TRANSLATE_NOOP("Timeline", "nobody waits"), QT_TRANSLATE_NOOP("Timeline", "waiting"),
                   broken);
    case LaneKind::Pool:
        return one(QT_TRANSLATE_NOOP("Timeline", "no task waits"),
                   QT_TRANSLATE_NOOP("Timeline", "tasks wait"), broken);
    default:
        return one(QT_TRANSLATE_NOOP("Timeline", "empty"), QT_TRANSLATE_NOOP("Timeline", "holds items"),
                   broken);
    }
}

} // namespace

QString stateText(LaneKind kind, LaneState state) {
    if (shapeOf(kind) != LaneShape::Actor)
        return objectStateText(kind, state);
    switch (state) {
    case LaneState::Running:
        return word(QT_TRANSLATE_NOOP("Timeline", "running"));
    case LaneState::Ready:
        return word(QT_TRANSLATE_NOOP("Timeline", "ready"));
    case LaneState::WaitsLock:
        return word(QT_TRANSLATE_NOOP("Timeline", "waits for a lock or an event"));
    case LaneState::WaitsQueue:
        return word(QT_TRANSLATE_NOOP("Timeline", "waits at a queue or in another call"));
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

QString markText(world::MarkKind kind) {
    switch (kind) {
    case world::MarkKind::Exit:
        return word(QT_TRANSLATE_NOOP("Timeline", "ended"));
    case world::MarkKind::Killed:
        return word(QT_TRANSLATE_NOOP("Timeline", "killed"));
    case world::MarkKind::Raised:
        return word(QT_TRANSLATE_NOOP("Timeline", "raised an exception"));
    case world::MarkKind::MainEnd:
        return word(QT_TRANSLATE_NOOP("Timeline", "end of its code"));
    case world::MarkKind::Note:
        return word(QT_TRANSLATE_NOOP("Timeline", "remark"));
    case world::MarkKind::Print:
        return word(QT_TRANSLATE_NOOP("Timeline", "printed"));
    case world::MarkKind::Signal:
        return word(QT_TRANSLATE_NOOP("Timeline", "handles a signal"));
    case world::MarkKind::Trouble:
        return word(QT_TRANSLATE_NOOP("Timeline", "trouble"));
    }
    return {};
}

QString sideText(const LaneSource& source, std::size_t lane) {
    const LaneKind kind = source.kind(lane);
    if (shapeOf(kind) == LaneShape::Owner)
        return objectStateText(kind, LaneState::Running);
    if (shapeOf(kind) == LaneShape::Depth)
        return word(QT_TRANSLATE_NOOP("Timeline", "peak %1")).arg(source.peak(lane));
    return {};
}

} // namespace forkscope::gui::timeline
