// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/batch/previews.h"

#include "engine/batch/words.h"

#include <QHash>
#include <QStringList>

#include <algorithm>
#include <numeric>
#include <set>

namespace forkscope::batch {

namespace {

QStringList linesOf(const QString& text) {
    QStringList lines = text.split(QLatin1Char('\n'));
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

// The run that stands for the group: one in which nothing had to be made equal, where there is such a one.
QStringList linesOf(const OutcomeGroup& group, const std::vector<RunOutcome>& outcomes) {
    for (const int run : group.runs)
        if (const RunOutcome& o = outcomes[std::size_t(run)]; o.comparable == o.printed)
            return linesOf(o.printed);
    return linesOf(outcomes[std::size_t(group.runs.front())].comparable);
}

std::vector<QStringList> linesOfAll(const std::vector<OutcomeGroup>& groups,
                                    const std::vector<RunOutcome>& outcomes) {
    std::vector<QStringList> all;
    for (const OutcomeGroup& group : groups)
        all.push_back(linesOf(group, outcomes));
    return all;
}

// Few groups have room for more of each.
std::size_t roomFor(std::size_t groups) {
    return groups == 1 ? 8 : groups == 2 ? 5 : kPreviewLines;
}

std::vector<PreviewLine> previewOf(const QStringList& lines, const std::set<qsizetype>& places) {
    std::vector<PreviewLine> preview;
    for (const qsizetype place : places)
        preview.push_back({int(place) + 1, place < lines.size() ? lines[place] : tr("(nothing more)")});
    if (lines.isEmpty())
        preview = {{0, tr("(nothing)")}};
    return preview;
}

// The n-th line of the same text is a line of its own: three ticks are not five.
std::vector<QString> numbered(const QStringList& lines) {
    QHash<QString, int> seen;
    std::vector<QString> all;
    for (const QString& line : lines)
        all.push_back(QString::number(seen[line]++) + QLatin1Char(' ') + line);
    return all;
}

qsizetype commonLines(const QStringList& a, const QStringList& b) {
    qsizetype common = 0;
    while (common < std::min(a.size(), b.size()) && a[common] == b[common])
        ++common;
    return common;
}

} // namespace

void previewUnordered(std::vector<OutcomeGroup>& groups, const std::vector<RunOutcome>& outcomes) {
    const std::vector<QStringList> all = linesOfAll(groups, outcomes);
    std::vector<std::vector<QString>> numberedLines;
    QHash<QString, int> groupsWith;
    for (const QStringList& lines : all) {
        numberedLines.push_back(numbered(lines));
        for (const QString& line : numberedLines.back())
            ++groupsWith[line];
    }
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto rarity = [&](qsizetype place) { return groupsWith[numberedLines[g][std::size_t(place)]]; };
        std::vector<qsizetype> places(numberedLines[g].size());
        std::iota(places.begin(), places.end(), 0);
        std::stable_sort(places.begin(), places.end(),
                         [&](qsizetype a, qsizetype b) { return rarity(a) < rarity(b); });
        if (groups.size() > 1 && !places.empty() && rarity(places.front()) < int(groups.size()))
            std::erase_if(places, [&](qsizetype place) { return rarity(place) == int(groups.size()); });
        places.resize(std::min(places.size(), roomFor(groups.size())));
        groups[g].preview = previewOf(all[g], {places.begin(), places.end()});
    }
}

void previewOrdered(std::vector<OutcomeGroup>& groups, const std::vector<RunOutcome>& outcomes) {
    if (groups.empty())
        return;
    const std::vector<QStringList> all = linesOfAll(groups, outcomes);
    // Among neighbours in the order of the alphabet is the one that is most like it.
    std::vector<std::size_t> sorted(groups.size());
    std::iota(sorted.begin(), sorted.end(), 0);
    std::sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) {
        return std::lexicographical_compare(all[a].begin(), all[a].end(), all[b].begin(), all[b].end());
    });
    const qsizetype parting = groups.size() == 1 ? 0 : commonLines(all[sorted.front()], all[sorted.back()]);
    const auto room = qsizetype(roomFor(groups.size()));
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const QStringList& lines = all[sorted[i]];
        std::set<qsizetype> places;
        qsizetype alike = parting;
        if (i > 0)
            alike = std::max(alike, commonLines(all[sorted[i - 1]], lines));
        if (i + 1 < sorted.size())
            alike = std::max(alike, commonLines(all[sorted[i + 1]], lines));
        if (groups.size() > 1)
            places = {parting, alike};
        const qsizetype first = lines.size() <= room ? 0 : parting;
        for (qsizetype at = first; at < lines.size() && qsizetype(places.size()) < room; ++at)
            places.insert(at);
        groups[sorted[i]].preview = previewOf(lines, places);
    }
}

} // namespace forkscope::batch
