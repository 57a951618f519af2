// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Axes of the charts: round numbers, few of them, a unit in the title.
#include "engine/trace/event.h"

#include <QStringList>

class QAbstractAxis;

namespace forkscope::gui {

// s, ms or µs, so that the numbers up to `reach` stay short.
struct TimeUnit {
    double nanoseconds = 1e9;
    QString name;
};
TimeUnit unitFor(trace::Time reach);

// 1, 2 or 5 times a power of ten; at most `most` steps up to `reach`.
double roundStep(double reach, int most);

// Each is the caller's, until it is given to a chart. In units of unitFor(reach).
QAbstractAxis* makeTimeAxis(trace::Time reach, const QString& title);
QAbstractAxis* makeNumberAxis(double reach, const QString& title);
QAbstractAxis* makePercentAxis(double reach, const QString& title);
QAbstractAxis* makeNamesAxis(const QStringList& names, const QString& title = {});

} // namespace forkscope::gui
