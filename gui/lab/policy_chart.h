// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Policies side by side: one of the mean times, measured and computed, of each policy that was run. A policy
// has its bars only once it was measured.
#include "engine/scheduling/plan.h"
#include "gui/charts/chart_content.h"

#include <optional>
#include <vector>

namespace forkscope::gui {

enum class LabTime { Waiting, Turnaround, Response };

struct MeasuredPolicy {
    QString name; // short
    scheduling::Means measured;
    std::optional<scheduling::Means> computed; // none: the kernel's own
};

class PolicyContent : public ChartContent {
    Q_DECLARE_TR_FUNCTIONS(Lab)
  public:
    PolicyContent(std::vector<MeasuredPolicy> policies, LabTime time)
        : ChartContent(nullptr), policies_(std::move(policies)), time_(time) {}

    // Whose mean was smallest.
    QString headline() const override;
    std::vector<LegendEntry> legend() const override;
    ChartReach reach() const override;
    void fill(QChart& chart, const ChartReach& reach) const override;
    ChartHit hit(QPointF value, const ChartReach& reach) const override;
    int rows() const override { return int(policies_.size()); }
    QStringList names() const override;

    static QString timeName(LabTime time);
    static ChartFill measuredFill();
    static ChartFill computedFill();

  private:
    double of(const scheduling::Means& means) const;

    std::vector<MeasuredPolicy> policies_;
    LabTime time_;
};

} // namespace forkscope::gui
