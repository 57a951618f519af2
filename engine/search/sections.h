// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The Markdown of a lesson as plain text, one part for each heading: what is searched, and said as an
// excerpt.
#include <QList>
#include <QString>

namespace forkscope::search {

struct Section {
    QString heading; ///< "" before the first one
    QString text;    ///< without marks and links' targets; one blank between words
};

QList<Section> sectionsOf(const QString& markdown);

} // namespace forkscope::search
