// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/python_highlight.h"

#include <QRegularExpression>
#include <QSet>

namespace forkscope::lesson {

namespace {

// https://docs.python.org/3/reference/lexical_analysis.html#keywords
const QSet<QString>& pythonKeywords() {
    static const QSet<QString> words = {
        "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
        "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
        "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
        "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};
    return words;
}

/// Tokens in the order in which they must be tried; whatever matches none of them is copied as it stands.
/// An unclosed string ends at its line (or at the end, when triple), as an excerpt may begin or stop
/// anywhere.
const QRegularExpression& pythonToken() {
    static const QRegularExpression pattern(
        QStringLiteral(R"((?<comment>#[^\n]*))"
                       R"(|(?<string>(?:\b[rRbBfFuU]{1,2})?(?:)"
                       R"("""(?:\\.|[^\\])*?(?:"""|\z)|'''(?:\\.|[^\\])*?(?:'''|\z))"
                       R"(|"(?:\\.|[^"\\\n])*(?:"|$)|'(?:\\.|[^'\\\n])*(?:'|$))))"
                       R"(|(?<decorator>^[ \t]*@[\w.]+))"
                       R"(|(?<number>\b\d[\w.]*))"
                       R"(|(?<word>[^\W\d]\w*))"),
        QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
    return pattern;
}

class PythonHighlighter {
  public:
    PythonHighlighter(const QString& source, const HtmlColors& colors) : source_(source), colors_(colors) {}

    QString run() {
        qsizetype position = 0;
        auto matches = pythonToken().globalMatch(source_);
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            plain(source_.mid(position, match.capturedStart() - position));
            token(match);
            position = match.capturedEnd();
        }
        plain(source_.mid(position));
        return html_;
    }

  private:
    void plain(const QString& text) { html_ += text.toHtmlEscaped(); }

    void coloured(const QString& text, const QString& color) {
        html_ += QStringLiteral("<span style=\"color:%1\">").arg(color);
        plain(text);
        html_ += QStringLiteral("</span>");
    }

    void token(const QRegularExpressionMatch& match) {
        const QString text = match.captured();
        if (match.hasCaptured(QStringLiteral("comment")))
            coloured(text, colors_.comment);
        else if (match.hasCaptured(QStringLiteral("string")))
            coloured(text, colors_.string);
        else if (match.hasCaptured(QStringLiteral("decorator")))
            coloured(text, colors_.definition);
        else if (match.hasCaptured(QStringLiteral("number")))
            coloured(text, colors_.number);
        else
            word(text);
    }

    void word(const QString& text) {
        if (pythonKeywords().contains(text))
            coloured(text, colors_.keyword);
        else if (previousWord_ == QLatin1String("def") || previousWord_ == QLatin1String("class"))
            coloured(text, colors_.definition);
        else
            plain(text);
        previousWord_ = text;
    }

    const QString& source_;
    const HtmlColors& colors_;
    QString html_;
    QString previousWord_;
};

} // namespace

QString highlightPython(const QString& source, const HtmlColors& colors) {
    return PythonHighlighter(source, colors).run();
}

} // namespace forkscope::lesson
