// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/theme/colors.h"

namespace forkscope::gui {

QColor mixed(const QColor& under, const QColor& over, double share) {
    const auto blend = [share](int a, int b) { return int(a + (b - a) * share + 0.5); };
    return QColor(blend(under.red(), over.red()), blend(under.green(), over.green()),
                  blend(under.blue(), over.blue()));
}

static Colors makeDark() {
    Colors c;
    c.dark = true;
    c.window = "#17191e";
    c.panel = "#1d2026";
    c.raised = "#262a32";
    c.field = "#22262d";
    c.line = "#343944";
    c.text = "#e4e7ec";
    c.dim = "#98a1b0";
    c.faint = "#6b7482";
    c.accent = "#4aa8ff";
    c.onAccent = "#0f1216";
    c.accentTint = "#1e2f42";
    c.link = "#4aa8ff";
    c.hover = "#2c313a";
    c.pressed = "#333944";
    c.selection = "#2b4a6b";
    c.warningTint = "#33291a";
    c.errorTint = "#37221d";
    c.errorText = "#f08a68";

    const QColor ink = "#0f1216";
    c.running = {"#1fae84", "#2cc296", ink};
    c.ready = {"#5cb8ee", "#5cb8ee", ink};
    c.waitsLock = {"#f0a202", "#f0a202", ink};
    c.waitsQueue = {"#d184b4", "#dc95c1", ink};
    c.sleeping = {"#545c6b", "#98a1b0", "#e4e7ec"};
    c.ended = {"#e0623a", "#ee7a55", ink};
    c.held = {"#a592f5", "#a592f5", ink};

    CodeColors& k = c.code;
    k.plain = "#e4e7ec";
    k.keyword = "#c58fe8";
    k.string = "#8fce9b";
    k.number = "#e8a06c";
    k.comment = "#7b8494";
    k.function = "#6cb6ff";
    k.type = "#e5c07b";
    k.builtin = "#7fd1c7";
    k.operatorSign = "#c3c9d3";
    k.decorator = "#e5c07b";
    k.error = "#f08a68";
    k.currentLine = "#23272f";
    k.selection = "#2b4a6b";
    k.lineNumber = "#6b7482";
    k.lineNumberCurrent = "#c3c9d3";
    k.whitespace = "#343944";
    k.braceMatch = "#4aa8ff";
    k.found = "#5c4a17";

    c.ansi = {"#3b414d", "#e0623a", "#2cc296", "#e5b84a", "#5aa9f5", "#c58fe8", "#52c4cf", "#c9ced8",
              "#7b8494", "#ff8b66", "#58dcb0", "#ffd166", "#82c1ff", "#dcb0f5", "#7fe0e8", "#ffffff"};
    c.identity = {"#8fb7e8", "#e5c07b", "#7fd1c7", "#c9a2f2", "#f2a58e", "#a8cf7a", "#e69bc4", "#b5bdca"};
    return c;
}

static Colors makeLight() {
    Colors c;
    c.dark = false;
    c.window = "#eef0f4";
    c.panel = "#ffffff";
    c.raised = "#f6f7f9";
    c.field = "#ffffff";
    c.line = "#d5dae3";
    c.text = "#1b1f27";
    c.dim = "#5d6779";
    c.faint = "#8a94a5";
    c.accent = "#0b6bcb";
    c.onAccent = "#ffffff";
    c.accentTint = "#e4f0fd";
    c.link = "#0b6bcb";
    c.hover = "#e6e9ef";
    c.pressed = "#dce1e9";
    c.selection = "#cfe4fb";
    c.warningTint = "#fdf3df";
    c.errorTint = "#fdeee7";
    c.errorText = "#a83c10";

    const QColor ink = "#1b1f27";
    c.running = {"#008a64", "#006b4d", "#ffffff"};
    c.ready = {"#3a9bd6", "#1a6ea3", ink};
    c.waitsLock = {"#d98c00", "#8a5600", ink};
    c.waitsQueue = {"#b9639a", "#95407a", "#ffffff"};
    c.sleeping = {"#aab2bf", "#5d6779", ink};
    c.ended = {"#c8501f", "#a83c10", "#ffffff"};
    c.held = {"#6d52cf", "#5a3fc0", "#ffffff"};

    CodeColors& k = c.code;
    k.plain = "#1b1f27";
    k.keyword = "#8b2fb8";
    k.string = "#1d7a3e";
    k.number = "#b4500b";
    k.comment = "#6b7685";
    k.function = "#0b5cad";
    k.type = "#8a5600";
    k.builtin = "#0f6f68";
    k.operatorSign = "#3a4250";
    k.decorator = "#8a5600";
    k.error = "#a83c10";
    k.currentLine = "#f3f5f9";
    k.selection = "#cfe4fb";
    k.lineNumber = "#8a94a5";
    k.lineNumberCurrent = "#3a4250";
    k.whitespace = "#d5dae3";
    k.braceMatch = "#0b6bcb";
    k.found = "#fbe3a6";

    c.ansi = {"#1b1f27", "#b3341a", "#00775a", "#8a5f00", "#0b5cad", "#8b2fb8", "#0a7480", "#5d6779",
              "#4a5362", "#d14a2b", "#008a64", "#a87400", "#1f7fe0", "#a64fd0", "#12909e", "#8a94a5"};
    c.identity = {"#2f5f9e", "#8a6100", "#0f6f68", "#6a45b0", "#a8452a", "#4c7a1d", "#9a3f77", "#4a5362"};
    return c;
}

const Colors& darkColors() {
    static const Colors colors = makeDark();
    return colors;
}

const Colors& lightColors() {
    static const Colors colors = makeLight();
    return colors;
}

} // namespace forkscope::gui
