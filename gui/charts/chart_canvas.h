// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One chart on the screen: draws a ChartContent, the playhead over it, and answers pointer and keys. With the
// arrow keys a point wanders over the chart, Enter goes to its moment.
#include "gui/charts/chart_content.h"

#include <QChartView>

namespace forkscope::gui {

class ChartCanvas : public QChartView {
    Q_OBJECT
  public:
    explicit ChartCanvas(QWidget* parent = nullptr);

    // Draws anew. Null: nothing. `reach` is the one of both charts where two are compared.
    void setContent(std::unique_ptr<ChartContent> content, const ChartReach& reach);
    const ChartContent* content() const { return content_.get(); }
    // -1: none is shown.
    void setPlayhead(Time at);
    // Where a value of the axes lies in the widget, and back.
    QPoint placeOf(QPointF value) const;
    ChartHit hitAt(QPoint place) const;
    QRect plot() const;
    // Room that the labels at the left take, and more of it.
    int namesWidth() const;
    void setInset(int left);
    // What it holds does not make it ask for more.
    QSize sizeHint() const override { return {240, minimumHeight()}; }

  signals:
    // The pointer is over something worth a sentence; "" when it is not.
    void pointed(const QString& words);
    void momentChosen(forkscope::trace::Time at);

  protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent*) override {}
    void mouseDoubleClickEvent(QMouseEvent*) override {}
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;

  private:
    void pointTo(QPoint place);

    std::unique_ptr<ChartContent> content_;
    ChartReach reach_;
    Time playhead_ = -1;
    QPoint point_{-1, -1}; // what is pointed at; outside the plot: nothing
};

} // namespace forkscope::gui
