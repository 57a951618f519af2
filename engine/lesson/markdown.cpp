// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/markdown.h"

#include "engine/lesson/python_highlight.h"

#include <QList>

#include <md4c.h>

namespace forkscope::lesson {

namespace {

/// The bar and ground of a call-out by the word it starts with.
struct CalloutColors {
    QString bar;
    QString ground;
};

CalloutColors calloutColors(const QString& word, const HtmlColors& colors) {
    if (word.startsWith(QLatin1String("Try")) || word.startsWith(QLatin1String("Change")))
        return {colors.tryBar, colors.tryGround};
    if (word.startsWith(QLatin1String("Myth")) || word.startsWith(QLatin1String("Careful")))
        return {colors.careBar, colors.careGround};
    return {colors.noteBar, colors.noteGround};
}

/// Writes HTML from md4c's callbacks. A nested part whose frame depends on its content (a quote, a code block) is
/// written to a buffer of its own first.
class HtmlWriter {
  public:
    explicit HtmlWriter(const HtmlColors& colors) : colors_(colors), buffers_(1) {}

    QString page() const {
        return QStringLiteral("<html><head><style>%1</style></head><body>%2</body></html>")
            .arg(styleSheet(), buffers_.first());
    }

    void enterBlock(MD_BLOCKTYPE type, void* detail) {
        switch (type) {
        case MD_BLOCK_QUOTE: quotes_.append({}); buffers_.append(QString()); break;
        case MD_BLOCK_UL: write("<ul>"); break;
        case MD_BLOCK_OL: write(QStringLiteral("<ol start=\"%1\">").arg(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start)); break;
        case MD_BLOCK_LI: write("<li>"); break;
        case MD_BLOCK_H: write(QStringLiteral("<h%1>").arg(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level)); break;
        case MD_BLOCK_CODE: codeLanguage_ = attribute(static_cast<MD_BLOCK_CODE_DETAIL*>(detail)->lang); inCodeBlock_ = true; code_.clear(); break;
        case MD_BLOCK_P: write("<p>"); break;
        case MD_BLOCK_TABLE: write("<table class=\"grid\" width=\"100%\" border=\"1\" cellspacing=\"0\" cellpadding=\"6\">"); break;
        case MD_BLOCK_TR: write("<tr>"); break;
        case MD_BLOCK_TH: case MD_BLOCK_TD: enterCell(type, static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align); break;
        default: break;
        }
    }
    // (replaced below)
};

} // namespace

} // namespace forkscope::lesson
