// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/chart_content.h"

#include "engine/world/explain.h"

namespace forkscope::gui {

ChartReach ChartReach::joined(const ChartReach& other) const {
    if (other.lastBin < 0 || lastBin < 0)
        return {std::max(time, other.time), std::max(value, other.value),
                lastBin < 0 ? other.firstBin : firstBin, std::max(lastBin, other.lastBin)};
    return {std::max(time, other.time), std::max(value, other.value), std::min(firstBin, other.firstBin),
            std::max(lastBin, other.lastBin)};
}

QString ChartContent::timeText(Time t) {
    return QString::fromStdString(world::formatTime(t));
}

QString ChartContent::whoText(ProcessId id, std::uint32_t line) const {
    const QString label = QString::fromStdString(figures().labelOf(id));
    const QString who = label.isEmpty() ? tr("a helper process") : label;
    return line == 0 ? who : tr("%1 (line %2)").arg(who).arg(line);
}

namespace {

template <class List> QStringList namesOf(const List& all) {
    QStringList names;
    for (const auto& one : all)
        names += QString::fromStdString(one.name);
    return names;
}

} // namespace

QStringList chartChoices(ChartKind kind, const RunFigures& figures) {
    switch (kind) {
    case ChartKind::States:
    case ChartKind::Parallel:
    case ChartKind::Cpu:
        return figures.states.empty() || figures.end == 0 ? QStringList() : QStringList{QString()};
    case ChartKind::Depth:
        return namesOf(figures.queues);
    case ChartKind::LockTimes:
        return namesOf(figures.locks);
    case ChartKind::Tasks:
        break;
    }
    return namesOf(figures.pools);
}

QString chartName(ChartKind kind) {
    const auto say = [](const char* text) { return QCoreApplication::translate("Charts", text); };
    switch (kind) {
    case ChartKind::States:
        return say(QT_TRANSLATE_NOOP("Charts", "Time by state"));
    case ChartKind::Parallel:
        return say(QT_TRANSLATE_NOOP("Charts", "Running at once"));
    case ChartKind::Cpu:
        return say(QT_TRANSLATE_NOOP("Charts", "CPU use"));
    case ChartKind::Depth:
        return say(QT_TRANSLATE_NOOP("Charts", "Items in a queue"));
    case ChartKind::LockTimes:
        return say(QT_TRANSLATE_NOOP("Charts", "Waits and holds of a lock"));
    case ChartKind::Tasks:
        break;
    }
    return say(QT_TRANSLATE_NOOP("Charts", "Tasks by worker"));
}

std::unique_ptr<ChartContent> makeChartContent(ChartKind kind, const Figures& figures, int which) {
    switch (kind) {
    case ChartKind::States:
    case ChartKind::Tasks:
        return makeBarContent(kind, figures, which);
    case ChartKind::Parallel:
    case ChartKind::Cpu:
    case ChartKind::Depth:
        return makeCurveContent(kind, figures, which);
    case ChartKind::LockTimes:
        break;
    }
    return makeLockContent(figures, which);
}

} // namespace forkscope::gui
