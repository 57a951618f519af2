// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/history_source.h"

#include "engine/trace/names.h"
#include "engine/world/explain.h"

namespace forkscope::gui {

using world::LaneKind;

static QString fromView(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

LaneTitle splitLabel(const QString& label) {
    const qsizetype space = label.indexOf(QLatin1Char(' '));
    const QString first = space < 0 ? label : label.left(space);
    bool numbered = false;
    if (first.size() > 1 && first[0] == QLatin1Char('P'))
        first.mid(1).toUInt(&numbered);
    if (!numbered)
        return {{}, label};
    return {first, space < 0 ? QString() : label.mid(space + 1)};
}

HistorySource::HistorySource(const world::History& history) : history_(history), steps_(history.log()) {
    refresh();
}

void HistorySource::refresh() {
    steps_.update(history_.applied(), history_.end());
    if (labelled_ == history_.applied() && labels_.size() == history_.laneCount())
        return;
    labelled_ = history_.applied();
    labels_.resize(history_.laneCount());
    for (std::size_t i = 0; i < labels_.size(); ++i)
        labels_[i] = labelOf(i);
}

HistorySource::Label HistorySource::labelOf(std::size_t lane) const {
    const world::Lane& l = history_.lane(lane);
    if (shapeOf(l.kind) != world::LaneShape::Actor)
        return {{{}, objectName(l.object)}, false};
    const world::Process* process = history_.now().process(l.process);
    if (l.kind == LaneKind::Thread)
        return {
            {{}, process ? QString::fromStdString(world::threadName(process->threads[l.thread])) : QString()},
            false};
    const bool isHelper = process != nullptr && process->role == world::ProcessRole::Helper;
    return {splitLabel(QString::fromStdString(history_.now().labelOf(l.process))), isHelper};
}

QString plainTitle(const LaneTitle& title) {
    return QString(title.id + QLatin1Char(' ') + title.name).trimmed();
}

world::ProcessId HistorySource::parent(world::ProcessId id) const {
    const world::Process* process = history_.now().process(id);
    return process == nullptr ? world::ProcessId{} : known(process->parent);
}

// A process's numbers are others in the next run, its place in the family is not.
QString HistorySource::key(std::size_t lane) const {
    const world::Lane& l = history_.lane(lane);
    const world::Process* process = history_.now().process(l.process);
    if (shapeOf(l.kind) != world::LaneShape::Actor || process == nullptr || process->path.empty())
        return LaneSource::key(lane);
    const QString path = fromView(process->path);
    return l.kind == LaneKind::Process ? path : path + QLatin1Char('|') + labels_[lane].title.name;
}

world::ProcessId HistorySource::process(std::size_t lane) const {
    const world::Lane& l = history_.lane(lane);
    return l.kind == LaneKind::Process ? known(l.process) : world::ProcessId{};
}

world::ProcessId HistorySource::owner(std::size_t lane) const {
    const world::Lane& l = history_.lane(lane);
    return l.kind == LaneKind::Thread ? known(l.process) : world::ProcessId{};
}

std::optional<world::Time> LaneSource::eventOf(std::size_t lane, world::Time t, bool forward) const {
    const world::Track& track = this->track(lane);
    if (track.empty())
        return std::nullopt;
    std::size_t i = track.find(forward ? t : t - 1);
    if (forward && track.start(i) <= t)
        ++i;
    if (i >= track.size() || (forward ? track.start(i) <= t : track.start(i) >= t))
        return std::nullopt;
    return track.start(i);
}

std::optional<world::Time> HistorySource::eventOf(std::size_t lane, world::Time t, bool forward) const {
    const world::Lane& l = history_.lane(lane);
    const trace::Log& log = history_.log();
    const bool isActor = shapeOf(l.kind) == world::LaneShape::Actor;
    const world::ProcessId process = known(l.process);
    const auto isOurs = [&](const trace::Event& e) {
        if (!isActor)
            return e.object == l.object && trace::isStep(e.kind);
        return e.process == process && (l.kind == LaneKind::Process || e.thread == l.thread) &&
               trace::isStep(e.kind);
    };
    std::optional<world::Time> found = LaneSource::eventOf(lane, t, forward);
    const auto nearer = [&](world::Time at) { return !found || (forward ? at < *found : at > *found); };
    if (forward) {
        for (std::size_t i = log.upperBound(t); i < history_.applied() && nearer(log[i].time); ++i)
            if (isOurs(log[i]))
                return log[i].time;
    } else {
        for (std::size_t i = t <= 0 ? 0 : log.upperBound(t - 1); i-- > 0 && nearer(log[i].time);)
            if (isOurs(log[i]))
                return log[i].time;
    }
    return found;
}

world::ObjectId HistorySource::object(std::size_t lane) const {
    return history_.lane(lane).object;
}

world::ProcessId HistorySource::known(world::ProcessId id) const {
    const world::Process* process = history_.now().process(id);
    return process == nullptr ? id : process->id;
}

QString HistorySource::processId(world::ProcessId id) const {
    const QString label = QString::fromStdString(history_.now().labelOf(id));
    const LaneTitle title = splitLabel(label);
    return title.id.isEmpty() ? label : title.id;
}

int HistorySource::identity(world::ProcessId id) const {
    const LaneTitle title = splitLabel(QString::fromStdString(history_.now().labelOf(id)));
    return title.id.isEmpty() ? int(id.value) : title.id.mid(1).toInt();
}

QString HistorySource::objectName(world::ObjectId id) const {
    return QString::fromStdString(history_.now().nameOf(id));
}

QString HistorySource::path(trace::FileId file) const {
    return fromView(history_.log().path(file));
}

QString HistorySource::explainInterval(std::size_t lane, std::size_t interval) const {
    return QString::fromStdString(world::explainInterval(history_, lane, interval));
}

QString HistorySource::explainOrder(std::uint64_t order) const {
    const trace::Log& log = history_.log();
    if (order == 0 || order > log.size())
        return {};
    return QString::fromStdString(world::explainEvent(history_.now(), log[order - 1]));
}

} // namespace forkscope::gui
