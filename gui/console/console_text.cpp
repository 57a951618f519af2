// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/console/console_text.h"

#include "gui/theme/theme.h"

#include <QElapsedTimer>
#include <QScrollBar>
#include <QTextBlock>

namespace forkscope::gui {

// Parsing and inserting get this much of each 30 ms.
static constexpr int kParseBudgetMs = 6;
static constexpr int kLinesPerTick = 600;
static constexpr qsizetype kSlice = 8 << 10;
// How much of a long output a jump to another moment reads again.
static constexpr qsizetype kTail = 512 << 10;

ConsoleText::ConsoleText(QWidget* parent) : QPlainTextEdit(parent) {
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFont(codeFont());
    setAccessibleName(tr("Output of the program"));
    document()->setDocumentMargin(0); // it would be counted as room for lines
    setViewportMargins(12, 7, 2, 4);
    timer_.setSingleShot(true);
    timer_.setInterval(30);
    connect(&timer_, &QTimer::timeout, this, &ConsoleText::process);
    connect(&Theme::instance(), &Theme::changed, this, &ConsoleText::rewriteDocument);
    restart(rows_, columns_);
}

void ConsoleText::restart(int rows, int columns) {
    rows_ = rows;
    columns_ = columns;
    screen_ = std::make_unique<TerminalScreen>(rows, columns);
    backlog_.clear();
    settled_.clear();
    fresh_.clear();
    live_.clear();
    taken_ = 0;
    clear();
    liveStart_ = 0;
}

void ConsoleText::append(const QByteArray& bytes) {
    if (bytes.isEmpty())
        return;
    taken_ += bytes.size();
    backlog_ += bytes;
    if (backlog_.size() > kBacklog)
        skipBacklog();
    if (!timer_.isActive())
        timer_.start();
}

void ConsoleText::skipBacklog() {
    const qsizetype newline = backlog_.indexOf('\n', backlog_.size() - kBacklog / 4);
    const qsizetype cut = newline < 0 ? backlog_.size() - kBacklog / 4 : newline + 1;
    const QString said =
        tr("… %1 KiB of output left out here: it came faster than it can be shown …").arg(cut / 1024);
    backlog_ = "\x1b[0m\r\n\x1b[2;3m" + said.toUtf8() + "\x1b[0m\r\n" + backlog_.mid(cut);
}

void ConsoleText::showExactly(const QByteArray& output) {
    if (output.size() == taken_)
        return;
    if (output.size() > taken_) {
        append(output.sliced(taken_));
    } else {
        restart(rows_, columns_);
        taken_ = output.size();
        const qsizetype from = output.size() <= kTail ? 0 : output.indexOf('\n', output.size() - kTail) + 1;
        backlog_ = output.mid(from);
    }
    process();
}

void ConsoleText::settle() {
    while (!backlog_.isEmpty() || !fresh_.empty())
        process();
}

void ConsoleText::process() {
    QElapsedTimer clock;
    clock.start();
    while (!backlog_.isEmpty() && clock.elapsed() < kParseBudgetMs)
        parseSlice();
    const bool follow = atBottom();
    showNew();
    showLive();
    if (follow)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    if (!backlog_.isEmpty() || !fresh_.empty())
        timer_.start();
}

void ConsoleText::parseSlice() {
    const qsizetype size = std::min(kSlice, backlog_.size());
    screen_->feed(backlog_.constData(), std::size_t(size));
    backlog_.remove(0, size);
    for (TerminalLine& line : screen_->takeSettled())
        fresh_.push_back(std::move(line));
    while (fresh_.size() > kLines)
        fresh_.pop_front();
}

// Adds settled lines in front of the rows of the screen, which are taken away and put back by showLive().
void ConsoleText::showNew() {
    if (fresh_.empty())
        return;
    QTextCursor cursor = liveCursor();
    cursor.removeSelectedText();
    live_.clear();
    cursor.beginEditBlock();
    for (int i = 0; i < kLinesPerTick && !fresh_.empty(); ++i) {
        insertLine(cursor, fresh_.front());
        if (!fresh_.front().continues)
            cursor.insertBlock();
        settled_.push_back(std::move(fresh_.front()));
        fresh_.pop_front();
    }
    cursor.endEditBlock();
    while (settled_.size() > kLines)
        settled_.pop_front();
    liveStart_ = cursor.position();
    const int surplus = blockCount() - kLines;
    if (surplus > 0) {
        QTextCursor head(document());
        head.movePosition(QTextCursor::NextBlock, QTextCursor::KeepAnchor, surplus);
        liveStart_ -= head.selectionEnd();
        head.removeSelectedText();
    }
}

void ConsoleText::showLive() {
    std::vector<TerminalLine> now = screen_->visibleLines();
    while (!now.empty() && now.back().spans.empty()) // there is no cursor to show on an empty row
        now.pop_back();
    if (now == live_)
        return;
    QTextCursor cursor = liveCursor();
    cursor.beginEditBlock();
    cursor.removeSelectedText();
    for (std::size_t i = 0; i < now.size(); ++i) {
        insertLine(cursor, now[i]);
        if (i + 1 < now.size() && !now[i].continues)
            cursor.insertBlock();
    }
    cursor.endEditBlock();
    live_ = std::move(now);
}

// Selects the rows of the screen, which are always the end of the document.
QTextCursor ConsoleText::liveCursor() const {
    QTextCursor cursor(document());
    cursor.setPosition(liveStart_);
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    return cursor;
}

void ConsoleText::insertLine(QTextCursor& cursor, const TerminalLine& line) {
    for (const TerminalSpan& span : line.spans)
        cursor.insertText(span.text, formatFor(span.pen));
}

QTextCharFormat ConsoleText::formatFor(const TerminalPen& pen) const {
    QTextCharFormat format;
    QColor front = colorFor(pen.foreground, colors().text, pen.bold);
    QColor back = colorFor(pen.background, colors().panel, false);
    if (pen.reverse)
        std::swap(front, back);
    format.setForeground(front);
    if (back != colors().panel)
        format.setBackground(back);
    if (pen.bold)
        format.setFontWeight(QFont::Bold);
    format.setFontItalic(pen.italic);
    format.setFontUnderline(pen.underline);
    format.setFontStrikeOut(pen.strike);
    return format;
}

QColor ConsoleText::colorFor(const TerminalColor& color, const QColor& fallback, bool bright) const {
    switch (color.kind) {
    case TerminalColor::Kind::Default:
        return fallback;
    case TerminalColor::Kind::Rgb:
        return QColor::fromRgb(color.value);
    case TerminalColor::Kind::Indexed:
        break;
    }
    const std::uint32_t index = color.value;
    if (index < 16)
        return colors().ansi[bright && index < 8 ? index + 8 : index];
    if (index >= 232) { // grey ramp
        const int level = int(index - 232) * 10 + 8;
        return QColor(level, level, level);
    }
    const auto level = [](std::uint32_t step) {
        return step == 0 ? 0 : int(step) * 40 + 55;
    }; // 6 × 6 × 6 cube
    const std::uint32_t cube = index - 16;
    return QColor(level(cube / 36), level(cube / 6 % 6), level(cube % 6));
}

void ConsoleText::rewriteDocument() {
    if (settled_.empty() && live_.empty())
        return;
    const bool follow = atBottom();
    std::deque<TerminalLine> all = std::exchange(settled_, {});
    for (TerminalLine& line : fresh_)
        all.push_back(std::move(line));
    fresh_ = std::move(all);
    clear();
    liveStart_ = 0;
    live_.clear();
    while (!fresh_.empty())
        showNew();
    showLive();
    if (follow)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

bool ConsoleText::atBottom() const {
    const QScrollBar* bar = verticalScrollBar();
    return bar->value() >= bar->maximum() - 1;
}

int ConsoleText::visibleColumns() const {
    const int advance = QFontMetrics(font()).horizontalAdvance(QLatin1Char('m'));
    return std::max(1, viewport()->width() / std::max(1, advance));
}

} // namespace forkscope::gui
