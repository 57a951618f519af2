// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The words of the course, each explained in a sentence or two. Read from glossary.toml beside the lessons.
#include "engine/lesson/lesson.h"

#include <QHash>
#include <QList>

namespace forkscope::lesson {

struct Term {
    QString term;     ///< "daemon"
    QStringList also; ///< other forms: "daemons", "daemon process"
    LocalText says;
    QString lesson; ///< id of the lesson that is about it; empty: none
    QString path;   ///< of the file
    int fileLine = 0;

    bool operator==(const Term&) const = default;
};

/// A value.
class Glossary {
  public:
    const QList<Term>& terms() const { return terms_; }
    /// By the term or one of its other forms, whatever the case; null when there is none. Valid until add().
    const Term* find(const QString& word) const;
    /// False: the term or one of its forms is there already; the earlier one stays.
    bool add(const Term& term);

  private:
    QList<Term> terms_;
    QHash<QString, qsizetype> byForm_;
};

/// Adds the terms of this file. Problems are appended.
void readGlossary(const QString& path, Glossary& glossary, QList<PackProblem>& problems);

} // namespace forkscope::lesson
