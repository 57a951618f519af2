// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/search/search_index.h"

#include <algorithm>
#include <optional>

namespace forkscope::search {

static constexpr qsizetype kExcerpt = 150; // letters

QStringList wordsOf(const QString& query) {
    QStringList words = query.simplified().toLower().split(u' ', Qt::SkipEmptyParts);
    words.removeDuplicates();
    return words;
}

static bool isWhole(const QString& text, qsizetype at, qsizetype length) {
    return at + length >= text.size() || !text[at + length].isLetterOrNumber();
}

namespace {

// What one word is worth in this entry; nothing where it stands nowhere.
std::optional<int> worth(const Entry& entry, const QString& word) {
    int value = 0;
    if (const qsizetype at = findWord(entry.title, word); at >= 0)
        value += 40 + (isWhole(entry.title, at, word.size()) ? 20 : 0) + (at == 0 ? 10 : 0);
    int times = 0;
    bool whole = false;
    for (qsizetype at = findWord(entry.text, word); at >= 0 && times < 6;
         at = findWord(entry.text, word, at + word.size())) {
        ++times;
        whole = whole || isWhole(entry.text, at, word.size());
    }
    if (value == 0 && times == 0)
        return std::nullopt;
    return value + 3 * times + (whole ? 8 : 0);
}

int worthOfKind(Kind kind) {
    switch (kind) {
    case Kind::Lesson:
        return 12;
    case Kind::Term:
    case Kind::Error:
    case Kind::Topic:
        return 10;
    case Kind::Section:
        return 6;
    case Kind::Exercise:
        return 4;
    case Kind::Program:
    case Kind::Myth:
        break;
    }
    return 0;
}

std::optional<int> rank(const Entry& entry, const QStringList& words) {
    int sum = worthOfKind(entry.kind);
    for (const QString& word : words) {
        const std::optional<int> value = worth(entry, word);
        if (!value)
            return std::nullopt;
        sum += *value;
    }
    const QString phrase = words.join(u' ');
    if (words.size() > 1 && findWord(entry.title, phrase) >= 0)
        sum += 60;
    else if (words.size() > 1 && findWord(entry.text, phrase) >= 0)
        sum += 30;
    if (entry.title.compare(phrase, Qt::CaseInsensitive) == 0)
        sum += 50;
    return sum;
}

// The line of the program in which most of the words stand.
void showLine(Hit& hit, const QStringList& words) {
    const QStringList lines = hit.entry.text.split(u'\n');
    qsizetype most = 0;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto found =
            std::ranges::count_if(words, [&](const QString& word) { return findWord(lines[i], word) >= 0; });
        if (found <= most)
            continue;
        most = found;
        hit.line = int(i) + 1;
        hit.excerpt = excerptOf(lines[i].trimmed(), words, kExcerpt);
    }
}

} // namespace

QList<Hit> SearchIndex::find(const QString& query, qsizetype most) const {
    const QStringList words = wordsOf(query);
    QList<Hit> hits;
    for (const Entry& entry : words.isEmpty() ? QList<Entry>() : entries_)
        if (const std::optional<int> value = rank(entry, words))
            hits.append({entry, {}, {}, 0, *value});
    std::ranges::stable_sort(hits, std::greater(), &Hit::rank);
    hits.resize(std::min(hits.size(), most));
    for (Hit& hit : hits) {
        hit.titleMarks = marksIn(hit.entry.title, words);
        if (hit.entry.kind == Kind::Program)
            showLine(hit, words);
        if (hit.line == 0)
            hit.excerpt = excerptOf(hit.entry.text.simplified(), words, kExcerpt);
    }
    return hits;
}

} // namespace forkscope::search
