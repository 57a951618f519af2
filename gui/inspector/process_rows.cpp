// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspector/process_rows.h"

#include "engine/world/reason.h"

#include <csignal>

namespace forkscope::gui {

using trace::Kind;
using world::Process;
using world::ProcessState;

static QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

static const world::Wait* waitOf(const Process& process) {
    const world::Thread* main = process.mainThread();
    return main && main->wait.what != Kind::None ? &main->wait : nullptr;
}

static Tone toneOfWait(const Process& process) {
    const world::Wait* wait = waitOf(process);
    if (!wait)
        return Tone::WaitsQueue; // in a call that is not traced, as on the timeline
    switch (world::laneStateOfWait(wait->what)) {
    case world::LaneState::WaitsProcess:
        return Tone::WaitsProcess;
    case world::LaneState::WaitsQueue:
        return Tone::WaitsQueue;
    case world::LaneState::Sleeping:
        return Tone::Sleeping;
    default:
        return Tone::WaitsLock;
    }
}

Tone toneOf(const Process& process) {
    switch (process.state) {
    case ProcessState::New:
        return Tone::New;
    case ProcessState::Running:
        return Tone::Running;
    case ProcessState::Ready:
        return Tone::Ready;
    case ProcessState::Blocked:
        return toneOfWait(process);
    case ProcessState::Sleeping:
        return Tone::Sleeping;
    case ProcessState::Stopped:
    case ProcessState::Held:
        return Tone::Held;
    case ProcessState::Zombie:
        return Tone::Zombie;
    case ProcessState::Reaped:
        return process.status.value_or(0) == 0 ? Tone::Ended : Tone::Trouble;
    }
    return Tone::Plain;
}

QString symbolFor(Tone tone) {
    switch (tone) {
    case Tone::Running:
        return QStringLiteral("play");
    case Tone::Ready:
        return QStringLiteral("ready");
    case Tone::WaitsLock:
        return QStringLiteral("lock");
    case Tone::WaitsQueue:
        return QStringLiteral("queue");
    case Tone::WaitsProcess:
        return QStringLiteral("join");
    case Tone::Sleeping:
        return QStringLiteral("moon");
    case Tone::Held:
        return QStringLiteral("pause");
    case Tone::Ended:
        return QStringLiteral("tick");
    case Tone::Trouble:
        return QStringLiteral("cross");
    case Tone::Zombie:
        return QStringLiteral("ghost");
    case Tone::New:
        return QStringLiteral("new");
    case Tone::Plain:
        break;
    }
    return {};
}

static QString statusWords(const Process& process) {
    if (!process.status || *process.status == trace::kUnknownStatus)
        return MomentModel::tr("ended");
    if (!process.exceptionType.empty())
        return MomentModel::tr("%1, exit %2").arg(text(process.exceptionType)).arg(*process.status);
    if (*process.status < 0) {
        const char* name = sigabbrev_np(-*process.status);
        return name ? QStringLiteral("SIG") + QLatin1String(name)
                    : MomentModel::tr("signal %1").arg(-*process.status);
    }
    return MomentModel::tr("exit %1").arg(*process.status);
}

static QString waitWords(const world::World& world, const Process& process) {
    const world::Wait* wait = waitOf(process);
    if (!wait)
        return MomentModel::tr("Waits");
    QString what;
    if (wait->what == Kind::ProcessJoin)
        what = wait->process.value ? tagOf(world, wait->process) : MomentModel::tr("a child");
    else if (wait->what == Kind::Input)
        what = MomentModel::tr("input");
    else if (wait->object)
        what = QString::fromStdString(world.nameOf(wait->object));
    return what.isEmpty() ? MomentModel::tr("Waits") : MomentModel::tr("Waits: %1").arg(what);
}

QString stateWords(const world::World& world, const Process& process, world::Time at) {
    switch (process.state) {
    case ProcessState::New:
        return MomentModel::tr("New, not begun");
    case ProcessState::Running:
        return MomentModel::tr("Running");
    case ProcessState::Ready:
        return MomentModel::tr("Ready");
    case ProcessState::Blocked:
        return waitWords(world, process);
    case ProcessState::Sleeping: {
        const world::Wait* wait = waitOf(process);
        if (wait && wait->until > at)
            return MomentModel::tr("Sleeps, %1 to go")
                .arg(QString::fromStdString(world::formatTime(wait->until - at)));
        return MomentModel::tr("Sleeps");
    }
    case ProcessState::Stopped:
        return MomentModel::tr("Stopped");
    case ProcessState::Held:
        return MomentModel::tr("Held");
    case ProcessState::Zombie:
        return MomentModel::tr("Zombie, %1").arg(statusWords(process));
    case ProcessState::Reaped:
        return MomentModel::tr("Gone, %1").arg(statusWords(process));
    }
    return {};
}

QString tagOf(const world::World& world, world::ProcessId id) {
    const QString label = QString::fromStdString(world.labelOf(id));
    return label.section(QLatin1Char(' '), 0, 0);
}

static QString roleWords(const Process& process) {
    switch (process.role) {
    case world::ProcessRole::Daemon:
        return MomentModel::tr("daemon");
    case world::ProcessRole::Worker:
        return MomentModel::tr("pool worker");
    case world::ProcessRole::Manager:
        return MomentModel::tr("manager");
    case world::ProcessRole::Helper:
        return MomentModel::tr("helper");
    case world::ProcessRole::Foreign:
        return MomentModel::tr("other program");
    case world::ProcessRole::Main:
    case world::ProcessRole::Child:
        break;
    }
    return {};
}

static QString factsOf(const Process& process) {
    QStringList facts{MomentModel::tr("pid %1").arg(process.pid)};
    if (const world::Thread* main = process.mainThread(); main && main->line > 0)
        facts += MomentModel::tr("line %1").arg(main->line);
    if (const QString role = roleWords(process); !role.isEmpty())
        facts += role;
    if (process.mainEnded && process.state != ProcessState::Reaped && process.state != ProcessState::Zombie)
        facts += MomentModel::tr("its code has ended");
    return facts.join(QStringLiteral(" · "));
}

static MomentRow rowOf(const world::World& world, const Process& process, world::Time at) {
    MomentRow row;
    row.kind = RowKind::Process;
    row.id = process.id.value;
    const QString label = QString::fromStdString(world.labelOf(process.id));
    row.tag = label.section(QLatin1Char(' '), 0, 0);
    row.name = label.section(QLatin1Char(' '), 1);
    row.facts = factsOf(process);
    row.tone = toneOf(process);
    row.state = stateWords(world, process, at);
    row.symbol = symbolFor(row.tone);
    row.compact = process.state == ProcessState::Reaped;
    // A sentence where the word alone leaves a question open.
    if (process.state == ProcessState::Blocked || process.state == ProcessState::Zombie ||
        process.state == ProcessState::Stopped || row.compact)
        row.sentence = QString::fromStdString(
            world::wordsOf(world, world::reasonOf(world, world::ThreadRef{process.id}, at, {}))
                .front()
                .text());
    if (const world::Thread* main = process.mainThread()) {
        row.line = int(main->line);
        row.file = text(world.log().path(main->file));
    }
    return row;
}

std::vector<MomentRow> processRows(const world::World& world, world::Time at) {
    std::vector<MomentRow> rows;
    for (const Process& process : world.processes())
        if (process.role != world::ProcessRole::Helper)
            rows.push_back(rowOf(world, process, at));
    return rows;
}

} // namespace forkscope::gui
