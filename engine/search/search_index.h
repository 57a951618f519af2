// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What can be searched of the course, and what a few words find in it, best first. A value; holds the texts
// themselves. Main thread; a search reads all texts (a few hundred thousand letters: a millisecond or two).
#include "engine/search/excerpt.h"

#include <QList>
#include <QString>

namespace forkscope::search {

/// What an entry leads to.
enum class Kind { Lesson, Section, Program, Exercise, Myth, Term, Error, Topic };

struct Entry {
    Kind kind = Kind::Lesson;
    QString lesson; ///< id; "" of a Term without one
    QString target; ///< heading of a Section, name of a Program, slug of an Exercise, Myth or Error,
                    ///< the Term or Topic
    QString title;  ///< as shown
    QString where;  ///< beside it: "08 Mutex"
    QString text;   ///< of a Program with its line ends; else one blank between words

    bool operator==(const Entry&) const = default;
};

struct Hit {
    Entry entry;
    QList<Excerpt::Mark> titleMarks;
    Excerpt excerpt; ///< of a Program the line that was found
    int line = 0;    ///< of a Program: that line, from 1; 0: found in the title alone
    int rank = 0;    ///< the higher the better
};

/// "Join a  child" → "join", "a", "child".
QStringList wordsOf(const QString& query);

class SearchIndex {
  public:
    void add(const Entry& entry) { entries_.append(entry); }
    const QList<Entry>& entries() const { return entries_; }

    /// Entries in which every word stands, as the beginning of a word: in the title counts more than in the
    /// text, together more than apart, a whole word more than a beginning. At most `most`; none without
    /// words.
    QList<Hit> find(const QString& query, qsizetype most = 60) const;

  private:
    QList<Entry> entries_;
};

} // namespace forkscope::search
