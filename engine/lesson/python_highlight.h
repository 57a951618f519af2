// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lesson/html_colors.h"

#include <QString>

namespace forkscope::lesson {

/// Python source as HTML for the inside of <pre>: escaped, with keywords, strings, numbers, comments and the
/// names after def and class in colour. Meant for the short excerpts of a lesson: a scanner of tokens, not a
/// parser, so the soft keywords (match, case) stay plain. Every character of the source comes out again.
QString highlightPython(const QString& source, const HtmlColors& colors);

} // namespace forkscope::lesson
