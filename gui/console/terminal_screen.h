// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A terminal without a window: bytes go in, lines of coloured text come out. libvterm does the work
// (https://www.leonerd.org.uk/code/libvterm/, ECMA-48 and what xterm made of it); this class turns its cells
// into spans. Rows that leave the screen at the top are settled and handed out once; the rows still on it can
// change.
#include <QByteArray>
#include <QString>
#include <QVector>

#include <cstdint>
#include <memory>
#include <vector>

namespace forkscope::gui {

// A colour as the program named it: the default, one of 256, or 24-bit.
struct TerminalColor {
    enum class Kind : std::uint8_t { Default, Indexed, Rgb };
    Kind kind = Kind::Default;
    std::uint32_t value = 0; // index, or 0xRRGGBB
    bool operator==(const TerminalColor&) const = default;
};

struct TerminalPen {
    TerminalColor foreground, background;
    bool bold = false, italic = false, underline = false, strike = false, reverse = false;
    bool operator==(const TerminalPen&) const = default;
};

struct TerminalSpan {
    QString text;
    TerminalPen pen;
    bool operator==(const TerminalSpan&) const = default;
};

struct TerminalLine {
    std::vector<TerminalSpan> spans;
    bool continues = false; // the row is full: the next row belongs to the same line
    QString text() const;
    bool operator==(const TerminalLine&) const = default;
};

class TerminalScreen {
  public:
    TerminalScreen(int rows, int columns);
    ~TerminalScreen();
    TerminalScreen(const TerminalScreen&) = delete;
    TerminalScreen& operator=(const TerminalScreen&) = delete;

    void feed(const char* bytes, std::size_t count);
    // Rows that left the screen since the last call, oldest first.
    std::vector<TerminalLine> takeSettled();
    // What is on the screen, down to the last row with something on it or with the cursor.
    std::vector<TerminalLine> visibleLines() const;
    int columns() const;

  private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace forkscope::gui
