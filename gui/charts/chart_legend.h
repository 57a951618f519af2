// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the colours and patterns of a chart mean, in as many lines as the width needs.
#include "gui/charts/chart_colors.h"

#include <QWidget>

#include <vector>

namespace forkscope::gui {

class ChartLegend : public QWidget {
    Q_OBJECT
  public:
    explicit ChartLegend(QWidget* parent = nullptr);

    void setEntries(std::vector<LegendEntry> entries);
    const std::vector<LegendEntry>& entries() const { return entries_; }

    // The same anywhere else, from (0, 0) on; heightForWidth() is its height.
    void paint(QPainter& painter, int width) const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    std::vector<QPoint> placesFor(int width) const;

    std::vector<LegendEntry> entries_;
};

} // namespace forkscope::gui
