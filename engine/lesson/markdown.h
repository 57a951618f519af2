// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lesson/html_colors.h"

#include <QString>

namespace forkscope::lesson {

/// A whole HTML page for QTextBrowser::setHtml() from a lesson's Markdown.
///
/// Own HTML, since QTextDocument::setMarkdown leaves code, tables and quotes unstyled. It uses the subset
/// that Qt's rich text renders: https://doc.qt.io/qt-6/richtext-html-subset.html
///
/// CommonMark (by md4c) with tables and strike-out; raw HTML is shown as text, so that a pack from somebody
/// else cannot smuggle anything in. Beyond CommonMark:
///  - a block quote that starts with a bold word is a call-out, coloured by the word (**Watch**, **Try**,
///  **Myth**);
///  - a fenced block marked "python" is coloured;
///  - links keep their target as written, so that the window can answer "program:NAME" itself.
///
/// The window should call document()->setIndentWidth(kListIndent) for lists that do not waste a narrow
/// column.
QString markdownToHtml(const QString& markdown, const HtmlColors& colors);

/// Pixels that one level of a list is meant to be indented.
inline constexpr int kListIndent = 20;

} // namespace forkscope::lesson
