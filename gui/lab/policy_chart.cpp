// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lab/policy_chart.h"

#include "gui/charts/chart_axes.h"
#include "gui/theme/theme.h"

#include <QBarSet>
#include <QChart>
#include <QHorizontalBarSeries>

#include <algorithm>
#include <cmath>

namespace forkscope::gui {

using scheduling::Means;

static double inMilliseconds(double time) {
    return time / double(scheduling::kMillisecond);
}

QString PolicyContent::timeName(LabTime time) {
    switch (time) {
    case LabTime::Waiting:
        return tr("Waiting");
    case LabTime::Turnaround:
        return tr("Turnaround");
    case LabTime::Response:
        break;
    }
    return tr("Response");
}

ChartFill PolicyContent::measuredFill() {
    return {QBrush(colors().accent), QPen(colors().accent, 1)};
}

ChartFill PolicyContent::computedFill() {
    return {QBrush(colors().raised), QPen(colors().dim, 1.2, Qt::DashLine)};
}

double PolicyContent::of(const Means& means) const {
    switch (time_) {
    case LabTime::Waiting:
        return means.waiting;
    case LabTime::Turnaround:
        return means.turnaround;
    case LabTime::Response:
        break;
    }
    return means.response;
}

QStringList PolicyContent::names() const {
    QStringList names;
    for (const MeasuredPolicy& policy : policies_)
        names += policy.name;
    return names;
}

QString PolicyContent::headline() const {
    if (policies_.size() < 2)
        return {};
    const auto least = std::ranges::min_element(
        policies_, {}, [this](const MeasuredPolicy& policy) { return of(policy.measured); });
    return tr("Smallest mean so far: %1, %2 ms measured.")
        .arg(least->name)
        .arg(std::llround(inMilliseconds(of(least->measured))));
}

std::vector<LegendEntry> PolicyContent::legend() const {
    return {{tr("measured"), measuredFill()}, {tr("computed"), computedFill()}};
}

ChartReach PolicyContent::reach() const {
    ChartReach reach;
    for (const MeasuredPolicy& policy : policies_) {
        reach.value = std::max(reach.value, inMilliseconds(of(policy.measured)));
        if (policy.computed)
            reach.value = std::max(reach.value, inMilliseconds(of(*policy.computed)));
    }
    reach.value = std::max(reach.value, 1.0);
    return reach;
}

// Qt counts rows and bars from the bottom: the last policy first, computed before measured.
void PolicyContent::fill(QChart& chart, const ChartReach& reach) const {
    auto* series = new QHorizontalBarSeries;
    auto* computed = new QBarSet(QString());
    auto* measured = new QBarSet(QString());
    for (auto policy = policies_.rbegin(); policy != policies_.rend(); ++policy) {
        *measured << inMilliseconds(of(policy->measured));
        *computed << (policy->computed ? inMilliseconds(of(*policy->computed)) : 0);
    }
    for (const auto& [set, look] :
         {std::pair(computed, computedFill()), std::pair(measured, measuredFill())}) {
        set->setBrush(look.brush);
        set->setPen(look.pen);
        series->append(set);
    }
    series->setBarWidth(0.66);
    chart.addSeries(series);
    const QStringList all = names();
    QAbstractAxis* rows = makeNamesAxis(QStringList(all.crbegin(), all.crend()));
    QAbstractAxis* values = makeNumberAxis(reach.value, tr("mean in ms"));
    chart.addAxis(rows, Qt::AlignLeft);
    chart.addAxis(values, Qt::AlignBottom);
    series->attachAxis(rows);
    series->attachAxis(values);
}

ChartHit PolicyContent::hit(QPointF value, const ChartReach&) const {
    const int fromBottom = int(std::lround(value.y()));
    if (fromBottom < 0 || fromBottom >= rows())
        return {};
    const MeasuredPolicy& policy = policies_[std::size_t(rows() - 1 - fromBottom)];
    const QString measured = tr("%1: %2 in the mean, %3 ms measured")
                                 .arg(policy.name, timeName(time_).toLower())
                                 .arg(std::llround(inMilliseconds(of(policy.measured))));
    if (!policy.computed)
        return {tr("%1; nobody computes it.").arg(measured), -1};
    return {tr("%1, %2 ms computed.").arg(measured).arg(std::llround(inMilliseconds(of(*policy.computed)))),
            -1};
}

} // namespace forkscope::gui
