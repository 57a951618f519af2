// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/columns.h"

#include <algorithm>
#include <array>

namespace forkscope::cli {

namespace {

struct Range {
    char32_t first, last;
};
constexpr std::array<Range, 11> kWide{{{0x1100, 0x115f},
                                       {0x2e80, 0x303e},
                                       {0x3041, 0xa4cf},
                                       {0xac00, 0xd7a3},
                                       {0xf900, 0xfaff},
                                       {0xfe30, 0xfe6f},
                                       {0xff00, 0xff60},
                                       {0xffe0, 0xffe6},
                                       {0x1f300, 0x1f64f},
                                       {0x1f900, 0x1f9ff},
                                       {0x20000, 0x3fffd}}};

// One thing that stands in the text: a letter, or a colour, with the columns it takes.
struct Piece {
    std::string_view bytes;
    std::size_t columns = 0;
    bool isColour = false;
};

// Bytes that are no UTF-8 stand alone.
std::size_t bytesOfLetter(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t meant = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf8 ? 4 : 1;
    for (std::size_t i = 1; i < meant; ++i)
        if (i >= text.size() || (static_cast<unsigned char>(text[i]) & 0xc0) != 0x80)
            return 1;
    return meant;
}

char32_t letter(std::string_view bytes) {
    constexpr std::array<unsigned char, 5> kFirstMask{0, 0x7f, 0x1f, 0x0f, 0x07};
    char32_t code = static_cast<unsigned char>(bytes[0]) & kFirstMask[bytes.size()];
    for (const char c : bytes.substr(1))
        code = code << 6 | (static_cast<unsigned char>(c) & 0x3f);
    return code;
}

bool isWide(char32_t code) {
    return std::ranges::any_of(kWide, [code](Range r) { return code >= r.first && code <= r.last; });
}

// ESC [ digits and semicolons m; 0 when none begins here.
std::size_t bytesOfColour(std::string_view text) {
    if (!text.starts_with("\x1b["))
        return 0;
    const std::size_t end = text.find_first_not_of("0123456789;", 2);
    return end != std::string_view::npos && text[end] == 'm' ? end + 1 : 0;
}

Piece pieceAt(std::string_view text) {
    if (const std::size_t colour = bytesOfColour(text))
        return {text.substr(0, colour), 0, true};
    const std::string_view bytes = text.substr(0, bytesOfLetter(text));
    return {bytes, isWide(letter(bytes)) ? 2u : 1u, false};
}

template <class Take> void eachPiece(std::string_view text, Take take) {
    while (!text.empty()) {
        const Piece piece = pieceAt(text);
        take(piece);
        text.remove_prefix(piece.bytes.size());
    }
}

} // namespace

std::size_t columnsOf(std::string_view text) {
    std::size_t columns = 0;
    eachPiece(text, [&](const Piece& p) { columns += p.columns; });
    return columns;
}

std::string fitted(std::string_view text, std::size_t columns) {
    std::string kept;
    std::size_t used = 0;
    bool isFull = false;
    eachPiece(text, [&](const Piece& p) {
        isFull = isFull || used + p.columns > columns;
        if (isFull)
            return;
        kept += p.bytes;
        used += p.columns;
    });
    return kept + std::string(columns - used, ' ');
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
    std::vector<std::string> lines(1);
    std::string colour;
    std::size_t used = 0, lastSpace = std::string::npos;
    const auto newLine = [&] {
        // What follows the last space goes along into the next line.
        std::string rest;
        if (lastSpace != std::string::npos) {
            rest = lines.back().substr(lastSpace + 1);
            lines.back().resize(lastSpace);
        }
        if (!colour.empty())
            lines.back() += "\x1b[0m";
        used = columnsOf(rest);
        lines.push_back(colour + rest);
        lastSpace = std::string::npos;
    };
    eachPiece(text, [&](const Piece& p) {
        if (p.isColour)
            colour =
                p.bytes == "\x1b[0m" || p.bytes == "\x1b[m" ? std::string() : colour + std::string(p.bytes);
        if (used + p.columns > columns && used > 0) {
            if (p.bytes == " ") // the line ends just here
                lastSpace = std::string::npos;
            newLine();
        }
        if (p.bytes == " ") {
            if (used == 0 && lines.size() > 1)
                return;
            lastSpace = lines.back().size();
        }
        lines.back() += p.bytes;
        used += p.columns;
    });
    return lines;
}

std::string harmless(std::string_view text, bool keepColours) {
    std::string out;
    bool isColoured = false;
    eachPiece(text, [&](const Piece& p) {
        const auto first = static_cast<unsigned char>(p.bytes[0]);
        if (p.isColour) {
            isColoured = isColoured || keepColours;
            out += keepColours ? p.bytes : std::string_view();
        } else if (first == '\n') {
            out += "⏎";
        } else if (first < 0x20 || first == 0x7f) {
            out += first == '\t' ? " " : "·";
        } else {
            out += p.bytes;
        }
    });
    return isColoured ? out + "\x1b[0m" : out;
}

} // namespace forkscope::cli
