// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program's output as read-only text with its colours. Takes any amount of bytes without holding the
// event loop: what cannot be shown soon is left out and counted, and only the last kLines lines are kept.
#include "gui/console/terminal_screen.h"

#include <QPlainTextEdit>
#include <QTextCursor>
#include <QTimer>

#include <deque>

namespace forkscope::gui {

class ConsoleText : public QPlainTextEdit {
    Q_OBJECT
  public:
    static constexpr int kLines = 8000;
    // Of bytes that wait to be parsed; beyond it the oldest are skipped.
    static constexpr qsizetype kBacklog = qsizetype(2) << 20;

    explicit ConsoleText(QWidget* parent = nullptr);

    // A fresh terminal of this size.
    void restart(int rows, int columns);
    void append(const QByteArray& bytes);
    // All output so far and nothing else: continues where it can, else starts again from the last part of it.
    void showExactly(const QByteArray& output);
    qint64 bytesTaken() const { return taken_; }
    // Until nothing waits to be parsed or shown; for pictures and tests.
    void settle();
    // How many characters fit into a row.
    int visibleColumns() const;

  private:
    void process();
    void parseSlice();
    void skipBacklog();
    void rewriteDocument();
    void insertLine(QTextCursor& cursor, const TerminalLine& line);
    void showNew();
    void showLive();
    QTextCursor liveCursor() const;
    QTextCharFormat formatFor(const TerminalPen& pen) const;
    QColor colorFor(const TerminalColor& color, const QColor& fallback, bool bright) const;
    bool atBottom() const;

    std::unique_ptr<TerminalScreen> screen_;
    int rows_ = 30, columns_ = 100;
    QByteArray backlog_;
    qint64 taken_ = 0;                 // bytes given to us since restart
    std::deque<TerminalLine> settled_; // the last kLines, for a change of theme
    std::deque<TerminalLine> fresh_;   // settled, not yet in the document
    std::vector<TerminalLine> live_;   // shown below them
    int liveStart_ = 0;                // where in the document the screen's rows begin
    QTimer timer_;
};

} // namespace forkscope::gui
