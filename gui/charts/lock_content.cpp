// SPDX-License-Identifier: GPL-3.0-or-later
// How long the waits for one lock took and how long it was held: how many of each length, by powers of ten.
#include "gui/charts/chart_axes.h"
#include "gui/charts/chart_content.h"
#include "gui/widgets/counted.h"

#include <QBarSeries>
#include <QBarSet>
#include <QChart>

#include <array>
#include <cmath>

namespace forkscope::gui {

namespace {

constexpr int kFewestBins = 4;
constexpr int kBins = LockSpans::kBins;

QString binLabel(int bin) {
    static const std::array<QString, kBins> labels{
        QStringLiteral("0"),      QStringLiteral("1 µs"), QStringLiteral("10 µs"),
        QStringLiteral("100 µs"), QStringLiteral("1 ms"), QStringLiteral("10 ms"),
        QStringLiteral("100 ms"), QStringLiteral("1 s"),  QStringLiteral("10 s")};
    return labels[std::size_t(bin)];
}

class LockContent : public ChartContent {
    Q_DECLARE_TR_FUNCTIONS(Charts)
  public:
    LockContent(const Figures& figures, int which)
        : ChartContent(figures), lock_(figures->locks.at(std::size_t(which))) {}

    QString headline() const override {
        return sumText(lock_.waits, tr("Nobody had to wait for it."), tr("1 wait"), tr("%1 waits")) +
               QLatin1Char(' ') +
               sumText(lock_.holds, tr("Nobody held it."), tr("Held once"), tr("Held %1 times"));
    }
    std::vector<LegendEntry> legend() const override {
        return {{tr("Waits for it"), fillOf(world::LaneState::WaitsLock)}, {tr("Holds of it"), holdFill()}};
    }
    ChartReach reach() const override;
    void fill(QChart& chart, const ChartReach& reach) const override;
    ChartHit hit(QPointF value, const ChartReach& reach) const override;

  private:
    QString sumText(const LockSpans& spans, const QString& none, const QString& one,
                    const QString& many) const;
    std::size_t waits(int bin) const { return lock_.waits.bins[std::size_t(bin)].count; }
    std::size_t holds(int bin) const { return lock_.holds.bins[std::size_t(bin)].count; }

    const LockFigure& lock_; // in the figures, which the base keeps
};

QString LockContent::sumText(const LockSpans& spans, const QString& none, const QString& one,
                             const QString& many) const {
    if (spans.empty())
        return none;
    const LockSpan& longest = spans.longest();
    return tr("%1, %2 in all; longest %3 by %4.")
        .arg(counted(qint64(spans.count), one, many), timeText(spans.sum), timeText(longest.duration),
             whoText(longest.process, longest.line));
}

ChartReach LockContent::reach() const {
    ChartReach reach;
    reach.firstBin = kBins - 1;
    for (int bin = 0; bin < kBins; ++bin) {
        const std::size_t most = std::max(waits(bin), holds(bin));
        reach.value = std::max(reach.value, double(most));
        if (most == 0)
            continue;
        reach.firstBin = std::min(reach.firstBin, bin);
        reach.lastBin = bin;
    }
    // One or two bars alone say little about where they stand.
    while (reach.lastBin - reach.firstBin + 1 < kFewestBins) {
        reach.firstBin = std::max(0, reach.firstBin - 1);
        reach.lastBin = std::min(kBins - 1, reach.lastBin + 1);
    }
    return reach;
}

void LockContent::fill(QChart& chart, const ChartReach& reach) const {
    auto* series = new QBarSeries;
    QStringList names;
    auto* waitBars = new QBarSet(QString());
    auto* holdBars = new QBarSet(QString());
    for (int bin = reach.firstBin; bin <= reach.lastBin; ++bin) {
        *waitBars << double(waits(bin));
        *holdBars << double(holds(bin));
        names += binLabel(bin);
    }
    for (const auto& [set, look] :
         {std::pair(waitBars, fillOf(world::LaneState::WaitsLock)), std::pair(holdBars, holdFill())}) {
        set->setBrush(look.brush);
        set->setPen(look.pen);
        series->append(set);
    }
    series->setBarWidth(0.8);
    chart.addSeries(series);
    QAbstractAxis* lengths = makeNamesAxis(names, tr("lasted at least"));
    QAbstractAxis* counts = makeNumberAxis(reach.value, tr("how often"));
    chart.addAxis(lengths, Qt::AlignBottom);
    chart.addAxis(counts, Qt::AlignLeft);
    series->attachAxis(lengths);
    series->attachAxis(counts);
}

ChartHit LockContent::hit(QPointF value, const ChartReach& reach) const {
    const int column = int(std::lround(value.x()));
    const int place = reach.firstBin + column;
    if (column < 0 || place > reach.lastBin)
        return {};
    const bool isWait = value.x() < column;
    const LockSpans::Bin& bin = (isWait ? lock_.waits : lock_.holds).bins[std::size_t(place)];
    if (bin.count == 0)
        return {};
    const QString lasted = place == 0           ? tr("less than 1 µs")
                           : place + 1 == kBins ? tr("10 s or more")
                                                : tr("%1 to %2").arg(binLabel(place), binLabel(place + 1));
    const QString often = isWait ? counted(qint64(bin.count), tr("1 wait"), tr("%1 waits"))
                                 : counted(qint64(bin.count), tr("1 hold"), tr("%1 holds"));
    return {tr("%1 of %2. The longest, %3, was by %4 and began at %5.")
                .arg(often, lasted, timeText(bin.longest.duration),
                     whoText(bin.longest.process, bin.longest.line), timeText(bin.longest.begin)),
            bin.longest.begin};
}

} // namespace

std::unique_ptr<ChartContent> makeLockContent(const Figures& figures, int which) {
    return std::make_unique<LockContent>(figures, which);
}

} // namespace forkscope::gui
