// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace forkscope::lesson {

/// How a lesson's HTML looks. Colours are "#rrggbb" and come from the window's theme; the defaults are its
/// dark palette, so that a page is readable without one.
struct HtmlColors {
    QString text = "#e4e7ec";
    QString dim = "#98a1b0";
    QString link = "#4aa8ff";
    QString line = "#343944";   ///< table borders, rules
    QString raised = "#262a32"; ///< behind code and table headings

    // Call-outs: the bar at the left and the ground, by the word they start with.
    QString noteBar = "#4aa8ff"; ///< Watch, Note, and every word not named below
    QString noteGround = "#1f2e40";
    QString tryBar = "#1fae84"; ///< Try, Change
    QString tryGround = "#1d3530";
    QString careBar = "#f0a202"; ///< Myth, Careful
    QString careGround = "#3a2f1c";

    // Python.
    QString keyword = "#c792ea";
    QString string = "#9ccc84";
    QString number = "#f0a872";
    QString comment = "#7f8898";
    QString definition = "#7cc0ff"; ///< the name after def and class, and decorators

    QString codeFamily = "DejaVu Sans Mono";
    int textPixels = 13;
    int codePixels = 12;
};

} // namespace forkscope::lesson
