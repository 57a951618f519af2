// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Underlines with dots the first place in a text where each word of the glossary stands, and makes it a link
// "term:WORD". Headings, code and what is a link already are left alone.
#include "gui/lesson/lesson_extras.h"

class QTextDocument;

namespace forkscope::gui {

void markGlossaryWords(QTextDocument& document, const QList<GlossaryWord>& words);
// By the word itself or another form of it, whatever its letters' size; null: not in the glossary.
const GlossaryWord* glossaryWord(const QList<GlossaryWord>& words, const QString& term);

} // namespace forkscope::gui
