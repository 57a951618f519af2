// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A stretch of a text around the words that were looked for.
#include <QList>
#include <QString>
#include <QStringList>

namespace forkscope::search {

struct Excerpt {
    struct Mark {
        qsizetype at = 0, length = 0;
        bool operator==(const Mark&) const = default;
    };
    QString text;      ///< with … where something was left out
    QList<Mark> marks; ///< the words found in it, in order, without overlaps
};

/// Where one of the words begins a word of the text, whatever the letters' size; -1: nowhere.
qsizetype findWord(const QString& text, const QString& word, qsizetype from = 0);
/// All places of all words.
QList<Excerpt::Mark> marksIn(const QString& text, const QStringList& words);
/// About `length` letters long, around the place where most of the words stand together.
Excerpt excerptOf(const QString& text, const QStringList& words, qsizetype length);

} // namespace forkscope::search
