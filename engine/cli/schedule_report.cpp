// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/schedule_report.h"

#include "engine/cli/columns.h"
#include "engine/cli/commands.h"
#include "engine/lab/policy_wish.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace forkscope::cli {

using scheduling::JobFigures;
using scheduling::kMillisecond;
using scheduling::Plan;
using scheduling::Time;

namespace {
constexpr int kChartColumns = 72;

double ms(double time) {
    return time / double(kMillisecond);
}
QByteArray number(double time) {
    return QByteArray::number(std::llround(ms(time)));
}

QByteArray cell(const QByteArray& text, int columns) {
    return text.leftJustified(columns);
}

QByteArray both(const lab::Comparison& all, bool isDone, double measured, double computed) {
    const QByteArray is = isDone ? number(measured) : "-";
    return cell(all.hasComputed ? is + " (" + number(computed) + ")" : is, 18);
}

// Who has the processor: a row of letters, each as wide as its part of the time.
QByteArray rowOf(const lab::Comparison& all, std::size_t job, const Plan& plan, Time end) {
    QByteArray row(kChartColumns, ' ');
    for (const scheduling::Stretch& s : plan.stretches) {
        if (s.job != job)
            continue;
        const int from = int(double(s.begin) / double(end) * kChartColumns);
        const int to = std::max(from + 1, int(std::lround(double(s.end) / double(end) * kChartColumns)));
        for (int n = std::max(from, 0); n < std::min(to, kChartColumns); ++n)
            row[n] = '#';
    }
    return QByteArray::fromStdString(fitted(all.jobs[job].name, 12)) + row + '\n';
}

QByteArray chartOf(const lab::Comparison& all, const Plan& plan, const QString& title, Time end) {
    QByteArray text = title.toUtf8() + '\n';
    for (std::size_t job = 0; job < all.jobs.size(); ++job)
        text += rowOf(all, job, plan, end);
    return text;
}

QJsonObject figuresJson(const JobFigures& f) {
    return {{"arrival", ms(double(f.arrival))},
            {"first_run", ms(double(f.firstRun))},
            {"end", ms(double(f.end))},
            {"used", ms(double(f.used))},
            {"slept", ms(double(f.slept))},
            {"waiting", ms(double(f.waiting()))},
            {"turnaround", ms(double(f.turnaround()))},
            {"response", ms(double(f.response()))},
            {"level", int(f.lastLevel)},
            {"done", f.isDone}};
}
QJsonObject meansJson(const scheduling::Means& m) {
    return {{"waiting", ms(m.waiting)}, {"turnaround", ms(m.turnaround)}, {"response", ms(m.response)}};
}
QJsonArray stretchesJson(const lab::Comparison& all, const Plan& plan) {
    QJsonArray list;
    for (const scheduling::Stretch& s : plan.stretches)
        list.append(QJsonObject{{"job", QString::fromStdString(all.jobs[s.job].name)},
                                {"begin", ms(double(s.begin))},
                                {"end", ms(double(s.end))},
                                {"level", int(s.level)}});
    return list;
}
} // namespace

QByteArray scheduleReport(const lab::Comparison& all, const std::optional<scheduling::Policy>& policy,
                          const QString& states) {
    QByteArray text =
        policy ? tr("Policy: %1. Milliseconds, measured (computed).").arg(lab::toText(policy)).toUtf8()
               : tr("Policy: Linux's own. Milliseconds, measured: %1.").arg(states).toUtf8();
    text += "\n\n" + cell(tr("job").toUtf8(), 12) + cell(tr("waiting").toUtf8(), 18) +
            cell(tr("turnaround").toUtf8(), 18) + cell(tr("response").toUtf8(), 18) + '\n';
    for (std::size_t job = 0; job < all.jobs.size(); ++job) {
        const JobFigures &is = all.measured.jobs[job], &should = all.computed.jobs[job];
        text += QByteArray::fromStdString(fitted(all.jobs[job].name, 12)) +
                both(all, is.isDone, double(is.waiting()), double(should.waiting())) +
                both(all, is.isDone, double(is.turnaround()), double(should.turnaround())) +
                both(all, is.isDone, double(is.response()), double(should.response())) + '\n';
    }
    const scheduling::Means is = all.measured.means(), should = all.computed.means();
    text += cell(tr("mean").toUtf8(), 12) + both(all, true, is.waiting, should.waiting) +
            both(all, true, is.turnaround, should.turnaround) +
            both(all, true, is.response, should.response) + "\n\n";
    const Time end = std::max(all.measured.end(), all.computed.end());
    if (end > 0)
        text += chartOf(all, all.measured, tr("Measured"), end) + '\n';
    if (!all.hasComputed)
        return text + tr("Nobody here computes what Linux would do, so nothing stands beside it.").toUtf8() +
               '\n';
    if (end > 0)
        text += chartOf(all, all.computed, tr("Computed"), end) + '\n';
    text += tr("Largest difference: %1 % of the whole; of the means %2 %.")
                .arg(all.largestDifference() * 100, 0, 'f', 1)
                .arg(all.differenceOfMeans() * 100, 0, 'f', 1)
                .toUtf8();
    return text + '\n';
}

QByteArray scheduleJson(const lab::Comparison& all, const std::optional<scheduling::Policy>& policy) {
    const auto ifComputed = [&](auto&& value) { return all.hasComputed ? QJsonValue(value) : QJsonValue(); };
    QJsonArray jobs;
    for (std::size_t job = 0; job < all.jobs.size(); ++job)
        jobs.append(QJsonObject{{"name", QString::fromStdString(all.jobs[job].name)},
                                {"arrival", ms(double(all.jobs[job].arrival))},
                                {"burst", ms(double(all.jobs[job].burst))},
                                {"measured", figuresJson(all.measured.jobs[job])},
                                {"computed", ifComputed(figuresJson(all.computed.jobs[job]))}});
    const QJsonObject object{
        {"policy", lab::toText(policy)},
        {"jobs", jobs},
        {"means", QJsonObject{{"measured", meansJson(all.measured.means())},
                              {"computed", ifComputed(meansJson(all.computed.means()))}}},
        {"stretches", QJsonObject{{"measured", stretchesJson(all, all.measured)},
                                  {"computed", ifComputed(stretchesJson(all, all.computed))}}},
        {"largest_difference", ifComputed(all.largestDifference())},
        {"difference_of_means", ifComputed(all.differenceOfMeans())}};
    return QJsonDocument(object).toJson();
}

} // namespace forkscope::cli
