// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/console/terminal_screen.h"

#include <vterm.h>

namespace forkscope::gui {

QString TerminalLine::text() const {
    QString out;
    for (const TerminalSpan& span : spans)
        out += span.text;
    return out;
}

struct TerminalScreen::Private {
    VTerm* term = nullptr;
    VTermScreen* screen = nullptr;
    VTermPos cursor{0, 0};
    int rows = 0, columns = 0;
    std::vector<TerminalLine> settled;
    QByteArray cut; // first bytes of a character whose rest has not come yet; libvterm forgets them

    // The second half of a wide character, which libvterm marks so.
    static constexpr std::uint32_t kWideTail = std::uint32_t(-1);

    static TerminalColor colorOf(const VTermColor& color, bool isDefault) {
        if (isDefault)
            return {};
        if (VTERM_COLOR_IS_INDEXED(&color))
            return {TerminalColor::Kind::Indexed, color.indexed.idx};
        return {TerminalColor::Kind::Rgb,
                std::uint32_t(color.rgb.red) << 16 | std::uint32_t(color.rgb.green) << 8 | color.rgb.blue};
    }

    static TerminalPen penOf(const VTermScreenCell& cell) {
        TerminalPen pen;
        pen.foreground = colorOf(cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
        pen.background = colorOf(cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
        pen.bold = cell.attrs.bold;
        pen.italic = cell.attrs.italic;
        pen.underline = cell.attrs.underline != VTERM_UNDERLINE_OFF;
        pen.strike = cell.attrs.strike;
        pen.reverse = cell.attrs.reverse;
        return pen;
    }

    static bool isBlank(const VTermScreenCell& cell) {
        return (cell.chars[0] == 0 || cell.chars[0] == ' ') && VTERM_COLOR_IS_DEFAULT_BG(&cell.bg) &&
               !cell.attrs.reverse && cell.attrs.underline == VTERM_UNDERLINE_OFF;
    }

    static void appendCell(TerminalLine& line, const VTermScreenCell& cell) {
        if (cell.chars[0] == kWideTail)
            return;
        const TerminalPen pen = penOf(cell);
        if (line.spans.empty() || line.spans.back().pen != pen)
            line.spans.push_back({QString(), pen});
        QString& text = line.spans.back().text;
        if (cell.chars[0] == 0) {
            text += QLatin1Char(' ');
            return;
        }
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; ++i) {
            const char32_t code = cell.chars[i];
            text += QString::fromUcs4(&code, 1);
        }
    }

    template <class CellAt> static TerminalLine lineFrom(int columns, CellAt cellAt) {
        int used = columns;
        while (used > 0 && isBlank(cellAt(used - 1)))
            --used;
        TerminalLine line;
        for (int column = 0; column < used; ++column)
            appendCell(line, cellAt(column));
        line.continues = used == columns;
        return line;
    }

    static int pushLine(int columns, const VTermScreenCell* cells, void* user) {
        auto& settled = static_cast<Private*>(user)->settled;
        settled.push_back(
            lineFrom(columns, [cells](int column) -> const VTermScreenCell& { return cells[column]; }));
        return 1;
    }
    static int moveCursor(VTermPos position, VTermPos, int, void* user) {
        static_cast<Private*>(user)->cursor = position;
        return 1;
    }
    static const VTermScreenCallbacks& callbacks() {
        static const VTermScreenCallbacks table = [] {
            VTermScreenCallbacks made{};
            made.sb_pushline = pushLine;
            made.movecursor = moveCursor;
            return made;
        }();
        return table;
    }
};

TerminalScreen::TerminalScreen(int rows, int columns) : d_(std::make_unique<Private>()) {
    d_->rows = rows;
    d_->columns = columns;
    d_->term = vterm_new(rows, columns);
    vterm_set_utf8(d_->term, 1);
    d_->screen = vterm_obtain_screen(d_->term);
    vterm_screen_set_callbacks(d_->screen, &Private::callbacks(), d_.get());
    vterm_screen_set_damage_merge(d_->screen, VTERM_DAMAGE_SCROLL);
    vterm_screen_reset(d_->screen, 1);
    // A line feed alone begins a new line (ECMA-48 mode LNM): the terminal hands on bytes as the program
    // wrote them.
    static constexpr char kNewLineMode[] = "\x1b[20h";
    vterm_input_write(d_->term, kNewLineMode, sizeof kNewLineMode - 1);
}

TerminalScreen::~TerminalScreen() {
    vterm_free(d_->term);
}

// How many bytes at the end are the beginning of a UTF-8 sequence that is not complete.
static qsizetype cutAtEnd(const QByteArray& bytes) {
    for (qsizetype back = 1; back <= std::min<qsizetype>(3, bytes.size()); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if ((byte & 0xc0) == 0x80)
            continue;
        const qsizetype length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
        return length > back ? back : 0;
    }
    return 0;
}

void TerminalScreen::feed(const char* bytes, std::size_t count) {
    const QByteArray all = std::exchange(d_->cut, {}) + QByteArray(bytes, qsizetype(count));
    const qsizetype whole = all.size() - cutAtEnd(all);
    vterm_input_write(d_->term, all.constData(), std::size_t(whole));
    d_->cut = all.mid(whole);
    vterm_screen_flush_damage(d_->screen);
}

std::vector<TerminalLine> TerminalScreen::takeSettled() {
    return std::exchange(d_->settled, {});
}

std::vector<TerminalLine> TerminalScreen::visibleLines() const {
    std::vector<TerminalLine> lines;
    for (int row = 0; row < d_->rows; ++row) {
        lines.push_back(Private::lineFrom(d_->columns, [this, row](int column) {
            VTermScreenCell cell;
            vterm_screen_get_cell(d_->screen, VTermPos{row, column}, &cell);
            return cell;
        }));
    }
    while (!lines.empty() && int(lines.size()) - 1 > d_->cursor.row && lines.back().spans.empty())
        lines.pop_back();
    return lines;
}

int TerminalScreen::columns() const {
    return d_->columns;
}

} // namespace forkscope::gui
