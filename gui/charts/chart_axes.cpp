// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/chart_axes.h"

#include "gui/theme/theme.h"

#include <QBarCategoryAxis>
#include <QValueAxis>

#include <cmath>

namespace forkscope::gui {

TimeUnit unitFor(trace::Time reach) {
    if (reach >= 200'000'000)
        return {1e9, QStringLiteral("s")};
    if (reach >= 200'000)
        return {1e6, QStringLiteral("ms")};
    return {1e3, QStringLiteral("µs")};
}

double roundStep(double reach, int most) {
    if (!(reach > 0))
        return 1;
    const double least = reach / most, power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= least * 0.999)
            return factor * power;
    return 10 * power;
}

namespace {

void dress(QAbstractAxis* axis, const QString& title, bool isGridShown) {
    const Colors& c = colors();
    axis->setLabelsFont(uiFont(11));
    axis->setLabelsColor(c.dim);
    axis->setLinePen(QPen(c.line, 1));
    axis->setGridLinePen(QPen(c.line, 1));
    axis->setGridLineVisible(isGridShown);
    axis->setTitleText(title);
    axis->setTitleFont(uiFont(11));
    axis->setTitleBrush(c.dim);
    axis->setTitleVisible(!title.isEmpty());
}

QAbstractAxis* makeValueAxis(double reach, double step, const QString& title) {
    auto* axis = new QValueAxis;
    axis->setRange(0, reach);
    axis->setTickType(QValueAxis::TicksDynamic);
    axis->setTickAnchor(0);
    axis->setTickInterval(step);
    const int decimals = step >= 1 ? 0 : int(std::ceil(-std::log10(step) - 1e-9));
    axis->setLabelFormat(QStringLiteral("%.%1f").arg(decimals));
    dress(axis, title, true);
    return axis;
}

} // namespace

QAbstractAxis* makeTimeAxis(trace::Time reach, const QString& title) {
    const TimeUnit unit = unitFor(reach);
    const double most = std::max(1.0, double(reach)) / unit.nanoseconds;
    return makeValueAxis(most, roundStep(most, 8), title.arg(unit.name));
}

QAbstractAxis* makeNumberAxis(double reach, const QString& title) {
    const double step = std::max(1.0, roundStep(reach, 5));
    return makeValueAxis(reach * 1.06, step, title);
}

QAbstractAxis* makePercentAxis(double reach, const QString& title) {
    return makeValueAxis(reach * 1.06, roundStep(reach, 5), title);
}

QAbstractAxis* makeNamesAxis(const QStringList& names, const QString& title) {
    auto* axis = new QBarCategoryAxis;
    axis->append(names);
    dress(axis, title, false);
    return axis;
}

} // namespace forkscope::gui
