// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/search/excerpt.h"

#include <algorithm>

namespace forkscope::search {

// "put" is found in "put_nowait" and in "queue.put", not in "output".
qsizetype findWord(const QString& text, const QString& word, qsizetype from) {
    for (qsizetype at = text.indexOf(word, from, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        const bool beginsWord = at == 0 || !text[at - 1].isLetterOrNumber() || !word[0].isLetterOrNumber();
        if (beginsWord)
            return at;
    }
    return -1;
}

QList<Excerpt::Mark> marksIn(const QString& text, const QStringList& words) {
    QList<Excerpt::Mark> marks;
    for (const QString& word : words)
        for (qsizetype at = findWord(text, word); at >= 0; at = findWord(text, word, at + word.size()))
            marks.append({at, word.size()});
    std::ranges::sort(marks, {}, &Excerpt::Mark::at);
    QList<Excerpt::Mark> apart;
    for (const Excerpt::Mark& mark : marks)
        if (apart.isEmpty() || mark.at >= apart.last().at + apart.last().length)
            apart.append(mark);
    return apart;
}

// The first mark of the stretch with the most of them.
static qsizetype densest(const QList<Excerpt::Mark>& marks, qsizetype length) {
    qsizetype best = 0, most = 0;
    for (qsizetype i = 0; i < marks.size(); ++i) {
        qsizetype n = 0;
        while (i + n < marks.size() && marks[i + n].at + marks[i + n].length <= marks[i].at + length)
            ++n;
        if (n > most) {
            most = n;
            best = marks[i].at;
        }
    }
    return best;
}

Excerpt excerptOf(const QString& text, const QStringList& words, qsizetype length) {
    if (text.size() <= length)
        return {text, marksIn(text, words)};
    const qsizetype lead = length / 4;
    qsizetype from = std::max<qsizetype>(0, densest(marksIn(text, words), length - lead) - lead);
    from = std::min(from, text.size() - length);
    if (from > 0) { // from the beginning of a word
        const qsizetype blank = text.indexOf(u' ', from);
        from = blank >= 0 && blank < from + lead ? blank + 1 : from;
    }
    qsizetype to = std::min(text.size(), from + length);
    if (to < text.size()) {
        const qsizetype blank = text.lastIndexOf(u' ', to);
        to = blank > from + length / 2 ? blank : to;
    }
    QString part = text.mid(from, to - from);
    if (from > 0)
        part.prepend(QStringLiteral("… "));
    if (to < text.size())
        part += QStringLiteral(" …");
    return {part, marksIn(part, words)};
}

} // namespace forkscope::search
