// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/html_writer.h"

#include "engine/lesson/python_highlight.h"

namespace forkscope::lesson {

namespace {

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

/// An attribute of md4c (link target, language of a code block) as text for an HTML attribute. Entities in it
/// are HTML already.
QString attributeHtml(const MD_ATTRIBUTE& attribute) {
    QString html;
    for (int i = 0; attribute.size > 0 && attribute.substr_offsets[i] < attribute.size; ++i) {
        const MD_OFFSET begin = attribute.substr_offsets[i];
        const QString part =
            QString::fromUtf8(attribute.text + begin, attribute.substr_offsets[i + 1] - begin);
        html += attribute.substr_types[i] == MD_TEXT_ENTITY ? part : part.toHtmlEscaped();
    }
    return html;
}

QString tag(const char* name, unsigned level) {
    return QStringLiteral("<%1%2>").arg(QLatin1String(name)).arg(level);
}

} // namespace

void HtmlWriter::enterBlock(MD_BLOCKTYPE type, const void* detail) {
    switch (type) {
    case MD_BLOCK_QUOTE:
        quotes_.append(Quote{});
        buffers_.append(QString());
        break;
    case MD_BLOCK_UL:
        write(QStringLiteral("<ul>"));
        break;
    case MD_BLOCK_OL:
        write(QStringLiteral("<ol start=\"%1\">").arg(static_cast<const MD_BLOCK_OL_DETAIL*>(detail)->start));
        break;
    case MD_BLOCK_LI:
        write(QStringLiteral("<li>"));
        break;
    case MD_BLOCK_H:
        write(tag("h", static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level));
        break;
    case MD_BLOCK_CODE:
        noteContent();
        inCode_ = true;
        code_.clear();
        codeLanguage_ = attributeHtml(static_cast<const MD_BLOCK_CODE_DETAIL*>(detail)->lang);
        break;
    case MD_BLOCK_P:
        write(QStringLiteral("<p>"));
        break;
    case MD_BLOCK_TABLE:
        write(QStringLiteral(
            "<table class=\"grid\" width=\"100%\" border=\"1\" cellspacing=\"0\" cellpadding=\"6\">"));
        break;
    case MD_BLOCK_TR:
        write(QStringLiteral("<tr>"));
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        beginCell(type, static_cast<const MD_BLOCK_TD_DETAIL*>(detail)->align);
        break;
    default:
        break;
    }
}

void HtmlWriter::leaveBlock(MD_BLOCKTYPE type, const void* detail) {
    switch (type) {
    case MD_BLOCK_QUOTE:
        endQuote();
        break;
    case MD_BLOCK_UL:
        write(QStringLiteral("</ul>\n"));
        break;
    case MD_BLOCK_OL:
        write(QStringLiteral("</ol>\n"));
        break;
    case MD_BLOCK_LI:
        write(QStringLiteral("</li>\n"));
        break;
    case MD_BLOCK_HR:
        write(QStringLiteral("<hr>\n"));
        break;
    case MD_BLOCK_H:
        write(tag("/h", static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level) + QLatin1Char('\n'));
        break;
    case MD_BLOCK_CODE:
        endCode();
        break;
    case MD_BLOCK_P:
        write(QStringLiteral("</p>\n"));
        break;
    case MD_BLOCK_TABLE:
        write(QStringLiteral("</table>\n"));
        break;
    case MD_BLOCK_TR:
        write(QStringLiteral("</tr>\n"));
        break;
    case MD_BLOCK_TH:
        write(QStringLiteral("</th>"));
        break;
    case MD_BLOCK_TD:
        write(QStringLiteral("</td>"));
        break;
    default:
        break;
    }
}

void HtmlWriter::beginCell(MD_BLOCKTYPE type, MD_ALIGN align) {
    const QString name = type == MD_BLOCK_TH ? QStringLiteral("th") : QStringLiteral("td");
    const QString side = align == MD_ALIGN_CENTER  ? QStringLiteral("center")
                         : align == MD_ALIGN_RIGHT ? QStringLiteral("right")
                                                   : QStringLiteral("left");
    write(QStringLiteral("<%1 align=\"%2\">").arg(name, side));
}

void HtmlWriter::endQuote() {
    const Quote quote = quotes_.takeLast();
    const QString inside = buffers_.takeLast();
    const CalloutColors callout = quote.firstWord.isEmpty() ? CalloutColors{colors_.line, QString()}
                                                            : calloutColors(quote.firstWord, colors_);
    const QString ground =
        callout.ground.isEmpty() ? QString() : QStringLiteral(" bgcolor=\"%1\"").arg(callout.ground);
    // The bar is a cell of its own: Qt's rich text has no border for one side of a block.
    write(QStringLiteral(
              "<table class=\"callout\" width=\"100%\" border=\"0\" cellspacing=\"0\" cellpadding=\"0\"><tr>"
              "<td width=\"4\" bgcolor=\"%1\"></td><td class=\"inside\"%2>%3</td></tr></table>\n")
              .arg(callout.bar, ground, inside));
    noteContent();
}

void HtmlWriter::endCode() {
    inCode_ = false;
    if (code_.endsWith(QLatin1Char('\n')))
        code_.chop(1);
    const QString inside =
        codeLanguage_ == QLatin1String("python") ? highlightPython(code_, colors_) : code_.toHtmlEscaped();
    // A table cell, since a block's own background leaves stripes between its lines and has no padding.
    write(QStringLiteral(
              "<table class=\"code\" width=\"100%\" border=\"0\" cellspacing=\"0\" cellpadding=\"10\" "
              "bgcolor=\"%1\"><tr><td><pre>%2</pre></td></tr></table>\n")
              .arg(colors_.raised, inside));
}

void HtmlWriter::enterSpan(MD_SPANTYPE type, const void* detail) {
    if (type == MD_SPAN_STRONG && !quotes_.isEmpty() && quotes_.last().empty)
        quotes_.last().inFirstWord = true;
    if (type == MD_SPAN_IMG) {
        if (imageDepth_++ == 0)
            write(QStringLiteral("<img src=\"%1\">")
                      .arg(attributeHtml(static_cast<const MD_SPAN_IMG_DETAIL*>(detail)->src)));
        return;
    }
    if (imageDepth_ > 0)
        return;
    if (type == MD_SPAN_EM)
        write(QStringLiteral("<i>"));
    else if (type == MD_SPAN_STRONG)
        write(QStringLiteral("<b>"));
    else if (type == MD_SPAN_DEL)
        write(QStringLiteral("<s>"));
    else if (type == MD_SPAN_CODE)
        write(QStringLiteral("<code>"));
    else if (type == MD_SPAN_A)
        write(QStringLiteral("<a href=\"%1\">")
                  .arg(attributeHtml(static_cast<const MD_SPAN_A_DETAIL*>(detail)->href)));
}

void HtmlWriter::leaveSpan(MD_SPANTYPE type) {
    if (!quotes_.isEmpty() && type == MD_SPAN_STRONG)
        quotes_.last().inFirstWord = false;
    if (type == MD_SPAN_IMG) {
        --imageDepth_;
        return;
    }
    if (imageDepth_ > 0)
        return;
    if (type == MD_SPAN_EM)
        write(QStringLiteral("</i>"));
    else if (type == MD_SPAN_STRONG)
        write(QStringLiteral("</b>"));
    else if (type == MD_SPAN_DEL)
        write(QStringLiteral("</s>"));
    else if (type == MD_SPAN_CODE)
        write(QStringLiteral("</code>"));
    else if (type == MD_SPAN_A)
        write(QStringLiteral("</a>"));
}

void HtmlWriter::noteContent() {
    if (!quotes_.isEmpty())
        quotes_.last().empty = false;
}

void HtmlWriter::text(MD_TEXTTYPE type, const QString& text) {
    if (inCode_) {
        code_ += text;
        return;
    }
    if (imageDepth_ > 0)
        return;
    if (!quotes_.isEmpty() && quotes_.last().inFirstWord)
        quotes_.last().firstWord += text;
    noteContent();
    if (type == MD_TEXT_BR)
        write(QStringLiteral("<br>"));
    else if (type == MD_TEXT_SOFTBR)
        write(QStringLiteral("\n"));
    else if (type == MD_TEXT_NULLCHAR)
        write(QString(QChar::ReplacementCharacter));
    else if (type == MD_TEXT_ENTITY)
        write(text); // already HTML
    else
        write(text.toHtmlEscaped());
}

} // namespace forkscope::lesson
