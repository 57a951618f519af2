// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/python_lexer.h"

#include "gui/theme/theme.h"

namespace forkscope::gui {

PythonLexer::PythonLexer(QObject* parent) : QsciLexerPython(parent) {
    setFoldComments(false);
    setHighlightSubidentifiers(false);
}

const char* PythonLexer::keywords(int set) const {
    if (set == 1)
        return "False None True and as assert async await break case class continue def del elif else except "
               "finally for from global if import in is lambda match nonlocal not or pass raise return try "
               "while "
               "with yield";
    if (set == 2) // in the style HighlightedIdentifier
        return "abs all any bool bytearray bytes callable chr dict dir divmod enumerate eval exec filter "
               "float "
               "format frozenset getattr globals hasattr hash hex id input int isinstance issubclass iter "
               "len list "
               "locals map max memoryview min next object open ord pow print property range repr reversed "
               "round "
               "set setattr slice sorted staticmethod str sum super tuple type vars zip "
               "Process Lock RLock Semaphore BoundedSemaphore Event Condition Barrier Queue JoinableQueue "
               "SimpleQueue Pipe Pool Manager Value Array self";
    return nullptr;
}

void PythonLexer::applyTheme() {
    const Colors& c = colors();
    const CodeColors& k = c.code;
    QFont font = codeFont();
    font.setPointSizeF(pointsFor(13)); // QScintilla knows points only
    setDefaultFont(font);
    setDefaultColor(k.plain);
    setDefaultPaper(c.panel);

    const auto colorOf = [&k](int style) {
        switch (style) {
        case Comment:
        case CommentBlock:
            return k.comment;
        case Number:
            return k.number;
        case Keyword:
            return k.keyword;
        case ClassName:
            return k.type;
        case FunctionMethodName:
            return k.function;
        case Operator:
            return k.operatorSign;
        case HighlightedIdentifier:
            return k.builtin;
        case Decorator:
            return k.decorator;
        case UnclosedString:
            return k.error;
        case DoubleQuotedString:
        case SingleQuotedString:
        case TripleSingleQuotedString:
        case TripleDoubleQuotedString:
        case DoubleQuotedFString:
        case SingleQuotedFString:
        case TripleSingleQuotedFString:
        case TripleDoubleQuotedFString:
            return k.string;
        default:
            return k.plain;
        }
    };
    for (int style = 0; style < 128; ++style) {
        if (description(style).isEmpty()) // never used by this lexer; each call costs
            continue;
        setColor(colorOf(style), style);
        setPaper(c.panel, style);
        setFont(font, style);
        setEolFill(false, style);
    }
}

} // namespace forkscope::gui
