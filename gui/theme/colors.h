// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Every colour of the window, by what it is for. Two sets: dark and light. Values after Okabe and Ito, tuned;
// a state always has a second cue (pattern, symbol or word) besides its colour.
#include <QColor>

#include <array>

namespace forkscope::gui {

// A state as a surface (bars, stripes, badges) and as text on a panel, which needs a darker tone on white.
struct StateColor {
    QColor fill;
    QColor text;
    QColor onFill; // text on the fill
};

struct CodeColors {
    QColor plain, keyword, string, number, comment, function, type, builtin, operatorSign, decorator, error;
    QColor currentLine, selection, lineNumber, lineNumberCurrent, whitespace, braceMatch, found;
};

struct Colors {
    bool dark = true;

    QColor window, panel, raised, field, line, text, dim, faint;
    QColor accent, onAccent, accentTint, link;
    QColor hover, pressed, selection;
    QColor warningTint, errorTint, errorText;

    StateColor running, ready, waitsLock, waitsQueue, sleeping, ended, held;

    CodeColors code;
    std::array<QColor, 16> ansi;    // the terminal's eight colours, then their bright ones
    std::array<QColor, 8> identity; // of processes, in order of appearance; for ids and lock lanes only
};

const Colors& darkColors();
const Colors& lightColors();

// `over` laid on `under` with this much of it (0 to 1), opaque.
QColor mixed(const QColor& under, const QColor& over, double share);

} // namespace forkscope::gui
