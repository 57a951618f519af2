// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Left of the text: line numbers, and on each line a badge for every process that stands there. Drawn here
// and not by QScintilla, whose pixmap markers lie on one another and shift at 2x. A click on a badge chooses
// its process.
#include <QColor>
#include <QHash>
#include <QList>
#include <QWidget>

#include <cstdint>

namespace forkscope::gui {

class CodeEditor;

struct LineBadge {
    int line = 0; // from 1
    QString text; // "P1"
    QColor fill, ink;
    QString toolTip;
    std::uint32_t process = 0;
    bool operator==(const LineBadge&) const = default;
};

class BadgeGutter : public QWidget {
    Q_OBJECT
  public:
    BadgeGutter(CodeEditor* editor, QWidget* parent);

    void setBadges(const QList<LineBadge>& badges);
    const QList<LineBadge>& badges() const { return badges_; }
    // The text is no longer the one that ran: badges are drawn as outlines.
    void setStale(bool stale);
    void setChosen(std::uint32_t process);

    QSize sizeHint() const override;

  signals:
    void badgeClicked(quint32 process);
    // The number of a line was clicked; `place` is below it, on the screen.
    void lineClicked(int line, QPoint place);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent*) override { place(); }
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

  private:
    struct Placed {
        QRect rect;
        int badge; // index in badges_; -1: the "+n" that stands for the rest
        int hidden = 0;
    };
    void place();
    void placeLine(int line, const QList<int>& badges);
    int numberWidth() const;
    const Placed* placedAt(QPoint position) const;
    void paintBadge(QPainter& painter, const Placed& placed) const;

    CodeEditor* editor_;
    QList<LineBadge> badges_;
    QList<Placed> placed_;
    bool stale_ = false;
    std::uint32_t chosen_ = UINT32_MAX;
};

} // namespace forkscope::gui
