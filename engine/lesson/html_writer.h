// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lesson/html_colors.h"

#include <QList>
#include <QString>

#include <md4c.h>

namespace forkscope::lesson {

/// Writes the HTML of one page from md4c's callbacks, in the order in which md4c makes them. Internal to
/// markdownToHtml(): one writer for one page; keeps a reference to the colours.
class HtmlWriter {
  public:
    explicit HtmlWriter(const HtmlColors& colors) : colors_(colors), buffers_(1) {}

    void enterBlock(MD_BLOCKTYPE type, const void* detail);
    void leaveBlock(MD_BLOCKTYPE type, const void* detail);
    void enterSpan(MD_SPANTYPE type, const void* detail);
    void leaveSpan(MD_SPANTYPE type);
    void text(MD_TEXTTYPE type, const QString& text);

    /// What was written between the outermost enterBlock and leaveBlock.
    QString body() const { return buffers_.first(); }

  private:
    /// A block quote whose frame depends on how it begins: with a bold word it is a call-out.
    struct Quote {
        bool empty = true;
        bool inFirstWord = false;
        QString firstWord;
    };

    void write(const QString& html) { buffers_.last() += html; }
    void noteContent();
    void beginCell(MD_BLOCKTYPE type, MD_ALIGN align);
    void endQuote();
    void endCode();

    const HtmlColors& colors_;
    QList<QString> buffers_; ///< the page, and on top of it one for each open quote
    QList<Quote> quotes_;
    bool inCode_ = false;
    QString code_;
    QString codeLanguage_;
    int imageDepth_ = 0; ///< inside an image, text is its alternative text and is not shown
};

} // namespace forkscope::lesson
