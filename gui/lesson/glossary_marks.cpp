// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lesson/glossary_marks.h"

#include "gui/theme/theme.h"

#include <QRegularExpression>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

namespace forkscope::gui {

static bool isPlain(const QTextCharFormat& format) {
    return !format.isAnchor() && !format.fontFixedPitch() &&
           !format.fontFamilies().toStringList().contains(codeFont().family());
}

static bool tryMark(QTextDocument& document, const QString& form, const GlossaryWord& word) {
    const QRegularExpression whole(
        QStringLiteral("(?<![\\w.])%1(?![\\w(])").arg(QRegularExpression::escape(form)),
        QRegularExpression::CaseInsensitiveOption);
    for (QTextCursor found = document.find(whole); !found.isNull(); found = document.find(whole, found)) {
        if (found.block().blockFormat().headingLevel() > 0 || !isPlain(found.charFormat()))
            continue;
        QTextCharFormat format;
        format.setAnchor(true);
        format.setAnchorHref(QStringLiteral("term:") + word.term);
        format.setUnderlineStyle(QTextCharFormat::DotLine);
        format.setUnderlineColor(colors().dim);
        format.setForeground(colors().text);
        found.mergeCharFormat(format);
        return true;
    }
    return false;
}

void markGlossaryWords(QTextDocument& document, const QList<GlossaryWord>& words) {
    for (const GlossaryWord& word : words)
        for (const QString& form : QStringList{word.term} + word.also)
            if (tryMark(document, form, word))
                break;
}

const GlossaryWord* glossaryWord(const QList<GlossaryWord>& words, const QString& term) {
    for (const GlossaryWord& word : words)
        if ((QStringList{word.term} + word.also).contains(term, Qt::CaseInsensitive))
            return &word;
    return nullptr;
}

} // namespace forkscope::gui
